"""TMX: read from everybody, written for everybody, and nobody's file does harm."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.frozen import replace
from communique.memory import (
    Level,
    Tally,
    TmxReader,
    Unit,
    fits_tmx,
    read_tmx,
    written_tmx,
)
from tmx_rules import problems
from tmx_samples import HEADER, Endless, entry, read, tmx


def tally(content: bytes, *, locales: str = "fr") -> Tally:
    """What becomes of a file."""
    reader = TmxReader(
        io.BytesIO(content), source_locale="en", locales=locales.split(), origin="a.tmx"
    )
    list(reader)
    return reader.tally


def segment(inner: str) -> str:
    """What is read of the inside of a `<seg>`."""
    [unit] = read(tmx(entry(("en", inner), ("fr", "x"))))
    return unit.source


def test_a_volume_of_dgt_gives_a_unit_for_each_translation() -> None:
    """The European Commission's own memory: UTF-16, all languages in one entry, old tags."""
    content = (
        '<?xml version="1.0" encoding="UTF-16LE"?>\r\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\r\n'
        f'<tmx version="1.4">\r\n{HEADER}\r\n<body>\r\n<tu>\r\n'
        '<prop type="Txt::Doc. No.">21970A0720(01)</prop>\r\n'
        '<tuv lang="EN-GB">\r\n<seg>Done at Brussels.</seg>\r\n</tuv>\r\n'
        '<tuv lang="BG-01">\r\n<seg>Съставено в Брюксел.</seg>\r\n</tuv>\r\n'
        '<tuv lang="FR-FR">\r\n<seg>Fait à Bruxelles.</seg>\r\n</tuv>\r\n'
        '<tuv lang="PT-PT">\r\n<seg>Feito em Bruxelas.</seg>\r\n</tuv>\r\n'
        "</tu>\r\n</body>\r\n</tmx>"
    )
    units = read(b"\xff\xfe" + content.encode("utf-16-le"), locales="bg fr")
    assert [(unit.locale, unit.translation) for unit in units] == [
        ("bg", "Съставено в Брюксел."),
        ("fr", "Fait à Bruxelles."),
    ]
    assert {unit.source for unit in units} == {"Done at Brussels."}
    assert {unit.level for unit in units} == {Level.SENTENCE}
    assert {unit.origin for unit in units} == {"a.tmx"}


def test_any_pair_of_languages_is_read_whichever_was_translated_from() -> None:
    """A memory into English also serves from English."""
    content = tmx(entry(("de", "Ja"), ("fr", "Oui"), ("en", "Yes")))
    assert [(unit.source, unit.translation) for unit in read(content)] == [("Yes", "Oui")]
    [unit] = read(content, source_locale="fr", locales="de")
    assert (unit.source, unit.translation) == ("Oui", "Ja")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("plain &amp; simple", "plain & simple"),
        ('<bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept>', "bold"),
        ('H<bpt i="1">&lt;sub&gt;</bpt>2<ept i="1">&lt;/sub&gt;</ept>O', "H2O"),
        ('half <it pos="begin">&lt;i&gt;</it>open', "half open"),
        ("the <hi>whole</hi> text", "the whole text"),
        ("one<ph>&lt;br/&gt;</ph>two", "one two"),
        ("one<ph/> two<ut>{\\cs6}</ut>.", "one two."),
        ("欧盟<ph/>委员会", "欧盟委员会"),
        ("a<ph>&lt;a title='<sub>a title</sub>'&gt;</ph>b", "a b"),
        ("a <ph><sub>note <hi>with</hi> <ph>x</ph></sub></ph>b", "a b"),
        ("  trimmed \n", "trimmed"),
        ("two\nlines and  spaces", "two\nlines and  spaces"),
        ("1\u00a0000\u00a0", "1\u00a0000\u00a0"),
        ("no\u0092controls\ufeff", "nocontrols"),
        ("<![CDATA[<b>]]> &#x20AC;", "<b> €"),
    ],
)
def test_of_a_segment_its_text_is_read(inner: str, text: str) -> None:
    """Codes of other programs go, and words do not run together."""
    assert segment(inner) == text


