"""Take the words of values out of CLDR, for the languages of the sample.

    python tools/cldr_words.py

It writes `src/communique/locales/words.json`, a line for each kind of word, so that what a new
CLDR brings can be read in the difference.
"""

from __future__ import annotations

import json

from communique.locales import SAMPLE_LOCALES, locale
from communique.locales.words import COMMITTED, long_date_in_cldr, words_in_cldr, written_words

__all__ = ["words_text"]


def words_text() -> str:
    """What the committed file says with the Babel that is installed."""
    languages = {}
    for of in map(locale, sorted(SAMPLE_LOCALES)):
        kinds = written_words(words_in_cldr(of), long_date_in_cldr(of)).items()
        lines = [f"  {_json(kind)}: {_json(words)}" for kind, words in kinds]
        languages[of.cldr] = "{\n" + ",\n".join(lines) + "\n }"
    listed = ",\n".join(f" {_json(name)}: {words}" for name, words in languages.items())
    return f"{{\n{listed}\n}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    COMMITTED.write_text(words_text(), encoding="utf-8")
