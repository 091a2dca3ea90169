"""Repairs mend what is surely a slip, and touch nothing else."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.catalogue import read_catalogue, retranslated_text
from communique.check.fix import FIXED, mended
from communique.check.pair import Pair, Setting
from communique.check.reading import reading
from communique.check.silence import silencer_text
from communique.check.typography import typography_problems
from communique.locales import SAMPLE_LOCALES, locale
from communique.project import load_project
from communique.project.fixes import FixedCatalogues, differences, safe_fixes
from communique.release import Code, FactReference, Link, Span, walk
from communique.styles import STYLES, style_of

if TYPE_CHECKING:
    from conftest import Newsroom

NBSP, NNBSP = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def fixed(tag: str, style: str, text: str, source: str = "") -> str:
    """A translation after the repairs."""
    return mended(text, style_of(style, locale(tag)), source=source)


def findings(tag: str, style: str, text: str) -> list[str]:
    """Ids of the rules that a repair concerns and that a translation breaks."""
    of = locale(tag)
    setting = Setting(source_locale=locale("en"), locale=of, style=style_of(style, of))
    pair = Pair(setting=setting, source=reading("{fact}"), translation=reading(text))
    return [problem.rule.id for problem in typography_problems(pair) if problem.rule.id in FIXED]


MENDED: Final = [
    ("fr", "eu", "Courriel :", "Courriel:"),
    ("fr", "eu", f"Ici{NBSP}: «{NBSP}mot{NBSP}» !", "Ici: «mot»!"),
    ("fr", "eu", 'Ici : "mot" ?', "Ici: «mot»?"),
    ("fr", "national", "Courriel : « mot » !", f"Courriel{NBSP}: «{NBSP}mot{NBSP}»{NNBSP}!"),
    ("fr", "national", '"Vraiment?"', f"«{NBSP}Vraiment{NNBSP}?{NBSP}»"),
    ("fr", "un", "Ici: mot", f"Ici{NBSP}: mot"),
    ("fr", "eu", "avec M. Voronkov", f"avec M.{NBSP}Voronkov"),
    ("de", "", "ein “neuer” Geist , hier", "ein „neuer“ Geist, hier"),
    ("de", "eu", "rund 6% oder 6 %", f"rund 6{NBSP}% oder 6{NBSP}%"),
    ("de", "eu", "von 12 500 EUR", f"von 12{NBSP}500{NBSP}EUR"),
    ("pl", "", 'To „nowy duch" tu', "To „nowy duch” tu"),
    ("en", "eu", 'the "whole of it"', "the ‘whole of it’"),
    ("en", "un", "the ‘whole “of” it’", "the “whole ‘of’ it”"),
    ("sv", "eu", 'en "ny anda" och "A"', "en ”ny anda” och ”A”"),
    ("zh", "", "欧盟 ，办公室", "欧盟，办公室"),
    ("ar", "", "الاتحاد ، والمكتب", "الاتحاد، والمكتب"),
    ("cs", "national", "sešli se v Bruselu", f"sešli se v{NBSP}Bruselu"),
    ("it", "", "cafe\u0301  qui", "café qui"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "style", "text", "expected"), MENDED)
def test_a_slip_is_mended_as_the_house_sets_the_language(
    tag: str, style: str, text: str, expected: str
) -> None:
    """Quotation marks first, then the spaces beside them; afterwards nothing is found."""
    assert fixed(tag, style, text) == expected
    assert findings(tag, style, expected) == []


MARKED: Final = [
    ("Siehe *hier* , [dort]({page}) .", "Siehe *hier*, [dort]({page})."),
    ("ein **“neuer** Geist” hier", "ein **„neuer** Geist“ hier"),
    ("[ Bericht](/a_b) und  [mehr ](/c)", "[ Bericht](/a_b) und [mehr ](/c)"),
    ("die  [Seite ](/a)  hier", "die [Seite ](/a)hier"),
    ('sagt &quot;neu&quot; &amp; \\"alt\\" ,', "sagt „neu“ &amp; „alt“,"),
    ("`a , b` und {fact} , [x , “y”]{.keep}", "`a , b` und {fact}, [x , “y”]{.keep}"),
    ("[le “monde” ,]{lang=fr} , hier", "[le “monde” ,]{lang=fr}, hier"),
    ("Zeile  eins\\\nZeile , zwei", "Zeile eins\\\nZeile, zwei"),
    ("Mail an a@b.example , jetzt", "Mail an a@b.example, jetzt"),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_markup_facts_code_and_foreign_words_stay(text: str, expected: str) -> None:
    """Only what a reader sees as words of the language is mended, around all else."""
    assert fixed("de", "eu", text) == expected


LEFT_ALONE: Final = [
    ("de", "eu", "Hallo ,Welt <b>x</b> ."),
    ("de", "", "{a},die und Union,Staaten"),
    ("de", "eu", "ein „neuer Geist hier"),
    ("de", "", 'ein "neuer" Geist'),
    ("fr", "", "Courriel : « mot » !"),
    ("am", "eu", "x , “y”  ".strip()),
    ("fr", "national", "mot**?** ici"),
]


@pytest.mark.parametrize(("tag", "style", "text"), LEFT_ALONE)
def test_what_only_a_person_can_mend_stays(tag: str, style: str, text: str) -> None:
    """Unsafe markup, a lost mark, words run together, and what the house does not ask for."""
    assert fixed(tag, style, text) == text


def test_what_the_source_has_as_well_stays() -> None:
    """It is a name, or a piece of code."""
    assert fixed("de", "eu", "Das Paket ( base ) hier", "The package ( base ) here") != ""
    assert fixed("de", "eu", "C# , wie", "C# , as") == "C# , wie"


PIECES: Final = (
    "Wort", " ", "  ", ",", " ,", ".", " .", ":", " :", "!", '"', "“", "”", "„", "«", "»", "‘", "’",
    "(", " )", "6 %", "6%", "12 500", " EUR", NBSP, NNBSP, "*", "**", "_", "[", "](/a)", "](x y)",
    "{fact}", "`", "`a , b`", "\\", "\n", "\\\n", "&quot;", "[x , y]{.keep}", "[“z”]{lang=fr}",
    "www.example.org/a", "e\u0301", "ع", "中", "，", "M. ", "v ", "<", ">", "'",
)  # fmt: skip


@given(
    tag=st.sampled_from([*SAMPLE_LOCALES, "fr-CA", "ja"]),
    style=st.sampled_from(STYLES),
    pieces=st.lists(st.sampled_from(PIECES), max_size=14),
)
@settings(max_examples=400, deadline=None)
def test_mending_twice_is_mending_once_and_changes_no_letter(
    tag: str, style: str, pieces: list[str]
) -> None:
    """Facts, targets, code and kept words are the same, and so is each letter and digit."""
    text = "".join(pieces)
    once = fixed(tag, style, text)
    assert fixed(tag, style, once) == once

    def kept(of: str) -> list[object]:
        return [
            piece
            if isinstance(piece, FactReference | Code | Span)
            else getattr(piece, "target", "")
            for piece in walk(reading(of).pieces)
            if isinstance(piece, FactReference | Code | Span | Link)
        ]

    def words(of: str) -> str:
        plain = of.replace("e\u0301", "é").replace("&quot;", "")
        return "".join(filter(str.isalnum, plain))

    assert kept(once) == kept(text)
    assert words(once) == words(text)


@given(
    tag=st.sampled_from(SAMPLE_LOCALES),
    style=st.sampled_from(STYLES),
    words=st.lists(
        st.sampled_from(
            ["Wort", "und", "„Wort“", '"Wort"', "«Wort»", "6 %", "12 500", "(EU)", "M."]
        ),
        min_size=1,
        max_size=8,
    ),
    gaps=st.lists(st.sampled_from([" ", "  ", " , ", " : ", NBSP, " ; "]), min_size=8, max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_after_mending_nothing_of_it_is_found(
    tag: str, style: str, words: list[str], gaps: list[str]
) -> None:
    """Where nothing but slips of these kinds stands in a text, all of them are mended."""
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False)).strip()
    assert findings(tag, style, fixed(tag, style, text)) == []


CATALOGUE: Final = """\
# Remark.
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

