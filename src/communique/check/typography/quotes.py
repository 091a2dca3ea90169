"""Whether quotations end where they begin, in the marks of the language."""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from itertools import islice
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import OBJECT
from communique.check.typography.slip import MOST, Edit, Slip, problem_of
from communique.frozen import Frozen
from communique.locales import locale
from communique.styles import Style, style_of

__all__ = [
    "Quotation",
    "Quotations",
    "has_marks",
    "quotations",
    "quote_problems",
    "quote_slips",
]

# Without one of these a text has at most apostrophes.
_SUSPECT: Final = frozenset('"“”„‟«»‹›‚‘「」『』＂')
_MARKS: Final = '"“”„‟«»‹›‚‘’「」『』＂'
_MARK: Final = re.compile(f"[{_MARKS}]")
# Two straight single marks around some words; one alone is an apostrophe.
_STRAIGHT_SINGLE: Final = re.compile(r"'(?<![\w'’]')(?=\w)[^'\n]{3,300}'(?!\w)")
# Every pair that some language has.
_PAIRS: Final = frozenset(
    '„“ „” “” ”” ”“ «» »« »» ‚‘ ‚’ ‘’ ’’ ’‘ ‹› ›‹ ›› "" 「」 『』 ‟” ＂＂'.split()
)
_OPENERS: Final = frozenset('„‚‟「『"＂')
_BEFORE_INNER: Final = frozenset(" \n(（[")
_STRAIGHT: Final = frozenset('"＂')
_MEASURE: Final = re.compile(r'\d"')
# ’s, ’em, ’90: no quotation begins there.
_ABBREVIATED: Final = re.compile(r"\d|\w{1,2}(?!\w)")
_APOSTROPHES: Final = frozenset("‘’")
# Arabic joins some words of one letter to the next word.
_BEFORE_OPENING: Final = frozenset(
    " \n\u00a0\u202f([{（/–—-…:;,，。；：、'’\u200e\u200fوفبلك" + OBJECT
)
_BEHIND_CLOSING: Final = frozenset(")]}）.,;:!?…，。；：！？、")
# Scripts that set no space before a quotation, from their first sign to their last.
_UNSPACED: Final = ("\u0e00\u0eff", "\u1000\u109f", "\u3040\u30ff", "\u3400\u9fff")
_GAPS: Final = frozenset(" \n\u00a0\u202f")


class Quotation(Frozen):
    """A quotation with both its marks."""

    start: int
    """Where its first mark stands in the letters."""
    end: int
    """Where its second mark stands."""
    inner: bool
    """Whether it stands in another quotation."""


class Quotations(Frozen):
    """The quotations of a text."""

    paired: tuple[Quotation, ...] = ()
    """Those with both marks, in the order in which they begin."""
    unpaired: tuple[int, ...] = ()
    """Where a mark without its partner stands, in order."""


_NO_QUOTATIONS: Final = Quotations()


def quote_problems(pair: Pair) -> list[Problem]:
    """What is wrong with the quotation marks of a translation; at most one thing."""
    letters, style = pair.translation.letters, pair.setting.style
    if not _is_suspect(letters, style) or _is_plain(letters, style):
        return []
    found = quotations(letters, style)
    if found.unpaired and _is_unpaired(pair.source.letters, pair.setting.source_locale.tag):
        return []
    slips = quote_slips(letters, style, found)
    if slips:
        return [problem_of(letters, slips)]
    return [_unpaired_problem(letters, found.unpaired[0])] if found.unpaired else []


