"""What a locale is: its tag, its CLDR and POSIX forms, its name, direction and plurals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Final

from communique.findings import CommuniqueError
from communique.frozen import Frozen, replace
from communique.locales.cldr import cldr_locale, likely_script

__all__ = [
    "EU_LOCALES",
    "PSEUDO_LOCALES",
    "SAMPLE_LOCALES",
    "Locale",
    "LocaleError",
    "PluralForms",
    "in_house_order",
    "locale",
    "parse_plural_forms",
]

# Interinstitutional Style Guide, section 7.2.1: the Roman alphabetical order of the names
# that the languages have for themselves, and those names.
_EU_NAMES: Final = {
    "bg": "български",
    "es": "español",
    "cs": "čeština",
    "da": "dansk",
    "de": "Deutsch",
    "et": "eesti keel",
    "el": "ελληνικά",
    "en": "English",
    "fr": "français",
    "ga": "Gaeilge",
    "hr": "hrvatski",
    "it": "italiano",
    "lv": "latviešu valoda",
    "lt": "lietuvių kalba",
    "hu": "magyar",
    "mt": "Malti",
    "nl": "Nederlands",
    "pl": "polski",
    "pt": "português",
    "ro": "română",
    "sk": "slovenčina",
    "sl": "slovenščina",
    "fi": "suomi",
    "sv": "svenska",
}

EU_LOCALES: Final = tuple(_EU_NAMES)
"""The 24 official languages of the European Union, in the order in which it lists them."""

# The official languages of the United Nations follow in its own order, which is the
# alphabetical order of their English names.
_UN_ORDER: Final = ("ar", "zh", "en", "fr", "ru", "es")

SAMPLE_LOCALES: Final = (*EU_LOCALES, "ar", "zh", "ru")
"""The official languages of the European Union and of the United Nations."""

PSEUDO_LOCALES: Final = {"en-XA": "en", "ar-XB": "ar"}
"""Languages that nobody speaks, by which a layout is tried, and the ones they count and date as.

The tags are those of CLDR (UTS #35, "Unicode Language and Locale Identifiers"): XA has accents
and takes more room, XB runs from right to left.
"""

# A bare tag means the variety that the house publishes in.
_CLDR: Final = {
    "en": "en_GB",
    "pt": "pt_PT",
    "zh": "zh_Hans_CN",
    "en-XA": "en_GB",
    "ar-XB": "ar",
}
_WRITTEN_TAG: Final = {"zh": "zh-Hans"}
# CLDR counts no plural for Hungarian nouns after numbers; gettext catalogues have always
# been written with two forms, and translators' tools expect them. Babel has the fifth and the
# sixth form of Arabic (11 to 99, and 100 to 102) the other way round than every catalogue.
_PLURAL_FORMS: Final = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
    "hu": "nplurals=2; plural=(n != 1);",
}

# The scripts of CLDR's languages that run from right to left; its own data of the direction are
# a part of a locale's whole, which takes long to read.
_RIGHT_TO_LEFT: Final = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_PLURAL_HEADER = re.compile(r"nplurals\s*=\s*([0-9]{1,3})\s*;\s*plural\s*=([^;]*);?")
# No language needs more than six; with one digit each form is told alike by every tool.
_MOST_FORMS: Final = 9
# What a C expression in a Plural-Forms header may consist of (gettext manual, "Plural forms").
_PLURAL_EXPRESSION = re.compile(r"[n0-9\s()?:<>=!&|%+*/-]{1,1000}")


class LocaleError(CommuniqueError):
    """A tag that names no language CLDR knows, or a plural rule that cannot be read."""


class PluralForms(Frozen):
    """The `Plural-Forms` header of a catalogue (gettext manual, "Plural forms")."""

    header: str
    """The value as it stands in the header."""
    count: int
    """How many forms a message with a plural has, `nplurals`."""
    expression: str
    """The C expression in `n` that picks the form."""

    def index(self, number: int) -> int:
        """Which form stands with a number, from 0 to `count - 1`; raises LocaleError."""
        try:
            index = int(_compiled(self.expression)(number))
        except (ArithmeticError, RecursionError) as error:
            raise LocaleError(
                f"the plural rule `{self.expression}` gives no form for {number}: {error}"
            ) from error
        if not 0 <= index < self.count:
            raise LocaleError(
                f"the plural rule `{self.expression}` gives form {index} for {number}, "
                f"of {self.count} forms"
            )
        return index


def parse_plural_forms(header: str) -> PluralForms:
    """Read a `Plural-Forms` header; raises LocaleError where gettext would refuse it."""
    match = _PLURAL_HEADER.fullmatch(header.strip())
    expression = match[2].strip() if match else ""
    if match is None or not _PLURAL_EXPRESSION.fullmatch(expression):
        raise LocaleError(
            f"`{header[:80]}` is no plural rule, expected `nplurals=N; plural=EXPRESSION;`"
        )
    forms = PluralForms(header=header, count=int(match[1]), expression=expression)
    if not 1 <= forms.count <= _MOST_FORMS:
        raise LocaleError(
            f"`{header[:80]}` declares {forms.count} plural forms, expected 1 to {_MOST_FORMS}"
        )
    for number in (*range(111), 1000, 1_000_000):
        forms.index(number)
    return forms


class Locale(Frozen, eq=False, dict=True):
    """A language as the tool knows it; get one from `locale`.

    Its tag says all that tells it from others: locales are asked for in every check of a text.
    """

    tag: str
    """BCP 47 tag as it stands in addresses, options and findings: `pt`, `zh`."""
    written_tag: str
    """BCP 47 tag for `lang` attributes, with the script where that is in doubt: `zh-Hans`."""
    right_to_left: bool
    """Whether its script runs from right to left."""
    digits: str = ""
    """CLDR's id of the digits that a house has chosen for it, such as `latn`; empty for its own."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Locale) and self.tag == other.tag

    # Not made of the former, as elsewhere: the base class brings its own.
    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.tag)

    @property
    def native_name(self) -> str:
        """What the language calls itself, as a language switcher shows it."""
        return _native_name(self)

    @property
    def plural_forms(self) -> PluralForms:
        """The plural rule a new catalogue gets."""
        return _plural_forms(self.tag)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, for `dir` attributes."""
        return "rtl" if self.right_to_left else "ltr"

    @property
    def posix(self) -> str:
        """The form that gettext's folders use: `zh_Hant`, `pt_BR`."""
        return self.tag.replace("-", "_")

    @cached_property
    def language(self) -> str:
        """The language alone, without script and region."""
        return self.tag.partition("-")[0]

    @property
    def cldr(self) -> str:
        """The identifier under which CLDR has this variety: `en_GB`, `pt_PT`."""
        return _CLDR.get(self.tag, self.posix)

    def name_in(self, other: Locale) -> str:
        """What another language calls this one: English is `anglais` in French (CLDR)."""
        known = cldr_locale(other.cldr)
        return str(known.languages.get(self.language, self.native_name))

    def __str__(self) -> str:
        return self.tag