@pytest.mark.parametrize(
    ("written", "locales", "meant"),
    [
        ("fr", "fr", "fr"),
        ("FR-FR", "fr", "fr"),
        ("fr_FR", "fr", "fr"),
        ("fre", "fr", "fr"),
        ("fr-CA", "fr", "fr"),
        ("fr-CA", "fr-BE", None),
        ("fr", "fr-BE", "fr-BE"),
        ("fr", "fr-BE fr-CA", None),
        ("LV-01", "lv", "lv"),
        ("zh-CN", "zh", "zh"),
        ("zh-SG", "zh", "zh"),
        ("zh-TW", "zh", None),
        ("zh-Hant", "zh", None),
        ("zh-TW", "zh zh-Hant", "zh-Hant"),
        ("zh-CN", "zh-Hant", None),
        ("pt-PT", "pt", "pt"),
        ("pt-BR", "pt", None),
        ("pt-BR", "pt pt-BR", "pt-BR"),
        ("pt", "pt-BR", None),
        ("sr-Latn-RS", "sr", None),
        ("iw-IL", "he", "he"),
        ("no-NO", "nb", "nb"),
        ("x-klingon", "fr", None),
        ("", "fr", None),
    ],
)
def test_a_tag_means_a_language_of_the_project(
    written: str, locales: str, meant: str | None
) -> None:
    """A region is no hindrance where readers do not mind; scripts are never mixed up."""
    units = read(tmx(entry(("en", "a"), (written, "b"))), locales=locales)
    assert [unit.locale for unit in units] == ([meant] if meant else [])


@pytest.mark.parametrize("written", ["en", "EN-GB", "en-US", "en_AU"])
def test_a_source_text_may_come_from_any_region(written: str) -> None:
    """What counts there is whether the words are the same."""
    assert read(tmx(entry((written, "a"), ("fr", "b"))))


def test_of_two_regions_the_nearer_one_counts() -> None:
    """The text in the project's own variety, wherever it stands; else the first."""
    [unit] = read(tmx(entry(("en", "a"), ("fr-CA", "b"), ("fr-FR", "c"), ("fr-BE", "d"))))
    assert unit.translation == "c"
    [unit] = read(tmx(entry(("en", "a"), ("fr-CA", "b"), ("fr-BE", "d"))))
    assert unit.translation == "b"


def test_tags_can_be_told() -> None:
    """Who knows that a file's Portuguese is Brazilian can say so."""
    content = io.BytesIO(tmx(entry(("en", "a"), ("pt", "b"), ("xx", "c"))))
    tags = {"pt": "pt-BR", "xx": "it"}
    units = read_tmx(content, source_locale="en", locales=["pt-BR"], origin="", tags=tags)
    assert [unit.locale for unit in units] == ["pt-BR"]


def test_dates_and_people_are_read() -> None:
    """The last change counts before the making, the text before the entry."""
    both = ' creationdate="20170102T030405Z" creationid="ann" changedate="20180525T120000Z"'
    content = tmx(
        entry(("en", "a"), ("fr", "b"), attributes=f'{both} changeid="bob"')
        + entry(("en", "c"), ("fr", "d"), attributes=' creationdate="2017-01-02T03:04:05Z"')
        + entry(("en", "e"), ("fr", "f"), attributes=' creationdate="20171332T000000Z"')
        + f'<tu{both}><tuv xml:lang="en"><seg>g</seg></tuv>'
        '<tuv xml:lang="fr" changedate="20190101T000000Z" changeid="eve"><seg>h</seg></tuv></tu>'
    )
    assert [(unit.date, unit.translator) for unit in read(content)] == [
        ("2018-05-25", "bob"),
        ("2017-01-02", ""),
        ("", ""),
        ("2019-01-01", "eve"),
    ]


def test_what_programs_say_of_an_entry_is_read() -> None:
    """OmegaT tells the neighbours, the Translate Toolkit the context, Trados the state."""
    props = (
        '<note>n</note><prop type="x-context">title</prop><prop type="prev"></prop>'
        '<prop type="next">B &lt; C</prop><prop type="x-release">one</prop>'
        '<prop type="x-ConfirmationLevel">Draft</prop><prop type="x-Context">0, 0</prop>'
    )
    [unit] = read(tmx(entry(("en", "a"), ("fr", "b"), before=props)))
    assert (unit.context, unit.before, unit.after, unit.release, unit.approved) == (
        "title",
        "",
        "B < C",
        "one",
        False,
    )
    [unit] = read(tmx(entry(("en", "a"), ("fr", "b"))))
    assert (unit.context, unit.before, unit.after, unit.approved) == (None, None, None, True)


