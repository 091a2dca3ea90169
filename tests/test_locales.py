"""Languages: order, names, direction, plural forms, and how each writes dates and numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.locales import (
    EU_LOCALES,
    SAMPLE_LOCALES,
    LocaleError,
    PartialDate,
    format_date,
    format_integer,
    format_money,
    format_number,
    format_percent,
    in_house_order,
    locale,
    parse_plural_forms,
)
from communique.locales.cldr import cldr_locale

# In these tables `~` stands for U+00A0 and `^` for U+202F, the two spaces that do not break.
HARD: Final = str.maketrans({"~": "\N{NO-BREAK SPACE}", "^": "\N{NARROW NO-BREAK SPACE}"})

# A day, the first of a month, a month of a year, and the month as it answers “when?”.
DATES: Final = {
    "bg": ("25~май 2018^г.", "1~август 2018^г.", "юни 2017^г.", "юни 2017^г."),
    "es": ("25~de mayo de 2018", "1~de agosto de 2018", "junio de 2017", "junio de 2017"),
    "cs": ("25.~května 2018", "1.~srpna 2018", "červen 2017", "červnu 2017"),
    "da": ("25.~maj 2018", "1.~august 2018", "juni 2017", "juni 2017"),
    "de": ("25.~Mai 2018", "1.~August 2018", "Juni 2017", "Juni 2017"),
    "et": ("25.~mai 2018", "1.~august 2018", "juuni 2017", "2017.~aasta juunis"),
    "el": ("25~Μαΐου 2018", "1~Αυγούστου 2018", "Ιούνιος 2017", "Ιούνιο του 2017"),
    "en": ("25~May 2018", "1~August 2018", "June 2017", "June 2017"),
    "fr": ("25~mai 2018", "1er~août 2018", "juin 2017", "juin 2017"),
    "ga": ("25~Bealtaine 2018", "1~Lúnasa 2018", "Meitheamh 2017", "mí an Mheithimh 2017"),
    "hr": ("25.~svibnja 2018.", "1.~kolovoza 2018.", "lipanj 2017.", "lipnju 2017."),
    "it": ("25~maggio 2018", "1º~agosto 2018", "giugno 2017", "giugno 2017"),
    "lv": ("2018.~gada 25.~maijā", "2018.~gada 1.~augustā", "2017.~gada jūnijs",
           "2017.~gada jūnijā"),
    "lt": ("2018~m. gegužės 25~d.", "2018~m. rugpjūčio 1~d.", "2017~m. birželis",
           "2017~m. birželio mėn."),
    "hu": ("2018.~május 25.", "2018.~augusztus 1.", "2017.~június", "2017~júniusában"),
    "mt": ("25~ta’ Mejju 2018", "1~ta’ Awwissu 2018", "Ġunju 2017", "Ġunju 2017"),
    "nl": ("25~mei 2018", "1~augustus 2018", "juni 2017", "juni 2017"),
    "pl": ("25~maja 2018~r.", "1~sierpnia 2018~r.", "czerwiec 2017~r.", "czerwcu 2017~r."),
    "pt": ("25~de maio de 2018", "1~de agosto de 2018", "junho de 2017", "junho de 2017"),
    "ro": ("25~mai 2018", "1~august 2018", "iunie 2017", "iunie 2017"),
    "sk": ("25.~mája 2018", "1.~augusta 2018", "jún 2017", "júni 2017"),
    "sl": ("25.~maja 2018", "1.~avgusta 2018", "junij 2017", "junija 2017"),
    "fi": ("25.~toukokuuta 2018", "1.~elokuuta 2018", "kesäkuu 2017", "kesäkuussa 2017"),
    "sv": ("25~maj 2018", "1~augusti 2018", "juni 2017", "juni 2017"),
    "ar": ("٢٥~مايو ٢٠١٨", "١~أغسطس ٢٠١٨", "يونيو ٢٠١٧", "يونيو ٢٠١٧"),
    "zh": ("2018年5月25日", "2018年8月1日", "2017年6月", "2017年6月"),
    "ru": ("25~мая 2018^г.", "1~августа 2018^г.", "июнь 2017^г.", "июне 2017~года"),
}  # fmt: skip

# A number, a negative one, a percentage and an amount.
EU_COMMA: Final = ("12~500", "−1~234,50", "6,5~%", "12~500~EUR")
EU_POINT: Final = ("12~500", "−1~234.50", "6.5~%", "EUR~12~500")
NUMBERS: Final = {
    **dict.fromkeys(EU_LOCALES, EU_COMMA),
    **dict.fromkeys(("en", "ga", "mt"), EU_POINT),
    "nl": ("12~500", "−1~234,50", "6,5~%", "EUR~12~500"),
    "ar": ("١٢٬٥٠٠", "-١٬٢٣٤٫٥٠", "٦٫٥٪", "١٢٬٥٠٠~يورو"),
    "zh": ("12,500", "-1,234.50", "6.5%", "12,500欧元"),
    "ru": ("12~500", "-1~234,50", "6,5~%", "12~500~евро"),
}


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_dates_are_written_as_the_language_writes_them(tag: str) -> None:
    """The day, the first of the month, the month of a year, and the month after “in”."""
    of = locale(tag)
    month = PartialDate(year=2017, month=6)
    assert (
        format_date(datetime.date(2018, 5, 25), of),
        format_date(datetime.date(2018, 8, 1), of),
        format_date(month, of),
        format_date(month, of, form="in"),
    ) == tuple(text.translate(HARD) for text in DATES[tag])


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_numbers_are_written_in_the_house_style(tag: str) -> None:
    """Hard spaces in thousands, a minus sign, a hard space before `%`, the currency's place."""
    of = locale(tag)
    assert (
        format_number(12500, of),
        format_number(Decimal("-1234.50"), of),
        format_percent(Decimal("6.5"), of),
        format_money(12500, "EUR", of),
    ) == tuple(text.translate(HARD) for text in NUMBERS[tag])


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
@pytest.mark.parametrize("form", ["", "in"])
def test_no_two_months_are_written_alike(tag: str, form: str) -> None:
    """Twelve months have twelve names, in the plain form and after “in”."""
    of = locale(tag)
    months = {format_date(PartialDate(year=2017, month=n), of, form=form) for n in range(1, 13)}
    days = {format_date(datetime.date(2018, n, 25), of) for n in range(1, 13)}
    assert len(months) == len(days) == 12


