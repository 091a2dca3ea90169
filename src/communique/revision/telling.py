"""What translators are told of a changed source text, in the catalogue and in a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from communique.catalogue import CHANGED
from communique.revision.carry import Proposal
from communique.revision.change import Change, Grade, Kind, Reason
from communique.revision.word_diff import word_diff

__all__ = ["remarks", "told"]

_NOUNS: Final = {
    Kind.VALUE: "the value",
    Kind.FACT: "the fact",
    Kind.LINK: "the link",
    Kind.NAME: "the name",
    Kind.TERM: "the term",
    Kind.NEGATION: "the negation",
    Kind.DUTY: "the word",
    Kind.SENSE: "the word",
    Kind.MARKUP: "the markup",
    Kind.WORDS: "the words",
    Kind.SPELLING: "the spelling",
    Kind.CASE: "the capital letters",
    Kind.SIGNS: "the signs",
}
_MOST: Final = 3
_LONGEST: Final = 40


def told(change: Change) -> str:
    """What differs, gravest first: “the value `1.5 million` became `15 million`”."""
    grave = [reason for reason in change.reasons if reason.grade is change.grade]
    sentences = [_sentence(reason) for reason in grave[:_MOST]]
    if len(grave) > _MOST:
        sentences.append(f"and {len(grave) - _MOST} more")
    return "; ".join(sentences)


def _sentence(reason: Reason) -> str:
    noun = _NOUNS[reason.kind]
    before, after = _short(reason.before), _short(reason.after)
    if before and after:
        return f"{noun} `{before}` became `{after}`"
    if before or after:
        return f"{noun} `{before or after}` {'went' if before else 'came'}"
    return f"{noun} changed"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def remarks(proposal: Proposal, text: str) -> Iterator[str]:
    """The comments that stand above a proposed translation of a text, one line each."""
    if proposal.change is None or proposal.previous is None:
        if proposal.fuzzy:
            yield f"{CHANGED}: put together from sentences of other messages"
        return
    yield f"{CHANGED}, {proposal.change.grade}: {told(proposal.change)}"
    if proposal.change.grade is not Grade.COSMETIC:
        yield f"{CHANGED}: {word_diff(proposal.made_for, text)}"
    if proposal.open_sentences:
        yield f"{CHANGED}: {_open(proposal.open_sentences)}"


def _open(sentences: Iterable[int]) -> str:
    numbers = [str(number) for number in sentences]
    if len(numbers) == 1:
        return f"sentence {numbers[0]} needs work"
    return f"sentences {', '.join(numbers[:-1])} and {numbers[-1]} need work"
