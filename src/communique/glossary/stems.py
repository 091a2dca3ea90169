"""What a word has in common with its inflected forms, in each language."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Final, Protocol

__all__ = ["stem"]

# The algorithms of Snowball for languages that a house may publish in. Its newer one for Dutch
# takes beginnings away as well, and that for English makes one of “counter” and “countering”.
_SNOWBALL: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch_porter",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}

# Endings of nouns and adjectives in the languages that Snowball does not have.
_ENDINGS: Final = {
    language: tuple(sorted(endings.split(), key=len, reverse=True))
    for language, endings in {
        "bg": "ищата овете евете ията ете ият ите ата ята ото ето ове еве ища ия ии ът ят та то "
        "те а я о е и у ю",
        "hr": "ovima evima ijama ama ima oga ega omu emu ome ovi evi ova eva ove eve iju om em "
        "og eg ih im oj ju a e i o u",
        "lv": "ajiem ajām ajās ajos ajai ajam ajā ajai iem ām ēm īm ās ēs īs os us as es is ai "
        "ei ij am im um ā ē ī ū a e i u o s š",
        "mt": "ijiet ijiet iet jiet ati at in ta i a u",
        "sk": "ovia iach ého ému ými ách ami och eho emu ími iam ých ích ím ým ej ou ov om am "
        "ám em mi ia ie iu ú ý á é í a e i o u y",
        "sl": "ovoma ovih ovom emu oma ema ega ami ovi evi ama imi ov ev om em im ih ah eh oj mi "
        "a e i o u",
    }.items()
}

# A word that is longer is no word; and no algorithm here needs to be trusted with it.
_LONGEST: Final = 60
# What is left of a word tells nothing when it is shorter.
_SHORTEST: Final = 3


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 -- the library's own spelling


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """What all forms of a word have in common; the word itself where that cannot be told.

    The word is in small letters and in Unicode's form NFC. What comes back is for comparing
    only: Greek loses its accents, German its umlauts.
    """
    if len(word) > _LONGEST:
        return word
    if language == "en":
        return _singular(word)
    if language in _SNOWBALL:
        with _LOCK:
            return _stemmer(_SNOWBALL[language]).stemWord(word) or word
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _singular(word: str) -> str:
    """An English word without the ending of the plural."""
    if len(word) <= _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


# A stemmer works on a text of its own: two threads would mix theirs.
_LOCK: Final = Lock()


@lru_cache(maxsize=64)
def _stemmer(algorithm: str) -> _Stemmer:
    # It takes as long to load as all the rest of a check, and most projects have no glossary.
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer(algorithm)
    return stemmer
