"""Put the text that a PDF was made from into the PDF (ISO 19005-3, 6.8 and annex E).

WeasyPrint could attach a file, but would date it by the clock and guess its type from tables of
the machine.
"""

from __future__ import annotations

from typing import Any

import pydyf

from communique.pdf.source import PdfSource

__all__ = ["attach"]


def attach(source: PdfSource, pdf: Any) -> None:
    """Add the source of a document to it, as the file it was made from."""
    date = pydyf.String(f"D:{source.date:%Y%m%d}")
    content = pydyf.Stream(
        [source.content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": pydyf.name(source.media_type),
            "Params": pydyf.Dictionary(
                {"Size": len(source.content), "CreationDate": date, "ModDate": date}
            ),
        },
        compress=True,
    )
    pdf.add_object(content)
    name = pydyf.String(source.name)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "EF": pydyf.Dictionary({"F": content.reference, "UF": content.reference}),
            "AFRelationship": "/Source",
            "Desc": pydyf.String(source.description),
        }
    )
    pdf.add_object(file)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["EmbeddedFiles"] = pydyf.Dictionary({"Names": pydyf.Array([name, file.reference])})
    pdf.catalog["AF"] = pydyf.Array([file.reference])
