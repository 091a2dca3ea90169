"""Every kind of fault that a rule claims to catch."""

from typing import Final

from evidence.kinds.catalogues import FILE_KINDS
from evidence.kinds.kind import Damage, FileKind, TextKind, lines_of
from evidence.kinds.letters import LETTER_KINDS
from evidence.kinds.markup import MARKUP_KINDS
from evidence.kinds.terms import CONSISTENCY_KINDS, TERM_KINDS
from evidence.kinds.typography import TYPOGRAPHY_KINDS
from evidence.kinds.values import VALUE_KINDS

__all__ = ["KINDS", "Damage", "FileKind", "TextKind", "lines_of"]

KINDS: Final[tuple[TextKind | FileKind, ...]] = (
    *FILE_KINDS,
    *MARKUP_KINDS,
    *VALUE_KINDS,
    *LETTER_KINDS,
    *TYPOGRAPHY_KINDS,
    *TERM_KINDS,
    *CONSISTENCY_KINDS,
)
"""All of them."""
