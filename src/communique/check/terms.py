"""Terms: a translation has the glossary's words, names and acronyms, and none it forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.scripts import script_problems
from communique.glossary import (
    Glossary,
    Kind,
    Occurrence,
    Term,
    View,
    forbidden_in,
    occurrences,
    standing_forms,
)
from communique.rules.terms import ACRONYM_CHANGED, NAME_CHANGED, TERM_FORBIDDEN, TERM_MISSING

__all__ = ["term_problems"]

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LONGEST_ENDING: Final = 4
# A word beside a term, after a space or joined to it.
_BEFORE: Final = re.compile(r"\b([^\W\d_])\w*['’]?([ \-/])$")
_AFTER: Final = re.compile(r"([ \-/])([^\W\d_])\w*")
_LONGEST_NAME: Final = 40


def term_problems(pair: Pair) -> Iterator[Problem]:
    """Each term, name and acronym of the source without its equivalent, and forbidden words."""
    glossary = pair.setting.glossary
    if not glossary.terms:
        return
    letters = pair.translation.letters
    tag = pair.setting.locale.tag
    present = occurrences(glossary, pair.setting.source_locale.tag, pair.source.letters)
    view = View(letters, pair.setting.locale.language)
    told = set()
    numbers = {occurrence.number for occurrence in present}
    for forbidden in forbidden_in(glossary, tag, letters, numbers):
        told.add(forbidden.number)
        forms = standing_forms(glossary, tag, forbidden.number, view)[0]
        yield Problem(
            rule=TERM_FORBIDDEN,
            message=f"`{forbidden.found}` is forbidden"
            + (f", expected `{forms[0]}`" if forms else ""),
            hint="use the word of the glossary",
            found=forbidden.found,
            at=forbidden.at,
            expected=forms[0] if forms else "",
        )
    asked = False
    for occurrence in present:
        if occurrence.number in told:
            continue
        forms, stands = standing_forms(glossary, tag, occurrence.number, view)
        if not forms or stands or _is_part_of_a_name(pair, occurrence):
            continue
        if not asked and _is_told_by_others(pair):
            return
        asked = True
        term = glossary.terms[occurrence.number]
        if term.kind is Kind.ACRONYM:
            yield from _acronym(pair, glossary, occurrence, forms)
        else:
            yield _missing(pair, term, occurrence, forms)


def _missing(pair: Pair, term: Term, occurrence: Occurrence, forms: tuple[str, ...]) -> Problem:
    letters = pair.translation.letters
    name = term.kind is Kind.NAME
    found = occurrence.found if occurrence.found in letters else ""
    if name and not found:
        found = _close_to(max(forms[0].split(), key=len), letters)
    expected = " or ".join(f"`{form}`" for form in forms[:3])
    wrong = f"`{occurrence.found}` should be {expected}, "
    if forms[0] == occurrence.found:
        wrong = f"`{occurrence.found}` is not in the translation" + ", " * bool(found)
    elif not found:
        wrong += "which the translation does not have"
    return Problem(
        rule=NAME_CHANGED if name else TERM_MISSING,
        message=f"{'name' if name else 'term'} {wrong}" + (f"found `{found}`" if found else ""),
        hint="use the glossary’s word, or have yours added to it",
        found=found,
        at=max(0, letters.find(found)) if found else 0,
        expected=forms[0],
        source_found=occurrence.found,
        source_at=occurrence.at,
    )


def _acronym(
    pair: Pair, glossary: Glossary, occurrence: Occurrence, forms: tuple[str, ...]
) -> Iterator[Problem]:
    """An acronym in place of the right one; none at all is a text that writes it out."""
    letters = pair.translation.letters
    found = _strange_acronym(pair, glossary, occurrence)
    if not found and any(form.lower() != form.upper() for form in forms):
        return
    yield Problem(
        rule=ACRONYM_CHANGED,
        message=f"acronym `{occurrence.found}` should be `{forms[0]}`, "
        + (f"found `{found}`" if found else "which the translation does not have"),
        hint="use the glossary’s acronym, or have yours added to it",
        found=found,
        at=max(0, letters.find(found)) if found else 0,
        expected=forms[0],
        source_found=occurrence.found,
        source_at=occurrence.at,
    )


def _strange_acronym(pair: Pair, glossary: Glossary, occurrence: Occurrence) -> str:
    """The acronym of a translation that answers to none of the source; empty for none."""
    source, letters = pair.source.letters, pair.translation.letters
    theirs = _acronyms(letters)
    if occurrence.found in theirs:
        return occurrence.found
    known: set[str] = set()
    for other in occurrences(glossary, pair.setting.source_locale.tag, source):
        view = View(letters, pair.setting.locale.language)
        known.update(standing_forms(glossary, pair.setting.locale.tag, other.number, view)[0])
        known.add(other.found)
    ours = _acronyms(source)
    strange = [word for word in theirs if word not in ours and word not in known]
    # An acronym that the glossary does not know may have another form in this language.
    unknown = [word for word in ours if word not in known and word not in theirs]
    return strange[0] if len(strange) > len(unknown) else ""


def _acronyms(text: str) -> list[str]:
    """The acronyms of a text, each once and without its ending: Estonian has “ELi”."""
    acronyms = []
    for match in _WORD.finditer(text):
        word = match[0]
        bare = word.rstrip("".join(letter for letter in set(word) if letter.islower()))
        if len(bare) > 1 and bare.isupper() and len(word) - len(bare) <= _LONGEST_ENDING:
            acronyms.append(bare)
    return list(dict.fromkeys(acronyms))


def _close_to(word: str, text: str) -> str:
    """The word of a text that is most like another one; empty where none is like it."""
    from difflib import get_close_matches

    words = [match[0] for match in _WORD.finditer(text)]
    close = get_close_matches(word, words[:500], n=1, cutoff=0.6)
    return close[0] if close else ""


def _is_part_of_a_name(pair: Pair, occurrence: Occurrence) -> bool:
    """Whether a term stands in a longer name that stays as it is.

    Such as “Free Software Foundation” and “debian-installer”.
    """
    source, letters = pair.source.letters, pair.translation.letters
    if occurrence.found not in letters:
        return False
    start, end = occurrence.at, occurrence.at + len(occurrence.found)
    before = _BEFORE.search(source, max(0, start - _LONGEST_NAME), start)
    after = _AFTER.match(source, end, end + _LONGEST_NAME)
    return any(
        (name[1] != " " or (occurrence.found[0].isupper() and name[2].isupper()))
        and name[0] in letters
        for name in (
            (before[0] + occurrence.found, before[2], before[1]) if before else None,
            (occurrence.found + after[0], after[1], after[2]) if after else None,
        )
        if name
    )


def _is_told_by_others(pair: Pair) -> bool:
    """Whether letters of another script stand in its words, for which a term is not found.

    That is told once, by the rule for it. A text in another language does not come this far.
    """
    return any(True for _ in script_problems(pair))
