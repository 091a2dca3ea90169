"""All editions of a release beside each other: who has other values, names or quotations.

A pair of source and translation can pass where the set does not: a date that the source writes
in figures may lawfully be read in two ways, but not in one way by one language and in the other
by all the rest. So what most editions have is held against each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from communique import rules
from communique.catalogue import MessageKey
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import Reading
from communique.check.values import Sense, Value, values_of
from communique.frozen import Frozen
from communique.locales import Locale
from communique.release import FactReference, Link, walk

__all__ = ["Concordance", "Disagreement", "Row", "Trait", "concordance"]

# Below three there is no majority against which one could be odd.
_FEWEST: Final = 3
_MOST: Final = 0.8
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME: Final = re.compile(
    r"\b[A-Z][\w’-]*[a-z](?:(?: (?:de|del|da|di|van|von|der|den|la|le|el|al|bin|ibn))*"
    r" [A-Z][\w’-]*[a-z])+"
)
_OPENING: Final = re.compile(r"[«“„‘‚「『‹\"]")
_ALIKE: Final = 0.6
_HALF: Final = 0.55
_LONG_ENOUGH: Final = 80
_ENOUGH_MESSAGES: Final = 5


class Trait(StrEnum):
    """What editions are compared by."""

    FACTS = "facts"
    VALUES = "values"
    LINKS = "links"
    NAMES = "names"
    QUOTATIONS = "quotations"
    LENGTH = "length"


class Row(Frozen):
    """One trait of one message in every edition."""

    key: MessageKey
    """The message."""
    trait: Trait
    """What is compared."""
    source: str
    """BCP 47 tag of the source language."""
    cells: Mapping[str, str]
    """What each edition has, by tag; the source's first where it has something to compare."""
    odd: frozenset[str]
    """The editions that stand alone with theirs."""


class Disagreement(Frozen):
    """One edition that has something else than the others."""

    locale: str
    """BCP 47 tag of the edition."""
    key: MessageKey
    """The message in which it does."""
    trait: Trait
    """In what it does."""
    problem: Problem
    """What is to be said of it."""


class Concordance(Frozen):
    """How far the editions of a release agree."""

    rows: tuple[Row, ...]
    """The matrix: every message and trait of which there is something to compare."""
    disagreements: tuple[Disagreement, ...]
    """The odd ones out."""


def concordance(
    source_locale: Locale, editions: Mapping[str, Mapping[MessageKey, Pair]]
) -> Concordance:
    """Compare editions, given by tag as pairs by message; the source needs not be among them."""
    rows: list[Row] = []
    disagreements: list[Disagreement] = []
    for key in dict.fromkeys(key for pairs in editions.values() for key in pairs):
        pairs = {tag: found[key] for tag, found in editions.items() if key in found}
        for compared in (_facts, _values, _links, _names, _quotations):
            for row, problems in compared(source_locale, key, pairs):
                rows.append(row)
                disagreements += [
                    Disagreement(locale=tag, key=key, trait=row.trait, problem=problem)
                    for tag, problem in problems.items()
                ]
    for row, problems in _lengths(source_locale, editions):
        rows.append(row)
        disagreements += [
            Disagreement(locale=tag, key=row.key, trait=row.trait, problem=problem)
            for tag, problem in problems.items()
        ]
    return Concordance(rows=tuple(rows), disagreements=tuple(disagreements))


_Compared: TypeAlias = Iterator[tuple[Row, dict[str, Problem]]]


