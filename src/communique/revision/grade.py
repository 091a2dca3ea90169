"""How grave a change of a source text is: cosmetic, wording, or factual.

What differs is looked for where it can do harm: in facts, links, values, names, terms, negations,
and words that turn the sense. What is left is other words; only where no word differs, or a word
in its spelling alone, may the translation stay approved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final

from communique.check.reading import Reading, reading
from communique.check.values import Value, same_value, values_of
from communique.glossary import Glossary, occurrences
from communique.locales import Locale, country_words
from communique.locales.words import value_words
from communique.release import (
    BARE_ADDRESS,
    Break,
    Code,
    Emphasis,
    FactReference,
    Inline,
    Link,
    Span,
    plain_text,
    walk,
)
from communique.revision.change import Change, Grade, Kind, Reason
from communique.revision.spelling import is_slip
from communique.revision.tables import Tables, tables_of
from communique.revision.words import Difference, Token, differences, tokens, without_signs

__all__ = ["HEADINGS", "graded"]

HEADINGS: Final = frozenset({"title", "subtitle", "heading"})
"""The contexts of messages in which capital letters are a matter of style."""

_ORDER: Final = (Grade.FACTUAL, Grade.WORDING, Grade.COSMETIC)
# The signs that stand for a value in a text whose words are compared; no text may have them.
_VALUE: Final = "\ue000"
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONG_WORD: Final = 4
# A single quotation mark; one between letters is an apostrophe.
_SINGLE: Final = re.compile(r"(?<!\w)'|'(?!\w)")


def graded(
    old: str,
    new: str,
    *,
    locale: Locale,
    context: str | None = None,
    glossary: Glossary | None = None,
) -> Change:
    """What became of a source text, in inline Markdown.

    `locale` is the language of the source, `context` the msgctxt of the message.
    """
    before, after = reading(old), reading(new)
    reasons = [
        *_things(before, after),
        *_values(before, after, locale),
        *_terms(before, after, locale, glossary),
        *_words(before, after, locale, heading=context in HEADINGS),
    ]
    if not reasons:
        # The same in all that a reader sees: an escape, an entity, a mark of emphasis.
        reasons = [Reason(kind=Kind.SIGNS, before=old, after=new)]
    reasons.sort(key=lambda reason: _ORDER.index(reason.grade))
    return Change(reasons=tuple(dict.fromkeys(reasons)))


def _things(before: Reading, after: Reading) -> Iterator[Reason]:
    """Facts, links, kept words and markup: what a translation takes over as it is."""
    for kind, told in _THINGS:
        yield from _exchanged(kind, told(before), told(after))
    shapes = [list(map(_shape, _marks(read))) for read in (before, after)]
    if shapes[0] != shapes[1]:
        yield Reason(kind=Kind.MARKUP, before=" ".join(shapes[0]), after=" ".join(shapes[1]))


def _exchanged(kind: Kind, before: Sequence[str], after: Sequence[str]) -> Iterator[Reason]:
    """What is in one list and not in the other, paired in order."""
    gone = list((Counter(before) - Counter(after)).elements())
    come = list((Counter(after) - Counter(before)).elements())
    for number in range(max(len(gone), len(come))):
        yield Reason(
            kind=kind,
            before=gone[number] if number < len(gone) else "",
            after=come[number] if number < len(come) else "",
        )


def _facts(read: Reading) -> list[str]:
    return [f"{{{piece.name}}}" for piece in walk(read.pieces) if isinstance(piece, FactReference)]


def _targets(read: Reading) -> list[str]:
    links = [piece.target for piece in walk(read.pieces) if isinstance(piece, Link)]
    return [*links, *BARE_ADDRESS.findall(plain_text(read.pieces))]


def _kept(read: Reading) -> list[str]:
    return [
        piece.content if isinstance(piece, Code) else plain_text(piece.children)
        for piece in walk(read.pieces)
        if isinstance(piece, Code) or (isinstance(piece, Span) and piece.keep)
    ]


_THINGS: Final[tuple[tuple[Kind, Callable[[Reading], list[str]]], ...]] = (
    (Kind.FACT, _facts),
    (Kind.LINK, _targets),
    (Kind.NAME, _kept),
)


def _marks(read: Reading) -> Iterator[Inline]:
    for piece in walk(read.pieces):
        inflected = isinstance(piece, FactReference) and piece.form
        if inflected or isinstance(piece, Emphasis | Link | Break | Span):
            yield piece


def _shape(piece: Inline) -> str:
    match piece:
        case Emphasis(strong=strong):
            return "**" if strong else "*"
        case Link(children=children):
            # A link that spans other words does so in the translation.
            return f"[{len(plain_text(children).split())}]()"
        case Break():
            return "\\"
        case FactReference(name=name, form=form):
            return f"{{{name}:{form}}}"
        case _:
            return "[]{}"


def _values(before: Reading, after: Reading, locale: Locale) -> Iterator[Reason]:
    """Values of the old text that the new one does not say, and the other way round."""
    gone = list(values_of(before.letters, locale))
    come = []
    for value in values_of(after.letters, locale):
        same = next((old for old in gone if _is_same(old, value)), None)
        if same is None:
            come.append(value)
        else:
            gone.remove(same)
    yield from _exchanged(
        Kind.VALUE, [value.text for value in gone], [value.text for value in come]
    )


def _is_same(one: Value, other: Value) -> bool:
    return one.senses[0] == other.senses[0] or (one.text == other.text and same_value(one, other))


def _terms(
    before: Reading, after: Reading, locale: Locale, glossary: Glossary | None
) -> Iterator[Reason]:
    if glossary is None:
        return
    found = [
        {found.number: found.found for found in occurrences(glossary, locale.tag, read.letters)}
        for read in (before, after)
    ]
    gone = [text for number, text in found[0].items() if number not in found[1]]
    come = [text for number, text in found[1].items() if number not in found[0]]
    yield from _exchanged(Kind.TERM, gone, come)


def _words(before: Reading, after: Reading, locale: Locale, *, heading: bool) -> Iterator[Reason]:
    tables = tables_of(locale)
    old, new = (_tokens(read, locale, tables) for read in (before, after))
    found = differences(old, new)
    other = [found for found in found if not _is_spelling(found, locale, tables)]
    for difference in found:
        if difference not in other:
            texts = _text(difference.before), _text(difference.after)
            yield Reason(kind=Kind.SPELLING, before=texts[0], after=texts[1])
    gone = [token for difference in other for token in difference.before]
    come = [token for difference in other for token in difference.after]
    for kind, words in (
        (Kind.NEGATION, tables.negations),
        (Kind.DUTY, tables.duties),
        (Kind.SENSE, tables.turns),
    ):
        yield from _exchanged(kind, _among(gone, words), _among(come, words))
    joined = [_among(side, tables.conjunctions) for side in (gone, come)]
    if all(joined):
        yield from _exchanged(Kind.SENSE, *joined)
    names = [_names(side, locale, tables, heading=heading) for side in (old, new)]
    for difference in other:
        yield from _judged(difference, tables, names)
    if not found:
        yield from _same_words(old, new, heading=heading)
        if _in_one_quotation_mark(before) != _in_one_quotation_mark(after):
            yield from _respelled(Kind.SPELLING, before, after)
        elif before.letters != after.letters:
            yield from _respelled(Kind.SIGNS, before, after)


def _respelled(kind: Kind, before: Reading, after: Reading) -> Iterator[Reason]:
    """The words that are written in another way; where only spaces differ, that they do."""
    old, new = before.letters.split(), after.letters.split()
    found = [
        Reason(kind=kind, before=" ".join(old[a:b]), after=" ".join(new[c:d]))
        for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    yield from found or [Reason(kind=kind)]


def _in_one_quotation_mark(read: Reading) -> str:
    return _SINGLE.sub('"', without_signs(read.letters)).casefold()


def _tokens(read: Reading, locale: Locale, tables: Tables) -> list[Token]:
    """The words and signs of a text; each value is one, the same however it is written."""
    values = values_of(read.letters, locale)
    pieces, at = [], 0
    for value in values:
        pieces += [read.letters[at : value.at], f" {_VALUE} "]
        at = value.end
    pieces.append(read.letters[at:])
    text = tables.one_spelling(without_signs("".join(pieces)))
    rest = iter(values)
    found = []
    for word, first in tokens(text):
        if word == _VALUE:
            value = next(rest)
            key = _sense_key(value)
            found.append(Token(text=value.text, key=key, first=first))
            continue
        key = '"' if word == "'" else tables.spelled_alike(word.casefold())
        found.append(Token(text=word, key=key, first=first))
    return found


def _sense_key(value: Value) -> str:
    kind, key, unit = value.senses[0]
    said = f"{key.normalize():f}" if isinstance(key, Decimal) else str(key)
    return f"{kind}\0{said}\0{unit}"


def _among(found: Sequence[Token], words: frozenset[str]) -> list[str]:
    return [token.key for token in found if token.key in words]


def _names(
    found: Sequence[Token], locale: Locale, tables: Tables, *, heading: bool
) -> frozenset[str]:
    """The keys of the words of a text that name a person, a place, a body or a day."""
    places = country_words(locale) | {day.casefold() for day in value_words(locale).weekdays}
    capitals = tables.capital_names and not (heading and _is_in_title_case(found))
    return frozenset(
        token.key
        for token in found
        if _is_acronym(token.text)
        or (token.text[0].isupper() and token.key in places)
        or (capitals and token.text[0].isupper() and not token.first and len(token.text) > 1)
    )


def _is_in_title_case(found: Sequence[Token]) -> bool:
    """Whether most long words have a capital letter, as in headings of some houses."""
    long = [
        token
        for token in found
        if not token.first and len(token.text) >= _LONG_WORD and _LETTER.match(token.text)
    ]
    capital = sum(token.text[0].isupper() for token in long)
    return len(long) > 1 and capital > len(long) / 2


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1 and word.upper() == word


def _is_spelling(difference: Difference, locale: Locale, tables: Tables) -> bool:
    """Whether the words are the same, in another spelling or with a slip put right."""
    keys = [[token.key for token in side] for side in (difference.before, difference.after)]
    return difference.doubled or (
        tables.known and (_is_hyphenation(keys, tables) or _is_correction(keys, locale))
    )


def _judged(
    difference: Difference, tables: Tables, names: Sequence[frozenset[str]]
) -> Iterator[Reason]:
    """What other words are: other names, opposites, or just other words."""
    before, after = _text(difference.before), _text(difference.after)
    gone = [token.text for token in difference.before if token.key in names[0] - names[1]]
    come = [token.text for token in difference.after if token.key in names[1] - names[0]]
    told = tables.negations | tables.duties | tables.turns
    sides = (difference.before, difference.after)
    if any(tables.are_opposites(one.key, other.key) for one in sides[0] for other in sides[1]):
        yield Reason(kind=Kind.NEGATION, before=before, after=after)
    elif gone or come:
        yield from _exchanged(Kind.NAME, gone, come)
    elif not all("\0" in token.key or token.key in told for side in sides for token in side):
        yield Reason(kind=Kind.WORDS, before=before, after=after)


def _text(side: Sequence[Token]) -> str:
    return " ".join(token.text for token in side)


def _is_hyphenation(keys: Sequence[Sequence[str]], tables: Tables) -> bool:
    """Whether one word became two, or got or lost a hyphen, and is still the same."""
    joined = ["".join(side).replace("-", "") for side in keys]
    if joined[0] != joined[1] or not joined[0].isalpha():
        return False
    return not any(
        key.startswith(f"{prefix}-")
        for side in keys
        for key in side
        for prefix in tables.hyphen_prefixes
    )


def _is_correction(keys: Sequence[Sequence[str]], locale: Locale) -> bool:
    before, after = keys
    return len(before) == len(after) and all(
        one == other or is_slip(one, other, locale)
        for one, other in zip(before, after, strict=True)
    )


def _same_words(
    before: Sequence[Token], after: Sequence[Token], *, heading: bool
) -> Iterator[Reason]:
    """Where only capital letters differ."""
    for one, other in zip(before, after, strict=True):
        if one.text == other.text or one.text.casefold() != other.text.casefold():
            continue
        if _is_acronym(one.text) != _is_acronym(other.text) and not (
            _all_capitals(before) or _all_capitals(after)
        ):
            # US and us, WHO and who.
            yield Reason(kind=Kind.NAME, before=one.text, after=other.text)
        elif heading or one.first:
            yield Reason(kind=Kind.CASE, before=one.text, after=other.text)
        else:
            yield Reason(kind=Kind.WORDS, before=one.text, after=other.text)


def _all_capitals(side: Sequence[Token]) -> bool:
    words = [token.text for token in side if _LETTER.search(token.text)]
    return len(words) > 1 and all(word == word.upper() for word in words)
