"""One language as one institution sets it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from communique.frozen import Frozen, field
from communique.locales import Locale, locale

__all__ = ["HARD_SPACES", "STYLES", "Style", "style_of"]

STYLES: Final = ("", "eu", "un", "national")
"""The house styles there are: none chosen, Interinstitutional Style Guide, United Nations
Editorial Manual, and the custom of the country."""

HARD_SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""The spaces at which no line ends."""

_NAMED: Final = tuple(name for name in STYLES if name)
# What the custom of a country knows more languages of than any institution publishes in.
_FALLBACK: Final = "national"
_CLOSED: Final = ("",)


# One value for each name and language, so it is told from others by identity, which costs a
# check nothing.
class Style(Frozen, eq=False):
    """How an institution sets a language.

    A gap is what stands between two signs: a space of some kind, or nothing. Wherever gaps are
    listed, each of them is accepted, and the first is the one to write.
    """

    name: str
    """Name of the style; empty for what all styles of the language have in common."""
    locale: Locale
    """The language."""
    outer: tuple[str, ...] = ()
    """Pairs of marks for a quotation, such as `„“`; empty where any may be lawful."""
    inner: tuple[str, ...] = ()
    """Pairs of marks for a quotation in a quotation."""
    straight: bool = True
    """Whether straight quotation marks pass, as on a typewriter."""
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The gaps before a punctuation mark; a mark that is not named is not judged."""
    inside: tuple[str, ...] = ()
    """The gaps between guillemets that point outwards, « and », and the text in them; empty
    where they are not judged."""
    percent: tuple[str, ...] = ()
    """The gaps between a number and `%` or `‰`; empty where they are not judged."""
    hard_groups: bool = False
    """Whether spaces between the groups of three digits of a number are hard."""
    units: tuple[str, ...] = ()
    """What hangs on the number before it: the space between them is hard."""
    before_numbers: tuple[str, ...] = ()
    """What hangs on the number behind it: the space between them is hard."""
    before_words: tuple[str, ...] = ()
    """What hangs on the word behind it, whatever that is: the space between them is hard."""

    def __reduce__(self) -> tuple[object, tuple[str, Locale]]:
        """Another process has the same value, not one more."""
        return style_of, (self.name, self.locale)


def style_of(name: str, of: Locale) -> Style:
    """The style of that name for a language.

    A language that the institution does not publish in is set as its country does, a variety as
    its language; of a language that no style knows nothing is asked. Raises KeyError for a name
    that is not in STYLES.
    """
    return _style(name, of.tag)


@lru_cache(maxsize=512)
def _style(name: str, tag: str) -> Style:
    if name not in STYLES:
        raise KeyError(name)
    of = locale(tag)
    if name == "":
        return _common(of)
    values = _values(name, of) or _values(_FALLBACK, of)
    return _built(name, of, values) if values else Style(name=name, locale=of)


def _common(of: Locale) -> Style:
    """What no style of the language forbids."""
    tables = [(name, _values(name, of)) for name in _NAMED]
    styles = [_built(name, of, values) for name, values in tables if values]
    if not styles:
        return Style(name="", locale=of)
    pairs = _union([pairs for style in styles for pairs in (style.outer, style.inner)])
    marks = dict.fromkeys(mark for style in styles for mark in style.before)
    return Style(
        name="",
        locale=of,
        outer=pairs,
        inner=pairs,
        before={
            mark: _loosened([style.before.get(mark, _CLOSED) for style in styles]) for mark in marks
        },
        inside=_loosened([style.inside for style in styles]),
    )


def _union(lists: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for values in lists for value in values))


def _loosened(gaps: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The gaps of all styles; who writes some space need not have written a hard one."""
    every = _union(gaps)
    spaced = any(every)
    return _union([every, ("", " ", *HARD_SPACES)]) if spaced else every


def _built(name: str, of: Locale, values: Mapping[str, object]) -> Style:
    def words(key: str) -> tuple[str, ...]:
        value = values.get(key, ())
        return tuple(value.split()) if isinstance(value, str) else ()

    def gaps(value: object) -> tuple[str, ...]:
        return tuple(map(str, value)) if isinstance(value, list) else ()

    before = values.get("before", {})
    return Style(
        name=name,
        locale=of,
        outer=words("outer"),
        inner=words("inner"),
        straight=bool(values.get("straight", False)),
        before={mark: gaps(value) for mark, value in before.items()}
        if isinstance(before, dict)
        else {},
        inside=gaps(values.get("inside")),
        percent=gaps(values.get("percent")),
        hard_groups=bool(values.get("hard_groups", False)),
        units=words("units"),
        before_numbers=words("before_numbers"),
        before_words=words("before_words"),
    )


def _values(name: str, of: Locale) -> dict[str, object] | None:
    """What a style says of a language, on top of what it says of all; None where nothing."""
    tables = _tables(name)
    own = tables.get(of.tag, tables.get(of.language))
    if own is None:
        return None
    values = {**tables.get("default", {}), **own}
    for key in ("units", "before_numbers"):
        if f"more_{key}" in own:
            values[key] = f"{values.get(key, '')} {own[f'more_{key}']}"
    default = tables.get("default", {}).get("before")
    if isinstance(default, dict):
        changed = own.get("before")
        values["before"] = {**default, **(changed if isinstance(changed, dict) else {})}
    return values


@lru_cache(maxsize=len(_NAMED))
def _tables(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
