"""Make the picture of the README: the first page of the sample in three scripts.

Run it by `make reference` after `make build`; it needs pdftoppm (poppler).
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "three-scripts.png"
RELEASE = "2018-05-25-eu-un-counter-terrorism"
LOCALES = ("el", "ar", "zh")
DOTS_PER_INCH = 60
GAP = 14


def first_page(locale: str) -> Image.Image:
    """The first page of an edition, with a hairline around it."""
    pdf = ROOT / "build" / locale / RELEASE / f"{RELEASE}.{locale}.pdf"
    if not pdf.is_file():
        sys.exit(f"error: there is no `{pdf.relative_to(ROOT)}`\nhint: run `make build`")
    png = subprocess.run(
        ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", str(pdf)],
        check=True,
        capture_output=True,
    ).stdout
    page = Image.open(io.BytesIO(png)).convert("RGB")
    return ImageOps.expand(page, border=1, fill="#9aa8b8")


def main() -> None:
    """Lay the pages side by side and write them with few colours, so that the file is small."""
    pages = [first_page(locale) for locale in LOCALES]
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, pages[0].height), "white")
    at = 0
    for page in pages:
        sheet.paste(page, (at, 0))
        at += page.width + GAP
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(24).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
