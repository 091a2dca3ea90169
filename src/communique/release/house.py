"""The house: what all releases share, from `release/house.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from communique import rules
from communique.findings import Finding, Place, Rule
from communique.frozen import Frozen, field, replace
from communique.locales import (
    PSEUDO_LOCALES,
    Locale,
    LocaleError,
    in_house_order,
    locale,
)
from communique.release.colours import colour_problem
from communique.release.entries import (
    Boilerplate,
    City,
    Contact,
    Entry,
    Organisation,
    Pattern,
    ReleaseType,
    Role,
)
from communique.release.facts import EmailFact, FactError, address_problem, read_fact
from communique.release.house_settings import SETTING_TABLES, SettingTables
from communique.release.markdown import one_line
from communique.release.settings import (
    CatalogueSettings,
    FontSource,
    Gate,
    General,
    MemorySettings,
    PageSettings,
    PdfSettings,
    QuoteSettings,
)
from communique.release.toml import (
    TomlDocument,
    TomlError,
    checked_fields,
    read_toml,
)
from communique.release.wording import fact_references, markup_problems
from communique.styles import STYLES

__all__ = [
    "HOUSE_DOMAIN",
    "HOUSE_PATH",
    "Boilerplate",
    "City",
    "Contact",
    "House",
    "Organisation",
    "Pattern",
    "Role",
    "read_house",
]

HOUSE_DOMAIN: Final = "house"
"""The gettext domain of everything that releases share."""
HOUSE_PATH: Final = "release/house.toml"
"""Where the house is described, relative to the project folder."""


class House(Frozen):
    """What all releases share."""

    source: str = "en"
    """BCP 47 tag of the language releases are written in."""
    locales: tuple[str, ...] = ("en",)
    """Every language releases come out in, the source included, in the order of the house."""
    url: str = ""
    """Address under which `build/` is published, without a final slash; empty if unknown."""
    style: str = ""
    """The house style of its texts: `eu`, `un` or `national`; empty for what all agree on."""
    gate: Gate = field(default_factory=Gate)
    """What `communique check` asks of its catalogues."""
    catalogues: CatalogueSettings = field(default_factory=CatalogueSettings)
    """How its catalogues are written."""
    memory: MemorySettings = field(default_factory=MemorySettings)
    """What `communique update` takes from the memory."""
    quote: QuoteSettings = field(default_factory=QuoteSettings)
    """What `communique quote` counts by, and what a translation costs."""
    pdf: PdfSettings = field(default_factory=PdfSettings)
    """What its PDF files are."""
    pages: PageSettings = field(default_factory=PageSettings)
    """How its pages are set."""
    fonts: Mapping[str, FontSource] = field(default_factory=dict)
    """Fonts of languages by tag, where others are wanted than those that are known."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """How many letters a title, subtitle or heading may have, by that name; less the unlimited."""
    types: Mapping[str, ReleaseType] = field(default_factory=dict)
    """Kinds of release by id."""
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    """Organisations by id."""
    cities: Mapping[str, City] = field(default_factory=dict)
    """Cities by id."""
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    """Contacts by id."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Functions of contacts by id."""
    honorifics: Mapping[str, Pattern] = field(default_factory=dict)
    """Forms of address by id, each a pattern with `{name}`."""
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    """Other phrases with gaps by id; `dateline` has `{city}` and `{date}`."""
    boilerplate: Mapping[str, Boilerplate] = field(default_factory=dict)
    """Standing paragraphs by id."""
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """Lines of `house.toml` by path of the key."""

    def locale(self, tag: str) -> Locale:
        """A language as this house writes it; raises LocaleError."""
        return replace(locale(tag), digits=self.pages.digits.get(tag, ""))


_TABLES: Final[dict[str, type[Entry]]] = {
    "types": ReleaseType,
    "organisations": Organisation,
    "cities": City,
    "contacts": Contact,
    "roles": Role,
    "honorifics": Pattern,
    "patterns": Pattern,
    "boilerplate": Boilerplate,
}
_REQUIRED_PATTERNS: Final = {"dateline": ("city", "date")}
_HONORIFIC_GAPS: Final = ("name",)
# An id stands in references, which have no white space, and in options.
_ID: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_PHONE: Final = re.compile(r"\+[0-9][0-9 ()./-]{2,40}")
_Named = TypeVar("_Named", bound=Entry)


def read_house(text: str, *, path: str = HOUSE_PATH) -> tuple[House, tuple[Finding, ...]]:
    """The house and everything that is wrong with its description, all at once."""
    try:
        document = read_toml(text)
    except TomlError as error:
        return House(), (_finding(f"this is no TOML: {error}", path, error.line),)
    reader = _Reader(document=document, path=path)
    tables = {name: reader.table(name, shape) for name, shape in _TABLES.items()}
    house = reader.settings(tables)
    reader.check(house)
    return house, tuple(reader.findings)


