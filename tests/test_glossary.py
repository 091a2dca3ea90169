"""A glossary is read from a table or from TBX, with all its mistakes at once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.glossary import Glossary, Kind, Term, View, occurrences, read_glossary
from communique.glossary import standing_forms as standing
from communique.locales import locale
from communique.project import load_project
from communique.rules.terms import GLOSSARY_SYNTAX

REPOSITORY: Final = Path(__file__).parent.parent
CSV: Final = "release/glossary.csv"
TBX: Final = "release/glossary.tbx"


def table(text: str) -> tuple[Glossary, list[tuple[int | None, str]]]:
    """The glossary in a table, and the line and sentence of each mistake."""
    return file(text.encode(), CSV)


def file(
    content: bytes, path: str, source: str = "en"
) -> tuple[Glossary, list[tuple[int | None, str]]]:
    """The glossary in a file, and the line and sentence of each mistake."""
    glossary, findings = read_glossary(content, path=path, source=locale(source))
    assert all(finding.rule is GLOSSARY_SYNTAX for finding in findings)
    assert all(finding.place.path == path for finding in findings)
    return glossary, [(finding.place.line, finding.message) for finding in findings]


def test_a_table_has_terms_names_and_acronyms() -> None:
    """Several forms in a cell, forbidden ones, and a note."""
    glossary, problems = table(
        "term,kind,fr,zh,forbidden:fr,scope,note\r\n"
        "Security Council,,Conseil de sécurité,安全理事会|安理会,,,\r\n"
        'Mogherini,name,,,,,"A name, not\ntranslated"\r\n'
        "\r\n"
        "UN,acronym,ONU,联合国,NU|N.U.,term,\r\n"
    )
    assert problems == []
    council, mogherini, un = glossary.terms
    assert council == Term(
        kind=Kind.TERM,
        forms={
            "en": ("Security Council",),
            "fr": ("Conseil de sécurité",),
            "zh": ("安全理事会", "安理会"),
        },
        line=2,
    )
    assert (mogherini.kind, mogherini.forms) == (Kind.NAME, {"en": ("Mogherini",)})
    assert (mogherini.note, mogherini.line) == ("A name, not translated", 3)
    assert (un.kind, un.forbidden, un.line) == (Kind.ACRONYM, {"fr": ("NU", "N.U.")}, 6)
    assert un.restricted


def test_a_table_may_begin_with_a_byte_order_mark() -> None:
    """Spreadsheets write one."""
    glossary, problems = file(b"\xef\xbb\xbfterm,fr\nrule of law,\xc3\xa9tat de droit\n", CSV)
    assert problems == []
    assert glossary.terms[0].forms["fr"] == ("état de droit",)


WRONG_TABLES: Final = [
    ("", [(1, "the header has no column `term`")]),
    ("term;fr\na;b\n", [(1, "the header has no column `term`")]),
    ("fr,de\na,b\n", [(1, "the header has no column `term`")]),
    (
        "term,french\na,b\n",
        [
            (
                1,
                "`french` is no column, expected `term`, `kind`, a BCP 47 tag, `forbidden:` "
                "with a tag, `scope` or `note`",
            )
        ],
    ),
    ("term,fr,fr\na,b,c\n", [(1, "the column `fr` stands twice")]),
    (
        "term,en\na,b\n",
        [(1, "`en` is the language of the releases, whose words stand under `term`")],
    ),
    ("term,fr\na\n", [(2, "the line has 1 cells, expected 2 as in the header")]),
    ("term,fr\na,b,c\n", [(2, "the line has 3 cells, expected 2 as in the header")]),
    ("term,fr\n,b\n", [(2, "the line has nothing under `term`")]),
    ("term,fr\na,b|\n", [(2, "there is nothing between two `|`")]),
    ("term,fr\na,–\n", [(2, "`–` has no letter")]),
    ("term,fr\na,b\x07c\n", [(2, "`b\x07c` has the character U+0007, which no word has")]),
    (
        "term,fr\na," + "b" * 201 + "\n",
        [(2, f"`{'b' * 40}…` has 201 letters, expected 200 at most")],
    ),
    (
        "term,kind\na,noun\n",
        [(2, "`noun` is no kind, expected one of `term`, `name`, `acronym`")],
    ),
    (
        "term,scope\na,here\n",
        [(2, "`here` is no scope, expected one of `everywhere`, `term`")],
    ),
    ("term,fr\na,b\nx,y\na,c\n", [(4, "`a` stands in line 2 already")]),
    ("term,fr,forbidden:fr\na,b,b\n", [(2, "`b` is both right and forbidden in fr")]),
    ('term,fr\na,"b\n', [(2, "the line cannot be read as CSV: unexpected end of data")]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG_TABLES)
def test_a_mistake_in_a_table_is_told_at_its_line(
    text: str, expected: list[tuple[int, str]]
) -> None:
    """With what was found and what was expected."""
    assert table(text)[1] == expected


def test_one_wrong_line_does_not_hide_the_others() -> None:
    """What can be read is read."""
    glossary, problems = table("term,fr\na\nb,c\n,d\n")
    assert [term.forms["en"] for term in glossary.terms] == [("b",)]
    assert [line for line, _ in problems] == [2, 4]


def test_a_table_in_another_encoding_is_refused_at_the_line() -> None:
    """`é` as one byte is no UTF-8."""
    assert file(b"term,fr\na,\xe9\n", CSV)[1] == [(2, "byte E9 is not UTF-8")]


DCA: Final = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<text><body>
<conceptEntry id="c1">
  <langSec xml:lang="en"><termSec><term>United Nations</term></termSec>
    <termSec><term>UN</term><termNote type="termType">acronym</termNote></termSec></langSec>
  <langSec xml:lang="fr">
    <termSec><term>Nations <hi>unies</hi></term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
    <termSec><term>ONU</term><termNote type="termType">acronym</termNote></termSec>
    <termSec><term>Société des nations</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  </langSec>
</conceptEntry>
<conceptEntry id="c2"><note>Do not translate</note>
  <langSec xml:lang="en"><termSec><term>Mogherini</term></termSec></langSec>
  <langSec xml:lang="bg"><termSec><term>Могерини</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>
"""
DCT: Final = (
    DCA.replace(
        'style="dca"', 'style="dct" xmlns:min="http://www.tbxinfo.net/ns/min"'
        ' xmlns:basic="http://www.tbxinfo.net/ns/basic"',
    )
    .replace('<termNote type="termType">acronym</termNote>',
             "<basic:termType>acronym</basic:termType>")
    .replace('<termNote type="administrativeStatus">', "<min:administrativeStatus>")
    .replace("-admn-sts</termNote>", "-admn-sts</min:administrativeStatus>")
)  # fmt: skip
MARTIF: Final = (
    DCA.replace("<tbx ", '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n<martif ')
    .replace("</tbx>", "</martif>")
    .replace(' style="dca"', "")
    .replace(' xmlns="urn:iso:std:iso:30042:ed-2"', "")
    .replace("conceptEntry", "termEntry")
    .replace("langSec", "langSet")
    .replace("termSec", "tig")
    .replace("<note>Do not translate</note>", '<termNote type="translationNote">no</termNote>')
)


