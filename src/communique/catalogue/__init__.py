"""Catalogues: PO files in and out, and their update to a new template."""

from communique.catalogue.canonical import canonical_text
from communique.catalogue.merge import CONFLICT, Merged, merged
from communique.catalogue.message import (
    Catalogue,
    Message,
    MessageKey,
    TemplateMessage,
    subject_of,
)
from communique.catalogue.read import LARGEST, CatalogueFile, read_catalogue
from communique.catalogue.update import (
    CHANGED,
    MEMORY,
    TAKEN_OVER,
    Proposed,
    new_catalogue_text,
    retranslated_text,
    template_text,
    updated_text,
)
from communique.catalogue.wrapping import UNWRAPPED, WRAPPED, Wrapping

__all__ = [
    "CHANGED",
    "CONFLICT",
    "LARGEST",
    "MEMORY",
    "TAKEN_OVER",
    "UNWRAPPED",
    "WRAPPED",
    "Catalogue",
    "CatalogueFile",
    "Merged",
    "Message",
    "MessageKey",
    "Proposed",
    "TemplateMessage",
    "Wrapping",
    "canonical_text",
    "merged",
    "new_catalogue_text",
    "read_catalogue",
    "retranslated_text",
    "subject_of",
    "template_text",
    "updated_text",
]