class _Reader:
    def __init__(self, *, document: TomlDocument, path: str) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._path = path

    def table(self, name: str, shape: type[_Named]) -> dict[str, _Named]:
        """The entries of one table, less those that are wrong."""
        entries: dict[str, _Named] = {}
        raw = self._document.values.get(name, {})
        if not isinstance(raw, dict):
            self._add(f"`{name}` is wrong: expected a table", name)
            return entries
        for key, values in raw.items():
            if not _ID.fullmatch(key):
                expected = "small letters and digits, with hyphens between them"
                self._add(f"`{key}` is no id, expected {expected}", name, key)
            if not isinstance(values, dict):
                self._add(f"`{name}.{key}` is wrong: expected a table", name, key)
                continue
            entry, problems = checked_fields(values, shape)
            for field_name, problem in problems:
                self._add(f"{problem} in `{name}.{key}`", name, key, field_name)
            if entry is not None:
                entries[key] = entry
        return entries

    def settings(self, tables: Mapping[str, Mapping[str, Entry]]) -> House:
        """The house of settings and tables."""
        values = {
            key: value
            for key, value in self._document.values.items()
            if key not in _TABLES and key not in SETTING_TABLES
        }
        settings, problems = checked_fields(values, General)
        for key, problem in problems:
            self._add(problem, key)
        if settings is None:
            wrong = {key for key, _ in problems}
            right = {key: value for key, value in values.items() if key not in wrong}
            settings = checked_fields(right, General)[0] or General()
        tags = []
        for key, named in (("source", [settings.source]), ("locales", settings.locales)):
            for tag in named:
                if problem := _tag_problem(tag):
                    self._add(problem, key)
                else:
                    tags.append(tag)
        if settings.url and (problem := address_problem(settings.url)):
            self._add(problem, "url")
        if settings.style not in STYLES:
            styles = ", ".join(f"`{name}`" for name in STYLES if name)
            self._add(f"`{settings.style}` names no house style, expected one of {styles}", "style")
        own = SettingTables(self._document, self._add)
        known = in_house_order(tags) or ("en",)
        return House(
            source=settings.source if settings.source in tags else "en",
            locales=known,
            url=settings.url.rstrip("/"),
            style=settings.style if settings.style in STYLES else "",
            gate=own.gate(known),
            catalogues=own.catalogues(),
            memory=own.memory(),
            quote=own.quote(known),
            pdf=own.pdf(),
            pages=own.pages(tags),
            fonts=dict(own.fonts(tags)),
            limits=own.limits(),
            lines=self._document.lines,
            **tables,  # type: ignore[arg-type]
        )

    def check(self, house: House) -> None:
        """Whether the entries fit each other."""
        for key, contact in house.contacts.items():
            self._check_contact(key, contact, house)
        for key, organisation in house.organisations.items():
            if organisation.url and (problem := address_problem(organisation.url)):
                self._add(problem, "organisations", key, "url")
            if organisation.colour and (problem := colour_problem(organisation.colour)):
                self._add(problem, "organisations", key, "colour")
        for key, honorific in house.honorifics.items():
            self._check_gaps(("honorifics", key), honorific, _HONORIFIC_GAPS)
        for key, gaps in _REQUIRED_PATTERNS.items():
            if key in house.patterns:
                self._check_gaps(("patterns", key), house.patterns[key], gaps)
            else:
                self._add(f"`[patterns.{key}]` is missing", "patterns")
        self._check_texts(house)

    def _check_contact(self, key: str, contact: Contact, house: House) -> None:
        for name, table, known in (
            ("honorific", "honorifics", house.honorifics),
            ("role", "roles", house.roles),
            ("organisation", "organisations", house.organisations),
            ("city", "cities", house.cities),
        ):
            reference = getattr(contact, name)
            if reference and reference not in known:
                message = f"`{reference}` of contact `{key}` is not under `[{table}]`"
                self._add(message, "contacts", key, name)
        if contact.phone and not _PHONE.fullmatch(contact.phone):
            message = f"`{contact.phone}` is no telephone number such as `+32 22991111`"
            self._add(message, "contacts", key, "phone")
        if contact.email and not _is_email(contact.email):
            message = f"`{contact.email}` is no e-mail address"
            self._add(message, "contacts", key, "email")

    def _check_gaps(self, path: tuple[str, str], pattern: Pattern, gaps: tuple[str, ...]) -> None:
        named = [reference.name for reference in fact_references(pattern.text)]
        for gap in gaps:
            if named.count(gap) != 1:
                self._add(f"`{'.'.join(path)}` must have `{{{gap}}}` once", *path, "text")

    def _check_texts(self, house: House) -> None:
        """Whether everything that is printed has only markup that may be, and gaps with values."""
        for path, text in _texts_of(house):
            for rule, sentence in markup_problems(one_line(text)):
                self._add(f"{sentence} in `{'.'.join(path)}`", *path, rule=rule)
            gaps = _gaps_of(path)
            for reference in fact_references(text):
                if gaps is not None and (reference.name not in gaps or reference.form):
                    message = f"`{{{reference.name}}}` has no value in `{'.'.join(path)}`"
                    self._add(message, *path, rule=rules.BRACE_STRAY)

    def _add(self, message: str, *path: str, rule: Rule = rules.HOUSE_VALUE) -> None:
        line = self._document.line_of(*path)
        self.findings.append(_finding(message, self._path, line, rule))


def _texts_of(house: House) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of the house that is printed, with the path of its key."""
    for table in _TABLES:
        for key, entry in getattr(house, table).items():
            for name in ("name", "short", "text"):
                if text := getattr(entry, name, ""):
                    yield (table, key, name), text


def _gaps_of(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names that have a value in a text of the house; None where only its template knows."""
    table, key, _ = path
    if table == "patterns":
        return _REQUIRED_PATTERNS.get(key)
    return _HONORIFIC_GAPS if table == "honorifics" else ()


def _tag_problem(tag: str) -> str:
    """Why nothing can be published in a language, as a sentence; empty where it can."""
    if tag in PSEUDO_LOCALES:
        return f"`{tag}` is a pseudo-locale, in which nothing is published"
    try:
        locale(tag)
    except LocaleError as error:
        return str(error)
    return ""


def _is_email(text: str) -> bool:
    try:
        return isinstance(read_fact({"email": text}), EmailFact)
    except FactError:
        return False


def _finding(message: str, path: str, line: int, rule: Rule = rules.HOUSE_VALUE) -> Finding:
    return Finding(rule=rule, message=message, place=Place(path=path, line=line))
