"""What a page in a pseudo-locale says in other letters: texts that nobody can translate."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from typing import Final

from communique.locales import Locale
from communique.pseudo.letters import LETTERS

__all__ = ["unmarked_in_html", "unmarked_in_style"]

_UNREAD: Final = frozenset({"script", "template"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# Elements that an address is made of, so that it can be broken, and that end no word.
_INSIDE_A_WORD: Final = frozenset({"span", "wbr"})
# Attributes that are read to somebody, or shown.
_READ: Final = frozenset({"alt", "aria-description", "aria-label", "placeholder", "title"})
_READ_META: Final = frozenset(
    {"author", "description", "keywords", "og:description", "og:site_name", "og:title"}
)
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*")
# The letters of the source; what is in others stands in a text on purpose.
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SPACES: Final = re.compile(r"\s+")
_CONTENT: Final = re.compile(r"""\bcontent\s*:(?:[^;}"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*""")
_CSS_TEXT: Final = re.compile(r""""((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'""", re.DOTALL)
_CSS_ESCAPE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?|\\(.)", re.DOTALL)
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_LAST_CHARACTER: Final = 0x10FFFF


def unmarked_in_html(html: str, locale: Locale, values: Collection[str]) -> tuple[str, ...]:
    """The texts of a page that are not in the letters of a pseudo-locale, each once, in order.

    `values` are what is written alike or by rule in every language: names, numbers, dates,
    addresses. Elements with `translate="no"` are passed over, and so is what is not read to
    anybody; texts that a style sheet inside the page makes are not.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    texts = [*reader.texts, *(text for style in reader.styles for text in _made(style))]
    return _unmarked(texts, locale, values)


def unmarked_in_style(style: str, locale: Locale) -> tuple[tuple[int, str], ...]:
    """The texts that a style sheet puts on every page, each with its line, counted from 1."""
    blanked = _blanked(style)
    return tuple(
        (blanked.count("\n", 0, match.start()) + 1, text)
        for match in _CONTENT.finditer(blanked)
        for text in _unmarked(_strings(match[0]), locale, ())
    )


class _Reader(HTMLParser):
    """Gathers every text that a person sees or hears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.styles: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._goes_on = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        passed = tag in _UNREAD or attributes.get("translate") == "no" or self._passed
        self._goes_on &= tag in _INSIDE_A_WORD and not passed and not attributes.keys() & _READ
        if not passed:
            self.texts += [attributes[name] for name in attributes if name in _READ]
            if {attributes.get("name"), attributes.get("property")} & _READ_META:
                self.texts.append(attributes.get("content", ""))
        if tag not in _VOID:
            self._open.append((tag, passed))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._goes_on &= tag in _INSIDE_A_WORD
        # An end tag may be left out, as that of a list item; the outer one ends both.
        if tag in (name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self.styles.append(data)
        elif not self._passed:
            self.texts.append((self.texts.pop() if self._goes_on else "") + data)
            self._goes_on = True

    @property
    def _passed(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _unmarked(texts: Collection[str], locale: Locale, values: Collection[str]) -> tuple[str, ...]:
    known = sorted({_flat(value) for value in values} - {""}, key=len, reverse=True)
    written = "|".join(map(re.escape, known))
    value = re.compile(rf"(?<!\w)(?:{written})(?!\w)") if written else None
    own = LETTERS[locale.tag]
    found = []
    for text in map(_flat, texts):
        rest = value.sub(" ", text) if value else text
        words = (word for word in _WORD.findall(rest) if _LATIN.search(word))
        if any(own.isdisjoint(word) for word in words):
            found.append(text)
    return tuple(dict.fromkeys(found))


def _made(style: str) -> Iterator[str]:
    """The texts that a style sheet makes."""
    for match in _CONTENT.finditer(_blanked(style)):
        yield from _strings(match[0])


def _strings(declaration: str) -> list[str]:
    return [
        _CSS_ESCAPE.sub(_escaped, match[1] or match[2] or "")
        for match in _CSS_TEXT.finditer(declaration)
    ]


def _escaped(match: re.Match[str]) -> str:
    """The character that an escape stands for (CSS Syntax 3, section 4.3.7)."""
    if match[1] is None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code <= _LAST_CHARACTER else "\N{REPLACEMENT CHARACTER}"


def _blanked(style: str) -> str:
    """A style sheet without its comments, each line where it was."""
    return _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), style)


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
