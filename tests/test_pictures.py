"""Small pictures of pages, one for each script and each feature, are as they were looked at."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image, ImageChops, ImageFont

from communique.pdf import render_pdf
from pictures import Part, difference, drawn, drawn_page, opened, saved, side_by_side

if TYPE_CHECKING:
    from conftest import Newsroom

ROOT: Final = Path(__file__).resolve().parent.parent
GOLDENS: Final = ROOT / "tests/goldens/pictures"
README_PICTURE: Final = ROOT / "docs/pictures/three-scripts.png"
RENEW: Final = "make pictures"

SAMPLE: Final = "2018-05-25-eu-un-counter-terrorism"
LIBRARY: Final = "library-opening"
STORM: Final = "storm-warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture is of."""

    build: str
    """The fixture that has built it."""
    folder: str
    """The folder it was built into."""
    path: str
    """The release and the language, as the file is named."""
    part: Part
    """The part of the page."""


def picture(build: str, release: str, tag: str, part: Part, folder: str = "build") -> Picture:
    """A picture of an edition."""
    path = f"{tag}/{release}/{release}.{tag}.pdf"
    return Picture(build=build, folder=folder, path=path, part=part)


HEAD: Final = Part(page=1, top=10, bottom=100)
PICTURES: Final = {
    "script-latin": picture("sample", SAMPLE, "de", HEAD),
    "script-greek": picture("sample", SAMPLE, "el", HEAD),
    "script-cyrillic": picture("sample", SAMPLE, "bg", HEAD),
    "script-arabic": picture("sample", SAMPLE, "ar", HEAD),
    "script-han": picture("sample", SAMPLE, "zh", HEAD),
    "list": picture("sample", SAMPLE, "de", Part(page=1, top=196, bottom=290)),
    "box": picture("sample", SAMPLE, "de", Part(page=2, top=66, bottom=131)),
    "contacts": picture("sample", SAMPLE, "de", Part(page=2, top=127, bottom=206)),
    "mixed-line": picture("sample", SAMPLE, "ar", Part(page=2, top=100, bottom=181)),
    "draft-and-quotation": picture(
        "drafted", LIBRARY, "fr", Part(page=1, top=10, bottom=146), "build/draft"
    ),
    "other-style": picture("ministry", STORM, "fr", HEAD),
    "other-style-arabic": picture("ministry", STORM, "ar", HEAD),
    "pseudo-longer": picture("tried", SAMPLE, "en-XA", HEAD, "build/pseudo"),
    "pseudo-mirrored": picture("tried", SAMPLE, "ar-XB", HEAD, "build/pseudo"),
}
"""One for each script, and one for each feature."""


@pytest.fixture
def golden_picture(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[Path, Image.Image], None]:
    """Compare a picture with the golden there; `--update-goldens` writes it instead.

    A golden that nobody could tell from the new picture is left as it is.
    """

    def compare(path: Path, new: Image.Image) -> None:
        # Both have few colours, so that only pages are compared.
        content = saved(new)
        other = difference(opened(path.read_bytes()), opened(content)) if path.is_file() else new
        if other is None:
            return
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            return
        (tmp_path / path.name).write_bytes(content)
        other.save(tmp_path / f"{path.stem}.difference.png")
        pytest.fail(
            f"{path.relative_to(ROOT)} is not what the page looks like now: look at {path.name} "
            f"and {path.stem}.difference.png in {tmp_path}; where it is right, run `{RENEW}`",
            pytrace=False,
        )

    return compare