def _values(source_locale: Locale, key: MessageKey, pairs: Mapping[str, Pair]) -> _Compared:
    """Values that are in most editions; one that has another of the same kind instead is odd."""
    source = next(iter(pairs.values())).source
    of_source = values_of(source.letters, source_locale)
    found = {
        tag: values_of(pair.translation.letters, pair.setting.locale) for tag, pair in pairs.items()
    }
    cells = {source_locale.tag: _listed(of_source)}
    cells |= {tag: _listed(values) for tag, values in found.items()}
    if not any(cells.values()):
        return
    have = Counter(sense for values in found.values() for sense in _senses(values))
    common = {sense for sense, count in have.items() if count >= _most(len(pairs))}
    # What the source says for certain is right, however many editions say otherwise.
    certain = _senses([value for value in of_source if len(value.senses) == 1])
    problems: dict[str, Problem] = {}
    for tag, values in found.items():
        own = _senses(values)
        for value in values:
            if value.spelled or any(sense in common or sense in certain for sense in value.senses):
                continue
            lacking = [sense for sense in common - own if sense[0] == value.senses[0][0]]
            if lacking:
                usual = _usual(lacking[0], found)
                problems[tag] = Problem(
                    rule=rules.EDITIONS_DIFFER,
                    message=f"`{value.text}` stands here alone; {have[lacking[0]]} of "
                    f"{len(pairs)} editions have `{usual}`",
                    hint="compare it with the source and with another language",
                    found=value.text,
                    at=value.at,
                    expected=usual,
                )
    yield _told(source_locale, key, Trait.VALUES, cells, problems)


def _told(
    source_locale: Locale,
    key: MessageKey,
    trait: Trait,
    cells: dict[str, str],
    problems: dict[str, Problem],
) -> tuple[Row, dict[str, Problem]]:
    """A row in which the editions that have a problem are the odd ones, and those problems."""
    row = Row(key=key, source=source_locale.tag, trait=trait, cells=cells, odd=frozenset(problems))
    return row, problems


def _senses(values: Sequence[Value]) -> set[Sense]:
    return {sense for value in values for sense in value.senses}


def _listed(values: Sequence[Value]) -> str:
    return " · ".join(value.text for value in values if not value.spelled)


def _usual(sense: Sense, found: Mapping[str, Sequence[Value]]) -> str:
    """How most editions write a value."""
    texts = Counter(
        value.text for values in found.values() for value in values if sense in value.senses
    )
    return texts.most_common(1)[0][0]


def _facts(source_locale: Locale, key: MessageKey, pairs: Mapping[str, Pair]) -> _Compared:
    """The facts named; each pair is held to its source already, so this is for the matrix."""
    yield from _same(
        source_locale, key, Trait.FACTS, pairs, lambda reading: " ".join(_fact_names(reading))
    )


def _fact_names(reading: Reading) -> list[str]:
    return sorted(
        f"{{{piece.name}}}" for piece in walk(reading.pieces) if isinstance(piece, FactReference)
    )


def _same(
    source_locale: Locale,
    key: MessageKey,
    trait: Trait,
    pairs: Mapping[str, Pair],
    told: Callable[[Reading], str],
) -> _Compared:
    """What every edition must have alike, and a rule of its own sees to."""
    cells = {source_locale.tag: told(next(iter(pairs.values())).source)}
    cells |= {tag: told(pair.translation) for tag, pair in pairs.items()}
    if any(cells.values()):
        usual = Counter(cells.values()).most_common(1)[0][0]
        odd = frozenset(tag for tag, cell in cells.items() if cell != usual)
        yield Row(key=key, trait=trait, source=source_locale.tag, cells=cells, odd=odd), {}


def _links(source_locale: Locale, key: MessageKey, pairs: Mapping[str, Pair]) -> _Compared:
    """Where links lead; as with facts, this is for the matrix."""
    yield from _same(
        source_locale, key, Trait.LINKS, pairs, lambda reading: " ".join(_targets(reading))
    )


def _targets(reading: Reading) -> list[str]:
    return sorted(piece.target for piece in walk(reading.pieces) if isinstance(piece, Link))


def _names(source_locale: Locale, key: MessageKey, pairs: Mapping[str, Pair]) -> _Compared:
    """Names of people that most editions in Latin script keep; one in which no part stands."""
    letters = next(iter(pairs.values())).source.letters
    words = {
        tag: [_folded(word) for word in _WORD.findall(pair.translation.letters)]
        for tag, pair in pairs.items()
    }
    # Another script has other letters; whether the name is there cannot be seen from them.
    latin = [tag for tag, found in words.items() if _is_latin(found)]
    if len(latin) < _FEWEST:
        return
    for match in dict.fromkeys(_NAME.findall(letters)):
        last = _folded(match.rpartition(" ")[2])
        kept = [tag for tag in latin if any(_is_form(word, last) for word in words[tag])]
        if len(kept) < _most(len(latin)):
            continue
        parts = [_folded(part) for part in match.split() if part[0].isupper() and len(part) > 2]
        missing = [tag for tag in latin if tag not in kept and not _is_named(parts, words[tag])]
        problems = {
            tag: Problem(
                rule=rules.EDITIONS_DIFFER,
                message=f"the name `{match}` is missing; {len(kept)} of {len(latin)} editions "
                "in Latin script have it",
                hint="name the person as the source does",
                expected=match,
                source_found=match,
                source_at=letters.index(match),
            )
            for tag in missing
        }
        cells = {source_locale.tag: match}
        cells |= {tag: "–" if tag in missing else match for tag in latin}
        yield _told(source_locale, key, Trait.NAMES, cells, problems)


