"""Whatever stands in the files of a project: a finding with its place, and no harm to the rest."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from conftest import Newsroom, Outcome

Change: TypeAlias = "Callable[[Newsroom], None]"

ID = "library-opening"
SOURCE = f"release/{ID}.md"
FRENCH = f"locales/fr/LC_MESSAGES/{ID}.po"
PAGE = "templates/release.html.j2"
PAPER = "templates/release.pdf.html.j2"
HEADING = 'msgid "What there is"\n'
OTHERS = [(ID, "en"), (ID, "ar")]


def told_well(outcome: Outcome, code: int = 1) -> None:
    """The exit code is right, and nothing of the program's inside is shown."""
    assert outcome.code == code, outcome.text
    assert "Traceback" not in outcome.text
    assert "unexpected" not in outcome.text
    assert outcome.stderr


def translated(text: str) -> Change:
    """Give one heading another French translation."""

    def change(newsroom: Newsroom) -> None:
        newsroom.replace(FRENCH, "Ce qu’on y trouve", text.replace('"', '\\"'))

    return change


def replaced(path: str, old: str, new: str) -> Change:
    """Exchange one text in a file."""
    return lambda newsroom: newsroom.replace(path, old, new)


def written(path: str, content: str | bytes) -> Change:
    """Give a file another content."""
    return lambda newsroom: newsroom.write(path, content)


def cut(path: str, at: bytes) -> Change:
    """End a file in the middle of a text."""

    def change(newsroom: Newsroom) -> None:
        content = (newsroom.root / path).read_bytes()
        newsroom.write(path, content[: content.index(at) + len(at)])

    return change


def recoded(path: str, encoding: str) -> Change:
    """Save a file in another encoding."""

    def change(newsroom: Newsroom) -> None:
        newsroom.write(path, newsroom.read(path).encode(encoding))

    return change


CATALOGUES = {
    "a quotation mark is missing": (
        replaced(FRENCH, 'msgstr "Ce qu’on y trouve"', 'msgstr "Ce qu’on y trouve'),
        "catalogue-syntax",
    ),
    "another charset is declared": (
        replaced(FRENCH, "charset=UTF-8", "charset=ISO-8859-1"),
        "catalogue-encoding",
    ),
    "it is in another charset": (recoded(FRENCH, "cp1252"), "catalogue-encoding"),
    "it begins with a mark": (recoded(FRENCH, "utf-8-sig"), "catalogue-encoding"),
    "it is in UTF-16": (recoded(FRENCH, "utf-16"), "catalogue-encoding"),
    "it is empty": (written(FRENCH, ""), "catalogue-header"),
    "it is no catalogue": (written(FRENCH, "%PDF-1.7\n\x00"), "catalogue-syntax"),
    "it ends in a letter": (cut(FRENCH, b"biblioth\xc3"), "catalogue-encoding"),
    "it ends in a text": (cut(FRENCH, b'msgstr "Les portes'), "catalogue-syntax"),
    "it ends between two messages": (cut(FRENCH, b'trouve"\n'), "stale"),
    "it is of another language": (
        replaced(FRENCH, "Language: fr", "Language: de"), "catalogue-header",
    ),
    "a message stands twice": (
        replaced(FRENCH, f'msgctxt "heading"\n{HEADING}',
                 f'msgctxt "heading"\n{HEADING}msgstr "Là"\n\nmsgctxt "heading"\n{HEADING}'),
        "catalogue-duplicate",
    ),
    "its plural rule divides by zero": (
        replaced("locales/fr/LC_MESSAGES/house.po", "plural=(n > 1)", "plural=1/(n-1)"),
        "plural-forms",
    ),
    "it has a script": (translated("<script>alert(1)</script>"), "markup-forbidden"),
    "it has HTML": (translated('<img src=x onerror="alert(1)">'), "markup-forbidden"),
    "it has a template": (translated("{{ 7*7 }}"), "brace-stray"),
    "it has a statement": (translated("{% include 'x' %}"), "brace-stray"),
    "it has an unknown fact": (translated("Ce {chose}"), "fact-unknown"),
    "it has a picture": (translated("![x](https://example.net/x.png)"), "markup-forbidden"),
    "its stress is not closed": (translated("Ce qu’on **y trouve"), "markup-changed"),
    "it has an attribute": (translated("[Ce]{style=color:red}"), "markup-forbidden"),
    "a link runs a script": (
        replaced(FRENCH, "[le plan]({plan})", "[le plan](javascript:alert(1))"),
        "address-forbidden",
    ),
    "a link leads elsewhere": (
        replaced(FRENCH, "[le plan]({plan})", "[le plan](https://example.net)"), "host-new",
    ),
    "letters turn round": (translated("Ce \u202equ’on\u202c y trouve"), "bidi-control"),
}  # fmt: skip


