"""The glossary against which faults in terms and names are planted."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from communique.glossary import Glossary, Kind, Term

__all__ = ["SENTENCE_FOLDER", "glossary", "sentences", "words"]

SENTENCE_FOLDER: Final = Path(__file__).resolve().parent / "sentences"
"""Where the sentences stand: a file for each language, English among them."""
_WORDS: Final = "words"


@cache
def sentences(tag: str) -> Mapping[str, str]:
    """The sentences in a language, by name."""
    return {name: text for name, text in _read(tag).items() if isinstance(text, str)}


@cache
def words(tag: str) -> Mapping[str, str]:
    """Words of the sentences in a language, by what they mean."""
    found = _read(tag).get(_WORDS, {})
    return found if isinstance(found, dict) else {}


@cache
def glossary() -> Glossary:
    """A term with a forbidden word, a name and an acronym of the sentences."""
    tags = [path.stem for path in sorted(SENTENCE_FOLDER.glob("*.toml")) if path.stem != "en"]

    def forms(english: str, word: str) -> dict[str, tuple[str, ...]]:
        return {"en": (english,), **{tag: (words(tag)[word],) for tag in tags}}

    forbidden = {tag: (words(tag)["market"],) for tag in tags}
    union = forms("European Union", "union-term")
    return Glossary(
        terms=(
            Term(kind=Kind.TERM, forms=union, forbidden=forbidden),
            Term(kind=Kind.NAME, forms=forms("Ljubljana", "city")),
            Term(kind=Kind.ACRONYM, forms=forms("EEA", "acronym")),
        )
    )


def _read(tag: str) -> dict[str, str | dict[str, str]]:
    return tomllib.loads((SENTENCE_FOLDER / f"{tag}.toml").read_text("utf-8"))
