"""Catalogues: PO files in and out, and their update to a new template."""

from communique.catalogue.message import (
    Catalogue,
    Message,
    MessageKey,
    TemplateMessage,
    subject_of,
)
from communique.catalogue.read import CatalogueFile, read_catalogue
from communique.catalogue.update import (
    new_catalogue_text,
    retranslated_text,
    template_text,
    updated_text,
)

__all__ = [
    "Catalogue",
    "CatalogueFile",
    "Message",
    "MessageKey",
    "TemplateMessage",
    "new_catalogue_text",
    "read_catalogue",
    "retranslated_text",
    "subject_of",
    "template_text",
    "updated_text",
]