@pytest.mark.parametrize("text", [DCA, DCT, MARTIF], ids=["DCA", "DCT", "martif"])
def test_tbx_is_read_in_each_of_its_styles(text: str) -> None:
    """A concept is a term and an acronym, each of which may stand for the other."""
    glossary, problems = file(text.encode(), TBX)
    assert problems == []
    found = [(term.kind, dict(term.forms), dict(term.forbidden)) for term in glossary.terms]
    assert found == [
        (
            Kind.TERM,
            {"en": ("United Nations",), "fr": ("Nations unies", "ONU")},
            {"fr": ("Société des nations",)},
        ),
        (Kind.ACRONYM, {"en": ("UN",), "fr": ("ONU", "Nations unies")}, {}),
        (Kind.NAME, {"en": ("Mogherini",), "bg": ("Могерини",)}, {}),
    ]


def test_languages_nobody_publishes_in_are_no_mistake() -> None:
    """IATE has terms in Latin, and some in no language."""
    text = DCA.replace('xml:lang="fr"', 'xml:lang="mul"').replace('xml:lang="bg"', 'xml:lang="x"')
    glossary, problems = file(text.encode(), TBX)
    assert problems == []
    assert [set(term.forms) for term in glossary.terms] == [{"en"}, {"en"}, {"en"}]


