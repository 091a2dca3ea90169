"""Put the number words of all languages into the one file that a check reads.

    python tools/number_words.py

People write `src/communique/check/values/languages/<language>.toml`; this makes `words.json` of
them, a line for each table. Reading it takes a tenth of the time.
"""

from __future__ import annotations

import json
import tomllib

from communique.check.values.lexicon import WORDS, WRITTEN

__all__ = ["words_text"]


def words_text() -> str:
    """What the file says as the languages are written now."""
    languages = []
    for path in sorted(WRITTEN.glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).items()
        lines = [f"  {_json(name)}: {_json(table)}" for name, table in tables]
        languages.append(f" {_json(path.stem)}: {{\n" + ",\n".join(lines) + "\n }")
    return "{\n" + ",\n".join(languages) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    WORDS.write_text(words_text(), encoding="utf-8")