@pytest.mark.parametrize(
    ("tag", "written"), [("en", "2017"), ("ar", "٢٠١٧"), ("zh", "2017年"), ("ru", "2017")]
)
def test_a_year_alone_is_a_year(tag: str, written: str) -> None:
    """A date that is known to the year only does not gain a month."""
    assert format_date(PartialDate(year=2017), locale(tag)) == written


def test_serial_numbers_are_not_grouped() -> None:
    """A page number is a name of the page, in the digits of the language (ISG 6.5)."""
    assert format_integer(12500, locale("fr")) == "12500"
    assert format_integer(12500, locale("ar")) == "١٢٥٠٠"


@given(st.sampled_from(SAMPLE_LOCALES), st.decimals(-(10**9), 10**9, places=2))
@settings(deadline=None)
def test_a_number_keeps_its_value(tag: str, number: Decimal) -> None:
    """The digits that are printed are those of the value, in order, none rounded away."""
    written = format_number(number, locale(tag))
    digits = "".join(str(int(digit)) for digit in written if digit.isdecimal())
    assert int(digits) == abs(int(number.scaleb(2)))
    assert (written[0] in "-−") == (number < 0)


@given(st.sampled_from(SAMPLE_LOCALES), st.dates(), st.sampled_from(["", "in"]))
@settings(deadline=None)
def test_no_date_breaks_between_a_number_and_its_word(
    tag: str, date: datetime.date, form: str
) -> None:
    """`25 May` never stands on two lines, and neither does `12 500`."""
    written = format_date(date, locale(tag), form=form)
    assert not re.search(r"\d(er|[.º])? [^\W\d]", written)


def test_a_partial_date_is_iso_8601() -> None:
    """A machine reads as much of the date as a person does."""
    assert str(PartialDate(year=2017)) == "2017"
    assert str(PartialDate(year=2017, month=6)) == "2017-06"
    assert str(PartialDate(year=987, month=6, day=1)) == "0987-06-01"


def test_the_union_lists_its_languages_by_their_own_names() -> None:
    """The order is that of the Interinstitutional Style Guide (7.2.1), then that of the UN."""
    house = (
        "bg es cs da de et el en fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv ar zh ru".split()
    )
    assert tuple(house) == SAMPLE_LOCALES
    assert in_house_order(reversed(house)) == tuple(house)