@pytest.mark.parametrize(
    ("header", "own", "level"),
    [
        ("sentence", "", Level.SENTENCE),
        ("phrase", "", Level.SENTENCE),
        ("paragraph", "", Level.PARAGRAPH),
        ("block", "", Level.PARAGRAPH),
        ("sentence", ' segtype="paragraph"', Level.PARAGRAPH),
        ("paragraph", ' segtype="sentence"', Level.SENTENCE),
        ("", "", Level.PARAGRAPH),
    ],
)
def test_the_type_of_segments_tells_the_level(header: str, own: str, level: Level) -> None:
    """Its own first, then that of the header."""
    content = tmx(
        entry(("en", "a"), ("fr", "b"), attributes=own), header=f'<header segtype="{header}"/>'
    )
    assert [unit.level for unit in read(content)] == [level]


def test_what_became_of_a_file_is_told() -> None:
    """Nobody has to guess why an import brought less than expected."""
    content = tmx(
        entry(("en", "a"), ("fr", "b"), ("de", "c"), ("it", "d"))
        + entry(("fr", "b"), ("it", "d"))
        + entry(("en", "a"), ("pt-BR", "d"))
        + entry(("en", " "), ("fr", "b"))
        + entry(("en", "a"), ("fr", "x" * 100_001))
    )
    assert tally(content, locales="fr de") == Tally(
        read=5,
        units=2,
        without_source=2,
        without_translation=2,
        empty=1,
        too_long=1,
        others={"it": 2, "pt-BR": 1},
    )


@given(st.integers(1, 400), st.sampled_from(["utf-8", "utf-16"]))
def test_it_does_not_matter_how_a_file_arrives(size: int, encoding: str) -> None:
    """In one block or letter by letter: the units are the same."""
    content = tmx(
        entry(("en", 'é<ph/>a <hi>𝔘</hi>&amp;<bpt i="1">x</bpt>y'), ("fr", "b\r\nc"))
    ).decode()
    whole = content.replace("UTF-8", encoding).encode(encoding)

    class Slow(io.BytesIO):
        def read(self, _most: int | None = -1, /) -> bytes:
            return super().read(size)

    units = read_tmx(Slow(whole), source_locale="en", locales=["fr"], origin="a.tmx")
    assert list(units) == read(whole)


def test_memory_does_not_grow_with_the_file() -> None:
    """Ten times the file, the same memory."""

    def peak(length: int) -> int:
        file = Endless('<tmx version="1.4"><body>', entry(("en", "a" * 100), ("fr", "b")))
        tracemalloc.start()
        units = read_tmx(file, source_locale="en", locales=["fr"], origin="")
        sum(1 for _ in islice(units, length))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(20_000) < peak(2_000) * 1.2


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(
        lambda letter: letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff")
    ),
    max_size=12,
)
FULL = TEXTS.filter(bool)
UNITS = st.builds(
    Unit,
    source=FULL,
    translation=FULL,
    source_locale=st.just("en"),
    locale=st.sampled_from(["fr", "zh", "zh-Hant", "pt", "pt-BR", "ar"]),
    level=st.sampled_from(Level),
    context=st.none() | TEXTS,
    before=st.none() | TEXTS,
    after=st.none() | TEXTS,
    release=TEXTS,
    date=st.just("") | st.dates(date(1000, 1, 1)).map(date.isoformat),
    translator=TEXTS,
    origin=st.just("a.tmx"),
    approved=st.booleans(),
)


def written(units: list[Unit], *, source_locale: str = "en") -> bytes:
    """A file of some units."""
    return b"".join(written_tmx(units, source_locale=source_locale, tool_version="1.0"))


@given(st.lists(UNITS, max_size=5))
def test_what_is_written_is_read_again(units: list[Unit]) -> None:
    """Letter by letter, with spaces at the ends, and with all that is known of it."""
    content = written(units)
    assert problems(content) == []
    assert read(content, locales="fr zh zh-Hant pt pt-BR ar") == units


