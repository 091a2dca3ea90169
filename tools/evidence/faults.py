"""Plant faults in clean translations, one at a time and the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from evidence.ground import File, files_of, texts_of
from evidence.kinds import Damage, FileKind, TextKind, lines_of

__all__ = ["SEED", "Fault", "faults"]

SEED: Final = 1
"""The seed of the committed table."""
_MOST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A catalogue in which one thing is wrong."""

    kind: TextKind | FileKind
    """What kind of fault."""
    file: File
    """The clean catalogue."""
    content: str | bytes
    """The same with the fault."""
    lines: range | None
    """The lines on which the fault may be told; None for any."""
    among: bool = False
    """Whether it is checked together with the clean one."""
    wrong: str = ""
    """The wrong translation; empty for a fault of a whole file."""


def faults(tag: str, kind: TextKind | FileKind, *, seed: int = SEED) -> Iterator[Fault]:
    """A few faults of a kind in a language, in as many messages as there can be."""
    random = Random(f"{seed} {tag} {kind.name}")
    candidates = list(_candidates(tag, kind, random))
    random.shuffle(candidates)
    # One from each place first, then a second one.
    candidates.sort(key=lambda candidate: candidate[0])
    yield from (fault for _, fault in candidates[:_MOST])


def _candidates(tag: str, kind: TextKind | FileKind, random: Random) -> Iterator[tuple[int, Fault]]:
    if isinstance(kind, FileKind):
        for file in files_of(tag):
            for turn, (content, lines) in enumerate(_shuffled(kind.plant(file, random), random)):
                yield (
                    turn,
                    Fault(kind=kind, file=file, content=content, lines=lines, among=kind.among),
                )
        return
    for text in texts_of(tag):
        wrongs = [wrong for wrong in kind.plant(text, random) if wrong != text.translation]
        random.shuffle(wrongs)
        for turn, wrong in enumerate(wrongs):
            yield (
                turn,
                Fault(
                    kind=kind,
                    file=text.file,
                    content=text.file.with_translation(text.message, wrong),
                    lines=lines_of(text.message),
                    wrong=wrong,
                ),
            )


def _shuffled(damages: Iterable[Damage], random: Random) -> list[Damage]:
    found = list(damages)
    random.shuffle(found)
    return found
