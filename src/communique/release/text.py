"""A release: its front matter and body, read from one file with all its mistakes at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from communique import rules
from communique.findings import Finding, Place, Rule
from communique.frozen import Frozen
from communique.locales import PartialDate, in_house_order
from communique.release.blocks import Block, BlockKind, Node, blocks_in, cut
from communique.release.facts import (
    AddressFact,
    DateFact,
    EmailFact,
    Fact,
    FactError,
    forms_of,
    read_fact,
)
from communique.release.house import HOUSE_DOMAIN, House
from communique.release.inline import FactReference, Link, plain_text, walk
from communique.release.markdown import FACT, one_line, parse_inline
from communique.release.toml import (
    Struct,
    TomlDocument,
    TomlError,
    checked_fields,
    field,
    read_toml,
)
from communique.release.wording import (
    BARE_ADDRESS,
    control_problems,
    fact_references,
    markup_problems,
)
from communique.styles import STYLES

__all__ = ["Release", "read_release", "release_id"]

_FENCE = "+++"
_HEADLINES = (BlockKind.TITLE, BlockKind.SUBTITLE)
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


class _FrontMatter(Struct, frozen=True, kw_only=True):
    type: str
    title: str
    date: datetime.date
    city: str
    issuers: tuple[str, ...]
    subtitle: str = ""
    reference: str = ""
    contacts: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    style: str = ""
    facts: dict[str, object] = field(default_factory=dict)


class Release(Frozen):
    """One press release in the source language."""

    id: str
    """The name of its file, without `.md`; also its gettext domain."""
    path: str
    """Its file, relative to the project folder."""
    type: str
    """Which of the house's kinds it is."""
    reference: str
    """The reference number, one for all languages; empty for none."""
    date: datetime.date
    """The date it bears."""
    city: str
    """Which of the house's cities it is dated from."""
    issuers: tuple[str, ...]
    """Which of the house's organisations issue it, in the order of the masthead."""
    contacts: tuple[str, ...]
    """Which of the house's contacts it names."""
    boilerplate: tuple[str, ...]
    """Which of the house's standing paragraphs it ends with."""
    locales: tuple[str, ...]
    """The languages it comes out in, the source included, in the order of the house."""
    style: str = ""
    """Its own house style: `eu`, `un` or `national`; empty for that of the house."""
    facts: Mapping[str, Fact]
    """Its facts by name; `date` is always among them."""
    title: Block
    """The headline."""
    subtitle: Block | None
    """The line below it; None for none."""
    body: tuple[Node, ...]
    """The text, as a tree of sections, lists and blocks."""

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order, the title first."""
        yield self.title
        if self.subtitle is not None:
            yield self.subtitle
        yield from blocks_in(self.body)


def release_id(path: str) -> str:
    """The id of the release in a file."""
    return PurePosixPath(path).name.removesuffix(".md")


def read_release(
    content: bytes, *, path: str, house: House
) -> tuple[Release | None, tuple[Finding, ...]]:
    """The release in a file, and all that is wrong with it; None where nothing can be built."""
    reader = _Reader(path=path, house=house)
    release = reader.read(content)
    return release, tuple(reader.findings)


class _Reader:
    def __init__(self, *, path: str, house: House) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._house = house

    def read(self, content: bytes) -> Release | None:
        """Read everything that can be read before giving up."""
        self._check_id()
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found = f"byte {content[error.start]:02X} is not UTF-8"
            self._add(rules.SOURCE_ENCODING, found, line, hint="save the file as UTF-8")
            return None
        text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text:
            # Markdown puts a replacement character in its place, so it is looked for here.
            line = text.count("\n", 0, text.index("\0")) + 1
            for rule, sentence in control_problems("\0"):
                self._add(rule, sentence, line)
        parts = self._split(text)
        if parts is None:
            return None
        front, body, first_line = parts
        nodes, findings = cut(body, path=self._path, first_line=first_line)
        self.findings += findings
        try:
            document = read_toml(front)
        except TomlError as error:
            self._add(rules.FRONT_MATTER, f"the front matter is no TOML: {error}", error.line + 1)
            return None
        matter, problems = checked_fields(document.values, _FrontMatter)
        for key, problem in problems:
            self._add(rules.FRONT_MATTER, problem, document.line_of(key) + 1)
        raw_facts = document.values.get("facts")
        facts = self._facts(raw_facts if isinstance(raw_facts, dict) else {}, document)
        facts["date"] = _date_fact(matter.date if matter else datetime.date.min)
        self._check_house(document)
        for rule, sentence in control_problems(matter.reference if matter else ""):
            self._add(rule, sentence, document.line_of("reference") + 1)
        title, subtitle = (self._headline(kind, document) for kind in _HEADLINES)
        headlines = [block for block in (title, subtitle) if block is not None]
        self._check_texts([*headlines, *blocks_in(nodes)], facts, document)
        if not any(True for _ in blocks_in(nodes)):
            self._add(rules.RELEASE_STRUCTURE, "the release has no text", first_line)
        if matter is None or title is None:
            return None
        return Release(
            id=release_id(self._path),
            path=self._path,
            type=matter.type,
            reference=matter.reference,
            date=matter.date,
            city=matter.city,
            issuers=matter.issuers,
            contacts=matter.contacts,
            boilerplate=matter.boilerplate,
            locales=in_house_order((self._house.source, *matter.locales))
            if matter.locales
            else self._house.locales,
            style=matter.style if matter.style in STYLES else "",
            facts=facts,
            title=title,
            subtitle=subtitle,
            body=nodes,
        )

    def _check_id(self) -> None:
        identifier = release_id(self._path)
        if not _ID.fullmatch(identifier) or identifier == HOUSE_DOMAIN:
            self._add(
                rules.FRONT_MATTER,
                f"`{identifier}` is no id for a release: expected small letters, digits, hyphens "
                f"and points, and not `{HOUSE_DOMAIN}`",
                1,
                hint="the id is the name of the file; rename it",
            )

    def _split(self, text: str) -> tuple[str, str, int] | None:
        """Front matter, body, and the line on which the body begins."""
        lines = text.split("\n")
        if lines[0].rstrip() != _FENCE:
            self._add(rules.FRONT_MATTER, f"the first line is not `{_FENCE}`", 1)
            return None
        for number, line in enumerate(lines[1:], start=2):
            if line.rstrip() == _FENCE:
                return (
                    "\n".join(lines[1 : number - 1]) + "\n",
                    "\n".join(lines[number:]),
                    number + 1,
                )
        self._add(
            rules.FRONT_MATTER, f"the front matter has no closing line, expected `{_FENCE}`", 1
        )
        return None

    def _facts(self, raw: Mapping[str, object], document: TomlDocument) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for name, value in raw.items():
            line = document.line_of("facts", name) + 1
            if not FACT.fullmatch(f"{{{name}}}") or name == "date":
                expected = "small letters, digits and `_`, and not `date`"
                self._add(rules.FACT_VALUE, f"`{name}` names no fact, expected {expected}", line)
                continue
            try:
                facts[name] = read_fact(value)
            except FactError as error:
                self._add(rules.FACT_VALUE, f"fact `{name}` is wrong: {error}", line)
        return facts

    def _check_house(self, document: TomlDocument) -> None:
        house = self._house
        if document.values.get("issuers") == []:
            self._add(
                rules.FRONT_MATTER,
                "`issuers` is empty, expected who issues the release",
                document.line_of("issuers") + 1,
            )
        style = document.values.get("style", "")
        if isinstance(style, str) and style not in STYLES:
            names = ", ".join(f"`{name}`" for name in STYLES if name)
            sentence = f"`{style}` names no house style, expected one of {names}"
            self._add(rules.FRONT_MATTER, sentence, document.line_of("style") + 1)
        for key, table, known in (
            ("type", "types", house.types),
            ("city", "cities", house.cities),
            ("issuers", "organisations", house.organisations),
            ("contacts", "contacts", house.contacts),
            ("boilerplate", "boilerplate", house.boilerplate),
            ("locales", "locales", house.locales),
        ):
            named = document.values.get(key, [])
            for name in named if isinstance(named, list) else [named]:
                if isinstance(name, str) and name not in known:
                    self._add(
                        rules.HOUSE_UNKNOWN,
                        f"`{name}` is not under `{table}` in `house.toml`",
                        document.line_of(key) + 1,
                        hint=f"known are {', '.join(known) or 'none'}",
                    )

    def _headline(self, kind: BlockKind, document: TomlDocument) -> Block | None:
        """The title or subtitle, read even where other keys of the front matter are wrong."""
        name = kind.value
        text = document.values.get(name, "")
        line = document.line_of(name) + 1
        if isinstance(text, str) and one_line(text):
            return Block(kind=kind, text=one_line(text), line=line, position=name, anchor=name)
        if kind is BlockKind.TITLE and name in document.values and isinstance(text, str):
            self._add(rules.FRONT_MATTER, f"`{name}` is empty", line)
        return None

    def _check_texts(
        self, blocks: list[Block], facts: Mapping[str, Fact], document: TomlDocument
    ) -> None:
        used = {"date"}
        for block in blocks:
            comments = control_problems(f"{block.note}{block.context}")
            for rule, sentence in (*markup_problems(block.text), *comments):
                self._add(rule, sentence, block.line, role=block.position)
            for reference in fact_references(block.text):
                used.add(reference.name)
                self._check_reference(reference, block, facts, document)
            self._check_links(block, facts)
            for address in BARE_ADDRESS.findall(plain_text(parse_inline(block.text), kept=False)):
                self._add(
                    rules.ADDRESS_BARE,
                    f"`{address}` stands bare in the text",
                    block.line,
                    role=block.position,
                    hint="write it as a fact, `{page}`, and define it under `[facts]`",
                )
        for name in sorted(set(facts) - used):
            line = document.line_of("facts", name) + 1
            self._add(rules.FACT_UNUSED, f"fact `{name}` is not used in the text", line)

    def _check_links(self, block: Block, facts: Mapping[str, Fact]) -> None:
        for piece in walk(parse_inline(block.text)):
            match = FACT.fullmatch(piece.target) if isinstance(piece, Link) else None
            fact = facts.get(match[1]) if match else None
            if match and fact and not isinstance(fact, AddressFact | EmailFact):
                self._add(
                    rules.ADDRESS_FORBIDDEN,
                    f"a link leads to fact `{match[0]}`, which is no address",
                    block.line,
                    role=block.position,
                )

    def _check_reference(
        self,
        reference: FactReference,
        block: Block,
        facts: Mapping[str, Fact],
        document: TomlDocument,
    ) -> None:
        fact = facts.get(reference.name)
        if fact is None:
            if ("facts", reference.name) not in document.lines:
                self._add(
                    rules.FACT_UNDEFINED,
                    f"fact `{{{reference.name}}}` is not defined",
                    block.line,
                    role=block.position,
                    hint=f"defined are {', '.join(sorted(facts))}",
                )
        elif reference.form and reference.form not in forms_of(fact):
            self._add(
                rules.FACT_UNDEFINED,
                f"fact `{{{reference.name}}}` has no form `{reference.form}`",
                block.line,
                role=block.position,
            )

    def _add(self, rule: Rule, message: str, line: int, *, role: str = "", hint: str = "") -> None:
        place = Place(path=self._path, line=line, role=role)
        self.findings.append(Finding(rule=rule, message=message, place=place, hint=hint))


def _date_fact(date: datetime.date) -> DateFact:
    return DateFact(date=PartialDate(year=date.year, month=date.month, day=date.day))
