"""Messages of an older cut, cut anew as release texts are cut today."""

from __future__ import annotations

from typing import Final

from communique.catalogue import Message
from communique.extract import block_key
from communique.frozen import replace
from communique.release import Block, blocks_in, cut

__all__ = ["recut"]

# Far more than a release has; the Markdown library needs much time for long hostile texts.
_LONGEST: Final = 100_000


def recut(message: Message) -> tuple[Message, ...]:
    """The messages that a message with its translation is today; itself where it is one of today.

    Source text and translation are cut by the same rules as a release. An earlier version, or
    another tool, may have kept the signs of a heading or a quotation, a list as a whole, the
    lines as the writer broke them. Where both are not the same blocks in the same order, nobody
    could say which belongs to which, and the message stays as it is.
    """
    if message.plural_id or not message.translated:
        return (message,)
    texts, translations = (_blocks(text) for text in (message.id, message.translations[0]))
    if [block.kind for block in texts] != [block.kind for block in translations]:
        return (message,)
    pairs = [
        replace(message, context=key[0], id=key[1], translations=(translation.text,))
        for key, translation in zip(map(block_key, texts), translations, strict=True)
        if key is not None
    ]
    if len(pairs) == 1:
        # A text that was one block stays where the extractor, or the writer, has put it.
        context = pairs[0].context or message.context
        return (replace(pairs[0], context=context),)
    return tuple(pairs) or (message,)


def _blocks(text: str) -> list[Block]:
    if len(text) > _LONGEST:
        return []
    # What a whole release must not have, a part of one may: a heading without one above it.
    nodes, _ = cut(text, path="", first_line=1)
    return list(blocks_in(nodes))