@lru_cache(maxsize=256)
def locale(tag: str) -> Locale:
    """The locale of a BCP 47 tag such as `fr`, `pt-BR` or `zh-Hant`; raises LocaleError."""
    if tag in PSEUDO_LOCALES:
        model = locale(PSEUDO_LOCALES[tag])
        return replace(model, tag=tag, written_tag=tag)
    identifier = _CLDR.get(tag, tag.replace("-", "_"))
    if tag not in SAMPLE_LOCALES and not _is_known(tag, identifier):
        raise LocaleError(
            f"`{tag}` names no language, expected a BCP 47 tag such as `fr`, `pt-BR` or `zh-Hant`"
        )
    return Locale(
        tag=tag,
        written_tag=_WRITTEN_TAG.get(tag, tag),
        right_to_left=likely_script(identifier) in _RIGHT_TO_LEFT,
    )


def in_house_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Sort tags as the European Union lists languages, then the United Nations, then the rest."""
    known = [*EU_LOCALES, *(tag for tag in _UN_ORDER if tag not in EU_LOCALES)]
    return tuple(
        sorted(
            dict.fromkeys(tags),
            key=lambda tag: (known.index(tag) if tag in known else len(known), tag),
        )
    )


def _is_known(tag: str, identifier: str) -> bool:
    """Whether CLDR has what the tag says, and puts nothing else in its place."""
    from babel import UnknownLocaleError

    if not _TAG.fullmatch(tag):
        return False
    try:
        known = cldr_locale(identifier)
    except (UnknownLocaleError, ValueError):
        return False
    language, *parts = tag.split("-")
    return language == known.language and set(parts) <= {known.script, known.territory}


@lru_cache(maxsize=256)
def _native_name(of: Locale) -> str:
    """Its own list's name or CLDR's, without what the bare tag leaves open: region and script."""
    if of.tag in PSEUDO_LOCALES:
        return f"({locale(PSEUDO_LOCALES[of.tag]).native_name})"
    if of.tag in _EU_NAMES:
        return _EU_NAMES[of.tag]
    name = cldr_locale(of.cldr).get_display_name() or of.tag
    return name if "-" in of.tag else name.partition("(")[0].strip() or of.tag


@lru_cache(maxsize=256)
def _plural_forms(tag: str) -> PluralForms:
    # With it comes Babel's own reader of catalogues, which a check has no use for.
    from babel.messages.plurals import get_plural

    tag = PSEUDO_LOCALES.get(tag, tag)
    return parse_plural_forms(_PLURAL_FORMS.get(tag) or str(get_plural(tag.replace("-", "_"))))


@lru_cache(maxsize=128)
def _compiled(expression: str) -> Callable[[int], int]:
    """The C expression as a function, by the standard library's own compiler."""
    from gettext import c2py

    try:
        return c2py(expression)
    except (ValueError, SyntaxError, RecursionError, OverflowError) as error:
        raise LocaleError(f"the plural rule `{expression}` cannot be read: {error}") from error
