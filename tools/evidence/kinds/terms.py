"""Faults in terms, names and acronyms, and texts that are translated in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from evidence.ground import SENTENCES, File, Text
from evidence.kinds.kind import Damage, FileKind, TextKind, lines_of

__all__ = ["CONSISTENCY_KINDS", "TERM_KINDS"]

_LETTERS: Final = re.compile(r"[^\W\d_]{4,}")


def _replaced(text: Text, old: str, new: str) -> Iterator[str]:
    for written in (old, old[0].upper() + old[1:]):
        if written in text.translation:
            yield text.translation.replace(written, new, 1)
            return


def _forbidden(text: Text, _: Random) -> Iterator[str]:
    if text.name == "pledges":
        yield from _replaced(text, text.words["union"], text.words["market"])


def _term_lost(text: Text, _: Random) -> Iterator[str]:
    if text.name == "pledges":
        yield from _replaced(text, text.words["union"], text.words["other"])


def _name_misspelt(text: Text, random: Random) -> Iterator[str]:
    if text.name != "meeting-number":
        return
    # Inflection changes the end of a name, so the slip is in its beginning.
    beginning = text.words["city"][: 3 if text.tag == "zh" else 5]
    places = [
        at
        for at in range(1, len(beginning) - 1)
        if beginning[at].lower() != beginning[at + 1].lower()
    ]
    if beginning in text.translation and places:
        at = random.choice(places)
        slip = f"{beginning[:at]}{beginning[at + 1]}{beginning[at]}{beginning[at + 2 :]}"
        yield text.translation.replace(beginning, slip, 1)


def _acronym_changed(text: Text, _: Random) -> Iterator[str]:
    if text.name == "agency":
        own = text.words["acronym"]
        wrong = "EEA" if own != "EEA" else "EAE"
        yield text.translation.replace(own, wrong, 1)


def _varied(file: File, random: Random) -> Iterator[Damage]:
    """Another wording in one of two catalogues that have the same text."""
    # Not those in which the slip would break a name or a value as well.
    messages = [
        message
        for message in file.messages
        if not message.plural_id and not re.search(r"[0-9:*({\[]|Union|Ljubljana|NATO", message.id)
    ]
    for message in random.sample(messages, min(2, len(messages))):
        text = message.translations[0]
        found = list(_LETTERS.finditer(text)) if file.tag != "zh" else []
        if found:
            word = random.choice(found)
            letters = word[0][:2] + word[0][3:]
            wrong = text[: word.start()] + letters + text[word.end() :]
        else:
            wrong = text.replace("的", "", 1) if "的" in text else text[1:]
        yield file.with_translation(message, wrong), None


def _shared(file: File, random: Random) -> Iterator[Damage]:
    """The translation of one text pasted for another one as well."""
    if file.domain == SENTENCES:
        plain = [
            message
            for message in file.messages
            if message.context is None
            and not re.search(r"[\d\[*(“:;?!]", message.id)
            and len(message.translations[0].split()) >= (1 if file.tag == "zh" else 5)
        ]
    else:
        plain = [
            message
            for message in file.messages
            if len(message.id) > 150 and not re.search(r"[\d{(:‘“]", message.id)
        ]
    if len(plain) > 1:
        first, second = random.sample(plain, 2)
        lines = [*lines_of(first), *lines_of(second)]
        both = range(min(lines), max(lines) + 1)
        yield file.with_translation(first, second.translations[0]), both


TERM_KINDS: Final = (
    TextKind(name="forbidden word", rules=("term-forbidden",), plant=_forbidden),
    TextKind(name="another word for a term", rules=("term-missing",), plant=_term_lost),
    TextKind(name="name misspelt", rules=("name-changed",), plant=_name_misspelt),
    TextKind(name="another acronym", rules=("acronym-changed",), plant=_acronym_changed),
)
"""Every kind of fault in terms."""

CONSISTENCY_KINDS: Final = (
    FileKind(
        name="one text in two catalogues, two translations",
        rules=("translation-varies",),
        plant=_varied,
        among=True,
    ),
    FileKind(name="translation of another text", rules=("translation-shared",), plant=_shared),
)
"""Every kind of fault that shows where texts are held against each other."""
