"""The house: what all releases share is read from one file, with all its mistakes at once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import rules
from communique.release import HOUSE_PATH, Contact, read_house

REPOSITORY: Final = Path(__file__).parent.parent

TEXT: Final = """\
source = "en"
locales = ["fr", "ar"]
url = "https://news.example.org/"

[types.press-release]
name = "Press release"

[organisations.town]
name = "Town of Lowbridge"
short = "ToL"
url = "https://lowbridge.example.org"
note = "Its official name."

[cities.lowbridge]
name = "Lowbridge"

[honorifics.ms]
text = "Ms {name}"

[roles.librarian]
name = "Head librarian"

[contacts.desk]
honorific = "ms"
name = "Alder"
role = "librarian"
organisation = "town"
city = "lowbridge"
email = "desk@lowbridge.example.org"
phone = "+32 25550101"

[patterns.dateline]
text = "{city}, {date}"

[boilerplate.library]
text = "The library lends *books* to everybody."
"""

WRONG: Final = """\
source = "english"
locales = ["fr", "xx"]
url = "news.example.org"
colour = "blue"

[types]
press-release = "Press release"

[organisations.town]
name = 7

[organisations.un]
name = "UN <b>"
url = "javascript:alert(1)"

[cities."New York"]
nam = "New York"

[honorifics.ms]
text = "Ms {nom}"

[contacts.desk]
name = "Alder"
honorific = "dr"
role = "librarian"
organisation = "library"
city = "lowbridge"
email = "desk"
phone = "call me"

[patterns.dateline]
text = "{city}, {city} {date:in}"