def test_other_languages_follow_by_their_tags() -> None:
    """A language of neither house comes last, and each comes once."""
    tags = ["uk", "ja", "ru", "pt-BR", "sv", "ru", "bg"]
    for shuffled in list(permutations(tags))[::501]:
        assert in_house_order(shuffled) == ("bg", "sv", "ru", "ja", "pt-BR", "uk")


def test_languages_are_called_by_their_own_names() -> None:
    """A language switcher shows each language as its speakers write it."""
    assert [locale(tag).native_name for tag in SAMPLE_LOCALES] == [
        "български", "español", "čeština", "dansk", "Deutsch", "eesti keel", "ελληνικά", "English",
        "français", "Gaeilge", "hrvatski", "italiano", "latviešu valoda", "lietuvių kalba",
        "magyar", "Malti", "Nederlands", "polski", "português", "română", "slovenčina",
        "slovenščina", "suomi", "svenska", "العربية", "中文", "русский",
    ]  # fmt: skip


def test_languages_have_names_in_each_other() -> None:
    """A page says in its own language which language the original is in."""
    assert locale("en").name_in(locale("fr")) == "anglais"
    assert locale("en").name_in(locale("ar")) == "الإنجليزية"
    assert locale("el").name_in(locale("fi")) == "kreikka"


def test_arabic_alone_of_the_sample_runs_from_right_to_left() -> None:
    """The direction is that of the script."""
    assert [tag for tag in SAMPLE_LOCALES if locale(tag).right_to_left] == ["ar"]


@pytest.mark.parametrize(
    "tag", [*SAMPLE_LOCALES, *"dv fa ff-Adlm he ku nqo ps rhg sd syr ur uz-Arab yi".split()]
)
def test_the_direction_is_that_of_cldr(tag: str) -> None:
    """What is told by the script alone is what CLDR says of the language."""
    of = locale(tag)
    assert of.direction == cldr_locale(of.cldr).text_direction
    assert {tag: locale(tag).direction for tag in ("ar", "he", "fa", "de", "pa-Arab")} == {
        "ar": "rtl", "he": "rtl", "fa": "rtl", "de": "ltr", "pa-Arab": "rtl",
    }  # fmt: skip


def test_a_tag_has_a_form_for_each_reader() -> None:
    """Folders of gettext, CLDR and `lang` attributes each have their own spelling."""
    chinese, brazilian = locale("zh"), locale("pt-BR")
    assert (chinese.tag, chinese.written_tag, chinese.posix) == ("zh", "zh-Hans", "zh")
    assert (brazilian.tag, brazilian.posix, brazilian.language) == ("pt-BR", "pt_BR", "pt")
    assert locale("pt").cldr == "pt_PT"
    assert locale("en").cldr == "en_GB"
    assert locale("zh-Hant").native_name == "中文 (繁體)"
    assert str(brazilian) == "pt-BR"


@pytest.mark.parametrize(
    "tag",
    ["", "x", "DE", "de_DE", "english", "xx", "de-ZZ", "de-419", "und", "mul", "root", "iw",
     "../etc/passwd", "de\n", "de-", "de-DE-1996", "a" * 5000],
)  # fmt: skip
def test_what_is_no_language_is_refused(tag: str) -> None:
    """Only tags that CLDR knows as they stand; nothing is put in the place of another."""
    with pytest.raises(LocaleError, match="names no language, expected a BCP 47 tag"):
        locale(tag)


