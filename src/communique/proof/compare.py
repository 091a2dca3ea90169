"""The text of a page or a PDF against the texts of its edition, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from communique import rules
from communique.findings import Finding, Place, Rule
from communique.frozen import Frozen, field
from communique.proof.claims import Claim, Claims, Stretch
from communique.proof.expectation import Expectation, Part, Piece
from communique.proof.passages import Passage, Segment, gap_fits, letters_of

__all__ = ["Medium", "compared", "piece_finding", "shortened"]

_LONGEST: Final = 60
_REQUIRED_PARTS: Final = frozenset(
    (Part.MASTHEAD, Part.DATELINE, Part.END_MARK, Part.CONTACT, Part.TYPE, Part.REFERENCE)
)
# Who issues a release, and what it is, can be said in several places.
_OFTEN: Final = frozenset((Part.MASTHEAD, Part.TYPE, Part.REFERENCE))


class Medium(Frozen):
    """What an edition was rendered to."""

    name: str
    """What it is called in a sentence: `PDF` or `page`."""
    path: str
    """Its file, for findings that no message explains."""
    template: str
    """The page template it is made by."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The texts of all page templates, by path."""

    def place(self, *, page: int = 0) -> Place:
        """The rendered file, or a page of it."""
        return Place(path=self.path, role=f"page {page}" if page else "")

    def place_of(self, text: str, *, page: int = 0) -> Place:
        """Where a text comes from that is in no catalogue: a template, or the rendered file."""
        wanted = " ".join(text.split())
        for path in sorted(self.templates, key=lambda path: (path != self.template, path)):
            for number, line in enumerate(self.templates[path].splitlines(), start=1):
                if wanted and wanted in " ".join(line.split()):
                    return Place(path=path, line=number)
        return self.place(page=page)


def compared(
    passages: Sequence[Passage], expected: Expectation, medium: Medium
) -> tuple[Claims, list[Finding]]:
    """What is wrong with a rendered text, and which of its letters come from where."""
    letters = letters_of([passage.segments for passage in passages if not _is_label(passage)])
    claims = Claims(letters)
    marks = [piece.letters.text for piece in expected.words if piece.part is Part.DRAFT]
    missing = claims.claim_body(expected.body, marks)
    ends = [claim.end for claim in claims.found]
    missing += claims.claim_parts(expected.parts, max(ends, default=0))
    claims.claim_words((*expected.words, *(part for part in expected.parts if part.part in _OFTEN)))
    again = claims.claim_again((*expected.body[1:], *expected.parts))
    return claims, [
        *_findings(claims, missing, expected, medium),
        *(_again(piece, expected, medium) for piece in again),
    ]


