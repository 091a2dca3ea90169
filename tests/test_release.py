"""A release is read from one file, with all its mistakes at once, each at its line."""

from __future__ import annotations

import datetime
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import rules
from communique.findings import Finding, has_errors
from communique.locales import PartialDate
from communique.release import (
    AddressFact,
    Block,
    BlockKind,
    DateFact,
    House,
    NumberFact,
    Release,
    read_house,
    read_release,
    release_id,
)

PATH: Final = "release/2019/opening.md"

HOUSE: Final[House] = read_house(
    """
source = "en"
locales = ["fr", "de"]
[types.press-release]
name = "Press release"
[organisations.town]
name = "Town"
[cities.lowbridge]
name = "Lowbridge"
[contacts.desk]
name = "Alder"
[patterns.dateline]
text = "{city}, {date}"
[boilerplate.library]
text = "The library lends books."
"""
)[0]

TEXT: Final = """\
+++
type = "press-release"
title = "A library for {readers} readers"
subtitle = "Doors open"
reference = "LB/19/7"
date = 2019-04-06
city = "lowbridge"
issuers = ["town"]
contacts = ["desk"]
boilerplate = ["library"]
locales = ["de"]

[facts]
readers = 12500
plan = "https://example.org/plan"
+++

The town opens its library on {date}.

See [the plan]({plan}).
"""

WRONG: Final = """\
+++
type = "statment"
title = "A library for {reader} readers"
date = "6 April 2019"
city = "lowbrige"
issuers = ["town", "twon"]
contacts = "desk"
boilerplate = ["libary"]
locales = ["xx"]
subtitel = "Doors open"

[facts]
unused = 6
begun = { date = "June 2017" }
page = "javascript://example.org"
Name = "x"
+++

A <b>bold</b> text with {unknown}, { readers }, {{ 7*7 }} and {begun:in}.

<div>HTML</div>

```
code
```

#### Too deep

See https://example.org/plan and [this](javascript:alert(1)) and [six]({unused:in}).

<!-- remark: what -->
Write to press@example.org, [who]{onclick=x}.
"""


def read(text: str, path: str = PATH) -> tuple[Release | None, tuple[Finding, ...]]:
    """A release and its findings."""
    return read_release(text.encode(), path=path, house=HOUSE)


def places(text: str, path: str = PATH) -> list[tuple[int | None, str]]:
    """Line and rule of every finding, in order."""
    found = read(text, path)[1]
    assert {finding.place.path for finding in found} <= {path}
    return sorted((finding.place.line, finding.rule.id) for finding in found)


def test_a_right_release_is_read_whole() -> None:
    """Front matter, facts and blocks, without a finding."""
    release, found = read(TEXT)
    assert found == ()
    assert release is not None
    assert (release.id, release.path, release.type) == ("opening", PATH, "press-release")
    assert (release.date, release.city) == (datetime.date(2019, 4, 6), "lowbridge")
    assert (release.issuers, release.contacts) == (("town",), ("desk",))
    assert (release.boilerplate, release.reference) == (("library",), "LB/19/7")
    assert release.locales == ("de", "en")
    assert release.facts == {
        "readers": NumberFact(number=12500),
        "plan": AddressFact(url="https://example.org/plan"),
        "date": DateFact(date=PartialDate(year=2019, month=4, day=6)),
    }
    assert [(block.kind, block.text, block.line) for block in release.blocks()] == [
        (BlockKind.TITLE, "A library for {readers} readers", 3),
        (BlockKind.SUBTITLE, "Doors open", 4),
        (BlockKind.LEAD, "The town opens its library on {date}.", 18),
        (BlockKind.PARAGRAPH, "See [the plan]({plan}).", 20),
    ]


def test_a_release_without_languages_of_its_own_has_those_of_the_house() -> None:
    """They come in the order of the house, the source among them."""
    release, _ = read(TEXT.replace('locales = ["de"]', ""))
    assert release is not None
    assert release.locales == ("de", "en", "fr")


