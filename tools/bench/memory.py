"""Speed of the memory: put in, found again by text and by likeness, and how much of it is found.

Time is that of the processor, which is what passes on an idle core and does not depend on what
else the machine is doing. What is found is held against a comparison with every single text.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bench.segments import Writer, units
from communique.memory import Memory, Unit, normal_form, open_memory
from communique.memory.scores import tokens

__all__ = ["MEMORY", "Bench", "memory_data", "written_memory"]

MEMORY: Final = Path("docs/evidence/memory.json")
"""Where the committed figures stand, relative to the repository."""

_LEASTS: Final = (75, 50)
_MOST: Final = 5
_GROUP: Final = 20_000
_SMALL: Final = 300
_TARGET: Final = "fr"


class Bench:
    """A memory of made-up segments, and questions to it."""

    def __init__(
        self, folder: Path, *, source_locale: str, segments: int, queries: int, compared: int
    ) -> None:
        self._path = folder / f"{source_locale}.sqlite3"
        self._source_locale = source_locale
        self._segments = segments
        self._compared = compared
        self._known: list[str] = []
        self._queries = queries

    def figures(self) -> dict[str, object]:
        """All that is measured."""
        with open_memory(self._path, create=True) as memory:
            seconds, new = self._put_in(memory)
            size = self._path.stat().st_size
            small = self._small_additions(memory)
        kinds = self._questions()
        with open_memory(self._path) as memory:
            return {
                "segments": self._segments,
                "units": new,
                "characters_a_segment": round(statistics.mean(map(len, self._known)), 1),
                "bytes_a_segment": round(size / self._segments),
                "import": {
                    "seconds": round(seconds, 1),
                    "segments_a_second": round(self._segments / seconds),
                },
                "small_addition": small,
                "exact": {
                    kind: _times(partial(self._exact, memory), kinds[kind])
                    for kind in ("equal", "new")
                },
                "similar": {
                    str(least): {
                        kind: _times(partial(self._similar, memory, least), texts)
                        for kind, texts in kinds.items()
                    }
                    for least in _LEASTS
                },
                "recall": self._recall(memory, kinds),
            }

    def _put_in(self, memory: Memory) -> tuple[float, int]:
        """Add all segments; the time without that for making them up, and how many are new."""
        stream = self._units(1, self._segments)
        making = 0.0

        def made() -> Iterator[Unit]:
            nonlocal making
            while True:
                begun = time.process_time()
                group = list(islice(stream, _GROUP))
                self._known += [unit.source for unit in group]
                making += time.process_time() - begun
                if not group:
                    return
                yield from group

        begun = time.process_time()
        new = memory.add(made())
        return time.process_time() - begun - making, new

    def _small_additions(self, memory: Memory) -> dict[str, object]:
        """What an update costs: a few hundred units put into a memory that is full."""
        seconds = []
        for seed in range(10, 15):
            group = list(self._units(seed, _SMALL))
            self._known += [unit.source for unit in group]
            begun = time.process_time()
            memory.add(group)
            seconds.append(time.process_time() - begun)
        return {"units": _SMALL, "milliseconds": round(1e3 * statistics.median(seconds), 1)}

    def _questions(self) -> dict[str, list[str]]:
        """Segments that the memory has, the same with some words changed, and others."""
        chance = random.Random(2)
        writer = self._writer(2)
        equal = chance.sample(self._known, self._queries)
        # Half of the score's way down to 50, and beyond it for those that are short.
        changed = [
            writer.changed(text, edits=chance.randint(1, max(1, len(tokens(text)) // 4)))
            for text in equal
        ]
        return {"equal": equal, "changed": changed, "new": list(writer.segments(self._queries))}

    def _units(self, seed: int, count: int) -> Iterator[Unit]:
        return units(self._writer(seed), count, source_locale=self._source_locale, locale=_TARGET)

    def _writer(self, seed: int) -> Writer:
        return Writer(seed, unspaced=self._source_locale == "zh")

    def _exact(self, memory: Memory, text: str) -> object:
        return memory.exact(text, source_locale=self._source_locale, locale=_TARGET)

    def _similar(self, memory: Memory, least: int, text: str) -> list[int]:
        found = memory.similar(
            text, source_locale=self._source_locale, locale=_TARGET, least=least, most=_MOST
        )
        return [match.score for match in found]

    def _recall(
        self, memory: Memory, kinds: Mapping[str, Sequence[str]]
    ) -> dict[str, dict[str, int]]:
        """How many best matches, and of the best five, are found of those that there are.

        Those that there are come from comparing a question with every text, with no index and no
        checksum: each word that there is has a character of its own.
        """
        characters: dict[str, str] = {}

        def coded(text: str) -> str:
            return "".join(
                characters.setdefault(token, chr(0x10000 + len(characters)))
                for token in tokens(text)
            )

        known = list(dict.fromkeys(map(normal_form, self._known)))
        texts = list(map(coded, known))
        share = max(1, self._queries // self._compared)
        figures: dict[str, dict[str, int]] = {}
        for least in _LEASTS:
            best = best_found = five = five_found = asked = 0
            for query in [*kinds["changed"][::share], *kinds["new"][::share]]:
                expected = _best(coded(normal_form(query)), texts, least)
                given = self._similar(memory, least, query)
                asked += 1
                best += bool(expected)
                best_found += bool(expected) and min(99, given[0] if given else 0) == expected[0]
                five += len(expected)
                five_found += sum(
                    min(99, one) == other for one, other in zip(given, expected, strict=False)
                )
            figures[str(least)] = {
                "questions": asked,
                "best": best,
                "best_found": best_found,
                "five": five,
                "five_found": five_found,
            }
        return figures


def memory_data(*, segments: int, queries: int = 500, compared: int = 50) -> dict[str, object]:
    """The committed figures, of a memory with spaces between words and of one without."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            source_locale: Bench(
                Path(folder),
                source_locale=source_locale,
                segments=segments,
                queries=queries,
                compared=compared,
            ).figures()
            for source_locale in ("en", "zh")
        }


def written_memory(data: Mapping[str, object]) -> str:
    """The committed form of the figures."""
    return json.dumps(data, indent=1) + "\n"


def _times(ask: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    """How long questions take, in milliseconds: the median, the 95th of a hundred, the longest."""
    for text in texts[: len(texts) // 10]:
        ask(text)
    times = []
    for text in texts:
        begun = time.process_time()
        ask(text)
        times.append(1e3 * (time.process_time() - begun))
    times.sort()
    of_hundred = times[math.ceil(0.95 * len(times)) - 1]
    return {
        "median": round(statistics.median(times), 3),
        "p95": round(of_hundred, 3),
        "worst": round(times[-1], 3),
    }


def _best(query: str, texts: Sequence[str], least: int) -> list[int]:
    """The best scores that there are, one under equal texts for those that only look equal."""
    found = process.extract(
        query,
        texts,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=least / 100 - 1e-7,
        limit=_MOST,
    )
    return [min(99, int(100 * share + 1e-7)) for _, share, _ in found]