class TestCatalogues:
    """What a translator, or a tool on the way, has done to a catalogue."""

    @pytest.mark.parametrize("name", CATALOGUES)
    def test_it_withholds_its_language_and_no_other(self, newsroom: Newsroom, name: str) -> None:
        """`check` and `build` tell the same, at a line of the catalogue; the others go out."""
        change, rule = CATALOGUES[name]
        change(newsroom)
        checked, built = newsroom.call("check"), newsroom.build("-l", "fr", "-l", "ar")
        assert checked.code == 1
        assert "Traceback" not in checked.text
        assert rule in checked.rules()
        assert checked.places()[0].startswith("locales/fr/LC_MESSAGES/")
        assert re.search(r"\.po:\d+", checked.places()[0])
        told_well(built)
        assert built.rules() == checked.rules()
        assert newsroom.editions() == [(ID, "ar")]

    @pytest.mark.parametrize(
        ("change", "place"),
        [
            pytest.param(translated("Ce \U0001f9ea qu"), f"{FRENCH}:", id="release"),
            pytest.param(
                replaced("locales/fr/LC_MESSAGES/house.po", "Bibliothécaire", "B\U0001f9ea"),
                "locales/fr/LC_MESSAGES/house.po:",
                id="house",
            ),
        ],
    )
    def test_a_character_that_no_font_has_names_its_message(
        self, newsroom: Newsroom, change: Change, place: str
    ) -> None:
        """It would be an empty box on paper; the finding leads to the line."""
        change(newsroom)
        outcome = newsroom.build()
        told_well(outcome)
        assert outcome.rules() == ["glyph-missing"]
        assert "`\U0001f9ea` (U+1F9EA)" in outcome.stderr
        path, line = outcome.places()[0].split(":")
        assert path == place.rstrip(":")
        assert "\U0001f9ea" in newsroom.read(path).split("\n")[int(line) - 1]
        assert newsroom.editions() == OTHERS

    def test_a_character_of_the_source_names_its_line(self, newsroom: Newsroom) -> None:
        """In the text itself, in a fact, or in the house."""
        newsroom.replace(SOURCE, "We have waited", "We \u1e900 have waited")
        newsroom.replace("release/house.toml", 'name = "Alder"', 'name = "Alder \U00010400"')
        newsroom.build("-l", "en")
        newsroom.replace(SOURCE, "We \u1e900 have", "We \U00010401 have")
        outcome = newsroom.build("-l", "en")
        told_well(outcome)
        for place in outcome.places():
            path, line = place.split(":")
            assert re.search(
                "[\U00010400\U00010401]", newsroom.read(path).split("\n")[int(line) - 1]
            )
        assert {place.split(":")[0] for place in outcome.places()} == {SOURCE, "release/house.toml"}