def _is_form(word: str, name: str) -> bool:
    return word.startswith(name) and len(word) <= len(name) + 4


def _is_named(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether any part of a name is there in some spelling: Voronkov, Woronkow, Voronkovas."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    for part in parts:
        matcher.set_seq2(part)
        for word in words:
            matcher.set_seq1(word[: len(part) + 3])
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                return True
    return False


def _is_latin(words: Sequence[str]) -> bool:
    return sum(word.isascii() for word in words) > len(words) / 2


def _folded(word: str) -> str:
    """A word without case and accents, so that an inflected name begins as the plain one."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _quotations(source_locale: Locale, key: MessageKey, pairs: Mapping[str, Pair]) -> _Compared:
    """Whether something is quoted; an edition without any quotation marks, against most."""
    source = next(iter(pairs.values())).source
    here = _quoted(source)
    counts = {tag: _quoted(pair.translation) for tag, pair in pairs.items()}
    if not here:
        return
    having = sum(count > 0 for count in counts.values())
    odd = [tag for tag, count in counts.items() if not count]
    problems = {
        tag: Problem(
            rule=rules.EDITIONS_DIFFER,
            message=f"nothing is quoted here; {having} of {len(pairs)} editions have quotation "
            "marks, as the source does",
            hint="set the same words in quotation marks",
        )
        for tag in odd
        if having >= _most(len(pairs))
    }
    cells = {source_locale.tag: str(here), **{tag: str(count) for tag, count in counts.items()}}
    yield _told(source_locale, key, Trait.QUOTATIONS, cells, problems)


def _quoted(reading: Reading) -> int:
    """How many quotation marks open; an apostrophe between letters is none."""
    letters = re.sub(r"(?<=\w)[‘’'](?=\w)", "", reading.letters)
    if marks := len(_OPENING.findall(letters)):
        return marks
    # Swedish and Finnish open with the mark that others close with.
    return len(re.findall(r"(?<!\w)[”’»](?=\w)", letters))


def _lengths(source_locale: Locale, editions: Mapping[str, Mapping[MessageKey, Pair]]) -> _Compared:
    """Texts that are far shorter than that language's texts are: half of one is missing.

    How much longer a language is than the source, and how much longer a message becomes in all
    languages, are both taken out first.
    """
    from statistics import median

    ratios = {
        tag: {
            key: len(pair.translation.letters) / len(pair.source.letters)
            for key, pair in pairs.items()
            if len(pair.source.letters) >= _LONG_ENOUGH
        }
        for tag, pairs in editions.items()
    }
    usual = {
        tag: median(found.values())
        for tag, found in ratios.items()
        if len(found) >= _ENOUGH_MESSAGES
    }
    for key in dict.fromkeys(key for found in ratios.values() for key in found):
        relative = {tag: ratios[tag][key] / usual[tag] for tag in usual if key in ratios[tag]}
        if len(relative) < _FEWEST:
            continue
        middle = median(relative.values())
        problems = {
            tag: Problem(
                rule=rules.EDITIONS_DIFFER,
                message=f"the text is {value / middle:.0%} as long as the other editions let "
                "expect; a part of it may be missing",
                hint="compare it with the source, sentence by sentence",
            )
            for tag, value in relative.items()
            if value < middle * _HALF
        }
        cells = {tag: f"{value / middle:.0%}" for tag, value in relative.items()}
        yield _told(source_locale, key, Trait.LENGTH, cells, problems)


def _most(count: int) -> float:
    """How many editions are most of them."""
    return max(_FEWEST, count * _MOST)