def _findings(
    claims: Claims, missing: Sequence[Piece], expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    alike = claims.claim_alike([piece for piece in missing if piece.part not in _REQUIRED_PARTS])
    changed = {id(piece) for piece, _ in alike}
    for piece, stretch in alike:
        yield _changed(piece, stretch, claims, expected, medium)
    for piece in missing:
        if id(piece) not in changed:
            yield _missing(piece, expected, medium)
    for claim in claims.found:
        if not claim.in_order:
            yield piece_finding(
                rules.PROOF_TEXT_MISSING,
                f"`{shortened(claim.piece.text)}` stands in the wrong place of the {medium.name}",
                claim.piece,
                expected,
                hint=f"the texts have another order; see `{medium.template}`",
            )
        yield from _spacing(claim, claims, expected, medium)
        yield from _languages(claim, claims, expected, medium)
        yield from _links(claim, claims, expected, medium)
    yield from _foreign(claims, expected, medium)
    yield from _places(claims, expected, medium)


def _again(piece: Piece, expected: Expectation, medium: Medium) -> Finding:
    return piece_finding(
        rules.PROOF_TEXT_MISSING,
        f"`{shortened(piece.text)}` stands on the {medium.name} more than once",
        piece,
        expected,
        hint=f"`{medium.template}` shows it again",
    )


def piece_finding(
    rule: Rule,
    message: str,
    piece: Piece,
    expected: Expectation,
    *,
    found: str = "",
    wanted: str = "",
    hint: str = "",
) -> Finding:
    """A finding that points to the message a piece comes from."""
    known = piece.known
    return Finding(
        rule=rule,
        message=message,
        place=known.place,
        found=found,
        expected=wanted,
        hint=hint,
        locale=expected.locale.tag,
        source_place=known.source_place,
        subject=known.subject,
        source_text=known.source_text,
        translation=known.translation,
    )


def shortened(text: str) -> str:
    """The beginning of a text, for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _is_label(passage: Passage) -> bool:
    """Whether it is the bullet or the number of a list, which no catalogue has."""
    return passage.tag == "lbl" and not any(letter.isalpha() for letter in passage.text)


def _missing(piece: Piece, expected: Expectation, medium: Medium) -> Finding:
    text = shortened(piece.text)
    if piece.part in _REQUIRED_PARTS:
        return piece_finding(
            rules.PROOF_PART_MISSING,
            f"the {piece.part} `{text}` is not on the {medium.name}",
            piece,
            expected,
            wanted=piece.text,
            hint=f"`{medium.template}` does not show it",
        )
    return piece_finding(
        rules.PROOF_TEXT_MISSING,
        f"`{text}` is not on the {medium.name}",
        piece,
        expected,
        wanted=piece.text,
        hint=f"`{medium.template}` does not show it, or its style sheet hides it",
    )


def _changed(
    piece: Piece, stretch: Stretch, claims: Claims, expected: Expectation, medium: Medium
) -> Finding:
    there = claims.letters.excerpt(stretch.begin, stretch.end)
    written, other = _differing(piece.text, there)
    return piece_finding(
        rules.PROOF_TEXT_MISSING,
        f"`{shortened(written)}` reads `{shortened(other)}` on the {medium.name}",
        piece,
        expected,
        found=there,
        wanted=piece.text,
    )


def _differing(first: str, second: str) -> tuple[str, str]:
    """The words in which two texts differ, with one on each side of them."""
    one, other = first.split(), second.split()
    before = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    least = min(len(one), len(other)) - before
    after = next(
        (at for at in range(least) if one[-1 - at] != other[-1 - at]),
        max(least, 0),
    )
    begin = max(before - 1, 0)
    written, there = (
        " ".join(words[begin : max(len(words) - after + 1, begin + 1)]) for words in (one, other)
    )
    return written, there


def _spacing(
    claim: Claim, claims: Claims, expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    """Words that have grown together or fallen apart, and paragraphs that have."""
    written, there = claim.piece.letters, claims.letters
    for at in range(1, len(written.text)):
        divided = there.begins(claim.at + at)
        if not divided and gap_fits(written.gaps[at], there.gaps[claim.at + at]):
            continue
        owners = there.owners[claim.at + at - 1], there.owners[claim.at + at]
        if divided and (owners[0].page != owners[1].page or claim.piece.part is not Part.TEXT):
            # A paragraph that goes on upon the next page.
            continue
        around = (max(at - 12, 0), min(at + 12, len(written.text)))
        found = there.excerpt(claim.at + around[0], claim.at + around[1])
        wanted = written.excerpt(*around)
        reads = "stands in two paragraphs" if divided else f"reads `{found}`"
        yield piece_finding(
            rules.PROOF_TEXT_MISSING,
            f"`{wanted}` {reads} on the {medium.name}",
            claim.piece,
            expected,
            found=found,
            wanted=wanted,
        )
        return


def _languages(
    claim: Claim, claims: Claims, expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    written, there = claim.piece.letters, claims.letters
    last: tuple[Segment | None, Segment | None] = (None, None)
    for at in range(len(written.text)):
        pair = (written.owners[at], there.owners[claim.at + at])
        if pair[0] is last[0] and pair[1] is last[1]:
            continue
        last = pair
        wanted, found = pair[0].language, pair[1].language
        if not wanted or pair[1].label:
            continue
        if wanted.casefold() != found.casefold() and pair[0].text.strip():
            said = f"as `{found}`" if found else "without a language"
            text = shortened(pair[0].text)
            yield piece_finding(
                rules.PROOF_LANGUAGE,
                f"`{text}` is marked {said} on the {medium.name}, expected `{wanted}`",
                claim.piece,
                expected,
                found=found,
                wanted=wanted,
                hint=f"see the `lang` around it in `{medium.template}`",
            )
            return


def _links(
    claim: Claim, claims: Claims, expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    """Words that lead elsewhere than their text says; words of the house may lead about."""
    if claim.piece.part in (Part.WORDS, Part.DRAFT):
        return
    written, there = claim.piece.letters, claims.letters
    told: set[tuple[str, str]] = set()
    for at in range(len(written.text)):
        wanted, found = written.owners[at].link, there.owners[claim.at + at].link
        if wanted == found or (wanted, found) in told:
            continue
        if not wanted and (not _leads_away(found) or found in expected.addresses):
            continue
        told.add((wanted, found))
        text = shortened((written.owners[at] if wanted else there.owners[claim.at + at]).text)
        leads = f"leads to `{found}`" if found else "leads nowhere"
        yield piece_finding(
            rules.PROOF_LINK,
            f"`{text}` {leads} on the {medium.name}"
            + (f", expected `{wanted}`" if wanted else ", where its text has no link"),
            claim.piece,
            expected,
            found=found,
            wanted=wanted,
        )


def _leads_away(address: str) -> bool:
    return ":" in address.partition("/")[0]


def _foreign(claims: Claims, expected: Expectation, medium: Medium) -> Iterator[Finding]:
    for stretch in claims.left():
        text = claims.letters.excerpt(stretch.begin, stretch.end)
        page = claims.letters.owners[stretch.begin].page
        beside = _neighbour(claims, stretch)
        role = f" beside `{shortened(beside.text)}`" if beside else ""
        place = medium.place_of(text, page=page)
        yield Finding(
            rule=rules.PROOF_TEXT_FOREIGN,
            message=f"`{shortened(text)}` on the {medium.name} is in no catalogue{role}",
            place=place,
            found=text,
            hint="mark it for translation with `pgettext`, then run `communique update`"
            if place.path != medium.path
            else "",
            locale=expected.locale.tag,
        )


def _neighbour(claims: Claims, stretch: Stretch) -> Piece | None:
    """The piece that stands in the same passage."""
    passages = claims.letters.passages
    for at in (stretch.begin - 1, stretch.end):
        if 0 <= at < len(passages) and passages[at] == passages[stretch.begin]:
            claim = claims.owner(at)
            if claim is not None:
                return claim.piece
    return None


def _places(claims: Claims, expected: Expectation, medium: Medium) -> Iterator[Finding]:
    """Whether what is on the page stands where its readers look for it."""
    text = [claim for claim in claims.found if claim.piece.part is Part.TEXT and claim.in_order]
    body_end = max((claim.end for claim in text), default=0)
    for claim in claims.found:
        part = claim.piece.part
        page = claims.letters.owners[claim.at].page
        where = ""
        if part in (Part.HEADLINE, Part.DATELINE, Part.MASTHEAD, Part.TYPE) and page > 1:
            where = f"stands on page {page}, expected the first page"
        elif part is Part.END_MARK and claim.at < body_end:
            where = "stands before the end of the text"
        elif part is Part.DATELINE and text and claim.at > text[-1].at:
            where = "stands behind the text, expected above it"
        if where:
            yield piece_finding(
                rules.PROOF_PART_MISSING,
                f"the {part} `{shortened(claim.piece.text)}` {where} on the {medium.name}",
                claim.piece,
                expected,
            )
    if not any(piece.part is Part.END_MARK for piece in expected.parts):
        yield Finding(
            rule=rules.PROOF_PART_MISSING,
            message="no page template has an end mark",
            place=Place(path=medium.template),
            hint='it is a text with the context “end mark”, {{ pgettext("end mark", "Ends") }}',
            locale=expected.locale.tag,
        )
    if expected.draft and not any(
        claim.piece.part is Part.DRAFT
        and claims.letters.begins(claim.at)
        and claims.letters.owners[claim.at].page <= 1
        for claim in claims.found
    ):
        yield Finding(
            rule=rules.PROOF_PART_MISSING,
            message=f"the {medium.name} does not say that it is a draft",
            place=Place(path=medium.template),
            hint="it is a text of its own with the context “draft”",
            locale=expected.locale.tag,
        )
