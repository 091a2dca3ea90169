"""Facts: which values there are, how each language writes them, and what is no fact."""

from __future__ import annotations

import datetime
import tomllib
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.locales import PartialDate, locale
from communique.release import (
    AddressFact,
    DateFact,
    EmailFact,
    Fact,
    NameFact,
    NumberFact,
    address_problem,
    describe,
    format_fact,
    forms_of,
)
from communique.release.facts import FactError, MoneyFact, PercentFact, read_fact


def fact(toml: str) -> Fact:
    """The fact that a line of a release defines."""
    return read_fact(tomllib.loads(f"fact = {toml}", parse_float=Decimal)["fact"])


LANGUAGES: Final = ("en", "de", "fr", "pl", "lv", "fi", "ar", "zh", "ru")
# In this table `~` stands for U+00A0 and `^` for U+202F, the two spaces that do not break.
WRITTEN: Final = {
    '{ date = "2017-06" }': (
        "June 2017", "Juni 2017", "juin 2017", "czerwiec 2017~r.", "2017.~gada jūnijs",
        "kesäkuu 2017", "يونيو ٢٠١٧", "2017年6月", "июнь 2017^г.",
    ),
    "2017-06-12": (
        "12~June 2017", "12.~Juni 2017", "12~juin 2017", "12~czerwca 2017~r.",
        "2017.~gada 12.~jūnijā", "12.~kesäkuuta 2017", "١٢~يونيو ٢٠١٧", "2017年6月12日",
        "12~июня 2017^г.",
    ),
    '{ date = "2017" }': (
        "2017", "2017", "2017", "2017", "2017", "2017", "٢٠١٧", "2017年", "2017",
    ),
    "12500": (
        "12~500", "12~500", "12~500", "12~500", "12~500", "12~500", "١٢٬٥٠٠", "12,500", "12~500",
    ),
    "-4.50": (
        "−4.50", "−4,50", "−4,50", "−4,50", "−4,50", "−4,50", "-٤٫٥٠", "-4.50", "-4,50",
    ),
    "{ percent = 6 }": (
        "6~%", "6~%", "6~%", "6~%", "6~%", "6~%", "٦٪", "6%", "6~%",
    ),
    '{ money = 12500, currency = "EUR" }': (
        "EUR~12~500", "12~500~EUR", "12~500~EUR", "12~500~EUR", "12~500~EUR", "12~500~EUR",
        "١٢٬٥٠٠~يورو", "12,500欧元", "12~500~евро",
    ),
    '{ url = "https://example.org/a_{lang}", languages = ["en", "pl", "zh"] }': (
        "https://example.org/a_en", "https://example.org/a_en", "https://example.org/a_en",
        "https://example.org/a_pl", "https://example.org/a_en", "https://example.org/a_en",
        "https://example.org/a_en", "https://example.org/a_zh", "https://example.org/a_en",
    ),
    '"https://example.org/a_{lang}"': tuple(
        f"https://example.org/a_{tag}" for tag in LANGUAGES
    ),
    '"https://example.org/b"': ("https://example.org/b",) * 9,
    '"press@example.org"': ("press@example.org",) * 9,
    '"UNOCT"': ("UNOCT",) * 9,
}  # fmt: skip


@pytest.mark.parametrize("toml", WRITTEN)
def test_each_language_writes_a_fact_in_its_own_way(toml: str) -> None:
    """Dates, numbers, percentages and amounts follow the language; addresses and names stay."""
    expected = [
        text.replace("~", "\N{NO-BREAK SPACE}").replace("^", "\N{NARROW NO-BREAK SPACE}")
        for text in WRITTEN[toml]
    ]
    assert [format_fact(fact(toml), locale(tag)) for tag in LANGUAGES] == expected


def test_a_month_can_be_asked_for_as_it_answers_when() -> None:
    """`{established:in}` has the case that stands after “in”; English has no other than `in`."""
    established = fact('{ date = "2017-06" }')
    written = [format_fact(established, locale(tag), form="in") for tag in LANGUAGES]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in written] == [
        "June 2017", "Juni 2017", "juin 2017", "czerwcu 2017 r.", "2017. gada jūnijā",
        "kesäkuussa 2017", "يونيو ٢٠١٧", "2017年6月", "июне 2017 года",
    ]  # fmt: skip
    assert forms_of(established) == ("in",)
    assert forms_of(fact("6")) == ()


