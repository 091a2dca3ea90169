"""Which letters of a rendered text come from which piece of the texts that it was made from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from communique.frozen import Frozen, replace
from communique.proof.expectation import Part, Piece
from communique.proof.passages import Letters

__all__ = ["Claim", "Claims", "Stretch"]

_LEAST_ALIKE: Final = 0.6
_LONGEST_MARK: Final = 200


class Claim(Frozen):
    """A piece found in the rendered text."""

    piece: Piece
    """The piece."""
    at: int
    """Number of its first letter there."""
    in_order: bool = True
    """Whether it stands behind the pieces that come before it."""

    @property
    def end(self) -> int:
        """Number of the letter behind its last one."""
        return self.at + len(self.piece.letters.text)


class Stretch(Frozen):
    """Letters of one passage that come from no piece."""

    begin: int
    """Number of the first."""
    end: int
    """Number of the letter behind the last one."""


class Claims:
    """Finds pieces in a rendered text; no letter is found twice."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.found: list[Claim] = []
        self._taken = bytearray(len(letters.text))
        self._starts = [at for at in range(len(letters.text)) if letters.begins(at)]

    def claim_body(self, pieces: Sequence[Piece], marks: Sequence[str]) -> list[Piece]:
        """Find pieces that follow each other; returns those that are not there.

        `marks` are the letters of what may stand behind a piece, in drafts.
        """
        missing = []
        claims = []
        cursor = 0
        for piece in pieces:
            wanted = piece.letters.text
            whole = [
                at
                for at in self._starts
                if self.letters.text.startswith(wanted, at) and self._is_free(at, len(wanted))
            ]
            places = whole or list(self._occurrences(wanted))
            if not places:
                missing.append(piece)
                continue
            at = min(
                places,
                key=lambda at: (at < cursor, not self._is_last(at + len(wanted), marks), at),
            )
            claims.append(Claim(piece=piece, at=at))
            self._mark(at, at + len(wanted))
            cursor = at + len(wanted)
        in_order = _longest_rise([claim.at for claim in claims])
        self.found += [
            claim if index in in_order else replace(claim, in_order=False)
            for index, claim in enumerate(claims)
        ]
        return missing

    def _is_last(self, at: int, marks: Sequence[str]) -> bool:
        """Whether a passage ends before a letter, or goes on with a mark alone."""
        rest = self.letters.text[at : at + _LONGEST_MARK].lstrip("[")
        return self._ends(at) or any(rest.startswith(mark) for mark in marks)

    def claim_parts(self, pieces: Sequence[Piece], body_end: int) -> list[Piece]:
        """Find each piece once, long ones first; returns those that are not there.

        An end mark is looked for behind the text, a masthead and a dateline before its end.
        """
        missing = []
        for piece in sorted(pieces, key=lambda piece: -len(piece.letters.text)):
            wanted = piece.letters.text
            behind = piece.part in (Part.END_MARK, Part.CONTACT, Part.BOILERPLATE)
            places = list(self._occurrences(wanted))
            if not places:
                missing.append(piece)
                continue

            ranks = [
                (not self._is_apart(at, at + len(wanted)), (at >= body_end) != behind, at)
                for at in places
            ]
            self._take(Claim(piece=piece, at=min(ranks)[2]))
        return sorted(missing, key=pieces.index)

    def claim_words(self, pieces: Sequence[Piece]) -> None:
        """Find pieces wherever they stand by themselves, long ones first."""
        alike: dict[str, list[Piece]] = {}
        for piece in pieces:
            if any(letter.isalnum() for letter in piece.letters.text):
                alike.setdefault(piece.letters.text, []).append(piece)
        for wanted in sorted(alike, key=len, reverse=True):
            for at in self._occurrences(wanted):
                if self._is_apart(at, at + len(wanted)) and self._is_free(at, len(wanted)):
                    self._take(Claim(piece=self._of_language(alike[wanted], at), at=at))

    def _of_language(self, pieces: Sequence[Piece], at: int) -> Piece:
        """Of pieces with the same letters the one in the language that a letter is marked as."""
        language = self.letters.owners[at].language.casefold()
        return next(
            (piece for piece in pieces if piece.segments[0].language.casefold() == language),
            pieces[0],
        )

    def claim_again(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Find the pieces that stand there once more than they should; returns these."""
        again = []
        for piece in pieces:
            length = len(piece.letters.text)
            for at in list(self._occurrences(piece.letters.text)):
                if self._is_apart(at, at + length) and self._is_free(at, length):
                    self._mark(at, at + length)
                    again.append(piece)
        return again

    def claim_alike(self, pieces: Sequence[Piece]) -> list[tuple[Piece, Stretch]]:
        """Pieces that stand there with other letters, each with what stands in their place."""
        # Only for what is wrong, so that a right text does not wait for it.
        from difflib import SequenceMatcher

        pairs = []
        stretches = list(self.left())
        for piece in pieces:
            wanted = piece.letters.text
            best, ratio = None, _LEAST_ALIKE
            for stretch in stretches:
                there = self.letters.text[stretch.begin : stretch.end]
                matcher = SequenceMatcher(None, wanted, there, autojunk=False)
                if (
                    matcher.real_quick_ratio() > ratio
                    and matcher.quick_ratio() > ratio
                    and (alike := matcher.ratio()) > ratio
                ):
                    best, ratio = stretch, alike
            if best is not None:
                stretches.remove(best)
                self._mark(best.begin, best.end)
                pairs.append((piece, best))
        return pairs

    def left(self) -> Iterator[Stretch]:
        """Letters that nobody claims; signs between claimed ones are none of them."""
        begin = None
        for at in range(len(self._taken) + 1):
            free = at < len(self._taken) and not self._taken[at]
            if begin is not None and (not free or self.letters.begins(at)):
                if any(letter.isalnum() for letter in self.letters.text[begin:at]):
                    yield Stretch(begin=begin, end=at)
                begin = None
            if free and begin is None:
                begin = at

    def owner(self, at: int) -> Claim | None:
        """The claim to a letter."""
        return next((claim for claim in self.found if claim.at <= at < claim.end), None)

    def _occurrences(self, wanted: str) -> Iterator[int]:
        at = self.letters.text.find(wanted) if wanted else -1
        while at >= 0:
            if self._is_free(at, len(wanted)):
                yield at
            at = self.letters.text.find(wanted, at + 1)

    def _is_free(self, at: int, length: int) -> bool:
        return not any(self._taken[at : at + length])

    def _is_apart(self, begin: int, end: int) -> bool:
        """Whether letters stand by themselves and are not a part of a word."""
        text, gaps = self.letters.text, self.letters.gaps

        def divided(at: int) -> bool:
            return (
                self._ends(at)
                or bool(gaps[at])
                or bool(self._taken[at - 1]) != bool(at < len(self._taken) and self._taken[at])
                or not (text[at - 1].isalnum() and text[at].isalnum())
            )

        return (begin == 0 or divided(begin)) and divided(end)

    def _ends(self, at: int) -> bool:
        return self.letters.ends(at)

    def _take(self, claim: Claim) -> None:
        self.found.append(claim)
        self._mark(claim.at, claim.end)

    def _mark(self, begin: int, end: int) -> None:
        self._taken[begin:end] = b"\1" * (end - begin)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of the most numbers that rise from one to the next; the others are in the way."""
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [index]
    rise = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        rise.add(at)
        at = before[at]
    return rise