def _slavic(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def _polish(n: int) -> int:
    if n == 1:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def _lithuanian(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 >= 2 and not 11 <= n % 100 <= 19 else 2


def _maltese(n: int) -> int:
    if n == 1:
        return 0
    if n == 0 or 2 <= n % 100 <= 10 or n % 100 == 1:
        return 1
    return 2 if 11 <= n % 100 <= 19 else 3


def _arabic(n: int) -> int:
    if n <= 2:
        return n
    if 3 <= n % 100 <= 10:
        return 3
    return 4 if n % 100 >= 11 else 5


# What the languages themselves do, after CLDR's rules for cardinal numbers and, for the order
# of the forms, gettext's manual.
PLURALS: Final[dict[str, tuple[int, Callable[[int], int]]]] = {
    **dict.fromkeys(
        "bg es da de et el en it hu nl pt fi sv".split(), (2, lambda n: int(n != 1))
    ),
    "fr": (2, lambda n: int(n > 1)),
    **dict.fromkeys(("cs", "sk"), (3, lambda n: 0 if n == 1 else 1 if n in (2, 3, 4) else 2)),
    **dict.fromkeys(("hr", "ru"), (3, _slavic)),
    "pl": (3, _polish),
    "lt": (3, _lithuanian),
    "lv": (3, lambda n: 0 if n % 10 == 1 and n % 100 != 11 else 1 if n else 2),
    "ro": (3, lambda n: 0 if n == 1 else 1 if n == 0 or 1 <= n % 100 <= 19 else 2),
    "sl": (4, lambda n: {1: 0, 2: 1, 3: 2, 4: 2}.get(n % 100, 3)),
    "ga": (5, lambda n: 0 if n == 1 else 1 if n == 2 else 2 if 3 <= n <= 6 else 3
           if 7 <= n <= 10 else 4),
    "mt": (4, _maltese),
    "ar": (6, _arabic),
    "zh": (1, lambda _: 0),
}  # fmt: skip


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_each_number_stands_with_the_form_its_language_has_for_it(tag: str) -> None:
    """For every number to 200, the plural rule of a new catalogue picks the right form."""
    forms = locale(tag).plural_forms
    count, form = PLURALS[tag]
    assert forms.count == count
    assert [forms.index(n) for n in range(201)] == [form(n) for n in range(201)]


@pytest.mark.parametrize(
    "header",
    [
        "nplurals=2; plural=(n != 1);",
        " nplurals = 2 ;\tplural = n!=1 ",
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2)",
        f"nplurals=2; plural={'!' * 500}n;",
    ],
)
def test_a_rule_in_any_spelling_is_read(header: str) -> None:
    """Translators' tools write the rule in many ways; all that gettext reads are read."""
    forms = parse_plural_forms(header)
    assert forms.header == header
    assert {forms.index(n) for n in range(200)} <= set(range(forms.count))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=0; plural=0;",
        "nplurals=2; plural=;",
        "nplurals=2; plural=2;",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=-1;",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=n%(n-n);",
        "nplurals=2; plural=n ** n;",
        "nplurals=2; plural=n?;",
        "nplurals=2; plural=(n != 1;",
        "nplurals=2; plural=n != 1; import os",
        "nplurals=2; plural=__import__('os').system('true');",
        "nplurals=2; plural=n.__class__;",
        "nplurals=2; plural=lambda: n;",
        f"nplurals={'9' * 5000}; plural=n;",
        "nplurals=100; plural=0;",
        f"nplurals=2; plural={'9' * 990}*n;",
        f"nplurals=2; plural={'(' * 400}n{')' * 400};",
        f"nplurals=2; plural={'n?0:' * 240}9;",
        f"nplurals=2; plural={'n*' * 499}n;",
        f"nplurals=2; plural=n{' ' * 200_000}n;",
        f"nplurals=2; plural={'n' * 200_000};",
    ],
    ids=range(24),
)
def test_a_hostile_rule_is_refused(header: str) -> None:
    """A header comes from outside: it is arithmetic in `n` that ends, or it is an error."""
    with pytest.raises(LocaleError):
        parse_plural_forms(header)


@given(st.text("n0123456789()?:<>=!&|%+*/- ", max_size=30), st.integers(0, 9))
@settings(deadline=None, max_examples=300)
def test_no_rule_does_anything_but_pick_a_form(expression: str, count: int) -> None:
    """Whatever stands in the header, there is a form for each number, or a `LocaleError`."""
    try:
        forms = parse_plural_forms(f"nplurals={count}; plural={expression};")
        assert all(0 <= forms.index(n) < count for n in range(150))
    except LocaleError:
        pass


def test_what_one_locale_was_asked_changes_no_other() -> None:
    """Reading the Chinese months first leaves the Latvian ones Latvian, in every order."""

    def months(tag: str) -> list[str]:
        tables = cldr_locale(locale(tag).cldr).months
        return [str(tables[form]["wide"][6]) for form in ("format", "stand-alone")]

    first = {tag: months(tag) for tag in SAMPLE_LOCALES}
    assert first["lv"] == ["jūnijs", "jūnijs"]
    assert {tag: months(tag) for tag in reversed(SAMPLE_LOCALES)} == first
    assert len(set(map(tuple, first.values()))) > len(first) / 2