def test_the_form_changes_nothing_but_a_month_of_a_year() -> None:
    """A day is written alike with and without the form."""
    day = fact("2017-06-12")
    for tag in LANGUAGES:
        assert format_fact(day, locale(tag), form="in") == format_fact(day, locale(tag))


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("6", NumberFact(number=6)),
        ("6.50", NumberFact(number=Decimal("6.50"))),
        ("{ number = 0 }", NumberFact(number=0)),
        ("{ percent = 0.5 }", PercentFact(percent=Decimal("0.5"))),
        ('{ money = 1.5, currency = "USD" }', MoneyFact(amount=Decimal("1.5"), currency="USD")),
        ("2018-05-25", DateFact(date=PartialDate(year=2018, month=5, day=25))),
        ("{ date = 2018-05-25 }", DateFact(date=PartialDate(year=2018, month=5, day=25))),
        ('{ date = "2018-05-25" }', DateFact(date=PartialDate(year=2018, month=5, day=25))),
        ('{ date = "2018" }', DateFact(date=PartialDate(year=2018))),
        ('"a+b@mail.example.org"', EmailFact(email="a+b@mail.example.org")),
        ('{ email = "a@example.org" }', EmailFact(email="a@example.org")),
        ('"UN Women"', NameFact(name="UN Women")),
        ('{ name = "Follow @UN" }', NameFact(name="Follow @UN")),
        ('{ url = "tel:+3222991111" }', AddressFact(url="tel:+3222991111")),
        (
            '{ url = "https://example.org/{lang}", languages = ["fr", "de"] }',
            AddressFact(
                url="https://example.org/{lang}", languages=("fr", "de"), otherwise="fr"
            ),
        ),
    ],
)  # fmt: skip
def test_a_value_is_read_as_what_it_is(toml: str, expected: Fact) -> None:
    """A number keeps the decimals that are written, a date its precision."""
    assert fact(toml) == expected


@pytest.mark.parametrize(
    "toml",
    [
        "true",
        "12:30:00",
        "2018-05-25T12:30:00Z",
        "[1, 2]",
        "{}",
        '""',
        '"   "',
        '"ftp://example.org"',
        '"javascript://example.org/%0aalert(1)"',
        '"https://"',
        '"https://user@example.org"',
        '"https://exa mple.org"',
        '"https://example.org/{language}"',
        '"https://example.org/\\u202Egro"',
        '"https://[::1"',
        '"nobody@nowhere"',
        '"a@b@example.org"',
        '"Jane <jane@example.org>"',
        '"two\\nlines"',
        '"turned \\u202E round"',
        '{ date = "June 2017" }',
        '{ date = "2017-13" }',
        '{ date = "2017-02-30" }',
        '{ date = "0000" }',
        '{ date = "٢٠١٧" }',
        "{ date = 2017-06-12T10:00:00 }",
        "{ date = 2017 }",
        '{ number = "6" }',
        "{ number = true }",
        "{ percent = false }",
        '{ money = true, currency = "EUR" }',
        "{ money = 5 }",
        '{ money = 5, currency = "euro" }',
        '{ money = "5", currency = "EUR" }',
        '{ money = 5, currency = "EUR", note = "x" }',
        "nan",
        "-inf",
        "1e999999",
        "1e-999999",
        "0x" + "f" * 5000,
        "9" * 60,
        "{ number = 1e400000000 }",
        "{ date = 0x" + "f" * 5000 + " }",
        '{ url = "https://example.org", languages = ["en"] }',
        '{ url = "https://example.org/{lang}", languages = [] }',
        '{ url = "https://example.org/{lang}", languages = [7] }',
        '{ url = "https://example.org/{lang}", languages = ["../.."] }',
        '{ url = "https://example.org/{lang}", otherwise = "en" }',
        '{ name = "" }',
        '{ email = "press" }',
        '{ colour = "blue" }',
        "{ number = 1, percent = 2 }",
    ],
    ids=lambda toml: toml[:40],
)  # fmt: skip
def test_what_is_no_fact_is_refused(toml: str) -> None:
    """Every other value is an error that says what was expected, never a guess."""
    with pytest.raises(FactError, match=r"\w"):
        fact(toml)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.decimals() | st.text() | st.dates()
        | st.times() | st.datetimes() | st.binary(max_size=3),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["date", "number", "percent", "money", "currency", "url", "languages", "email"]
            ),
            inner,
            max_size=3,
        ),
        max_leaves=4,
    )
)  # fmt: skip
def test_any_value_is_a_fact_that_can_be_written_or_an_error(value: object) -> None:
    """There is no value that is taken for a fact and then cannot be printed."""
    try:
        found = read_fact(value)
    except FactError:
        return
    for tag in ("en", "de", "ar", "zh"):
        assert format_fact(found, locale(tag))
        assert "\n" not in describe(found, locale(tag))


def test_a_comment_for_translators_names_the_value_and_its_forms() -> None:
    """A translator sees what will stand there, and what else can be asked for."""
    assert describe(fact('{ date = "2017-06" }'), locale("en")) == "June 2017 (or :in)"
    assert describe(fact("6"), locale("en")) == "6"
    assert fact("2018-05-25") == read_fact(datetime.date(2018, 5, 25))


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://example.org:8080/a?b=c&d=%20#e", "mailto:a@example.org",
     "tel:+3222991111", "HTTPS://EXAMPLE.ORG/"],
)  # fmt: skip
def test_addresses_of_pages_mail_and_telephone_are_allowed(url: str) -> None:
    """These open a page, a letter or a call, and nothing else."""
    assert address_problem(url) == ""


@pytest.mark.parametrize(
    "url",
    ["", "//example.org", "/page", "page.html", "javascript:alert(1)", "JavaScript:alert(1)",
     "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://x.org",
     "https:", "https:///path", "https://a@example.org", "https://example.org/a b",
     "https://example.org/<b>", 'https://example.org/"', "https://example.org/\\", "{x} ",
     "https://example.org/\u202e", "https://example.org/\u200b", "https://[1"],
)  # fmt: skip
def test_every_other_address_is_refused(url: str) -> None:
    """Other schemes run scripts or open programs; hidden characters lead elsewhere."""
    assert address_problem(url)
