"""A release: its front matter and body, read from one file with all its mistakes at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import msgspec

from communique import rules
from communique.findings import Finding, Place, Rule
from communique.locales import PartialDate, in_house_order
from communique.release.blocks import Block, BlockKind, Node, blocks_in, cut
from communique.release.facts import (
    AddressFact,
    DateFact,
    EmailFact,
    Fact,
    FactError,
    address_problem,
    forms_of,
    read_fact,
)
from communique.release.house import HOUSE_DOMAIN, House
from communique.release.inline import FactReference, Link, Text, Unsafe, plain_text, walk
from communique.release.markdown import FACT, one_line, parse_inline
from communique.release.toml import TomlDocument, TomlError, checked_fields, read_toml

__all__ = ["BARE_ADDRESS", "Release", "markup_problems", "read_release", "release_id"]

_FENCE = "+++"
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
BARE_ADDRESS = re.compile(
    r"https?://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""An address of a web page, or an e-mail address, in running text."""


class _FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    title: str
    date: datetime.date
    city: str
    issuers: list[str]
    subtitle: str = ""
    reference: str = ""
    contacts: list[str] = []
    boilerplate: list[str] = []
    locales: list[str] = []
    facts: dict[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
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


def markup_problems(text: str) -> Iterator[tuple[Rule, str]]:
    """What may stand in no text, source or translation: rule and sentence."""
    for piece in walk(parse_inline(text)):
        match piece:
            case Unsafe(content=content):
                yield rules.MARKUP_FORBIDDEN, f"`{content}` is markup that is not allowed"
            case Link(target=target) if not FACT.fullmatch(target):
                if problem := address_problem(target):
                    yield rules.ADDRESS_FORBIDDEN, problem
            case Text(content=content):
                for brace in re.findall(r"\{[^{}]*\}?|\}", content):
                    yield rules.BRACE_STRAY, f"`{brace}` is no fact"
    for character in sorted(set(_CONTROL.findall(text))):
        yield rules.TEXT_CONTROL, f"the text has the invisible character U+{ord(character):04X}"


# C0 and C1 controls but line feed, the line and paragraph separators, and the embeddings and
# overrides of UAX #9; isolates and marks have their use in right-to-left text.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufff9-\ufffb]")


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
        text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n")
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
        if matter is not None:
            self._check_house(matter, document)
            facts["date"] = _date_fact(matter.date)
            title, subtitle = self._headlines(matter, document)
        else:
            facts.setdefault("date", _date_fact(datetime.date.min))
            title, subtitle = None, None
        headlines = [block for block in (title, subtitle) if block is not None]
        self._check_texts([*headlines, *blocks_in(nodes)], facts, document)
        if matter is None or title is None:
            return None
        if not any(True for _ in blocks_in(nodes)):
            self._add(rules.RELEASE_STRUCTURE, "the release has no text", first_line)
        return Release(
            id=release_id(self._path),
            path=self._path,
            type=matter.type,
            reference=matter.reference,
            date=matter.date,
            city=matter.city,
            issuers=tuple(matter.issuers),
            contacts=tuple(matter.contacts),
            boilerplate=tuple(matter.boilerplate),
            locales=in_house_order((self._house.source, *matter.locales))
            if matter.locales
            else self._house.locales,
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

    def _check_house(self, matter: _FrontMatter, document: TomlDocument) -> None:
        house = self._house
        for key, table, known, names in (
            ("type", "types", house.types, [matter.type]),
            ("city", "cities", house.cities, [matter.city]),
            ("issuers", "organisations", house.organisations, matter.issuers),
            ("contacts", "contacts", house.contacts, matter.contacts),
            ("boilerplate", "boilerplate", house.boilerplate, matter.boilerplate),
            ("locales", "locales", house.locales, matter.locales),
        ):
            for name in names:
                if name not in known:
                    self._add(
                        rules.HOUSE_UNKNOWN,
                        f"`{name}` is not under `{table}` in `house.toml`",
                        document.line_of(key) + 1,
                        hint=f"known are {', '.join(known) or 'none'}",
                    )

    def _headlines(
        self, matter: _FrontMatter, document: TomlDocument
    ) -> tuple[Block, Block | None]:
        def block(kind: BlockKind, text: str) -> Block:
            line = document.line_of(kind.value) + 1
            name = kind.value
            return Block(kind=kind, text=one_line(text), line=line, position=name, anchor=name)

        if not matter.title.strip():
            self._add(rules.FRONT_MATTER, "`title` is empty", document.line_of("title") + 1)
        subtitle = block(BlockKind.SUBTITLE, matter.subtitle) if matter.subtitle else None
        return block(BlockKind.TITLE, matter.title), subtitle

    def _check_texts(
        self, blocks: list[Block], facts: Mapping[str, Fact], document: TomlDocument
    ) -> None:
        used = {"date"}
        for block in blocks:
            for rule, sentence in markup_problems(block.text):
                self._add(rule, sentence, block.line, role=block.position)
            for reference in _references(block.text):
                used.add(reference.name)
                self._check_reference(reference, block, facts, document)
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


def fact_references(text: str) -> tuple[FactReference, ...]:
    """The facts of a text in order, those in link targets included."""
    return tuple(_references(text))


def _references(text: str) -> Iterator[FactReference]:
    for piece in walk(parse_inline(text)):
        if isinstance(piece, FactReference):
            yield piece
        elif isinstance(piece, Link) and (match := FACT.fullmatch(piece.target)):
            yield FactReference(name=match[1], form=match[2] or "")


def _date_fact(date: datetime.date) -> DateFact:
    return DateFact(date=PartialDate(year=date.year, month=date.month, day=date.day))


def link_facts(facts: Mapping[str, Fact]) -> frozenset[str]:
    """The names of the facts that a link can lead to."""
    return frozenset(
        name for name, fact in facts.items() if isinstance(fact, AddressFact | EmailFact)
    )
