"""Real press releases with their published translations, as catalogues of our own form.

A corpus is a folder `<locale>/*.po`, the locale in its POSIX form (`pt_BR`, `zh_CN`), each file
one release paired with its source, paragraph by paragraph. Texts that carry HTML are turned into
the Markdown of release texts, source and translation alike, so that no rule is set off by markup
that it was not made for; what the HTML says is kept, an unclosed tag included.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from communique.catalogue import (
    Catalogue,
    CatalogueFile,
    Message,
    TemplateMessage,
    read_catalogue,
)
from communique.catalogue.scan import Scanned
from communique.check import Places, Setting, check_catalogue
from communique.frozen import replace
from communique.locales import Locale, LocaleError, locale
from communique.project.checked import CheckedCatalogue
from communique.styles import STYLES, style_of

__all__ = ["SITE", "CorpusFile", "corpus_files", "markdown_of"]

SITE: Final = "https://www.example.org/"
"""Where the site of a corpus is taken to be, if nobody says."""

# The variety that a bare tag of ours means.
_SAME: Final = {"zh_CN": "zh", "pt_PT": "pt", "en_GB": "en"}
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<![^<>]*>")
_ADDRESS: Final = re.compile(r"""<(?:url|email)\s+["']?([^\s"'<>]+)["']?\s*/?>""")
_TARGET: Final = re.compile(r"""\bhref\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
_MACRO: Final = re.compile(r"^\$\([A-Z]+\)/?")
_SCHEME: Final = re.compile(r"[a-z]+:", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>&]")
_UNESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]<>&])")
_SELF: Final = r"\1"
_MARKS: Final = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_CODE: Final = frozenset({"code", "tt", "kbd"})
_PAIRED: Final = frozenset({"a", "q", *_MARKS, *_CODE})
_CONTINUED: Final = re.compile(r"\\\s+")
_BLOCKS: Final = frozenset(
    "p li td th tr table ul ol dl dt dd h1 h2 h3 h4 h5 h6 div pre blockquote hr".split()
)
_INLINE: Final = frozenset("span sup sub acronym abbr small big u font img".split())
_BREAK: Final = "\0"
# Where a space may have to stand, so that Markdown reads the stars beside it as markup.
_GAP: Final = "\1"
_OURS: Final = {ord(_BREAK): None, ord(_GAP): None}
_NEEDED: Final = re.compile(rf"(?<=\w){_GAP}|{_GAP}(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """A release of the corpus in one language."""

    path: str
    """Its file, relative to the folder of the corpus."""
    locale: Locale
    """Its language."""
    catalogue: Catalogue
    """Its translations."""
    scanned: Scanned
    """The lines it was read from."""
    template: tuple[TemplateMessage, ...]
    """The messages of its source."""
    numbers: Mapping[str, int]
    """Which message of the file each text is, counted from 1, by its subject."""
    setting: Setting
    """How it is checked: no house style is known, and there is no glossary."""

    def checked(self) -> CheckedCatalogue:
        """The file with all that is wrong with it, as a project has it."""
        places = Places(path=self.path, locale=self.locale.tag)
        return CheckedCatalogue(
            domain=self.path,
            locale=self.locale,
            messages=self.template,
            setting=self.setting,
            file=CatalogueFile(catalogue=self.catalogue, scanned=self.scanned, plural_forms=None),
            places=places,
            problems=(),
            found=check_catalogue(self.catalogue, self.template, self.setting, places=places),
        )


def corpus_files(folder: Path, *, raw: bool = False, site: str = SITE) -> Iterator[CorpusFile]:
    """Every file of a corpus that can be read; `raw` leaves its HTML as it is."""
    for path in sorted(folder.glob("*/*.po")):
        tag = _SAME.get(path.parent.name, path.parent.name.replace("_", "-"))
        try:
            of = locale(tag)
        except LocaleError:
            continue
        read, _ = read_catalogue(path.read_bytes(), path=path.name, locale=of)
        if read is None:
            continue
        written = _as_it_is if raw else partial(markdown_of, quotes=_quotes_of("en"), site=site)
        translated = _as_it_is if raw else partial(markdown_of, quotes=_quotes_of(tag), site=site)
        converted = (
            (number, _converted(message, written, translated))
            for number, message in enumerate(read.catalogue.messages, 1)
            if message.translated
            and not (message.obsolete or message.fuzzy)
            and (raw or _programs(message.id) == _programs(message.translations[0]))
        )
        # What was HTML alone is no text, and what differed in HTML alone is one text.
        texts = {
            message.key: (number, message)
            for number, message in converted
            if message.id and message.translated
        }
        messages = tuple(message for _, message in texts.values())
        yield CorpusFile(
            path=f"{path.parent.name}/{path.name}",
            locale=of,
            catalogue=replace(read.catalogue, path=str(path.name), messages=messages),
            scanned=read.scanned,
            numbers={message.subject: number for number, message in texts.values()},
            template=tuple(
                TemplateMessage(id=message.id, plural_id=message.plural_id, context=message.context)
                for message in messages
            ),
            setting=Setting(source_locale=locale("en"), locale=of, style=style_of("", of)),
        )


def markdown_of(text: str, *, quotes: str = "“”", site: str = SITE) -> str:
    r"""A paragraph of HTML, or of the Website Meta Language, as the Markdown of a release.

    - `<a href>` is a link, `<em>` and `<i>` emphasis, `<strong>` and `<b>` strong emphasis,
      `<code>`, `<tt>` and `<kbd>` code; `<q>` stands in the quotation marks of the language, as
      browsers set it; `<br>` is a line break. A tag without its partner is left out, as browsers
      do, so that its loss shows as markup that the source has and the translation has not.
    - Addresses within the site, `$(HOME)/…` or relative, are of one host. `<url …>` and
      `<email …>` are bare addresses.
    - Other tags of HTML are left out. A tag that is not HTML stands for the word that a program
      puts there, so it becomes its argument or its name: `<codename>`; a text in which the two
      sides do not have the same of these is left out of a corpus.
    - White space and `\` at the end of a line are one space, entities are their characters, and
      letters that would be markup are escaped.
    """
    open_elements = [_Element(name="", target="")]
    whole = _ADDRESS.sub(r" \1 ", _CONTINUED.sub(" ", text))
    at = 0
    for match in _TAG.finditer(whole):
        open_elements[-1].parts.append(_escaped(whole[at : match.start()]))
        at = match.end()
        _take(match, open_elements, quotes, site)
    open_elements[-1].parts.append(_escaped(whole[at:]))
    letters = "".join(part for element in open_elements for part in element.parts)
    letters = _NEEDED.sub(" ", letters).replace(_GAP, "")
    lines = [line.strip(" ") for line in _SPACE.sub(" ", letters).split(_BREAK)]
    return "\\\n".join(lines).strip("\\\n")


@dataclass(slots=True, kw_only=True)
class _Element:
    """An element that is not closed yet."""

    name: str
    """Its tag, in small letters."""
    target: str
    """Where it leads, if it is a link."""
    parts: list[str] = field(default_factory=list)
    """What stands in it, as Markdown."""


def _take(tag: re.Match[str], open_elements: list[_Element], quotes: str, site: str) -> None:
    """Open or close an element; one that nothing closes leaves its text alone."""
    name = (tag[2] or "").lower()
    if name == "br":
        open_elements[-1].parts.append(_BREAK)
    elif name not in _PAIRED:
        open_elements[-1].parts.append(_left_of(tag, name))
    elif not tag[1]:
        target = _TARGET.search(tag[3])
        written = _absolute(target[1], site) if target else ""
        open_elements.append(_Element(name=name, target=written))
    elif any(element.name == name for element in open_elements):
        while True:
            element = open_elements.pop()
            closed = element.name == name
            written = "".join(element.parts)
            open_elements[-1].parts.append(_marked(element, written, quotes) if closed else written)
            if closed:
                return


def _left_of(tag: re.Match[str], name: str) -> str:
    """What is left of a tag that has no Markdown."""
    if not name or name in _BLOCKS:
        return " "
    if tag[1] or name in _INLINE:
        return ""
    return _escaped(tag[3].strip(" /") or name)


def _programs(text: str) -> list[str]:
    """What a program of the site would put in; where one side has it in words, nobody can tell."""
    names = [tag[2].lower() for tag in _TAG.finditer(text) if tag[2] and not tag[1]]
    known = _BLOCKS | _INLINE | _PAIRED | {"br", "url", "email"}
    return sorted(name for name in names if name not in known)


def _marked(element: _Element, written: str, quotes: str) -> str:
    inner = written.strip()
    if not inner:
        return written
    before, after = written[: written.index(inner)], written[written.rindex(inner) + len(inner) :]
    if element.name == "q":
        before, after = before + quotes[0], quotes[1] + after
    elif element.name in _CODE and "`" not in inner:
        inner = f"`{_UNESCAPED.sub(_SELF, inner)}`"
    elif element.name == "a" and element.target:
        inner = f"[{inner}]({element.target})"
    elif element.name in _MARKS:
        # Between a letter and a sign, Markdown's stars neither open nor close.
        before = before or ("" if inner[0].isalnum() else _GAP)
        after = after or ("" if inner[-1].isalnum() else _GAP)
        inner = f"{_MARKS[element.name]}{inner}{_MARKS[element.name]}"
    return f"{before}{inner}{after}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", html.unescape(text).translate(_OURS))


def _absolute(target: str, site: str) -> str:
    written = html.unescape(target)
    if not _SCHEME.match(written):
        written = site + _MACRO.sub("", written).lstrip("./")
    return written.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def _converted(
    message: Message, written: Callable[[str], str], translated: Callable[[str], str]
) -> Message:
    return replace(
        message,
        id=written(message.id),
        plural_id=written(message.plural_id),
        translations=tuple(map(translated, message.translations)),
    )


def _as_it_is(text: str) -> str:
    return text


def _quotes_of(tag: str) -> str:
    """The outermost quotation marks of a language, which browsers set around `<q>`."""
    styles = (style_of(name, locale(tag)) for name in STYLES if name)
    return next((style.outer[0] for style in styles if style.outer), "“”")