TEMPLATES = {
    "it divides by zero": (PAGE, "{{ 1 // 0 }}", "page-failed"),
    "it asks for what is not there": (PAGE, "{{ page.titel }}", "page-failed"),
    "it reaches behind a value": (PAGE, "{{ ''.__class__.__mro__ }}", "page-failed"),
    "it names a file outside": (PAGE, '{% include "../../etc/passwd" %}', "page-failed"),
    "it includes itself": (PAGE, '{% include "release.html.j2" %}', "page-failed"),
    "its syntax is broken": (PAGE, "{% if %}", "page-failed"),
    "it is nested too deeply": (PAGE, "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "page-failed"),
    "it has too many loops": (
        PAGE, "{% for a in [1] %}" * 25 + "{% endfor %}" * 25, "page-failed",
    ),
    "its words are a variable": (PAGE, '{{ pgettext("x", page.id) }}', "page-failed"),
    "its words are missing": (PAGE, "{{ gettext() }}", "page-failed"),
    "it loads a picture": (PAPER, '<img src="https://example.org/x.png" alt="">', "pdf-failed"),
    "it loads a file": (PAPER, '<img src="file:///etc/passwd" alt="">', "pdf-failed"),
    "it loads a style sheet": (
        PAPER, '<link rel="stylesheet" href="http://example.org/x.css">', "pdf-failed",
    ),
    "it embeds a file": (PAPER, '<link rel="attachment" href="file:///etc/passwd">', "pdf-failed"),
    "it names an asset outside": (PAPER, '<img src="asset:///../release/house.toml" alt="">',
                                  "pdf-failed"),
}  # fmt: skip
STYLES = {
    "another host": '@import url("https://example.org/x.css");',
    "a file": 'body { background: url("file:///etc/passwd") }',
    "a font elsewhere": '@font-face { font-family: x; src: url("https://example.org/x.woff2") }'
    " body { font-family: x }",
    "an asset that is not there": 'body { background: url("asset:///none.svg") }',
    "a property that is not": "body { colour: red }",
}


class TestTemplates:
    """What a designer has done to the house style."""

    @pytest.mark.parametrize("name", TEMPLATES)
    def test_a_template_that_fails_is_told_with_its_place(
        self, newsroom: Newsroom, name: str
    ) -> None:
        """Nothing goes out that is not as the template wants it."""
        path, text, rule = TEMPLATES[name]
        newsroom.replace(path, "<main", f"{text}\n<main")
        outcome = newsroom.build("-l", "en")
        told_well(outcome)
        assert outcome.rules() == [rule]
        place, _, line = outcome.places()[0].partition(":")
        assert place in (path, "templates")
        if line and name not in ("it includes itself", "it has too many loops"):
            assert text in newsroom.read(path).split("\n")[int(line) - 1]
        assert "root:" not in outcome.text

    @pytest.mark.parametrize("name", STYLES)
    def test_a_style_sheet_that_cannot_be_used_as_a_whole_is_an_error(
        self, newsroom: Newsroom, name: str
    ) -> None:
        """Neither the network nor a file is opened, and nothing is left out in silence."""
        sheet = "templates/pdf/release.css"
        newsroom.write(sheet, f"{STYLES[name]}\n{newsroom.read(sheet)}")
        outcome = newsroom.build("-l", "en")
        told_well(outcome)
        assert set(outcome.rules()) == {"pdf-failed"}
        assert newsroom.editions() == []

    def test_what_stands_in_the_output_folder_stays(self, built_newsroom: Newsroom) -> None:
        """A template that fails takes nothing away that was out before."""
        before = built_newsroom.built()
        built_newsroom.replace(PAGE, "<article>", "<article>{{ 1 // 0 }}")
        told_well(built_newsroom.build())
        after = built_newsroom.built()
        lists = {"manifest.json", *(path for path in before if path.count("/") < 2)}
        assert set(after) == set(before)
        assert [path for path in before if path not in lists and before[path] != after[path]] == []

    @pytest.mark.parametrize("path", [PAGE, PAPER, "templates/layout.html.j2"])
    def test_a_template_that_is_gone_is_named(self, newsroom: Newsroom, path: str) -> None:
        """Not the file that would have used it only."""
        (newsroom.root / path).unlink()
        outcome = newsroom.build("-l", "en")
        told_well(outcome)
        assert f"there is no template `{path.removeprefix('templates/')}`" in outcome.stderr


EVERY_MISTAKE = """\
+++
type = "telegram"
title = 7
date = "soon"
city = "nowhere"
issuers = "town"
unknown = 1

[facts]
Big = 1
nothing = nan
odd = { number = 1, percent = 2 }
+++

<div>HTML</div>

#### A heading that leaves levels out

{nothere} and {{ 7*7 }} and <b>bold</b> and [link](javascript:alert(1)) and ![](x.png)

```
code
```

See https://example.org/page.
"""
SOURCES = {
    "every mistake at once": (written(SOURCE, EVERY_MISTAKE), "front-matter"),
    "no front matter": (written(SOURCE, "Text"), "front-matter"),
    "an empty file": (written(SOURCE, ""), "front-matter"),
    "another encoding": (written(SOURCE, b"+++\n\xe9"), "source-encoding"),
    "a fact that is not defined": (replaced(SOURCE, "It cost {cost}", "{no}"), "fact-undefined"),
    "HTML": (replaced(SOURCE, "We have", "We <script>x</script> have"), "markup-forbidden"),
    "an id that cannot be one": (
        lambda newsroom: (newsroom.root / SOURCE).rename(newsroom.root / "release/Ä.md"),
        "front-matter",
    ),
    "two with one id": (
        lambda newsroom: newsroom.write(f"release/old/{ID}.md", newsroom.read(SOURCE)),
        "release-duplicate",
    ),
}
HOUSES = {
    "no TOML": ("[types.press-release]", "[types.press-release", "house-value"),
    "a value of another type": ('name = "Lowbridge Library"', "name = []", "house-value"),
    "an unknown key": ('source = "en"', 'source = "en"\ncolour = "red"', "house-value"),
    "no language": ('["fr", "ar"]', '["fr", "klingon"]', "house-value"),
    "a pattern without its gap": ('text = "{city}, {date}"', 'text = "{city}"', "house-value"),
    "an address that runs a script": ("https://news", "javascript:news", "house-value"),
    "a role that is not there": ('role = "librarian"', 'role = "pirate"', "house-value"),
}


class TestSources:
    """What a writer has done to a release or to the house."""

    @pytest.mark.parametrize("name", SOURCES)
    def test_a_release_that_cannot_be_read_holds_up_no_other(
        self, newsroom: Newsroom, name: str
    ) -> None:
        """All its mistakes are told, each at its line; another release goes out."""
        newsroom.add_release("reading-week")
        change, rule = SOURCES[name]
        change(newsroom)
        checked, built = newsroom.call("check"), newsroom.build("-l", "en")
        assert (checked.code, rule in checked.rules()) == (1, True)
        assert all(re.search(r"\.md:\d+$", place) for place in checked.places())
        told_well(built)
        assert set(built.rules()) <= set(checked.rules())
        assert newsroom.editions() == [("reading-week", "en")]

    def test_every_mistake_of_a_release_is_told_at_once(self, newsroom: Newsroom) -> None:
        """Nobody mends one only to be told of the next."""
        newsroom.write(SOURCE, EVERY_MISTAKE)
        outcome = newsroom.call("check")
        mistaken = {place.rpartition(":")[2] for place in outcome.places()}
        lines = EVERY_MISTAKE.split("\n")
        wrong = {
            str(number)
            for number, line in enumerate(lines, 1)
            if re.match(
                r"title|date|issuers|unknown|Big|nothing|odd|<div>|####|\{nothere|```|See", line
            )
        }
        assert wrong - mistaken <= {str(lines.index("```", 22) + 1)}

    @pytest.mark.parametrize("name", HOUSES)
    def test_a_house_that_is_wrong_stops_everything(self, newsroom: Newsroom, name: str) -> None:
        """What all releases share must be right before any goes out; the line is told."""
        old, new, rule = HOUSES[name]
        newsroom.replace("release/house.toml", old, new)
        for outcome in (newsroom.call("check"), newsroom.build(), newsroom.call("update")):
            assert "Traceback" not in outcome.text
            assert (outcome.code, set(outcome.rules())) == (1, {rule})
            assert all(place.startswith("release/house.toml:") for place in outcome.places())
        assert not (newsroom.root / "build").exists()

    @pytest.mark.parametrize("path", [SOURCE, "release/house.toml", PAGE])
    def test_a_source_that_cannot_be_opened_is_named(self, newsroom: Newsroom, path: str) -> None:
        """The project is not what it seems, so nothing is done."""
        (newsroom.root / path).unlink()
        (newsroom.root / path).symlink_to(
            "/root/nothing/there" if path == SOURCE else "/etc/hostname"
        )
        outcome = newsroom.run("build")
        told_well(outcome, 2)
        assert f"`{path}`" in outcome.stderr
        assert not (newsroom.root / "build").exists()

    @pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
    def test_a_source_that_is_closed_is_named(self, newsroom: Newsroom) -> None:
        """Permissions are told as what they are."""
        (newsroom.root / SOURCE).chmod(0)
        outcome = newsroom.run("build")
        told_well(outcome, 2)
        assert f"`{SOURCE}` cannot be read: Permission denied" in outcome.stderr
