"""PDF files of a few texts, made by hand, to ask a reader what it makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pypdfium2

__all__ = ["Shown", "read_by_pdfium"]

Shown = tuple[float, str, str | None]
"""Where a text begins, from the left; its characters, as they stand; what it is told to be."""

_ON_A_PAGE = 30
_SIZE = 10


def read_by_pdfium(lines: Sequence[Sequence[Shown]], *, rtl: bool = True) -> list[str]:
    """What pdfium reads in each of some lines, each made of texts in the order they are drawn.

    Every character is as wide as half of its size. `rtl` says that the document runs so.
    """
    read: list[str] = []
    for start in range(0, len(lines), _ON_A_PAGE):
        content = _written(lines[start : start + _ON_A_PAGE], rtl=rtl)
        document = pypdfium2.PdfDocument(content)
        read += document[0].get_textpage().get_text_range().split("\r\n")
    return read


def _written(lines: Sequence[Sequence[Shown]], *, rtl: bool) -> bytes:
    codes: dict[str, int] = {}
    body: list[str] = []
    for number, line in enumerate(lines):
        for left, text, told in line:
            shown = "".join(f"{codes.setdefault(one, len(codes) + 1):04x}" for one in text)
            text_object = f"BT /F {_SIZE} Tf 1 0 0 1 {left} {820 - 25 * number} Tm <{shown}> Tj ET"
            if told is None:
                body.append(text_object)
            else:
                actual = told.encode("utf-16-be").hex()
                body.append(f"/Span <</ActualText <feff{actual}>>> BDC {text_object} EMC")
    characters = "\n".join(
        f"1 beginbfchar\n<{code:04x}> <{one.encode('utf-16-be').hex()}>\nendbfchar"
        for one, code in codes.items()
    )
    space = "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange"
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(_descendant(pdf))]),
            ToUnicode=pdf.make_stream(f"begincmap\n{space}\n{characters}\nendcmap\n".encode()),
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream("\n".join(body).encode())
        if rtl:
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)
        content = BytesIO()
        pdf.save(content)
    return content.getvalue()


def _descendant(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name.Helvetica,
        Flags=4,
        FontBBox=pikepdf.Array([0, -200, 1000, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Helvetica,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=500,
    )
