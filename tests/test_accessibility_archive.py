"""A house may have its source in its PDF files; what is proved of them all stands in the docs."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import page as validator
import pikepdf
import pytest

from communique.pdf import PdfSource, render_pdf
from communique.release import read_house
from pdf_structure import CLAIMS

if TYPE_CHECKING:
    from conftest import Newsroom

RELEASE: Final = "library-opening"
TESTS: Final = Path(__file__).parent
PAGE: Final = TESTS.parent / "docs/explanation/accessible-and-archival.md"


def with_sources(newsroom: Newsroom) -> Newsroom:
    """The newsroom, which wants its sources attached."""
    house = newsroom.read("release/house.toml")
    newsroom.write("release/house.toml", f'{house}\n[pdf]\narchive = "3a"\n')
    return newsroom


@pytest.mark.parametrize("archive", ["2a", "3a"])
def test_every_archive_is_valid(newsroom: Newsroom, archive: str) -> None:
    """PDF/A-2a carries nothing, PDF/A-3a its source; both are PDF/UA-1, and the same each time."""
    if archive == "3a":
        with_sources(newsroom)
    assert newsroom.build().code == 0
    first = newsroom.built()
    for tag in ("en", "fr", "ar"):
        content = first[f"{tag}/{RELEASE}/{RELEASE}.{tag}.pdf"]
        for profile in ("ua1", archive):
            found = validator.validate_pdf_bytes(content, profile=profile).failures
            assert [failure.message for failure in found] == []
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.attachments) == (archive == "3a")
    assert newsroom.run("build", "--output", "again", environment={"TZ": "Asia/Tokyo"}).code == 0
    assert newsroom.built("again") == first


@pytest.mark.parametrize(
    ("tag", "name", "path", "kind"),
    [
        ("en", f"{RELEASE}.md", f"release/{RELEASE}.md", "text/markdown"),
        (
            "ar",
            f"{RELEASE}.ar.po",
            f"locales/ar/LC_MESSAGES/{RELEASE}.po",
            "text/x-gettext-translation",
        ),
    ],
)
def test_an_archive_carries_what_it_was_made_from(
    newsroom: Newsroom, tag: str, name: str, path: str, kind: str
) -> None:
    """Byte for byte, as the source of the document, dated as the release."""
    with_sources(newsroom).build("--locale", tag)
    content = newsroom.built()[f"{tag}/{RELEASE}/{RELEASE}.{tag}.pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (file,) = pdf.Root.AF
        stream = file.EF.F
        assert stream.read_bytes() == (newsroom.root / path).read_bytes()
        assert (str(file.F), str(file.UF), str(file.AFRelationship)) == (name, name, "/Source")
        assert str(stream.Subtype) == f"/{kind}"
        assert str(stream.Params.ModDate) == str(stream.Params.CreationDate) == "D:20190406"
        assert int(stream.Params.Size) == len(stream.read_bytes())
        assert str(file.Desc).startswith("The ")


def test_a_source_may_have_any_name() -> None:
    """Names beyond ASCII come back as they were."""
    source = PdfSource(
        name="Erklärung (1).md",
        content=b"\r\nx\r",
        media_type="text/markdown",
        description="Text – “as written”",
        date=datetime.date(2018, 5, 25),
    )
    html = '<html lang="en"><head><title>t</title></head><body><p>x</p></body></html>'
    result = render_pdf(html, assets={}, source=source)
    assert result.problems == ()
    found = validator.validate_pdf_bytes(result.content, profile="3a").failures
    assert [failure.message for failure in found] == []
    with pikepdf.open(io.BytesIO(result.content)) as pdf:
        ((name, file),) = pdf.attachments.items()
        assert (name, file.description) == (source.name, source.description)
        assert file.get_file().read_bytes() == source.content


@pytest.mark.parametrize("value", ['"4a"', '"2b"', "2", '""', '"3A"'])
def test_another_archive_is_a_finding(value: str) -> None:
    """At its line, and the files are PDF/A-2a as if nothing were said."""
    house, found = read_house(
        f'[patterns.dateline]\ntext = "{{city}}, {{date}}"\n[pdf]\narchive = {value}\n'
    )
    assert [(finding.rule.id, finding.place.line) for finding in found] == [("house-value", 4)]
    assert "`archive`" in found[0].message
    assert house.pdf.archive == "2a"


def test_the_page_about_it_names_what_is_proved() -> None:
    """Each claim in the words of the reader, and each test by its name."""
    text = PAGE.read_text("utf-8")
    told = dict(re.findall(r"^\| `([a-z]+)` \| (.+) \|$", text, re.MULTILINE))
    assert told == {name: " ".join((claim.__doc__ or "").split()) for name, claim in CLAIMS.items()}
    code = "".join(path.read_text("utf-8") for path in sorted(TESTS.glob("test_*.py")))
    named = re.findall(r"`(test_[a-z_0-9]+)`", text)
    assert len(named) > 10
    assert [name for name in named if f"def {name}(" not in code] == []