class TestGoldens:
    """What a page looks like changes on purpose."""

    @pytest.mark.parametrize("name", PICTURES)
    def test_a_page_looks_as_it_did(
        self,
        name: str,
        request: pytest.FixtureRequest,
        golden_picture: Callable[[Path, Image.Image], None],
    ) -> None:
        """A part of a page, from the product's own build."""
        wanted = PICTURES[name]
        newsroom: Newsroom = request.getfixturevalue(wanted.build)
        content = (newsroom.root / wanted.folder / wanted.path).read_bytes()
        golden_picture(GOLDENS / f"{name}.png", drawn(content, wanted.part))

    def test_a_page_that_looks_otherwise_is_told(
        self,
        request: pytest.FixtureRequest,
        golden_picture: Callable[[Path, Image.Image], None],
        tmp_path: Path,
    ) -> None:
        """With the new picture, the difference and the command, and the golden stays as it is."""
        if request.config.getoption("--update-goldens"):
            pytest.skip("pictures are being renewed")
        golden = GOLDENS / "script-latin.png"
        before = golden.read_bytes()
        other = opened((GOLDENS / "script-greek.png").read_bytes())
        with pytest.raises(pytest.fail.Exception, match=f"where it is right, run `{RENEW}`"):
            golden_picture(golden, other)
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"script-latin.png", "script-latin.difference.png"}
        assert golden.read_bytes() == before

    def test_the_picture_of_the_readme_is_of_today(
        self, sample: Newsroom, golden_picture: Callable[[Path, Image.Image], None]
    ) -> None:
        """The first page of the sample in three scripts."""
        pages = [
            drawn_page((sample.root / f"build/{tag}/{SAMPLE}/{SAMPLE}.{tag}.pdf").read_bytes(), 1)
            for tag in ("el", "ar", "zh")
        ]
        golden_picture(README_PICTURE, side_by_side(pages))

    def test_they_are_small_and_none_is_forgotten(self) -> None:
        """15 kB each and 200 kB in all; a file that no test looks at is none."""
        sizes = {path.stem: path.stat().st_size for path in GOLDENS.iterdir()}
        assert set(sizes) == set(PICTURES)
        assert max(sizes.values()) <= 15_000
        assert sum(sizes.values()) <= 200_000

    def test_one_command_renews_them(self) -> None:
        """The one that a failed test names."""
        makefile = (ROOT / "Makefile").read_text("utf-8")
        recipe = re.search(r"^pictures:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
        assert recipe is not None
        assert f"{Path(__file__).name} --update-goldens" in recipe[1]


PARAGRAPH: Final = (
    "<p>Federica Mogherini, <b>High</b> Representative of the Union, and others held talks in "
    "Brussels today.</p><p>They discussed how the Union and the United Nations work together to "
    "counter terrorism.</p>"
)
ARABIC: Final = (
    '<p lang="ar" dir="rtl">قالت المتحدثة باسم الاتحاد الأوروبي (EU) اليوم إن 25 وكالة شاركت.</p>'
)


@pytest.fixture(scope="module")
def looks(fonts: object) -> Callable[..., Image.Image]:
    """What a small page looks like in the style of the house."""
    del fonts
    sheets = {
        path: (ROOT / "templates" / path).read_bytes()
        for path in ("assets/house.css", "pdf/release.css")
    }

    # The font that Pillow has in itself.
    other = ImageFont.load_default(12)
    assert isinstance(other, ImageFont.FreeTypeFont)
    assets = {**sheets, "other.ttf": other.font_bytes}
    face = "@font-face { font-family: Other; src: url(asset:///other.ttf) }"

    def look(body: str = PARAGRAPH + ARABIC, style: str = "") -> Image.Image:
        links = "".join(f'<link rel="stylesheet" href="asset:///{path}">' for path in sheets)
        style = face + style if "Other" in style else style
        html = (
            f'<html lang="en" dir="ltr"><head><title>x</title>{links}<style>{style}</style></head>'
            f"<body><main>{body}</main></body></html>"
        )
        content = render_pdf(html, assets=assets).content
        return opened(saved(drawn(content, Part(page=1, top=10, bottom=60))))

    return look


class TestComparison:
    """What a reader sees is found, and what no reader sees is not."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("<b>High</b>", "High"),
            ("the United", "<b>the</b> United"),
            ("<b>High</b>", "<i>High</i>"),
            ("discussed how", "how discussed"),
            ("25", "52"),
            ('dir="rtl"', 'dir="ltr"'),
            ("(EU)", "&#x202e;(EU)&#x202c;"),
            ("others", "<a href='https://example.org'>others</a>"),
            ("talks", "tasks"),
        ],
    )
    def test_another_text_is_found(
        self, looks: Callable[..., Image.Image], old: str, new: str
    ) -> None:
        """A missing bold, words in another order, mirrored digits and letters, a link."""
        body = PARAGRAPH + ARABIC
        assert body.count(old) == 1
        assert difference(looks(), looks(body.replace(old, new))) is not None

    @pytest.mark.parametrize(
        "style",
        [
            "p + p { position: relative; top: 3pt }",
            "p + p { position: relative; top: -3pt }",
            "p + p { position: relative; left: 2pt }",
            "p { font-family: Other }",
            "p { font-size: 10.5pt }",
            "p { letter-spacing: 0.05pt }",
            "p { color: #667 }",
        ],
    )
    def test_another_style_is_found(self, looks: Callable[..., Image.Image], style: str) -> None:
        """A line lower by a few points, another font, another size, another colour."""
        assert difference(looks(), looks(style=style)) is not None

    @pytest.mark.parametrize(("right", "down"), [(1, 0), (0, 1), (1, 1), (0.5, 0), (0.3, 0.6)])
    def test_one_pixel_aside_is_the_same(
        self, looks: Callable[..., Image.Image], right: float, down: float
    ) -> None:
        """Where the edge of a letter falls within a pixel is a matter of rounding."""
        page = looks()
        shift = (1, 0, right, 0, 1, down)
        moved = page.transform(
            page.size,
            Image.Transform.AFFINE,
            shift,
            Image.Resampling.BILINEAR,
            fillcolor="white",
        )
        assert difference(page, moved) is None

    @pytest.mark.parametrize("seed", range(3))
    def test_other_edges_are_the_same(self, looks: Callable[..., Image.Image], seed: int) -> None:
        """Every fourth pixel is a little like the one beside it, and all have some noise."""
        page, chance = looks(), random.Random(seed)  # noqa: S311 - no secret
        beside = ImageChops.offset(page, *chance.choice([(0, 1), (1, 0), (-1, 0), (0, -1)]))
        chosen = Image.frombytes(
            "L",
            page.size,
            bytes(chance.choice([255, 0, 0, 0]) for _ in range(page.width * page.height)),
        )
        other = Image.composite(Image.blend(page, beside, 0.25), page, chosen)
        noise = Image.frombytes(
            "L", page.size, bytes(chance.randint(124, 132) for _ in range(page.width * page.height))
        )
        other = ImageChops.add(other, Image.merge("RGB", [noise] * 3), 1, -128)
        assert difference(page, other) is None

    def test_a_page_of_another_size_is_found(self) -> None:
        """Nothing is compared with what is not there."""
        assert difference(Image.new("RGB", (10, 10)), Image.new("RGB", (10, 11))) is not None

    def test_the_difference_shows_where(self, looks: Callable[..., Image.Image]) -> None:
        """It is dark where the bold word was, and on that line alone."""
        found = difference(looks(), looks(PARAGRAPH.replace("<b>High</b>", "High") + ARABIC))
        assert found is not None
        box = ImageChops.invert(found).getbbox()
        assert box is not None
        assert box[3] - box[1] < 20
