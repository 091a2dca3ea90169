"""What a translation amounts to: the figures, the settings, and the forms they are told in."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.frozen import replace
from communique.locales.currencies import currency_digits
from communique.memory import Unit, open_memory
from communique.project import load_project, quote_of, quote_rows, rounded
from communique.release import read_house, weight_of
from communique.release.settings import QuoteSettings
from communique.reports import quote_table
from communique.reports.quote.workbook import quote_workbook

if TYPE_CHECKING:
    from conftest import Newsroom

HOUSE: Final = "release/house.toml"
SECOND: Final = "second-library"
# It shares texts with the release that the newsroom has, in the same place and in others.
_SECOND_TEXT: Final = """+++
type = "press-release"
title = "A library for {readers} readers opens"
date = 2019-09-01
city = "lowbridge"
issuers = ["town", "library"]

[facts]
readers = 9000
cost = { money = 900000, currency = "EUR" }
growth = { percent = 3 }
begun = { date = "2018-06" }
plan = "https://lowbridge.example.org/second"
+++

The town opens its *second* library today. It cost {cost} and was begun in {begun}.

The number of readers grows by {growth} a year, as [the plan]({plan}) says.

## What there is

- Books for **all** ages;

- Books for **ALL** ages;

Nobody has read it.

## Nobody has read it.
"""
_PRICES: Final = """
[quote]
currency = "EUR"
price = { default = 0.15, ar = 0.2 }
"""
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def second(newsroom: Newsroom, settings: str = "") -> None:
    """Write a release that nobody has translated yet, and settings of quotes."""
    newsroom.write(f"release/{SECOND}.md", _SECOND_TEXT)
    newsroom.write(HOUSE, newsroom.read(HOUSE) + settings)


def quoted(newsroom: Newsroom, *arguments: str) -> dict[str, Any]:
    """The quote as a program reads it."""
    outcome = newsroom.call("quote", "--format", "json", *arguments)
    assert outcome.code == 0, outcome.text
    data = json.loads(outcome.stdout)
    assert isinstance(data, dict)
    return data


def words(row: Mapping[str, Any]) -> dict[str, int]:
    """The words of each category that has any."""
    return {
        name: volume["words"] for name, volume in row["categories"].items() if volume["messages"]
    }


# --- figures ---


def test_a_release_is_quoted_by_category(newsroom: Newsroom) -> None:
    """Counted by hand: 49 words in eight messages, beside 75 of the house that are done."""
    second(newsroom, _PRICES)
    data = quoted(newsroom, "-r", SECOND, "-l", "fr", "--messages")
    found = {
        (one["text"], one["context"]): (one["category"], one["words"], one["score"])
        for one in data["messages"]
        if one["release"] == SECOND
    }
    assert list(found.values()) == [
        ("exact", 5, 100),
        ("85-94", 13, 94),
        ("exact", 12, 100),
        ("context-exact", 3, 100),
        ("exact", 4, 100),
        ("95-99", 4, 99),
        ("new", 4, None),
        ("repetition", 4, None),
    ]
    (row,) = data["locales"]
    assert words(row) == {
        "carried-over": 75,
        "repetition": 4,
        "context-exact": 3,
        "exact": 21,
        "95-99": 4,
        "85-94": 13,
        "new": 4,
    }
    assert (row["words"], row["to_do"]["words"]) == (124, 49)
    # 30 % of 28 words, 60 % of 17, all of 4: 22.6 words at 15 cents.
    assert (row["weighted"], row["amount"]) == ("22.6", "3.39")
    assert (row["to_do"]["characters"], row["to_do"]["pages"]) == (197, "0.13")


def test_all_releases_together_repeat_each_other(newsroom: Newsroom) -> None:
    """What an earlier release has is a repetition, whether it is translated there or not."""
    second(newsroom)
    (row,) = quoted(newsroom, "-l", "fr")["locales"]
    assert words(row) == {
        "carried-over": 75 + 56,
        "repetition": 4,
        "repetition-across": 5 + 12 + 3 + 4,
        "95-99": 4,
        "85-94": 13,
        "new": 4,
    }


def test_a_quote_is_the_same_before_and_after_an_update(newsroom: Newsroom) -> None:
    """An update writes down what the quote has counted with; it changes no figure."""
    second(newsroom)
    newsroom.replace(
        "release/library-opening.md",
        "The number of readers grows",
        "The count of readers grew",
    )
    newsroom.replace("release/library-opening.md", "We have waited for this.", "We waited.")
    asked = [(), ("-r", SECOND), ("-r", "library-opening", "-l", "ar")]
    before = [quoted(newsroom, *arguments) for arguments in asked]
    assert newsroom.call("update").code == 0
    assert [quoted(newsroom, *arguments) for arguments in asked] == before
    assert newsroom.call("update").code == 0
    assert [quoted(newsroom, *arguments) for arguments in asked] == before


@pytest.mark.parametrize("taken_over", ["context", "exact"])
def test_what_the_memory_gives_without_approval_is_carried_over(
    newsroom: Newsroom, taken_over: str
) -> None:
    """Where the house takes texts over, nobody is paid for them: before the update as after it."""
    second(newsroom, f'[memory]\ntake_over = "{taken_over}"\n')
    before = quoted(newsroom, "-r", SECOND, "-l", "fr")
    done = words(before["releases"][1])["carried-over"]
    assert done == {"context": 3, "exact": 3 + 5 + 12 + 4}[taken_over]
    newsroom.call("update")
    assert quoted(newsroom, "-r", SECOND, "-l", "fr") == before


def test_the_memory_of_the_project_is_searched(newsroom: Newsroom) -> None:
    """What came to it from elsewhere counts as well, and is told by its file."""
    second(newsroom)
    unit = Unit(
        source="Nobody has read it.",
        translation="Personne ne l’a lu.",
        source_locale="en",
        locale="fr",
        origin="old.tmx",
    )
    with open_memory(newsroom.root / "locales/memory.sqlite3", create=True) as memory:
        memory.add([unit])
    data = quoted(newsroom, "-r", SECOND, "--messages")
    found = [one for one in data["messages"] if one["text"] == unit.source]
    assert [(one["locale"], one["category"]) for one in found] == [
        ("fr", "exact"),
        ("fr", "repetition"),
        ("ar", "new"),
        ("ar", "repetition"),
    ]
    assert (found[0]["origin"], found[0]["matched"]) == ("old.tmx", unit.source)


def test_quoting_writes_nothing(newsroom: Newsroom) -> None:
    """Somebody who only asks leaves the project as it was."""
    second(newsroom)
    before = newsroom.built(".")
    quoted(newsroom)
    assert newsroom.built(".") == before


def test_what_is_emptied_is_new_again(newsroom: Newsroom) -> None:
    """A translation that a person took out is not offered to whoever is paid to replace it."""
    text = newsroom.translation("fr", "What there is")
    newsroom.replace(newsroom.catalogue("fr"), f'msgstr "{text}"', 'msgstr ""')
    assert words(quoted(newsroom, "-l", "fr")["total"]) == {"carried-over": 128, "new": 3}


def test_a_new_language_is_new_in_all(newsroom: Newsroom) -> None:
    """A catalogue that does not exist yet has everything to do, but what repeats."""
    newsroom.replace(HOUSE, 'locales = ["', 'locales = ["ga", "')
    data = quoted(newsroom, "-l", "ga")
    assert set(words(data["total"])) == {"new", "repetition"}
    assert data["total"]["words"] == data["total"]["to_do"]["words"]


def test_status_counts_by_the_same_rule(newsroom: Newsroom) -> None:
    """What `communique status` has to do is what a quote has, where nothing is refused."""
    second(newsroom)
    newsroom.call("update")
    status = json.loads(newsroom.call("status", "--format", "json").stdout)
    wanted = {(row["domain"], row["locale"]): row["words_to_do"] for row in status}
    assert any(wanted.values())
    releases = quoted(newsroom)["releases"]
    assert {(row["release"], row["locale"]): row["to_do"]["words"] for row in releases} == wanted


def test_a_report_of_the_run_has_the_figures(newsroom: Newsroom, tmp_path: Path) -> None:
    """`--report` has them beside the findings, however they were printed."""
    newsroom.call("quote", "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["quote"] == quoted(newsroom)


def test_sums_agree_however_they_are_taken(newsroom: Newsroom) -> None:
    """By language, by release or all at once: the same messages, words and amounts."""
    second(newsroom, _PRICES)
    data = quoted(newsroom)
    for key in ("messages", "words", "characters", "spaces"):
        assert sum(row[key] for row in data["locales"]) == data["total"][key]
        assert sum(row[key] for row in data["releases"]) == data["total"][key]
    for rows in (data["locales"], data["releases"]):
        assert sum(Decimal(row["amount"]) for row in rows) == Decimal(data["total"]["amount"])


@given(st.fractions(min_value=0, max_value=10**6), st.integers(0, 3))
def test_rounding_is_half_up(value: Fraction, digits: int) -> None:
    """What is rounded is no further away than half of the last digit, and a half goes up."""
    away = Fraction(rounded(value, digits)) - value
    half = Fraction(1, 2 * 10**digits)
    assert -half < away <= half


def test_a_half_cent_goes_up_and_yen_have_no_decimals() -> None:
    """Amounts are rounded as in trade, to the smallest unit of the currency."""
    assert rounded(Fraction("0.125"), 2) == Decimal("0.13")
    assert rounded(Fraction("2.5"), 0) == Decimal(3)
    assert [currency_digits(code) for code in ("EUR", "JPY", "KWD", "XYZ")] == [2, 0, 3, 2]


def test_a_price_may_be_for_pages(newsroom: Newsroom) -> None:
    """197 characters and 42 spaces, weighted like words, on pages of 1,800 with spaces."""
    settings = '[quote]\npage = 1800\nspaces = true\nper = "page"\ncurrency = "EUR"\n'
    second(newsroom, f"{settings}price = {{ default = 30 }}\n")
    (row,) = quoted(newsroom, "-r", SECOND, "-l", "fr")["locales"]
    to_do = row["to_do"]
    assert (to_do["characters"], to_do["spaces"]) == (197, 42)
    assert to_do["pages"] == "0.13"
    paid = sum(
        (volume["characters"] + volume["spaces"]) * weight
        for name, volume in row["categories"].items()
        for weight in [weight_of(name, QuoteSettings())]
    )
    assert row["weighted"] == f"{paid / 180000:.2f}"
    assert row["amount"] == f"{paid * 30 / 180000:.2f}"


# --- settings ---


def test_weights_are_those_of_the_house_or_told_ones() -> None:
    """What is not agreed upon has the weight that the reference tells."""
    plain = QuoteSettings()
    assert [weight_of(name, plain) for name in ("carried-over", "repetition", "exact")] == [
        0,
        30,
        30,
    ]
    assert [weight_of(name, plain) for name in ("74-74", "75-84", "new")] == [100, 60, 100]
    agreed = QuoteSettings(weights={"75-84": Decimal("66.6"), "carried-over": Decimal(10)})
    assert weight_of("75-84", agreed) == Decimal("66.6")
    assert weight_of("carried-over", agreed) == 10


@pytest.mark.parametrize(
    ("settings", "line", "sentence"),
    [
        ("bands = []", 5, "`[]` are no bands"),
        ("bands = [75, 50]", 5, "`[75, 50]` are no bands"),
        ("bands = [50, 50]", 5, "`[50, 50]` are no bands"),
        ("bands = [0, 50]", 5, "`[0, 50]` are no bands"),
        ("bands = [50, 100]", 5, "`[50, 100]` are no bands"),
        ("bands = [50.5]", 5, "`bands` is wrong"),
        ("weights = { fuzzy = 5 }", 5, "`fuzzy` is no category"),
        ("bands = [60]\nweights = { 50-74 = 5 }", 6, "`50-74` is no category, expected"),
        ("weights = { new = 101 }", 5, "`101` is no weight"),
        ("weights = { new = nan }", 5, "`NaN` is no weight"),
        ("page = 0", 5, "`0` characters make no page"),
        ('per = "line"', 5, "`per` is wrong"),
        ('currency = "EUR"\nprice = { de = 1 }', 6, "`de` is not in `locales`"),
        ('currency = "EUR"\nprice = { fr = -1 }', 6, "`-1` is no price"),
        ('currency = "EUR"\nprice = { fr = inf }', 6, "`Infinity` is no price"),
        ('currency = "€"', 5, "`€` is no currency"),
        ("price = { fr = 1 }", 5, "`price` of `quote` says no amounts without `currency`"),
        ("rates = 5", 5, "unknown key `rates`"),
    ],
)
def test_settings_that_make_no_sense_are_found(settings: str, line: int, sentence: str) -> None:
    """Each is an error at its line, and the settings are as if nothing were said."""
    text = (
        f'locales = ["fr"]\npatterns.dateline.text = "{{city}}, {{date}}"\n\n[quote]\n{settings}\n'
    )
    house, (finding, *others) = read_house(text)
    assert others == []
    assert (finding.place.line, finding.rule.id) == (line, "house-value")
    assert sentence in finding.message
    assert (house.quote.bands, house.quote.weights, house.quote.price) == ((50, 75, 85, 95), {}, {})


def test_settings_are_read() -> None:
    """The table of the reference, as a house writes it."""
    text = """