# Mine.
#: release/x.md#lead
#, no-wrap
msgctxt "lead"
msgid "Lead"
msgstr ""
"Le "
"début"

msgid "{n} page"
msgid_plural "{n} pages"
msgstr[0] "{n} page"
msgstr[1] ""
"{n} "
"pages"

#~ msgid "Lead"
#~ msgstr "Vieux"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_changed_message_rewrites_only_its_own_lines(newline: str) -> None:
    """Comments, flags, other forms and obsolete entries keep their bytes."""
    text = CATALOGUE.replace("\n", newline)
    file, found = read_catalogue(text.encode(), path="x.po", locale=locale("fr"))
    assert found == ()
    assert file is not None
    assert retranslated_text(file, {}) == text
    new = retranslated_text(
        file, {("lead", "Lead"): ('Le "tout"\n',), (None, "{n} page"): ("{n} page", "{n} pp.")}
    )
    expected = CATALOGUE.replace('msgstr ""\n"Le "\n"début"\n', 'msgstr "Le \\"tout\\"\\n"\n')
    expected = expected.replace('msgstr[1] ""\n"{n} "\n"pages"\n', 'msgstr[1] "{n} pp."\n')
    assert new == expected.replace("\n", newline)


def test_a_file_without_a_last_line_end_keeps_none() -> None:
    """The last entry may end where the file does."""
    text = CATALOGUE.partition("\n#~")[0].rstrip("\n")
    file, _ = read_catalogue(text.encode(), path="x.po", locale=locale("fr"))
    assert file is not None
    new = retranslated_text(file, {(None, "{n} page"): ("une page", "{n} pp.")})
    assert new.endswith('msgstr[0] "une page"\nmsgstr[1] "{n} pp."')