[boilerplate.library]
text = '''[books](/books), {{ 7*7 }}
and {agencies} "\u202e"'''
"""


def places(text: str) -> list[tuple[int | None, str]]:
    """Line and rule of every finding, in order."""
    found = read_house(text)[1]
    assert {finding.place.path for finding in found} <= {HOUSE_PATH}
    return sorted((finding.place.line, finding.rule.id) for finding in found)


def test_a_right_house_is_read_whole() -> None:
    """Its tables, its languages in the order of the house, and its address without a slash."""
    house, found = read_house(TEXT)
    assert found == ()
    assert (house.source, house.locales) == ("en", ("en", "fr", "ar"))
    assert house.url == "https://news.example.org"
    assert house.organisations["town"].short == "ToL"
    assert house.contacts["desk"] == Contact(
        name="Alder",
        honorific="ms",
        role="librarian",
        organisation="town",
        city="lowbridge",
        email="desk@lowbridge.example.org",
        phone="+32 25550101",
    )
    assert house.lines["cities", "lowbridge", "name"] == 15


def test_the_house_of_this_repository_is_right() -> None:
    """The working newsroom is its own example."""
    text = (REPOSITORY / HOUSE_PATH).read_text(encoding="utf-8")
    assert read_house(text)[1] == ()


def test_all_mistakes_of_a_house_are_found_at_once() -> None:
    """Each is told with its line, whatever else is wrong."""
    assert places(WRONG) == [
        (1, "house-value"),  # source
        (2, "house-value"),  # locales
        (3, "house-value"),  # url
        (4, "house-value"),  # unknown key
        (7, "house-value"),  # no table
        (10, "house-value"),  # wrong type
        (13, "markup-forbidden"),
        (14, "house-value"),  # url
        (16, "house-value"),  # id
        (16, "house-value"),  # name is missing
        (17, "house-value"),  # unknown key
        (20, "brace-stray"),  # {nom}
        (20, "house-value"),  # {name}
        (24, "house-value"),  # honorific
        (25, "house-value"),  # role
        (26, "house-value"),  # organisation
        (27, "house-value"),  # city
        (28, "house-value"),  # email
        (29, "house-value"),  # phone
        (32, "brace-stray"),  # {date:in}
        (32, "house-value"),  # {city} twice
        (35, "address-forbidden"),
        (35, "bidi-control"),
        (35, "brace-stray"),  # {agencies}
        (35, "brace-stray"),  # {{ 7*7 }}
        (35, "brace-stray"),
        (35, "brace-stray"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ('source = "en"', 'source = "xx"', 1, "house-value"),
        ('source = "en"', "source = 7", 1, "house-value"),
        ('locales = ["fr", "ar"]', 'locales = "fr"', 2, "house-value"),
        ('locales = ["fr", "ar"]', 'locales = ["FR"]', 2, "house-value"),
        ("https://news.example.org/", "ftp://news.example.org/", 3, "house-value"),
        ("[types.press-release]", "[types.press release]", 5, "house-value"),
        ("[types.press-release]", "[kinds.press-release]", 5, "house-value"),
        ("[types.press-release]", "[[types]]", 5, "house-value"),
        ("[cities.lowbridge]", "[cities.Lowbridge]", 14, "house-value"),
        ("[cities.lowbridge]", '[cities."low\\nbridge"]', 14, "house-value"),
        ('name = "Town of Lowbridge"\n', "", 8, "house-value"),
        ('name = "Town of Lowbridge"\n', 'name = "a"\nname = "b"\n', 10, "house-value"),
        ("Ms {name}", "Ms", 18, "house-value"),
        ("Ms {name}", "{name} {name}", 18, "house-value"),
        ("Ms {name}", "Ms {name} {city}", 18, "brace-stray"),
        ("desk@lowbridge.example.org", "Desk <desk@lowbridge.example.org>", 29, "house-value"),
        ("+32 25550101", "025550101", 30, "house-value"),
        ("+32 25550101", '+32\\" onclick=\\"', 30, "house-value"),
        ("[patterns.dateline]", "[patterns.line]", 32, "house-value"),
        ("{city}, {date}", "{city}", 33, "house-value"),
        ("{city}, {date}", "{ city }, {date}", 33, "house-value"),
        ("{city}, {date}", "{ city }, {date}", 33, "brace-stray"),
        ("*books*", "<i>books</i>", 36, "markup-forbidden"),
        ("*books*", "[books]({plan})", 36, "brace-stray"),
        ("*books*", "bo\\u0007oks", 36, "control-character"),
        ('"Alder"', '"Alder <script>"', 25, "markup-forbidden"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_mistake_is_found_at_its_line(old: str, new: str, line: int, rule: str) -> None:
    """One slip in a house that is otherwise right."""
    assert TEXT.count(old) == 1
    assert (line, rule) in places(TEXT.replace(old, new))


def test_what_is_no_toml_is_one_finding() -> None:
    """Nothing is read from a broken file, and the line says where it breaks."""
    house, found = read_house('source = "en"\nlocales = ["fr"\n[types]\n')
    assert house.locales == ("en",)
    assert [(finding.place.line, finding.rule) for finding in found] == [(3, rules.HOUSE_VALUE)]


@given(
    st.lists(
        st.sampled_from(
            ["\n", '[types.a]\nname = "A"\n', "[contacts.b]\n", 'name = "B"\n', "name = 7\n",
             'city = "c"\n', "[patterns.dateline]\n", 'text = "{city}, {date}"\n', 'url = "x"\n',
             "[[cities]]\n", "locales = [", '"fr"', "]\n", "[honorifics.d]\n", "= ", '"""', "{",
             'source = "fr"\n', "[roles]\n", "e = 2018-05-25\n", "\u2028", "\r", "\x00"]
        ),
        max_size=20,
    ).map("".join)
    | st.text(max_size=40)
)  # fmt: skip
@settings(deadline=None, max_examples=200)
def test_no_house_is_too_broken_to_be_read(text: str) -> None:
    """Anything at all is a house, and findings that each have a line of the file."""
    house, found = read_house(text)
    assert house.source in house.locales
    lines = len(text.split("\n"))
    assert all(1 <= (finding.place.line or 0) <= lines for finding in found)