[patterns.dateline]
text = "{city}, {date}"

[quote]
bands = [70, 90]
currency = "CHF"
page = 1800
price = { default = 0.25 }

[quote.weights]
"70-89" = 70
"90-99" = 40.5
"""
    house, findings = read_house(text)
    assert findings == ()
    assert house.quote.bands == (70, 90)
    assert house.quote.weights == {"70-89": 70, "90-99": Decimal("40.5")}
    assert house.quote.price == {"default": Decimal("0.25")}


# --- what stands in the way ---


def test_a_broken_house_gives_no_quote(newsroom: Newsroom) -> None:
    """Figures counted by other rules than the house wants would be wrong."""
    newsroom.write(HOUSE, newsroom.read(HOUSE) + "[quote]\npage = 0\n")
    outcome = newsroom.call("quote")
    assert outcome.code == 1
    assert outcome.stdout == ""
    assert "make no page" in outcome.stderr


def test_a_broken_catalogue_is_named_and_left_out(newsroom: Newsroom) -> None:
    """A quote without it is told to be one, and the command fails."""
    newsroom.write(newsroom.catalogue("fr"), "msgid\n")
    outcome = newsroom.call("quote", "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.stdout)["left_out"] == [
        {"release": "library-opening", "locale": "fr"}
    ]
    assert "catalogue cannot be read: library-opening in fr" in newsroom.call("quote").stdout


def test_a_damaged_memory_is_told(newsroom: Newsroom) -> None:
    """The command says which file is no memory, and exits with 2."""
    newsroom.write("locales/memory.sqlite3", "no memory at all, and longer than a header is" * 9)
    outcome = newsroom.call("quote")
    assert outcome.code == 2
    assert "memory.sqlite3" in outcome.stderr


def test_a_language_without_a_price_has_no_amount(newsroom: Newsroom) -> None:
    """A total that leaves somebody out would be too low, so there is none."""
    second(newsroom, '[quote]\ncurrency = "EUR"\nprice = { fr = 0.1 }\n')
    data = quoted(newsroom)
    assert [row["amount"] is None for row in data["locales"]] == [False, True]
    assert data["total"]["amount"] is None
    assert newsroom.call("quote").stdout.count("no price") == 2


# --- forms ---


def test_the_table_fits_a_terminal(newsroom: Newsroom) -> None:
    """What is wider than 80 columns comes as two tables; columns without a word are left out."""
    second(newsroom, _PRICES)
    quote, _ = quote_of(load_project(newsroom.root), ["house", "library-opening", SECOND], ())
    wide, narrow = (quote_table(quote, width=width) for width in (120, 80))
    for table, width in ((wide, 120), (narrow, 80)):
        assert all(len(line) <= width for line in table.splitlines())
    assert wide.count("locale") == 1
    assert narrow.count("locale") == 2
    assert "75–84  " not in wide.partition("\n\n")[0]
    fr = next(line.split() for line in wide.splitlines() if line.startswith("fr"))
    assert fr == ["fr", "131", "4", "24", "4", "13", "4", "180", "22.60", "0.13", "3.39"]


def test_the_table_has_a_total_and_explains_itself(newsroom: Newsroom) -> None:
    """By release each one has its total, and all of them together have one."""
    second(newsroom, _PRICES)
    shown = newsroom.call("quote", "--by", "release").stdout
    assert [line for line in shown.splitlines() if line in ("house", SECOND, "all of them")]
    assert len(re.findall(r"^all  ", shown, re.MULTILINE)) == 4
    assert "a standard page is 1500 characters without spaces" in shown
    assert "30 % is paid of repeated within, repeated across, context exact, exact" in shown


def test_each_message_is_told_with_what_it_was_found_by(newsroom: Newsroom) -> None:
    """A translator can check every figure."""
    second(newsroom)
    shown = newsroom.call("quote", "--messages", "-r", SECOND, "-l", "fr").stdout
    assert "85–94 %           13 words,  60 % paid  lead: The town opens its *second*" in shown
    assert "94 % like a text of locales/fr/LC_MESSAGES/library-opening.po: The town opens" in shown
    assert f"stood before in {SECOND}" in shown


def test_a_separated_file_has_a_row_for_each_language(newsroom: Newsroom) -> None:
    """With its words by category; by release there are more, and no totals to add up twice."""
    second(newsroom, _PRICES)
    outcome = newsroom.call("quote", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.stdout)))
    assert [row["locale"] for row in rows] == ["fr", "ar"]
    assert (rows[0]["85-94"], rows[0]["weighted words"], rows[0]["amount"]) == (
        "13",
        "22.6",
        "3.39",
    )
    more = newsroom.call("quote", "--format", "csv", "--by", "release").stdout
    assert len(list(csv.DictReader(io.StringIO(more)))) == 6


def test_no_text_is_a_formula(newsroom: Newsroom) -> None:
    """A spreadsheet calculates nothing that a release says: neither in CSV nor in a workbook."""
    second(newsroom)
    newsroom.replace(f"release/{SECOND}.md", "## Nobody has read it.", '## =HYPERLINK("x")+1')
    outcome = newsroom.call("quote", "--format", "csv", "--messages", "-l", "fr")
    rows = list(csv.DictReader(io.StringIO(outcome.stdout)))
    assert rows[-1]["text"] == '\'=HYPERLINK("x")+1'
    sheets = workbook(newsroom)
    assert sheets["Messages"][-1]["K"] == '=HYPERLINK("x")+1'


def workbook(newsroom: Newsroom, *arguments: str) -> dict[str, list[dict[str, str]]]:
    """The cells of each sheet by letter, row by row; formulas begin with =, and have a value."""
    path = newsroom.root / "quote.xlsx"
    outcome = newsroom.call("quote", "--format", "xlsx", "-o", path, *arguments)
    assert outcome.code == 0, outcome.text
    return cells(path.read_bytes())


def cells(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The same, of the bytes of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        strings = [
            "".join(text.text or "" for text in entry.iter(f"{_MAIN}t"))
            for entry in _parsed(archive.read("xl/sharedStrings.xml"))
        ]
        names = [
            sheet.attrib["name"]
            for sheet in _parsed(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        ]
        return {
            name: [
                dict(_cell(cell, strings) for cell in row)
                for row in _parsed(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(
                    f"{_MAIN}row"
                )
            ]
            for number, name in enumerate(names, start=1)
        }


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own file


def _cell(cell: ET.Element, strings: list[str]) -> tuple[str, str]:
    letters = cell.attrib["r"].rstrip("0123456789")
    value = cell.findtext(f"{_MAIN}v") or ""
    formula = cell.findtext(f"{_MAIN}f")
    if formula is not None:
        return letters, f"={formula} {value}"
    return letters, strings[int(value)] if cell.get("t") == "s" else value


def test_a_workbook_has_the_figures_and_where_they_come_from(newsroom: Newsroom) -> None:
    """Sums by language and release, each message, the rules; totals are formulas with values."""
    second(newsroom, _PRICES)
    sheets = workbook(newsroom)
    assert list(sheets) == ["Summary", "By release", "Messages", "How it is counted"]
    head, french, _, total = sheets["Summary"]
    named = {head[letter]: value for letter, value in french.items()}
    assert named["locale"] == "fr"
    assert (named["85–94 %, words"], named["weighted words"]) == ("13", "22.6")
    assert (named["words to do"], named["amount, EUR"]) == ("49", "3.39")
    data = quoted(newsroom)["total"]
    assert total["A"] == "total"
    assert total["B"] == f"=SUM(B2:B3) {data['messages']}"
    for letter, formula in total.items():
        if letter != "A":
            column = [Fraction(row[letter]) for row in sheets["Summary"][1:3]]
            written, value = formula.split(" ")
            assert written == f"=SUM({letter}2:{letter}3)"
            assert float(sum(column)) == pytest.approx(float(value))
    assert len(sheets["Messages"]) == 1 + data["messages"]
    assert len(sheets["By release"]) == 1 + 6 + 1


def test_a_workbook_is_the_same_whenever_it_is_made(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It bears the date of the newest release, or of SOURCE_DATE_EPOCH, and no other time."""
    second(newsroom)
    path = newsroom.root / "quote.xlsx"

    def made() -> bytes:
        newsroom.call("quote", "--format", "xlsx", "-o", path)
        return path.read_bytes()

    first = made()
    assert b"2019-09-01T00:00:00Z" in zipfile.ZipFile(path).read("docProps/core.xml")
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    made()
    assert b"2001-09-09T00:00:00Z" in zipfile.ZipFile(path).read("docProps/core.xml")