def test_all_mistakes_of_a_release_are_found_at_once() -> None:
    """Each is told with its file and line, whatever else is wrong."""
    assert places(WRONG) == [
        (2, "house-unknown"),  # type
        (3, "fact-undefined"),  # {reader}
        (4, "front-matter"),  # date
        (5, "house-unknown"),  # city
        (6, "house-unknown"),  # issuer
        (7, "front-matter"),  # contacts is no list
        (8, "house-unknown"),  # boilerplate
        (9, "house-unknown"),  # language
        (10, "front-matter"),  # unknown key
        (14, "fact-value"),  # begun
        (15, "fact-value"),  # page
        (16, "fact-value"),  # Name
        (19, "brace-stray"),  # { readers }
        (19, "brace-stray"),  # {{ 7*7 }}
        (19, "brace-stray"),
        (19, "brace-stray"),
        (19, "fact-undefined"),  # {unknown}
        (19, "markup-forbidden"),  # <b>
        (19, "markup-forbidden"),  # </b>
        (21, "release-structure"),  # <div>
        (23, "release-structure"),  # code
        (27, "release-structure"),  # level
        (29, "address-bare"),
        (29, "address-forbidden"),  # javascript:
        (29, "address-forbidden"),  # a link to a number
        (29, "fact-undefined"),  # a form that a number does not have
        (31, "release-structure"),  # comment
        (32, "address-bare"),
        (32, "markup-forbidden"),  # onclick
    ]
    release, found = read(WRONG)
    assert release is None
    assert has_errors(found)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ('type = "press-release"', 'type = "statment"', 2, "house-unknown"),
        ('city = "lowbridge"', 'city = "lowbrige"', 7, "house-unknown"),
        ('issuers = ["town"]', 'issuers = ["town", "twon"]', 8, "house-unknown"),
        ('contacts = ["desk"]', 'contacts = ["dek"]', 9, "house-unknown"),
        ('boilerplate = ["library"]', 'boilerplate = ["x"]', 10, "house-unknown"),
        ('locales = ["de"]', 'locales = ["it"]', 11, "house-unknown"),
        ("date = 2019-04-06", 'date = "6 April 2019"', 6, "front-matter"),
        ("date = 2019-04-06", "date = 2019-04-31", 6, "front-matter"),
        ("date = 2019-04-06", "date = 2019", 6, "front-matter"),
        ('issuers = ["town"]', 'issuers = "town"', 8, "front-matter"),
        ('issuers = ["town"]', "issuers = [7]", 8, "front-matter"),
        ('title = "A library for {readers} readers"', 'title = "  "', 3, "front-matter"),
        ('title = "A library for {readers} readers"', "title = 7", 3, "front-matter"),
        ('city = "lowbridge"\n', "", 2, "front-matter"),
        ('reference = "LB/19/7"', 'refrence = "LB/19/7"', 5, "front-matter"),
        ('reference = "LB/19/7"', 'city = "x"', 7, "front-matter"),
        ('reference = "LB/19/7"', 'reference = "LB/19/7', 5, "front-matter"),
        ('reference = "LB/19/7"', "reference = " + "9" * 5000, 5, "front-matter"),
        ('reference = "LB/19/7"', "reference = " + "[" * 5000, 5, "front-matter"),
        ("[facts]", "[fact]", 13, "front-matter"),
        ("[facts]\nreaders = 12500", "facts = 7\nreaders = 12500", 13, "front-matter"),
        ("+++\ntype", "---\ntype", 1, "front-matter"),
        ("+++\n\nThe", "\n\nThe", 1, "front-matter"),
        ("readers = 12500", "readers = true", 14, "fact-value"),
        ("readers = 12500", "readers = 12500\nDate = 7", 15, "fact-value"),
        ("readers = 12500", "readers = 12500\ndate = 7", 15, "fact-value"),
        ("readers = 12500", "readers = 12500\nextra = 7", 15, "fact-unused"),
        ("{date}", "{day}", 18, "fact-undefined"),
        ("{date}", "{date:at}", 18, "fact-undefined"),
        ("{date}", "{ date }", 18, "brace-stray"),
        ("{date}", "<em>today</em>", 18, "markup-forbidden"),
        ("{date}", "to\u202eday", 18, "bidi-control"),
        ("{date}", "to&#x202e;day", 18, "bidi-control"),
        ("{date}", "to\x00day", 18, "control-character"),
        ("({plan})", "(ftp://example.org)", 20, "address-forbidden"),
        ("({plan})", "({readers})", 20, "address-forbidden"),
        ("See", "https://example.org", 20, "address-bare"),
        ("See", "a@example.org", 20, "address-bare"),
        ("See", "www.example.org", 20, "address-bare"),
        ("The town opens its library on {date}.\n\nSee [the plan]({plan}).", "---", 17,
         "release-structure"),
        ('reference = "LB/19/7"', 'reference = "LB\\u202e7"', 5, "bidi-control"),
        ("See", "<!-- note: a\x1b[2J -->\nSee", 21, "control-character"),
        ("See", "<!-- context: a\x07 -->\nSee", 21, "control-character"),
        ("See", "- a\n<!-- what -->\nSee", 21, "release-structure"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_each_mistake_is_found_at_its_line(old: str, new: str, line: int, rule: str) -> None:
    """One slip in a release that is otherwise right."""
    assert TEXT.count(old) == 1
    assert (line, rule) in places(TEXT.replace(old, new))


@pytest.mark.parametrize("rule", [rules.ADDRESS_BARE, rules.FACT_UNUSED])
def test_a_warning_lets_a_release_out(rule: object) -> None:
    """A bare address or an unused fact shows, and blocks nothing."""
    text = TEXT.replace("See", "www.example.org").replace("readers = 1", "more = 7\nreaders = 1")
    release, found = read(text)
    assert release is not None
    assert not has_errors(found)
    assert rule in {finding.rule for finding in found}


def test_bytes_that_are_no_utf8_are_found_at_their_line() -> None:
    """A file saved in another encoding is never guessed at."""
    content = TEXT.replace("See", "Vu à").encode("windows-1252")
    release, found = read_release(content, path=PATH, house=HOUSE)
    assert release is None
    assert [(finding.place.line, finding.rule) for finding in found] == [
        (20, rules.SOURCE_ENCODING)
    ]
    assert "byte E0" in found[0].message


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_any_kind_are_read(end: str) -> None:
    """A release that was written elsewhere is the same release, with the same lines."""
    release, found = read(TEXT.replace("\n", end))
    assert (release, found) == read(TEXT)
    assert places(WRONG.replace("\n", end)) == places(WRONG)


def test_a_byte_order_mark_is_no_mistake_of_the_writer() -> None:
    """Some editors put one there, and nobody sees it."""
    assert read("\ufeff" + TEXT) == read(TEXT)


def test_an_id_is_the_name_of_the_file() -> None:
    """It becomes an address, so it has small letters, digits, hyphens and points only."""
    assert release_id("release/2018/2018-05-25-eu-un.md") == "2018-05-25-eu-un"
    for path in ("release/A.md", "release/a b.md", "release/house.md", "release/ä.md",
                 "release/.md", "release/-a.md", "release/a..b.md"):  # fmt: skip
        assert places(TEXT, path) == [(1, "front-matter")]


def test_a_value_on_several_lines_is_found_where_it_begins() -> None:
    """Lines behind a text of many lines are still counted right."""
    text = TEXT.replace('subtitle = "Doors open"', 'subtitle = """\nDoors\ncity = "x"\nopen"""')
    release, found = read(text)
    assert found == ()
    assert release is not None
    assert release.subtitle == Block(
        kind=BlockKind.SUBTITLE, text='Doors city = "x" open', line=4, position="subtitle",
        anchor="subtitle",
    )  # fmt: skip
    assert (10, "house-unknown") in places(text.replace('city = "lowbridge"', 'city = "y"'))


@given(
    st.lists(
        st.sampled_from(
            ["+++\n", "\n", "[facts]\n", "a = 1\n", 'b = "x"\n', "date = 2018-05-25\n", "= ", "[",
             'title = "t"\n', 'city = "lowbridge"\n', 'type = "press-release"\n', "{a}", "{b}",
             'issuers = ["town"]\n', "word ", "# ", "<b>", "- ", '"""', "\x00", "\r", "\u2028",
             "{date}", "[x]({a})", "c = { date = 7 }\n", "d = [1,\n", "]\n"]
        ),
        max_size=25,
    ).map("".join)
    | st.text(max_size=60)
)  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_no_file_is_too_broken_to_be_read(text: str) -> None:
    """Anything at all is a release, or findings that each have a line of the file."""
    content = text.encode("utf-8", "surrogatepass")
    release, found = read_release(content, path=PATH, house=HOUSE)
    assert release is not None or has_errors(found)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= (finding.place.line or 0) <= lines + 1 for finding in found)


def test_a_release_is_issued_by_somebody() -> None:
    """A masthead without a name is no masthead: an empty list of issuers is a finding."""
    text = b"""+++
type = "press-release"
title = "T"
date = 2026-03-01
city = "here"
issuers = []
+++
Text
"""

    _, findings = read_release(text, path="release/x.md", house=House())

    assert ("`issuers` is empty, expected who issues the release", 6) in [
        (finding.message, finding.place.line) for finding in findings
    ]