def quotations(letters: str, style: Style) -> Quotations:
    """The quotations of a text, as a reader of the language would pair their marks.

    One mark opens in one language and closes in another: a mark closes where the last open one
    has it for a partner, and opens where something can begin.
    """
    opened: list[tuple[str, int]] = []
    paired: list[Quotation] = []
    unpaired: list[int] = []
    own, opening = _openers(style)
    own_pairs = (*style.outer, *style.inner)
    for match in _MARK.finditer(letters):
        mark, at = match[0], match.start()
        if mark in _APOSTROPHES and _is_apostrophe(letters, at):
            continue
        begins = _may_begin(letters, at)
        # After a space, what closes in one language can open in another, inside a quotation.
        again = begins and mark in opening and letters[at - 1 : at] in _BEFORE_INNER
        if again and opened and letters[opened[-1][1] + 1] in _GAPS:
            # The first mark has a space inside as well, so this is its other half.
            again = opened[-1][0] + mark not in own_pairs
        partner = _partner(opened, mark, again=again)
        if partner is not None:
            unpaired += [place for other, place in opened[partner + 1 :] if other != "’"]
            start = opened[partner][1]
            del opened[partner:]
            paired.append(Quotation(start=start, end=at, inner=bool(opened)))
        elif mark in _APOSTROPHES:
            if begins and not _ABBREVIATED.match(letters, at + 1) and (mark != "’" or mark in own):
                opened.append((mark, at))
        elif begins or mark in _OPENERS or mark in own or _is_isolated(letters, at):
            opened.append((mark, at))
        else:
            unpaired.append(at)
    # An apostrophe is no quotation, and a straight mark may stand for inches or seconds: 24".
    ignored = '’"' if _MEASURE.search(letters) else "’"
    unpaired += [at for mark, at in opened if mark not in ignored]
    if any(letters[at] == '"' for at in unpaired) and letters.count('"') % 2 == 0:
        # There are enough of them; which belongs to which, nobody can tell for sure.
        paired = [quotation for quotation in paired if letters[quotation.start] != '"']
        unpaired = [at for at in unpaired if letters[at] != '"']
    return Quotations(
        paired=tuple(sorted(paired, key=lambda quotation: quotation.start)),
        unpaired=tuple(sorted(unpaired)),
    )


def quote_slips(letters: str, style: Style, found: Quotations | None = None) -> list[Slip]:
    """Each quotation whose marks are not the language's, or do not go together.

    Where some mark has no partner at all there are none, because nobody can tell what is quoted.
    """
    if found is None:
        found = quotations(letters, style) if _is_suspect(letters, style) else _NO_QUOTATIONS
    if found.unpaired:
        mixed = _mixed_slip(letters, found, style)
        return [mixed] if mixed else []
    slips: list[Slip] = []
    exchanged_to = 0
    for quotation in found.paired:
        if len(slips) == MOST:
            break
        marks = letters[quotation.start] + letters[quotation.end]
        straight = marks[0] in _STRAIGHT
        accepted = style.inner if quotation.inner else style.outer
        if quotation.inner and quotation.start > exchanged_to:
            # Some write the same marks again; not where those around them become the same.
            accepted = (*style.inner, *style.outer)
        if marks in accepted or not style.outer or (straight and style.straight):
            continue
        if straight and letters[quotation.start - 1 : quotation.start].isdigit():
            continue
        slips.append(_style_slip(quotation, style))
        exchanged_to = max(exchanged_to, quotation.end)
    if not style.straight and "'" in letters:
        around = [quotation for quotation in found.paired if not quotation.inner]
        for match in islice(_STRAIGHT_SINGLE.finditer(letters), MOST):
            number = bisect(around, match.start(), key=lambda quotation: quotation.start)
            inside = number > 0 and match.start() < around[number - 1].end
            whole = Quotation(start=match.start(), end=match.end() - 1, inner=inside)
            slips.append(_style_slip(whole, style))
    return slips


def _style_slip(quotation: Quotation, style: Style) -> Slip:
    wanted = (style.inner if quotation.inner and style.inner else style.outer)[0]
    where = " inside another quotation" if quotation.inner else ""
    return Slip(
        rule=rules.QUOTES_STYLE,
        message=f"`{{found}}` is quoted otherwise than in this language, expected "
        f"`{wanted[0]}…{wanted[1]}`{where}",
        edits=_exchanged(quotation.start, quotation.end, wanted),
        start=quotation.start,
        end=quotation.end + 1,
        hint="`communique check --fix` exchanges the marks",
    )


def _exchanged(start: int, end: int, wanted: str) -> tuple[Edit, Edit]:
    return (
        Edit(start=start, end=start + 1, instead=wanted[0]),
        Edit(start=end, end=end + 1, instead=wanted[1]),
    )


def _mixed_slip(letters: str, found: Quotations, style: Style) -> Slip | None:
    """Two marks that stand where a quotation begins and ends, but are no pair: „…"."""
    if len(found.unpaired) != 2:
        return None
    start, end = found.unpaired
    known = [pair for pair in (*style.outer, *style.inner) if pair[0] == letters[start]]
    if not known or not _may_begin(letters, start) or _may_begin(letters, end):
        return None
    return Slip(
        rule=rules.QUOTES_UNPAIRED,
        message=f"`{letters[start]}` is closed by `{letters[end]}`, expected `{known[0][1]}`",
        edits=_exchanged(start, end, known[0]),
        start=start,
        end=end + 1,
        hint="put the second mark of the pair at the end of the quotation",
    )