@given(st.lists(st.builds(Unit, source=st.text(min_size=1), translation=st.text(min_size=1),
                          context=st.none() | st.text(), source_locale=st.just("en"),
                          locale=st.just("fr"))))  # fmt: skip
def test_what_xml_cannot_hold_is_left_out(units: list[Unit]) -> None:
    """And nothing else; the file is as sound as without it."""
    content = written(units)
    assert problems(content) == []
    fitting = [(unit.source, unit.translation) for unit in units if fits_tmx(unit)]
    assert [(unit.source, unit.translation) for unit in read(content)] == fitting


@pytest.mark.parametrize("wrong", ["\x00", "\x1b", "\ud800", "\ufffe", "a" * 100_001])
def test_what_does_not_fit_can_be_told_before(wrong: str) -> None:
    """In the texts, and in what is said of them."""
    unit = Unit(source="a", translation="b", source_locale="en", locale="fr")
    assert fits_tmx(unit)
    assert not any(
        fits_tmx(unfit)
        for unfit in (
            replace(unit, source=wrong),
            replace(unit, translation=wrong),
            replace(unit, context=wrong),
            replace(unit, before=wrong),
            replace(unit, after=wrong),
            replace(unit, release=wrong),
            replace(unit, translator=wrong),
        )
    )


def test_a_file_looks_as_programs_expect() -> None:
    """Plain text of level 1, two languages an entry, the script named where it is in doubt."""
    units = [
        Unit(
            source='{agencies} "agencies" & **more**',
            translation="{agencies} <个> 机构",
            source_locale="en",
            locale="zh",
            context="title",
            before="",
            release="2018-05-25-eu-un",
            date="2018-05-25",
            translator='Li "W" <li@example.org>',
        ),
        Unit(
            source="Oui.",
            translation="Yes.",
            source_locale="fr",
            locale="en",
            level=Level.SENTENCE,
            approved=False,
        ),
    ]
    assert (
        written(units).decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="communique" creationtoolversion="1.0" segtype="paragraph"\
 o-tmf="communique" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
<tu creationdate="20180525T000000Z" creationid="Li &quot;W&quot; &lt;li@example.org&gt;">
<prop type="x-context">title</prop>
<prop type="x-previous"></prop>
<prop type="x-release">2018-05-25-eu-un</prop>
<tuv xml:lang="en"><seg>{agencies} "agencies" &amp; **more**</seg></tuv>
<tuv xml:lang="zh-Hans"><seg>{agencies} &lt;个&gt; 机构</seg></tuv>
</tu>
<tu segtype="sentence" srclang="fr">
<prop type="x-ConfirmationLevel">Draft</prop>
<tuv xml:lang="fr"><seg>Oui.</seg></tuv>
<tuv xml:lang="en"><seg>Yes.</seg></tuv>
</tu>
</body>
</tmx>
"""
    )


def test_writing_does_not_wait_for_the_last_unit() -> None:
    """A memory of millions goes out in pieces."""

    def units() -> Iterator[Unit]:
        while True:
            yield Unit(source="a", translation="b", source_locale="en", locale="fr")

    pieces = written_tmx(units(), source_locale="en", tool_version="1.0")
    assert sum(map(len, islice(pieces, 5))) < 1_000_000


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (tmx(entry(("en", "a"))), []),
        (tmx(entry(("en", '<bpt i="1"/><ept i="1"/><hi>x</hi>'))), []),
        (tmx("<tu/>"), ["tu has nothing"]),
        (tmx(entry(("en", "<b/>"))), ["b is unknown", "seg has b "]),
        (tmx(entry(("en", "<bpt/>"))), ["bpt lacks i"]),
        (tmx("x"), ["body has text"]),
        (tmx(entry(("en", "a"), attributes=' segtype="word"')), ["tu has segtype='word'"]),
        (tmx("", header="<header/>")[:0] + b"<tu/>", ["the root is tu", "tu has nothing"]),
        (tmx(entry(("en", "a")) + "<prop/>"), ["prop lacks type", "body has tu prop "]),
    ],
)
def test_the_checker_of_these_tests_finds_what_is_wrong(content: bytes, wrong: list[str]) -> None:
    """A checker that finds nothing would prove nothing."""
    assert problems(content) == wrong