def broken_newsroom(newsroom: Newsroom) -> str:
    """Put a slip into the French of a newsroom; the path to it."""
    path = newsroom.catalogue("fr")
    newsroom.replace(path, "Ce qu’on y trouve", "Ce qu’on y  trouve")
    return path


def safe(newsroom: Newsroom, *locales: str) -> FixedCatalogues:
    """What can be mended in a newsroom as it stands now."""
    project = load_project(newsroom.root)
    return safe_fixes(project, list(project.domains()), locales)


def test_the_catalogues_of_a_project_are_mended(newsroom: Newsroom) -> None:
    """Those with slips, and only their lines; the difference is a patch."""
    path = broken_newsroom(newsroom)
    done = safe(newsroom)
    assert list(done.files) == [path]
    assert done.fixed == 1
    text = differences(load_project(newsroom.root), done)
    changed = [
        line for line in text.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == ['-msgstr "Ce qu’on y  trouve"', '+msgstr "Ce qu’on y trouve"']
    assert text.startswith(f"--- a/{path}\n+++ b/{path}\n@@ ")
    (newsroom.root / path).write_bytes(done.files[path])
    assert safe(newsroom) == FixedCatalogues(files={}, fixed=0)


def test_a_difference_is_a_patch(newsroom: Newsroom) -> None:
    """`patch -p1` makes of the old files the new ones, with or without a last line end."""
    if (patch := shutil.which("patch")) is None:
        pytest.skip("patch is not installed")
    path = broken_newsroom(newsroom)
    target = newsroom.root / path
    target.write_bytes(target.read_bytes().rstrip(b"\n"))
    done = safe(newsroom)
    text = differences(load_project(newsroom.root), done)
    subprocess.run(
        [patch, "-p1"], cwd=newsroom.root, input=text.encode(), check=True, capture_output=True
    )
    assert target.read_bytes() == done.files[path]


def test_other_languages_are_left_out_on_demand(newsroom: Newsroom) -> None:
    """Those named alone are mended."""
    broken_newsroom(newsroom)
    assert safe(newsroom, "ar").fixed == 0
    assert safe(newsroom, "fr").fixed == 1


def test_a_house_with_a_style_gets_more_mended(newsroom: Newsroom) -> None:
    """French may have its colon set off where no style is chosen; the Union closes it up."""
    newsroom.replace(newsroom.catalogue("fr"), "Ce qu’on y trouve", "Ce qu’on y trouve :")
    assert safe(newsroom).fixed == 0
    newsroom.replace("release/house.toml", 'source = "en"\n', 'source = "en"\nstyle = "eu"\n')
    assert b"Ce qu\xe2\x80\x99on y trouve:" in safe(newsroom).files[newsroom.catalogue("fr")]


def test_fuzzy_and_silenced_messages_are_left_alone(newsroom: Newsroom) -> None:
    """A fuzzy text is not done yet; what somebody has accepted is meant."""
    path = broken_newsroom(newsroom)
    content = (newsroom.root / path).read_text(encoding="utf-8")
    entry = 'msgctxt "heading"\nmsgid "What there is"\n'
    (newsroom.root / path).write_text(
        content.replace(entry, f"#, fuzzy\n{entry}"), encoding="utf-8"
    )
    assert safe(newsroom).fixed == 0
    project = load_project(newsroom.root)
    (message,) = (
        message
        for domain in project.domains()
        for message in project.messages(domain)
        if message.id == "What there is"
    )
    comment = silencer_text(message, ["spacing"], "our designer wants it so")
    (newsroom.root / path).write_text(
        content.replace(entry, f"# {comment}\n{entry}"), encoding="utf-8"
    )
    assert safe(newsroom).fixed == 0


def test_a_catalogue_that_cannot_be_read_is_left_alone(newsroom: Newsroom) -> None:
    """Its findings are told elsewhere."""
    path = broken_newsroom(newsroom)
    (newsroom.root / path).write_bytes(b"msgid nothing")
    assert safe(newsroom).fixed == 0