def _unpaired_problem(letters: str, at: int) -> Problem:
    return Problem(
        rule=rules.QUOTES_UNPAIRED,
        message=f"`{letters[at]}` stands alone, without the second mark of its pair",
        hint="put the other mark where the quotation begins or ends",
        found=letters[at],
        at=at,
    )


@lru_cache(maxsize=4096)
def _is_unpaired(letters: str, tag: str) -> bool:
    """Whether a source text has a mark alone, as a quotation of several paragraphs does."""
    return bool(quotations(letters, style_of("", locale(tag))).unpaired)


@lru_cache(maxsize=128)
def _openers(style: Style) -> tuple[frozenset[str], frozenset[str]]:
    """The marks of a language that open wherever they stand, and all that may open.

    The first close nothing in it; the apostrophe is one of them where it also opens, as in
    Swedish.
    """
    pairs = (*style.outer, *style.inner)
    openers = frozenset(pair[0] for pair in pairs)
    own = openers - frozenset(pair[1] for pair in pairs)
    return (own | {"’"} if "’’" in pairs else own), openers | frozenset('“”‘’"＂')


def _is_suspect(letters: str, style: Style) -> bool:
    """Whether a text has any quotation mark, and not apostrophes alone."""
    return has_marks(letters) or (
        not style.straight and "'" in letters and _STRAIGHT_SINGLE.search(letters) is not None
    )


def has_marks(letters: str) -> bool:
    """Whether a text has a quotation mark that is no apostrophe; written out, because `any` with
    a loop takes three times as long on each text that is checked.
    """
    return '"' in letters or (
        not letters.isascii()
        and (
            "«" in letters
            or "»" in letters
            or "“" in letters
            or "”" in letters
            or "„" in letters
            or "‘" in letters
            or "‚" in letters
            or "‹" in letters
            or "›" in letters
            or "‟" in letters
            or "「" in letters
            or "」" in letters
            or "『" in letters
            or "』" in letters
            or "＂" in letters
        )
    )


def _is_plain(letters: str, style: Style) -> bool:
    """Whether a text has but quotations that nobody can read otherwise, one behind the other, and
    apostrophes between letters; most have, and need no second look.
    """
    marks = [
        match
        for match in _MARK.finditer(letters)
        if match[0] not in _APOSTROPHES or not _is_apostrophe(letters, match.start())
    ]
    pairs = _plain_pairs(style)
    return (
        len(marks) % 2 == 0
        and all(
            first[0] + second[0] in pairs
            # A mark behind a space may open one more.
            and letters[second.start() - 1] not in _BEFORE_INNER
            for first, second in zip(marks[::2], marks[1::2], strict=True)
        )
        and (style.straight or "'" not in letters or _STRAIGHT_SINGLE.search(letters) is None)
    )


@lru_cache(maxsize=128)
def _plain_pairs(style: Style) -> frozenset[str]:
    """The pairs of a language whose first mark can but open."""
    own, _ = _openers(style)
    pairs = (pair for pair in style.outer if pair[0] in own - _APOSTROPHES and pair in _PAIRS)
    return frozenset((*pairs, *['""'] * style.straight))


def _is_apostrophe(letters: str, at: int) -> bool:
    """Whether a single mark stands between two letters: l’Union, Int’l."""
    return letters[at - 1 : at].isalnum() and letters[at + 1 : at + 2].isalnum()


def _is_unspaced(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _UNSPACED)


def _may_begin(letters: str, at: int) -> bool:
    """Whether a quotation may begin with the mark there, from what stands around it."""
    behind = letters[at + 1 : at + 2]
    if not behind or behind in _BEHIND_CLOSING:
        return False
    before = letters[at - 1] if at else " "
    if before not in _BEFORE_OPENING and before not in _SUSPECT and not _is_unspaced(before):
        return False
    # French has a space behind its opening mark.
    return behind not in _GAPS or letters[at] in "«‹»›"


def _partner(opened: list[tuple[str, int]], mark: str, *, again: bool) -> int | None:
    """Which of the open marks a mark closes, counted from 0; `again` if it may open as well."""
    for number in range(len(opened) - 1, max(-1, len(opened) - 4), -1):
        other = opened[number][0]
        if other + mark in _PAIRS and not again:
            return number
    return None


def _is_isolated(letters: str, at: int) -> bool:
    """Whether a mark stands between spaces, so that only the next one tells what it does."""
    before, behind = letters[at - 1 : at], letters[at + 1 : at + 2]
    return (not before or before in _GAPS) and (not behind or behind in _GAPS)