WRONG_TBX: Final = [
    ("", 1, "the file is no well-formed XML: no element found"),
    ("<tbx>\n<text>\n</tbx>", 3, "the file is no well-formed XML: mismatched tag"),
    ("<html/>", 1, "the file begins with `<html>`, expected `<tbx>` or `<martif>`"),
    (
        '<!DOCTYPE tbx [<!ENTITY a "b">]>\n<tbx/>',
        1,
        "the file declares a document type of its own, expected none",
    ),
    (
        '<!DOCTYPE tbx SYSTEM "x.dtd">\n<tbx>\n&un;</tbx>',
        3,
        "the file uses the entity `un`, expected characters",
    ),
    ("<tbx>" + "<p>" * 70, 1, "the file is nested more than 64 deep"),
    (
        "<tbx><conceptEntry>\n<langSec><termSec><term>a</term></termSec></langSec>"
        "</conceptEntry></tbx>",
        2,
        "the section has no `xml:lang`, expected a BCP 47 tag such as `fr`",
    ),
    (
        '<tbx><conceptEntry><langSec xml:lang="en">\n<termSec><term/></termSec></langSec>'
        "</conceptEntry></tbx>",
        2,
        "the term is empty",
    ),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG_TBX)
def test_a_mistake_in_a_tbx_file_is_told_at_its_line(text: str, line: int, message: str) -> None:
    """Entities, which could be made to fill the memory, are refused before they are read."""
    assert file(text.encode(), TBX)[1] == [(line, message)]


def test_a_glossary_of_many_megabytes_is_refused() -> None:
    """It is the export of a whole term bank, not the words of a house."""
    _, problems = file(b"x" * (16 * 1024 * 1024 + 1), CSV)
    assert problems == [(1, "the glossary has 16,777,217 bytes, expected 16,777,216 at most")]


@given(st.binary(max_size=200), st.sampled_from([CSV, TBX]))
@settings(deadline=None, max_examples=150)
def test_no_bytes_are_too_odd_to_be_read(content: bytes, path: str) -> None:
    """Whatever stands in the file, it is read or refused."""
    file(content, path)
    file(b"term,fr\n" + content, path)
    file(b"<tbx>" + content + b"</tbx>", path)


def test_a_form_holds_for_the_variety_that_a_house_publishes_in() -> None:
    """European Portuguese is what `pt` stands for; Brazilian is not."""
    for tag, written, holds in [
        ("pt", "pt-PT", True),
        ("pt", "pt-BR", False),
        ("pt-BR", "pt", True),
        ("zh", "zh-Hans", True),
        ("zh", "zh-Hant", False),
        ("en-GB", "en", True),
    ]:
        glossary, _ = file(f"term,{written}\nréunion,abc\n".encode(), CSV, "fr")
        forms, _ = standing(glossary, tag, 0, View("abc", locale(tag).language))
        assert bool(forms) is holds, (tag, written)


