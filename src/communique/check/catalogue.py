"""One catalogue against the messages that the texts have now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique import rules
from communique.catalogue import Catalogue, Message, TemplateMessage
from communique.check.facts import fact_problems
from communique.check.markup import markup_change_problems
from communique.findings import Finding, Place, Rule

__all__ = ["check_catalogue", "check_translation"]


def check_catalogue(
    catalogue: Catalogue,
    messages: Sequence[TemplateMessage],
    forms: Mapping[str, tuple[str, ...]],
) -> tuple[Finding, ...]:
    """Everything that keeps the translations of these messages from being published.

    `forms` are the grammatical forms that facts have, by name of the fact.
    """
    current = catalogue.current()
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
            for rule, sentence, hint in check_translation(source, message, forms)
        ]
    return tuple(findings)


def check_translation(
    source: TemplateMessage, message: Message, forms: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Rule, str, str]]:
    """Rule, sentence and hint of everything wrong with one translation."""
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
    for translation in message.translations:
        # The singular form may be of a message whose plural alone has the number.
        text = source.id if not source.plural_id else source.plural_id
        yield from fact_problems(text, translation, forms)
        yield from markup_change_problems(text, translation)


def _beginning(text: str, length: int = 50) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
