"""Import of plain text: the bytes of a file in, the marked text of a release out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique import rules
from communique.findings import Finding
from communique.frozen import Frozen
from communique.importing.addresses import AddressFacts, addresses_in
from communique.importing.contacts import read_contacts
from communique.importing.head import Head, issuers_in, read_head
from communique.importing.joining import Passage, Vocabulary, joined
from communique.importing.lines import numbered_lines
from communique.importing.markup import escaped, list_line, toml_text, wrapped
from communique.importing.names import title_slug
from communique.importing.paragraphs import paragraphs
from communique.importing.phrases import MORE_OPENING, looks_like_heading, section_role
from communique.importing.proposals import propose_facts
from communique.importing.remarks import LeftOut, Remarks
from communique.importing.typography import ADDRESS, typeset
from communique.release import HOUSE_DOMAIN, House

__all__ = ["Imported", "import_plain_text"]


class Imported(Frozen):
    """A release made of a file, for a person to go through."""

    identifier: str
    """The id proposed for it, `<date>-<words of the title>`; empty where `text` is."""
    text: str
    """The whole text of the release, front matter included; empty where nothing can be read."""
    findings: tuple[Finding, ...]
    """What was guessed or left out, at the lines of the imported file."""
    left_out: tuple[LeftOut, ...]
    """The pieces of the file that are not in the text, in order, the dateline among them."""


_TITLE_LENGTH = 250
_SENTENCE_WORDS = 8
"""A paragraph of so many words is no second headline."""
_MORE_HEADING = "More information"
_BRACE = re.compile(r"\{[^{}]*\}?|\}")


def import_plain_text(content: bytes, *, path: str, house: House) -> Imported:
    """The release in a plain text, marked as far as the text itself shows what it is.

    No wording is changed, and nothing is lost without a finding. `path` is the name of the file
    in findings.
    """
    remarks = Remarks(path=path)
    text = _decoded(content, remarks)
    head, lines = read_head(numbered_lines(text, remarks), house, remarks)
    if text and not lines:
        remarks.add(rules.RELEASE_STRUCTURE, 1, "the file has no text for a release")
    if not lines:
        return _imported("", "", remarks)
    vocabulary = Vocabulary(lines)
    pieces = [
        _Piece(
            passage=joined(found.lines, found.kept_breaks, vocabulary, remarks),
            marker=found.marker,
            one_line=len(found.lines) == 1,
            head=found.lines[0].head,
        )
        for found in paragraphs(lines, remarks)
    ]
    writer = _Writer(house=house, head=head, remarks=remarks)
    return _imported(*writer.release(pieces), remarks)


def _imported(identifier: str, text: str, remarks: Remarks) -> Imported:
    in_order = sorted(remarks.left_out, key=lambda piece: piece.line)
    return Imported(
        identifier=identifier,
        text=text,
        findings=remarks.findings,
        left_out=tuple(in_order),
    )


def _decoded(content: bytes, remarks: Remarks) -> str:
    """The text of the file; empty, with a finding, where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remarks.add(
            rules.SOURCE_ENCODING,
            line,
            f"byte {content[error.start]:02X} is not UTF-8, and no other encoding is guessed",
            hint="save the file as UTF-8; from Windows it is often Windows-1252, then "
            "`iconv -f WINDOWS-1252 -t UTF-8` makes it so",
        )
        return ""
    if not text.strip():
        remarks.add(rules.RELEASE_STRUCTURE, 1, "the file is empty, expected a release")
        return ""
    return text


class _Piece(Frozen):
    """A paragraph on its way into the release."""

    passage: Passage
    marker: str = ""
    one_line: bool = False
    head: bool = False

    @property
    def text(self) -> str:
        return self.passage.text


class _Heading(Frozen):
    """A heading of the body; without a passage, one that the import adds."""

    passage: Passage | None
    role: str


