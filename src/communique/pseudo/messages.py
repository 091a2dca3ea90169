"""The messages of a text as a catalogue of a pseudo-locale would have them."""

from __future__ import annotations

from collections.abc import Iterable

from communique.catalogue import Message, MessageKey, TemplateMessage
from communique.findings import CommuniqueError
from communique.locales import Locale
from communique.locales.scripts import script_of
from communique.pseudo.letters import pseudo_text

__all__ = ["PseudoError", "pseudo_messages"]


class PseudoError(CommuniqueError):
    """Texts of which no pseudo-locale can be made."""


def pseudo_messages(
    messages: Iterable[TemplateMessage], locale: Locale, *, source: Locale
) -> dict[MessageKey, Message]:
    """A translation of each message, by key, as if it had been approved.

    Raises PseudoError where the texts are not in Latin letters, which alone have others here.
    """
    if script_of(source) != "Latn":
        raise PseudoError(
            f"`{locale.tag}` is made of Latin letters, and the texts are in `{source.tag}`",
            hint="try the layout in one of the project's own languages",
        )
    return {
        message.key: Message(
            id=message.id,
            plural_id=message.plural_id,
            context=message.context,
            translations=tuple(pseudo_text(text, locale) for text in _forms(message, locale)),
        )
        for message in messages
    }


def _forms(message: TemplateMessage, locale: Locale) -> tuple[str, ...]:
    """The source text of each plural form."""
    if not message.plural_id:
        return (message.id,)
    forms = locale.plural_forms
    return tuple(
        message.id if form == forms.index(1) else message.plural_id for form in range(forms.count)
    )
