"""How much text there is: words and characters, counted by one rule wherever they are counted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from communique.frozen import Frozen
from communique.release.inline import plain_text
from communique.release.markdown import parse_inline

__all__ = ["Volume", "volume_of"]

# Scripts that set no space between words: each sign of them is counted by itself, as GMX-V and
# word processors do. Chinese, Japanese kana, bopomofo; Korean sets spaces. Compiled when it is
# first used: so many ranges take long, and a check counts nothing.
_SIGN: Final = (
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)


class Volume(Frozen):
    """An amount of text."""

    messages: int = 0
    """How many messages."""
    words: int = 0
    """How many words."""
    characters: int = 0
    """How many characters, white space not among them."""
    spaces: int = 0
    """How many characters of white space between them."""

    def __add__(self, other: Volume) -> Volume:
        return Volume(
            messages=self.messages + other.messages,
            words=self.words + other.words,
            characters=self.characters + other.characters,
            spaces=self.spaces + other.spaces,
        )


@lru_cache(maxsize=4096)
def volume_of(*texts: str) -> Volume:
    """The volume of one message with these texts: its source text, and that of its plural if any.

    What a translator writes anew is counted. Markup, the targets of links, facts and what is kept
    in every language are not. A word stands between white space and has a letter or a digit; each
    Chinese or Japanese sign is a word by itself. Characters are those of Unicode, composed (NFC);
    invisible ones do not count.
    """
    total = Volume(messages=1)
    for text in texts:
        seen = unicodedata.normalize("NFC", plain_text(parse_inline(text), kept=False))
        pieces = re.sub(_SIGN, " ", seen).split()
        words = sum(any(character.isalnum() for character in piece) for piece in pieces)
        parts = ["".join(filter(_is_visible, part)) for part in seen.split()]
        shown = [part for part in parts if part]
        total += Volume(
            words=words + len(re.findall(_SIGN, seen)),
            characters=sum(map(len, shown)),
            spaces=max(0, len(shown) - 1),
        )
    return total


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")
