"""Keep names whole where words are cut, and no piece of a word as the last line of a text.

Upstream (WeasyPrint 70.0, `text.line_break`) hyphenates every word long enough. A word with a
capital is a name or an abbreviation, or begins a sentence, and is left whole, as browsers do; only
German writes common nouns with one. Nor does upstream mind what it leaves to the last line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyphen
from weasyprint.layout import inline

__all__ = ["Patterns", "Pyphen", "language_fallback", "split_first_line"]

# Where the bare tag of a language means another variety to Pyphen than to the house.
_VARIETY = {"en": "en_GB", "pt": "pt_PT"}
_CAPITAL_NOUNS = ("de",)
# Languages in which a line may end after any character; fewer than these are no last line.
_UNSPACED = ("ja", "zh")
_FEWEST_CHARACTERS = 3

_split_first_line = inline.split_first_line


def language_fallback(language: str) -> str | None:
    """The patterns for a language tag; None where there are none."""
    found = pyphen.language_fallback(_VARIETY.get(language, language))
    return None if found is None else str(found)


class Pyphen(pyphen.Pyphen):
    """Patterns that find no place in a name."""

    def __init__(self, *, lang: str, left: int, right: int) -> None:
        super().__init__(lang=lang, left=left, right=right)
        self._nouns = lang.startswith(_CAPITAL_NOUNS)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The two parts of the word for each place where it may be cut, the last place first."""
        rest = word[1:] if self._nouns else word
        if rest == rest.lower() and word.isalpha():
            yield from super().iterate(word)


class Patterns:
    """What WeasyPrint asks of the module `pyphen`."""

    Pyphen: Any = Pyphen
    language_fallback = staticmethod(language_fallback)


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    **options: Any,
) -> Any:
    """Fit as much as possible in one line, but leave enough for the next if that is the last."""

    def fitted(style: Any, width: Any) -> Any:
        return _split_first_line(text, style, context, width, justification_spacing, **options)

    found = fitted(style, max_width)
    resume_at = found[2]
    if resume_at is None or max_width is None or options.get("minimum"):
        return found
    encoded = text.encode()
    rest = encoded[resume_at:].decode().rstrip()
    if not rest or " " in rest:
        return found
    letters = sum(character.isalnum() for character in rest)
    if str(style["lang"] or "").startswith(_UNSPACED):
        if letters >= _FEWEST_CHARACTERS:
            return found
        other = fitted(style, max_width - (_FEWEST_CHARACTERS - letters) * style["font_size"])
    elif encoded[:resume_at].decode()[-1:].isalpha() and rest[0].isalpha():
        uncut = style.copy()
        uncut["hyphens"] = "manual"
        other = fitted(uncut, max_width)
    else:
        return found
    return other if other[2] and other[3] <= max_width else found