def test_texts_that_no_cell_takes_are_cut(newsroom: Newsroom) -> None:
    """A cell has 32,767 characters, and none that XML forbids."""
    second(newsroom)
    project = load_project(newsroom.root)
    quote, _ = quote_of(project, [SECOND], ["fr"])
    (job,) = quote.jobs
    huge = job.messages[0].message.id + "\x01\ud800" + "😀" * 40_000
    message = replace(job.messages[0], message=replace(job.messages[0].message, id=huge))
    changed = replace(quote, jobs=(replace(job, messages=(message,)),))
    text = cells(quote_workbook(changed, day=quote.day))["Messages"][1]["K"]
    assert text.endswith("…")
    assert len(text.encode("utf-16-le")) // 2 <= 32_767


def test_a_workbook_needs_a_file(newsroom: Newsroom) -> None:
    """A terminal can do nothing with it."""
    outcome = newsroom.call("quote", "--format", "xlsx")
    assert outcome.code == 2
    assert "--output" in outcome.stderr


def test_a_file_has_what_the_terminal_would_show(newsroom: Newsroom, tmp_path: Path) -> None:
    """`--output` takes every format."""
    for name in ("table", "csv", "json"):
        path = tmp_path / f"quote.{name}"
        newsroom.call("quote", "--format", name, "-o", path)
        shown = newsroom.call("quote", "--format", name).stdout
        assert path.read_bytes().decode().replace("\r\n", "\n") == shown.replace("\r\n", "\n")


def test_an_empty_project_has_an_empty_quote(newsroom: Newsroom) -> None:
    """There is a total of nothing, and no row."""
    quote, _ = quote_of(load_project(newsroom.root), [], ())
    assert quote_rows(quote)[0].total.messages == 0
    assert quote_rows(quote, by=["domain"]) == ()
    assert quote_table(quote)
    assert cells(quote_workbook(quote, day=quote.day))["Summary"]