TERMS: Final = table(
    "term,kind\n"
    "United Nations,\nUnited Nations Office of Counter-Terrorism,\ncounter-terrorism,\n"
    "Member States,\nUN,acronym\nNGO,acronym\npolicy,\nJulian King,name\n"
)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United Nations agreed.", ["United Nations"]),
        (
            "The United Nations Office of Counter-Terrorism",
            ["United Nations Office of Counter-Terrorism"],
        ),
        ("United Nations’ counter-terrorism", ["United Nations", "counter-terrorism"]),
        ("Counter-terrorism policies", ["Counter-terrorism", "policies"]),
        ("countering terrorism", []),
        ("a Member State and Member States", ["Member State"]),
        ("a member state", []),
        ("the UN’s work, UNESCO, un", ["UN"]),
        ("two NGOs", ["NGOs"]),
        ("the United. Nations", []),
        ("the United\u00a0Nations", ["United\u00a0Nations"]),
        ("policy.example.org and a policyholder", []),
        ("Sir Julian King", ["Julian King"]),
        ("EU–UN dialogue", ["UN"]),
    ],
)
def test_terms_are_found_in_a_source_text(text: str, expected: list[str]) -> None:
    """In the plural, at the beginning of a sentence, the longest first, and not in other words."""
    found = occurrences(TERMS, "en", text)
    assert [occurrence.found for occurrence in found] == expected
    assert all(text.startswith(found, at) for _, found, at in found)


def test_terms_are_found_in_a_source_without_spaces() -> None:
    """Nothing takes the source to be English."""
    glossary = file(
        "term,en\n联合国,UN\n联合国大会,General Assembly\n大会,Assembly\n".encode(), CSV, "zh"
    )[0]
    found = occurrences(glossary, "zh", "联合国大会在联合国总部开会。")
    assert [occurrence.found for occurrence in found] == ["联合国大会", "联合国"]


def test_terms_are_found_inflected_in_a_source_that_inflects() -> None:
    """A house may write its releases in Russian."""
    glossary = file("term,en\nгосударства-члены,Member States\n".encode(), CSV, "ru")[0]
    found = occurrences(glossary, "ru", "Она обратилась к государствам-членам.")
    assert [occurrence.found for occurrence in found] == ["государствам-членам"]


def project(folder: Path, **files: str) -> Path:
    """A project folder with a glossary, or two."""
    (folder / "release").mkdir()
    (folder / "release/house.toml").write_text(
        '[patterns.dateline]\ntext = "{city}, {date}"\n', encoding="utf-8"
    )
    for suffix, text in files.items():
        (folder / f"release/glossary.{suffix}").write_text(text, encoding="utf-8")
    return folder


def test_a_project_reads_its_glossary(tmp_path: Path) -> None:
    """Its bytes are among those that a build stands on."""
    loaded = load_project(project(tmp_path, csv="term,fr\nrule of law,état de droit\n"))
    assert [term.forms["fr"] for term in loaded.glossary.terms] == [("état de droit",)]
    assert CSV in loaded.sources
    assert loaded.findings == ()


def test_a_project_has_one_glossary_at_most(tmp_path: Path) -> None:
    """Of two, nobody could say which one holds."""
    loaded = load_project(project(tmp_path, csv="term,fr\na,b\n", tbx="<tbx/>"))
    assert loaded.glossary.terms == ()
    assert [(finding.rule.id, finding.place.path) for finding in loaded.findings] == [
        ("glossary-syntax", CSV)
    ]
    assert TBX in loaded.findings[0].message


def test_a_project_needs_no_glossary(tmp_path: Path) -> None:
    """Most have none."""
    assert load_project(project(tmp_path)).glossary.terms == ()


def test_the_glossary_of_this_repository_has_every_language() -> None:
    """Each term and acronym has its word in all the languages of the house."""
    loaded = load_project(REPOSITORY)
    assert loaded.findings == ()
    tags = {*loaded.house.locales, loaded.house.source}
    for term in loaded.glossary.terms:
        assert term.kind is Kind.NAME or tags <= set(term.forms), term.forms["en"]
