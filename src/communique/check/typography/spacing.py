"""Whether spaces stand where the language has them, and are hard where no line may end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import OBJECT
from communique.check.typography.house_spaces import house_slips
from communique.check.typography.quotes import has_marks, quotations
from communique.check.typography.slip import (
    MOST,
    Edit,
    Slip,
    first_hard,
    hard_slip,
    problem_of,
    shown,
    space_slip,
)
from communique.check.words import words_of
from communique.styles import HARD_SPACES, Style

__all__ = ["is_beside_quote", "is_in_source", "spacing_problems", "spacing_slips"]

_GAP: Final = " \u00a0\u202f"
# Two spaces, or a space before a mark.
_MARKS: Final = ",.;:!?،؛؟，。；：！？、)）»›”“"
_SPACED: Final = re.compile(f"[{_GAP}](?=[{_GAP}{_MARKS}])")
# A space inside a bracket or a quotation mark that opens.
_OPENING: Final = "(（«‹„‚"
_INSIDE: Final = re.compile(f"[{_OPENING}][{_GAP}]")
# What is left of both in the words of a text, parted by single spaces.
_SET_OFF: Final = re.compile(f" [{_MARKS}]|[{_OPENING}] ")
_RULES: Final = (rules.SPACING, rules.HARD_SPACE)
# A mark, a closing bracket or a quotation mark with a letter right behind it.
_TIGHT: Final = re.compile(r"[,;!?.:،؛؟)»”“](?=[^\W\d_])")
_QUOTES: Final = frozenset("«»‹›„“”‟‚‘’「」『』")
_OUTWARDS: Final = frozenset("«‹")
_DOUBLED: Final = re.compile(f"[{_GAP}]{{2,}}")
# What may stand behind a mark that ends something: not a digit (.5), a bracket (a smiley), one more
# full stop, nor a letter but behind a comma (.deb). Wide marks need nothing behind them.
_ENDING: Final = re.compile(
    f"[,.;:!?،؛؟](?=[{_GAP}\n\"'’”“»›\\]?!]|$)|[,.!?،؟](?=\\))|[,،؛](?=[^\\W\\d_])|[，。；：！？、]"
)
_SMILEY: Final = re.compile(r"[:;=][-o^']?$")
_CLOSED: Final = frozenset(')]»”“"' + OBJECT)
_BEFORE: Final = 12
_NO_SPACES: Final = frozenset({"ja", "zh", "th", "lo", "km", "my", "bo"})
# Languages in which a colon joins an ending to a number or an abbreviation.
_COLON_JOINS: Final = frozenset({"fi", "sv", "nb", "nn", "da", "se", "et"})


def spacing_problems(pair: Pair, *, beside_quotes: bool = True) -> list[Problem]:
    """What is wrong with the spaces of a translation; at most one thing of either rule.

    Those beside quotation marks are left out on demand: where the marks are wrong, what stands
    beside them says nothing.
    """
    letters = pair.translation.letters
    style = pair.setting.style
    slips = spacing_slips(letters, style)
    if not slips:
        return []
    source = pair.source.letters
    slips = [
        slip
        for slip in slips
        if not is_in_source(letters, slip, source)
        and (beside_quotes or not is_beside_quote(letters, slip))
    ]
    kinds = ([slip for slip in slips if slip.rule is rule] for rule in _RULES)
    return [problem_of(letters, own) for own in kinds if own]


def is_in_source(letters: str, slip: Slip, source: str) -> bool:
    """Whether the source has the same piece, so that it is no slip: a name, a piece of code.

    A hard space that is wanted is wanted all the same: the source is of another language.
    """
    piece = letters[slip.start : slip.end]
    return slip.rule is rules.SPACING and any(map(str.isalnum, piece)) and piece in source


def is_beside_quote(letters: str, slip: Slip) -> bool:
    """Whether a slip stands beside a quotation mark, and so may go with another slip there."""
    edit = slip.edits[0]
    beside = letters[max(0, edit.start - 1) : edit.end + 1]
    return any(mark in _QUOTES for mark in beside)


def spacing_slips(letters: str, style: Style) -> list[Slip]:
    """Each space too many, too few or of the wrong kind, in order."""
    slips: list[Slip] = []
    signed = words_of(letters).signed
    if _may_have_gap(letters, signed):
        slips += islice(_before_marks(letters, style), MOST)
        slips += islice(_behind_openings(letters, style), MOST)
    # A mark with a letter behind it stands in a word that is not of letters alone.
    if _TIGHT.search(signed) and style.locale.language not in _NO_SPACES:
        slips += islice(_too_few(letters, style), MOST)
    if has_marks(signed) and _may_set_off(signed, style) and _set_off(style).search(letters):
        slips += islice(_inside_quotations(letters, style), MOST)
    if style.name:
        slips += house_slips(letters, style)
    return _apart(slips) if len(slips) > 1 else slips


def _may_have_gap(letters: str, signed: str) -> bool:
    """Whether a space may stand beside another one, before a mark or behind what opens.

    Quick, and misses none: a mark behind a space begins a word, and what opens with a space
    behind it ends one.
    """
    if "  " in letters or _SET_OFF.search(f" {signed} "):
        return True
    return ("\u00a0" in letters or "\u202f" in letters) and _SPACED.search(letters) is not None


def _may_set_off(signed: str, style: Style) -> bool:
    """Whether a mark may open with a space behind it; quick, and misses none."""
    opening = {pair[0] for pair in (*style.outer, *style.inner)}
    return any(word[-1] in opening for word in signed.split())


@lru_cache(maxsize=128)
def _set_off(style: Style) -> re.Pattern[str]:
    """A mark of the language that may open, with a space behind it where none closes."""
    pairs = (*style.outer, *style.inner)
    closing = {pair[1] for pair in pairs}
    every = re.escape("".join(pair[0] for pair in pairs))
    sure = re.escape("".join(pair[0] for pair in pairs if pair[0] not in closing))
    alone = f"(?<![^{_GAP}\\n]..)"
    which = f"(?:(?<=[{sure}].)|{alone})" if sure else alone
    return re.compile(f"[{every}][{_GAP}]{which}" if every else r"(?!)")


def _inside_quotations(letters: str, style: Style) -> Iterator[Slip]:
    """Each space between a quotation and a mark of it that has none there.

    What opens in some quotation and closes in another, as ” does in Swedish, tells it only with
    its other half.
    """
    own = {*style.outer, *style.inner}
    for quotation in quotations(letters, style).paired:
        start, end = quotation.start, quotation.end
        if letters[start] + letters[end] not in own:
            continue
        # French has spaces there.
        if letters[start] in _OUTWARDS and style.inside != ("",):
            continue
        for at, mark in ((start + 1, start), (end - 1, end)):
            if letters[at] in _GAP and letters[start + 1 : end].strip():
                yield space_slip(
                    letters, at, at + 1, "", f"`{{found}}` has a space inside `{letters[mark]}`"
                )


def _apart(slips: list[Slip]) -> list[Slip]:
    """The slips in order, without those that would mend what one before them mends."""
    apart: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.edits[0].start, slip.edits[0].end)):
        edit, last = slip.edits[0], apart[-1].edits[-1] if apart else None
        if last is None or (edit.start >= last.end and edit.start > last.start):
            apart.append(slip)
    return apart


def _before_marks(letters: str, style: Style) -> Iterator[Slip]:
    end = 0
    for match in _SPACED.finditer(letters):
        at = match.start()
        if at < end or not at or letters[at - 1] == "\n":
            continue
        if run := _DOUBLED.match(letters, at):
            end = run.end()
            if end < len(letters):
                yield _doubled(letters, at, end)
        elif slip := _before_mark(letters, at, match[0], style):
            yield slip


def _behind_openings(letters: str, style: Style) -> Iterator[Slip]:
    for match in _INSIDE.finditer(letters):
        if slip := _inside_opening(letters, match.start() + 1, style):
            yield slip


def _doubled(letters: str, start: int, end: int) -> Slip:
    """One space of several is enough; a hard one stays."""
    run = letters[start:end]
    kept = next((at for at, space in enumerate(run) if space in HARD_SPACES), 0)
    first, last = shown(letters, start, end)
    return Slip(
        rule=rules.SPACING,
        message=f"`{{found}}` has {len(run)} spaces in a row",
        edits=tuple(
            Edit(start=start + at, end=start + at + 1, instead="")
            for at in range(len(run))
            if at != kept
        ),
        start=first,
        end=last,
        hint="take the space out",
    )


def _inside_opening(letters: str, at: int, style: Style) -> Slip | None:
    mark = letters[at - 1]
    if mark in "«‹":
        return _inside_guillemet(letters, at, at - 1, style)
    if mark == "(" and _SMILEY.search(letters, max(0, at - 4), at - 1):
        return None
    return space_slip(letters, at, at + 1, "", f"`{{found}}` has a space behind `{mark}`")


def _before_mark(letters: str, at: int, gap: str, style: Style) -> Slip | None:
    mark = letters[at + 1]
    if mark in ")）":
        if letters[at - 1] in ":;=-":
            return None
        return space_slip(letters, at, at + 1, "", f"`{{found}}` has a space before `{mark}`")
    if mark in "»›":
        return _inside_guillemet(letters, at, at + 1, style)
    if mark in "”“":
        behind = letters[at + 2 : at + 3]
        if (behind and behind not in f"{_GAP}\n,.;:!?)") or not _closes(mark, style):
            return None
        return space_slip(letters, at, at + 1, "", f"`{{found}}` has a space before `{mark}`")
    accepted = style.before.get(mark)
    if accepted is None or gap in accepted or not _ENDING.match(letters, at + 1):
        return None
    # An address is set off from the full stop behind it, so that nobody copies both.
    if letters[at - 1] == OBJECT and mark == ".":
        return None
    if gap == " " and any(accepted):
        return hard_slip(letters, at, first_hard(accepted))
    if "" not in accepted:
        return None
    return space_slip(letters, at, at + 1, "", f"`{{found}}` has a space before `{mark}`")


def _inside_guillemet(letters: str, at: int, mark: int, style: Style) -> Slip | None:
    """A space beside a guillemet that is not as the style has it."""
    accepted, gap = style.inside, letters[at]
    if not accepted or gap in accepted:
        return None
    if any(accepted):
        return hard_slip(letters, at, first_hard(accepted)) if gap == " " else None
    # In some languages « opens and in some it closes, and only a whole quotation tells which.
    pairs = style.outer + style.inner
    other = 2 * mark - at
    outside = letters[other] if 0 <= other < len(letters) else " "
    if "«»" not in pairs or "»«" in pairs or outside.isalnum():
        return None
    return space_slip(letters, at, at + 1, "", "`{found}` has a space inside the quotation mark")


def _too_few(letters: str, style: Style) -> Iterator[Slip]:
    for match in _TIGHT.finditer(letters):
        at, mark = match.start(), match[0]
        before, behind = _word_before(letters, at), _word_behind(letters, at + 1)
        closed = not before and letters[at - 1 : at] in _CLOSED
        if mark in ",;،؛؟!?":
            tight = len(before) > 1 and before.isalpha() if before else closed and len(behind) > 1
        elif mark == ".":
            tight = _ends_sentence(before, behind, closed=closed)
        elif mark == ":":
            tight = (
                len(before) > 3
                and len(behind) > 1
                and before.isalpha()
                and before[1:].islower()
                and style.locale.language not in _COLON_JOINS
            )
        elif mark == ")":
            tight = len(behind) > 2 and _is_remark(letters, at)
        else:
            tight = len(before) > 2 and len(behind) > 2 and _closes(mark, style)
        if tight:
            yield space_slip(
                letters,
                at + 1,
                at + 1,
                " ",
                f"`{{found}}` has no space behind `{mark}`",
                safe=False,
            )


def _ends_sentence(before: str, behind: str, *, closed: bool) -> bool:
    """Whether a full stop between two words ends a sentence, and is none of an address."""
    begins = len(behind) > 1 and behind[0].isupper() and behind[1:].islower()
    if closed:
        return begins
    if len(before) < 3 or not before.isalpha():
        return False
    if before[1:].islower():
        return begins
    # Scripts without capital letters have no addresses, either.
    return before.lower() == before.upper() and behind.isalpha() and len(behind) > 2


def _is_remark(letters: str, at: int) -> bool:
    """Whether the brackets that end there hold some words or an abbreviation, not an ending."""
    start = letters.rfind("(", max(0, at - 80), at)
    inside = letters[start + 1 : at]
    return start >= 0 and (" " in inside or (len(inside) > 1 and inside.isupper()))


def _closes(mark: str, style: Style) -> bool:
    pairs = (*style.outer, *style.inner)
    closes = any(pair[1] == mark for pair in pairs)
    return closes and not any(pair[0] == mark for pair in pairs)


def _word_before(letters: str, at: int) -> str:
    start = at
    while start > max(0, at - _BEFORE) and letters[start - 1].isalnum():
        start -= 1
    return letters[start:at]


def _word_behind(letters: str, at: int) -> str:
    end = at
    while end < min(len(letters), at + _BEFORE) and letters[end].isalnum():
        end += 1
    return letters[at:end]
