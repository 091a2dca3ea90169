"""Write metadata that claim both PDF/A-2a and PDF/UA-1 (WeasyPrint issue 2783).

Upstream writes the identification of one standard only. The second one's must be announced by an
extension schema (ISO 19005-2, 6.6.2.3; ISO 14289-1, clause 5).
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from weasyprint.pdf.metadata import DocumentMetadata

__all__ = ["ReleaseMetadata"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

# The standard fixes these prefixes.
register_namespace("pdfaExtension", _EXTENSION)
register_namespace("pdfaSchema", _SCHEMA)
register_namespace("pdfaProperty", _PROPERTY)

# XML 1.0, section 2.2: a page may hold characters that its metadata cannot.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ReleaseMetadata(DocumentMetadata):
    """What the file says about itself."""

    @classmethod
    def of(cls, metadata: Any) -> ReleaseMetadata:
        """The same metadata, cleaned of characters that XML has no place for."""
        return cls(
            title=_clean(metadata.title),
            authors=[_clean(author) for author in metadata.authors],
            description=_clean(metadata.description),
            keywords=[_clean(keyword) for keyword in metadata.keywords],
            generator=_clean(metadata.generator),
            created=metadata.created,
            modified=metadata.modified,
            lang=_clean(metadata.lang),
        )

    def include_in_pdf(
        self, pdf: Any, variant: str, version: int, conformance: str, compress: Any
    ) -> None:
        """Add the metadata as plain text, so that an archive finds them without a PDF reader."""
        del compress
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """The metadata as RDF, identified as PDF/UA-1 besides the standard asked for."""
        rdf = fromstring(super().generate_rdf_metadata(variant, version, conformance))  # noqa: S314
        if self.lang:
            languages = SubElement(_description(rdf), f"{{{_DC}}}language")
            _item(languages, "Bag").text = self.lang
        SubElement(_description(rdf), f"{{{_PDFUA}}}part").text = "1"
        schemas = SubElement(_description(rdf), f"{{{_EXTENSION}}}schemas")
        schema = _item(schemas, "Bag", resource=True)
        _fields(
            schema,
            _SCHEMA,
            schema="PDF/UA Universal Accessibility Schema",
            namespaceURI=_PDFUA,
            prefix="pdfuaid",
        )
        properties = SubElement(schema, f"{{{_SCHEMA}}}property")
        _fields(
            _item(properties, "Seq", resource=True),
            _PROPERTY,
            name="part",
            valueType="Integer",
            category="internal",
            description="Part of ISO 14289 to which the file conforms",
        )
        result: bytes = tostring(rdf, encoding="utf-8")
        return result


def _clean(text: str | None) -> str | None:
    return None if text is None else " ".join(_NOT_XML.sub("", text).split())


def _description(rdf: Element) -> Element:
    return SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})


def _item(parent: Element, container: str, *, resource: bool = False) -> Element:
    attributes = {f"{{{_RDF}}}parseType": "Resource"} if resource else {}
    return SubElement(SubElement(parent, f"{{{_RDF}}}{container}"), f"{{{_RDF}}}li", attributes)


def _fields(parent: Element, namespace: str, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, f"{{{namespace}}}{name}").text = text
