"""One catalogue against the messages that the texts have now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from communique import rules
from communique.catalogue import Catalogue, Message, TemplateMessage
from communique.check.facts import fact_problems
from communique.check.markup import markup_change_problems
from communique.findings import Finding, Place, Rule
from communique.locales import LocaleError, parse_plural_forms

__all__ = ["check_catalogue", "check_translation"]

# Enough to see every repetition of a plural rule, which none has later than after a hundred.
_NUMBERS: Final = range(201)


def check_catalogue(
    catalogue: Catalogue,
    messages: Sequence[TemplateMessage],
    forms: Mapping[str, tuple[str, ...]],
) -> tuple[Finding, ...]:
    """Everything that keeps the translations of these messages from being published.

    `forms` are the grammatical forms that facts have, by name of the fact.
    """
    current = catalogue.current()
    lone = _lone_forms(catalogue)
    findings: list[Finding] = []
    for source in messages:
        message = current.get(source.key)
        if message is None:
            place = Place(path=catalogue.path, line=1, role=source.place)
            findings.append(
                Finding(
                    rule=rules.MESSAGE_STALE,
                    message=f"the catalogue does not have `{_beginning(source.id)}`",
                    place=place,
                    expected=source.id,
                    hint="run `communique update`, then translate the message",
                    locale=catalogue.locale,
                )
            )
            continue
        place = Place(path=catalogue.path, line=message.translation_line, role=source.place)
        findings += [
            Finding(
                rule=rule,
                message=sentence,
                place=place,
                found=" | ".join(message.translations),
                expected=source.id,
                hint=hint,
                locale=catalogue.locale,
            )
            for rule, sentence, hint in check_translation(source, message, forms, lone_forms=lone)
        ]
    return tuple(findings)


def check_translation(
    source: TemplateMessage,
    message: Message,
    forms: Mapping[str, tuple[str, ...]],
    *,
    lone_forms: Collection[int] = (),
) -> Iterator[tuple[Rule, str, str]]:
    """Rule, sentence and hint of everything wrong with one translation.

    `lone_forms` are the plural forms that stand with one number alone, and so may say it in a
    word: “one page”, or nothing at all.
    """
    if not message.translated:
        yield (
            rules.MESSAGE_MISSING,
            f"`{_beginning(source.id)}` is not translated",
            "translate it; the edition is withheld until then",
        )
        return
    if message.fuzzy:
        yield (
            rules.MESSAGE_FUZZY,
            f"the translation of `{_beginning(source.id)}` is marked fuzzy",
            "check the translation and remove the flag",
        )
    text = source.plural_id or source.id
    for form, translation in enumerate(message.translations):
        in_words = bool(source.plural_id) and form in lone_forms
        for problem in fact_problems(text, translation, forms):
            if not (in_words and problem[0] is rules.FACT_MISSING):
                yield problem
        yield from markup_change_problems(text, translation)


def _lone_forms(catalogue: Catalogue) -> frozenset[int]:
    """The plural forms of a catalogue that stand with one number alone."""
    try:
        forms = parse_plural_forms(catalogue.headers.get("Plural-Forms", ""))
    except LocaleError:
        return frozenset()
    counts = Counter(forms.index(number) for number in _NUMBERS)
    return frozenset(form for form, count in counts.items() if count == 1)


def _beginning(text: str, length: int = 50) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
