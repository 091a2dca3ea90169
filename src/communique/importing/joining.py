"""Broken lines made whole again: what a hyphen at the end of a line was, and where spaces go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from communique.frozen import Frozen
from communique.importing.lines import SOFT_HYPHEN, Line
from communique.importing.remarks import Remarks
from communique.release import BARE_ADDRESS

__all__ = ["Passage", "Vocabulary", "joined"]


class Passage(Frozen):
    """Several lines as one text."""

    text: str
    """The text; a line feed where the lines stay apart."""
    starts: tuple[tuple[int, int], ...]
    """Where the text of each line begins, and the number of that line."""

    def line_at(self, offset: int) -> int:
        """The line of the file from which the character at an offset is."""
        at = bisect_right(self.starts, (offset, 1 << 62)) - 1
        return self.starts[max(at, 0)][1]

    @property
    def line(self) -> int:
        """The first line of the file that it is made of."""
        return self.starts[0][1]


_HYPHENS: Final = ("-", "\N{HYPHEN}", SOFT_HYPHEN)
_DASHES: Final = ("\N{EN DASH}", "\N{EM DASH}")
_WORD = re.compile(r"[^\W_]+(?:[-\N{HYPHEN}][^\W_]+)*")
_LEFT_WORD = re.compile(r"[^\W_]+(?:[-\N{HYPHEN}][^\W_]+)*$")
# First parts that make a compound with a hyphen rather than a broken word.
_FIRST_PARTS: Final = frozenset(
    "all cross ex half high long low mid non self short vice well".split()
)
_MIDDLE_PARTS: Final = frozenset("at by for in of off on out the to up".split())
_SUSPENDED: Final = frozenset({"and", "or", "to"})


class Vocabulary:
    """The words of a text that stand in it unbroken, with how often they do."""

    def __init__(self, lines: Iterable[Line]) -> None:
        words: Counter[str] = Counter()
        after_hyphen = False
        for line in lines:
            text = BARE_ADDRESS.sub(" ", line.text)
            found = [word.casefold().replace("\N{HYPHEN}", "-") for word in _WORD.findall(text)]
            broken = line.text.endswith(_HYPHENS)
            whole = found[1 if after_hyphen else 0 : len(found) - 1 if broken else None]
            after_hyphen = broken
            for word in whole:
                words[word] += 1
                parts = word.split("-")
                words.update("-".join(pair) for pair in pairwise(parts))
                words.update(parts if len(parts) > 1 else ())
        self._words = words

    def count(self, word: str) -> int:
        """How often the word stands in the text, alone or as a part of a compound."""
        return self._words[word.casefold().replace("\N{HYPHEN}", "-")]


def joined(
    lines: Sequence[Line], kept_breaks: Collection[int], vocabulary: Vocabulary, remarks: Remarks
) -> Passage:
    """The lines as one text; before those whose position is in `kept_breaks`, a line feed."""
    text, starts = "", []
    for position, line in enumerate(lines):
        if position:
            if position in kept_breaks:
                text = text.removesuffix(SOFT_HYPHEN) + "\n"
            else:
                text = _with_joint(text, line, lines[position - 1].number, vocabulary, remarks)
        starts.append((len(text), line.number))
        text += line.text
    return Passage(text=text.removesuffix(SOFT_HYPHEN), starts=tuple(starts))


def _with_joint(
    text: str, line: Line, last_number: int, vocabulary: Vocabulary, remarks: Remarks
) -> str:
    """The text up to the point where the next line goes on: with a space, a hyphen or neither."""
    last = re.split(r"\s", text)[-1]
    address = re.search(rf"(?:{BARE_ADDRESS.pattern})$", last)
    if address and last[-1] in "-_/=&?%#+":
        return _after_address(text, last, line, remarks)
    if last.endswith(SOFT_HYPHEN):
        return text[:-1]
    if last.endswith((*_DASHES, "/")):
        return text if len(last) > 1 else f"{text} "
    if not last.endswith(_HYPHENS) or last.strip("-") == "":
        return f"{text} "
    left, right = _LEFT_WORD.search(last[:-1]), _WORD.match(line.text)
    if left is None or right is None:
        return text
    if right[0] in _SUSPENDED:
        return f"{text} "
    keep, sure = _keeps_hyphen(left[0], right[0], vocabulary)
    if not sure:
        chosen, other = f"{left[0]}-{right[0]}", f"{left[0]}{right[0]}"
        if not keep:
            chosen, other = other, chosen
        remarks.unsure(
            last_number,
            f"a word that was broken at the end of the line is taken for `{chosen}`",
            found=f"{last} {right[0]}",
            hint=f"nothing else in the text shows whether it is that or `{other}`",
        )
    return text if keep else text[:-1]


def _keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Whether the hyphen between two parts belongs to the word, and whether that is certain."""
    with_hyphen = vocabulary.count(f"{left}-{right}")
    without = vocabulary.count(f"{left}{right}")
    capitals = left.isupper() and right.isupper() and len(left) > 1
    if right[0].isdigit() or left[-1].isdigit() or (right[0].isupper() and not capitals):
        return True, True
    if "-" in right and right.casefold().split("-")[0] in _MIDDLE_PARTS:
        return True, True
    if bool(with_hyphen) != bool(without):
        return bool(with_hyphen), True
    if with_hyphen:
        return with_hyphen >= without, False
    compound = "-" in left or left.casefold() in _FIRST_PARTS
    both_words = vocabulary.count(left) > 0 and vocabulary.count(right) > 0
    return compound or both_words, False


def _after_address(text: str, last: str, line: Line, remarks: Remarks) -> str:
    """An address at the end of a line may go on in the next one."""
    first = line.text.split()[0]
    goes_on = last[-1] != "/" or re.search(r"[/_=.-]\w|\d", first) is not None
    remarks.unsure(
        line.number,
        f"the address `{last}` ends its line, and is taken to "
        + (f"go on with `{first}`" if goes_on else "end there"),
        hint="see that it leads to the right page",
    )
    return text if goes_on else f"{text} "
