"""Vowel marks are read on their line, and seen where they belong."""

from __future__ import annotations

from io import BytesIO
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest

from communique.fonts import ARABIC_FAMILY, SANS_FAMILY, FontSet
from communique.pdf import load_engine, render_pdf
from communique.pdf.engine.vowel_marks import with_marks_on_the_line

VOWELLED = "أُنشِئَ مكتبٌ مُهِمّ جدا، قال الحقَّ"


def page(text: str) -> bytes:
    """A PDF of one Arabic paragraph."""
    style = f"html {{ font: 14px {ARABIC_FAMILY!r}, {SANS_FAMILY!r} }}"
    return render_pdf(
        f'<html lang="ar" dir="rtl"><head><title>x</title><style>{style}</style></head>'
        f"<body><p>{text}</p></body></html>",
        assets={},
    ).content


def operators(content: bytes) -> list[tuple[str, list[float]]]:
    """The operators of the first page, with their numbers."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [
            (
                str(one.operator),
                [float(number) for number in one.operands if isinstance(number, int | float)]
                if str(one.operator) in ("Tr", "Ts")
                else [],
            )
            for one in pikepdf.parse_content_stream(pdf.pages[0])
        ]


@pytest.fixture(scope="module")
def vowelled(fonts: FontSet) -> bytes:
    """A paragraph with all kinds of marks."""
    del fonts
    return page(VOWELLED)


def test_marks_stand_on_the_line_unseen(vowelled: bytes) -> None:
    """Nothing is raised; each mark is shown unseen, and its outline is filled."""
    found = operators(vowelled)
    assert not [numbers for name, numbers in found if name == "Ts" and any(numbers)]
    unseen = [numbers for name, numbers in found if name == "Tr" and numbers == [3.0]]
    outlines = [name for name, _ in found if name == "f"]
    assert len(unseen) >= 7
    assert len(outlines) >= len(unseen)


def test_a_vowelled_line_is_one_line(vowelled: bytes) -> None:
    """Each letter is copied by pdfium with its marks, in order."""
    text = pypdfium2.PdfDocument(vowelled)[0].get_textpage().get_text_range()
    # Marks of one letter come in the order of Unicode, or of their drawing.
    assert [normalize("NFC", line) for line in text.splitlines()] == [normalize("NFC", VOWELLED)]


def test_text_without_marks_stays_as_it_is() -> None:
    """It costs nothing, and no outline is drawn."""
    load_engine()
    shown = [b"1 0 0 -1 0 0 Tm", b"[<0001>] TJ"]
    assert with_marks_on_the_line(shown, []) == (shown, [])
    assert not [name for name, _ in operators(page("نعم هذا")) if name == "f"]
