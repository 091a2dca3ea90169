"""Translations seen before: kept, found again, and exchanged with other tools."""

from communique.memory.unit import Level, Unit

__all__ = ["Level", "Unit"]
