"""What can be told of any text, source or translation: its facts, and what may not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique import rules
from communique.findings import Rule
from communique.release.facts import address_problem
from communique.release.inline import (
    FactReference,
    Inline,
    Link,
    Span,
    Text,
    Unsafe,
    plain_text,
    walk,
)
from communique.release.markdown import FACT, parse_inline

__all__ = ["BARE_ADDRESS", "control_problems", "fact_references", "markup_problems"]

BARE_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)[!#-&*-;=?-Z_a-z~]+|(?<![a-z0-9_.+-])[a-z0-9_.+-]{1,64}@[a-z0-9_-]+(?:\.[a-z0-9_-]+)+",
    re.ASCII | re.IGNORECASE,
)
"""An address of a web page, or an e-mail address, in running text.

The name before the @ begins where a word begins and is bounded (RFC 5321, 4.5.3.1.1), so that a
text without spaces costs no more than one with them.

It ends where ASCII does: Chinese sets no space behind it, and its own full stop.
"""

# C0 and C1 controls but line feed, the line and paragraph separators, and the embeddings and
# overrides of UAX #9; isolates and marks have their use in right-to-left text.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ufff9-\ufffb]")
_BIDI_CONTROL = re.compile("[\u202a-\u202e]")
_BRACE = re.compile(r"\{[^{}]*\}?|\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def fact_references(text: str) -> tuple[FactReference, ...]:
    """The facts of a text in order, those in link targets included."""
    return tuple(_references(text))


def markup_problems(
    text: str, pieces: tuple[Inline, ...] | None = None
) -> Iterator[tuple[Rule, str]]:
    """What may stand in no text, source or translation: rule and sentence.

    `pieces` is the inline markup of the text, where that has been read before.
    """
    pieces = parse_inline(text) if pieces is None else pieces
    for piece in walk(pieces):
        match piece:
            case Unsafe(content=content):
                yield rules.MARKUP_FORBIDDEN, f"`{content}` is markup that is not allowed"
            case Link(target=target) if not FACT.fullmatch(target):
                if problem := address_problem(target):
                    yield rules.ADDRESS_FORBIDDEN, problem
            case Span(keep=keep, language=language):
                if not _LANGUAGE.fullmatch(language) and (language or not keep):
                    yield rules.MARKUP_FORBIDDEN, f"`{{lang={language}}}` names no language"
            case Text(content=content):
                for brace in _BRACE.findall(content) if "{" in content or "}" in content else ():
                    yield rules.BRACE_STRAY, f"`{brace}` is no fact"
            case _:
                pass
    # Looked for in the text as read as well, where an entity can stand for a character.
    yield from control_problems(text + plain_text(pieces) if "&" in text else text)


def control_problems(text: str) -> Iterator[tuple[Rule, str]]:
    """The invisible characters that may stand in no text: rule and sentence."""
    # None of them is printable.
    for character in () if text.isprintable() else sorted(set(_CONTROL.findall(text))):
        rule = rules.BIDI_CONTROL if _BIDI_CONTROL.match(character) else rules.TEXT_CONTROL
        yield rule, f"the text has the invisible character U+{ord(character):04X}"


def _references(text: str) -> Iterator[FactReference]:
    for piece in walk(parse_inline(text)):
        if isinstance(piece, FactReference):
            yield piece
        elif isinstance(piece, Link) and (match := FACT.fullmatch(piece.target)):
            yield FactReference(name=match[1], form=match[2] or "")
