"""Translations seen before: kept, found again, and exchanged with other tools."""

from communique.memory.file import MemoryFileError
from communique.memory.harvest import units_of
from communique.memory.joined import JoinedMemories, Lookup, same_text
from communique.memory.scores import likeness, normal_form
from communique.memory.store import Match, Memory, open_memory
from communique.memory.tmx import (
    Tally,
    TmxError,
    TmxReader,
    fits_tmx,
    read_tmx,
    tmx_members,
    written_tmx,
)
from communique.memory.unit import Level, Unit

__all__ = [
    "JoinedMemories",
    "Level",
    "Lookup",
    "Match",
    "Memory",
    "MemoryFileError",
    "Tally",
    "TmxError",
    "TmxReader",
    "Unit",
    "fits_tmx",
    "likeness",
    "normal_form",
    "open_memory",
    "read_tmx",
    "same_text",
    "tmx_members",
    "units_of",
    "written_tmx",
]