class _Writer:
    """Writes the release text of the pieces, once."""

    def __init__(self, *, house: House, head: Head, remarks: Remarks) -> None:
        self._house = house
        self._head = head
        self._remarks = remarks
        self._facts = AddressFacts(remarks=remarks)
        self._contacts: list[str] = []

    def release(self, pieces: Sequence[_Piece]) -> tuple[str, str]:
        """The id and the text of the release."""
        title, subtitle, body = self._headlines(pieces)
        front = [self._type(title), *self._titles(title, subtitle), self._date(), self._city()]
        front.append(self._issuers(title))
        # The body is read before the front matter is complete: contacts and facts are found there.
        parts = list(self._body(self._structure(body)))
        if self._contacts:
            front.append(list_line("contacts", *dict.fromkeys(self._contacts)))
        if self._facts.values:
            front.append("\n[facts]")
            front += [f"{name} = {toml_text(url)}" for name, url in self._facts.values.items()]
        fields = "\n".join(front)
        text = f"+++\n{fields}\n+++\n\n" + "\n\n".join(parts) + "\n"
        return self._identifier(title), text

    def _identifier(self, title: _Piece | None) -> str:
        words = title_slug(_one_line(title)) if title else "release"
        if self._head.date is not None:
            return f"{self._head.date.isoformat()}-{words}"
        return f"release-{words}" if words == HOUSE_DOMAIN else words

    def _headlines(
        self, pieces: Sequence[_Piece]
    ) -> tuple[_Piece | None, _Piece | None, Sequence[_Piece]]:
        """Title, subtitle, and the pieces that are neither."""
        first = pieces[0]
        above = sum(1 for piece in pieces if piece.head)
        fits = not first.marker and looks_like_heading(_one_line(first), longest=_TITLE_LENGTH)
        if first.marker or not (above or (fits and len(pieces) > 1)):
            return None, None, pieces
        second = pieces[1] if len(pieces) > 1 else None
        if second is None or second.marker or section_role(second.text):
            return first, None, pieces[1:]
        if above:
            is_subtitle = second.head
        else:
            is_subtitle = (
                not self._head.dateline
                and len(pieces) > 2
                and looks_like_heading(second.text)
                and not pieces[2].marker
                and len(pieces[2].text.split()) >= _SENTENCE_WORDS
            )
        return (first, second, pieces[2:]) if is_subtitle else (first, None, pieces[1:])

    def _type(self, title: _Piece | None) -> str:
        types = self._house.types
        if self._head.type:
            return f"type = {toml_text(self._head.type)}"
        if not types:
            return "# type: the house has none yet"
        words = _one_line(title).casefold() if title else ""
        named = [key for key, kind in types.items() if _stands_in(kind.name.casefold(), words)]
        chosen = (named or [key for key in types if key == "press-release"] or list(types))[0]
        why = "a word in the title says so" if named else "nothing in the text says what it is"
        self._remarks.unsure(
            title.passage.line if title else 1,
            f"the kind of release is taken to be `{chosen}`: {why}",
            hint=f"kinds of the house are {', '.join(types)}",
        )
        return f"type = {toml_text(chosen)}"

    def _titles(self, title: _Piece | None, subtitle: _Piece | None) -> Iterator[str]:
        if title is None:
            self._remarks.unsure(
                1, "no title was found, and the release has none", hint="write `title` yourself"
            )
            yield '# title = "…"  # none was found in the text'
        for key, piece in (("title", title), ("subtitle", subtitle)):
            if piece is not None:
                words = _one_line(piece)
                self._remarks.unsure(
                    piece.passage.line, f"this is taken for the {key}: `{words}`", found=words
                )
                yield f"{key} = {toml_text(self._marked(piece.passage, words))}"

    def _date(self) -> str:
        if self._head.date is not None:
            return f"date = {self._head.date.isoformat()}"
        self._remarks.unsure(
            1,
            "no date was found, and the release has none",
            hint="write `date` yourself, as in `date = 2018-05-25`",
        )
        return "# date = YYYY-MM-DD  # none was found in the text"

    def _city(self) -> str:
        if self._head.city:
            return f"city = {toml_text(self._head.city)}"
        self._remarks.unsure(
            1,
            "no city was found, and the release has none",
            hint=f"cities of the house are {', '.join(self._house.cities) or 'none yet'}",
        )
        return '# city = "…"  # none was found in the text'

    def _issuers(self, title: _Piece | None) -> str:
        issuers = issuers_in(_one_line(title), self._house) if title else ()
        known = ", ".join(self._house.organisations) or "none yet"
        if issuers:
            self._remarks.unsure(
                title.passage.line if title else 1,
                f"the issuers are taken to be those that the title names: `{'`, `'.join(issuers)}`",
                hint=f"organisations of the house are {known}",
            )
            return list_line("issuers", *issuers)
        self._remarks.unsure(
            1,
            "no issuer was found, and the release has none",
            hint=f"organisations of the house are {known}",
        )
        return '# issuers = ["…"]  # the title names no organisation of the house'

    def _structure(self, pieces: Sequence[_Piece]) -> list[_Piece | _Heading]:
        """Pieces and headings, less the entries of contacts that the house has."""
        structure: list[_Piece | _Heading] = []
        more, entries = False, False
        for at, piece in enumerate(pieces):
            heading = self._heading(pieces, at)
            if heading is None and not more and _opens_more(pieces, at):
                self._remarks.unsure(
                    piece.passage.line,
                    f"the heading `{_MORE_HEADING}` was added before this paragraph",
                    hint="the section has the role `more`; it goes on up to the next heading",
                )
                structure.append(_Heading(passage=None, role="more"))
                more = True
            if heading is not None:
                structure.append(heading)
                more = more or heading.role == "more"
                continue
            found = read_contacts(piece.passage, self._house, self._remarks)
            self._contacts += found.contacts
            entries = entries or found.whole
            if not found.whole:
                structure.append(piece)
        return self._without_empty_sections(structure) if entries else structure

    def _heading(self, pieces: Sequence[_Piece], at: int) -> _Heading | None:
        piece = pieces[at]
        if piece.marker or not piece.one_line:
            return None
        if role := section_role(piece.text):
            return _Heading(passage=piece.passage, role=role)
        following = pieces[at + 1] if at and at + 1 < len(pieces) else None
        if (
            following is None
            or following.marker
            or not looks_like_heading(piece.text)
            or len(following.text.split()) < _SENTENCE_WORDS
            or MORE_OPENING.match(piece.text)
        ):
            return None
        self._remarks.unsure(
            piece.passage.line,
            f"`{piece.text}` is taken for a heading",
            found=piece.text,
            hint="remove `##` before it if it is a paragraph",
        )
        return _Heading(passage=piece.passage, role="")

    def _without_empty_sections(
        self, structure: Sequence[_Piece | _Heading]
    ) -> list[_Piece | _Heading]:
        """Less the headings under which nothing is left now that contacts have been taken."""
        kept: list[_Piece | _Heading] = []
        for part, following in zip(structure, (*structure[1:], None), strict=True):
            empty = following is None or isinstance(following, _Heading)
            if isinstance(part, _Heading) and part.role == "more" and empty:
                if part.passage is not None:
                    why = "only contacts of the house stood under it"
                    self._remarks.leave_out(part.passage.line, part.passage.text, why)
            else:
                kept.append(part)
        return kept

    def _body(self, structure: Sequence[_Piece | _Heading]) -> Iterator[str]:
        """The blocks of the body in Markdown."""
        for part in structure:
            if isinstance(part, _Heading):
                comment = f"<!-- section: {part.role} -->\n" if part.role else ""
                words = _MORE_HEADING
                if part.passage is not None:
                    words = self._marked(part.passage, part.passage.text, heading=True)
                yield f"{comment}## {words}"
            else:
                first = f"{part.marker} " if part.marker else ""
                marked = self._marked(part.passage, part.text)
                yield wrapped(marked, first=first, others=" " * len(first))

    def _marked(self, passage: Passage, text: str, *, heading: bool = False) -> str:
        """The text of a passage as Markdown, with facts for its addresses."""
        self._facts.tell_unusable(passage)
        propose_facts(passage, self._remarks, date=self._head.date)
        for match in _BRACE.finditer(passage.text):
            self._remarks.add(
                rules.BRACE_STRAY,
                passage.line_at(match.start()),
                f"`{match[0]}` stands in the text, where only facts have braces",
                hint="write round brackets, or other words",
            )
        bare, names, at = "", [], 0
        for address in addresses_in(text):
            bare += text[at : address.start] + ADDRESS
            names.append(f"{{{self._facts.name_of(address, passage)}}}")
            at = address.end
        english = self._house.source.split("-")[0] == "en"
        pieces = escaped(typeset(bare + text[at:], quotes=english), heading=heading).split(ADDRESS)
        return pieces[0] + "".join(
            name + piece for name, piece in zip(names, pieces[1:], strict=True)
        )


def _opens_more(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether a paragraph says where there is more to learn, and the text is as good as over."""
    if pieces[at].marker or not MORE_OPENING.match(pieces[at].text):
        return False
    paragraphs_left = [
        piece
        for piece in pieces[at + 1 :]
        if len(piece.text.split()) >= _SENTENCE_WORDS and not addresses_in(piece.text)
    ]
    return len(paragraphs_left) <= 1


def _one_line(piece: _Piece) -> str:
    return piece.text.replace("\n", " ")


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
