"""`communique build`: what is written, what is withheld, and what stays as it was."""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Newsroom

ID = "library-opening"
EDITIONS = [(ID, "en"), (ID, "fr"), (ID, "ar")]
HEADING = 'msgid "What there is"\n'
HEADING_FR = f'{HEADING}msgstr "Ce qu’on y trouve"\n'


def edition_files(*tags: str, release: str = ID) -> set[str]:
    """The page and the PDF of a release in some languages."""
    return {
        f"{tag}/{release}/{name}" for tag in tags for name in ("index.html", f"{release}.{tag}.pdf")
    }


def times(folder: Path) -> dict[str, int]:
    """When each file below a folder was last written, in nanoseconds."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def make_incomplete(newsroom: Newsroom) -> None:
    """Take one translation out of the French catalogue."""
    newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, f'{HEADING}msgstr ""\n')


class TestWhole:
    """A build of everything."""

    def test_each_language_has_its_page_its_pdf_and_its_list(self, finished: Newsroom) -> None:
        """Nothing is missing, and nothing else lies in the output folder."""
        assets = {path for path in finished.built("templates") if path.startswith("assets/")}
        lists = {"index.html", "en/index.html", "fr/index.html", "ar/index.html"}
        expected = edition_files("en", "fr", "ar") | lists | assets | {"manifest.json"}
        assert set(finished.built()) == expected
        assert finished.editions() == EDITIONS

    def test_every_pdf_is_whole(self, finished: Newsroom) -> None:
        """What is called PDF begins and ends as one."""
        for path, content in finished.built().items():
            if path.endswith(".pdf"):
                assert content.startswith(b"%PDF-1.")
                assert content.rstrip().endswith(b"%%EOF")

    def test_the_manifest_has_the_digest_of_every_input_and_output(
        self, finished: Newsroom
    ) -> None:
        """Whoever keeps the files for decades can tell what they were made from."""
        manifest = finished.manifest()
        inputs = {
            f"{folder}/{path}": hashlib.sha256(content).hexdigest()
            for folder in ("release", "locales", "templates")
            for path, content in finished.built(folder).items()
            if not path.endswith(".pot")
        }
        outputs = {
            path: hashlib.sha256(content).hexdigest()
            for path, content in finished.built().items()
            if path != "manifest.json"
        }
        assert manifest["inputs"] == inputs
        told = manifest["outputs"]
        assert isinstance(told, dict)
        assert {path: about["sha256"] for path, about in told.items()} == outputs
        assert (manifest["withheld"], manifest["kept"]) == ([], [])

    def test_a_second_build_touches_nothing(self, built_newsroom: Newsroom) -> None:
        """Where nothing has changed nothing is written, whatever lays the pages out."""
        for path in (built_newsroom.root / "build").rglob("*"):
            os.utime(path, ns=(1, 1))
        assert built_newsroom.build().code == 0
        assert set(times(built_newsroom.root / "build").values()) == {1}

    def test_a_build_elsewhere_leaves_the_project_alone(
        self, newsroom: Newsroom, finished: Newsroom, tmp_path: Path
    ) -> None:
        """`--output` names the folder, and its files are those that `build/` would have."""
        assert newsroom.build("--output", tmp_path / "site").code == 0
        assert not (newsroom.root / "build").exists()
        site = {path.name for path in (tmp_path / "site").iterdir()}
        assert site == {"en", "fr", "ar", "assets", "index.html", "manifest.json"}
        pdf = f"fr/{ID}/{ID}.fr.pdf"
        assert (tmp_path / "site" / pdf).read_bytes() == finished.built()[pdf]

    def test_the_newest_release_is_listed_first(self, newsroom: Newsroom) -> None:
        """A list names every release of its language, by date."""
        newsroom.add_release("reading-week", date="2019-05-01")
        newsroom.add_release("evening-hours", date="2019-03-01")
        newsroom.build("-l", "fr")
        links = [
            link.get("href") for link in newsroom.page("fr/index.html").tree.iterfind(".//h2/a")
        ]
        assert links == ["reading-week/", f"{ID}/", "evening-hours/"]

    def test_a_project_without_releases_is_built(self, newsroom: Newsroom) -> None:
        """A newsroom that has not published yet is not an error."""
        (newsroom.root / f"release/{ID}.md").unlink()
        outcome = newsroom.build()
        assert (outcome.code, newsroom.editions()) == (0, [])


class TestWithheld:
    """An edition that may not go out."""

    def test_the_others_go_out_without_it(self, newsroom: Newsroom) -> None:
        """It is named and counted, and no page leads to it."""
        make_incomplete(newsroom)
        outcome = newsroom.build()
        assert (outcome.code, outcome.rules(), outcome.stdout) == (1, ["missing"], "")
        assert f"withheld: {ID} in fr\n" in outcome.stderr
        assert newsroom.editions() == [(ID, "en"), (ID, "ar")]
        assert not (newsroom.root / "build/fr").exists()
        assert newsroom.manifest()["withheld"] == [
            {"release": ID, "locale": "fr", "rules": ["missing"]}
        ]
        for tag in ("en", "ar"):
            page = newsroom.page(f"{tag}/{ID}/index.html")
            assert list(page.alternates()) == ["en", "ar", "x-default"]
            assert set(page.targets()) <= set(newsroom.built())
        for path in ("index.html", "en/index.html"):
            page = newsroom.page(path)
            assert not [link for link in page.all("a") if "fr" in link.get("href", "").split("/")]

    def test_what_went_out_before_stays_until_it_is_removed(self, built_newsroom: Newsroom) -> None:
        """A build takes nothing away unasked; `--prune` does, and only what is in no edition."""
        before = built_newsroom.built()
        make_incomplete(built_newsroom)
        outcome = built_newsroom.build()
        gone = edition_files("fr") | {"fr/index.html"}
        assert built_newsroom.manifest()["kept"] == sorted(gone)
        assert {path: built_newsroom.built()[path] for path in gone} == {
            path: before[path] for path in gone
        }
        assert "3 files of an earlier build still stand there" in outcome.stderr
        assert built_newsroom.build("--prune").code == 1
        assert set(built_newsroom.built()) == set(before) - gone
        assert built_newsroom.manifest()["kept"] == []
        assert not (built_newsroom.root / "build/fr").exists()

    def test_it_comes_back_when_it_is_complete(
        self, built_newsroom: Newsroom, finished: Newsroom
    ) -> None:
        """A language that was withheld and is mended leaves no trace."""
        make_incomplete(built_newsroom)
        built_newsroom.build()
        built_newsroom.replace(built_newsroom.catalogue("fr"), f'{HEADING}msgstr ""\n', HEADING_FR)
        assert built_newsroom.build().code == 0
        assert built_newsroom.built() == finished.built()

    def test_a_pdf_that_fails_withholds_its_page_too(self, newsroom: Newsroom) -> None:
        """Page and PDF go out together or not at all, and nobody links to them."""
        newsroom.replace(
            "templates/release.pdf.html.j2",
            "</main>",
            '{% if locale.tag == "fr" %}<img src="asset:///no.svg" alt="">{% endif %}</main>',
        )
        outcome = newsroom.build()
        assert (outcome.code, outcome.rules()) == (1, ["pdf-failed"])
        assert "(in fr)" in outcome.stderr
        assert newsroom.editions() == [(ID, "en"), (ID, "ar")]
        assert list(newsroom.page(f"en/{ID}/index.html").alternates()) == ["en", "ar", "x-default"]

    def test_a_page_that_fails_withholds_its_pdf_too(self, newsroom: Newsroom) -> None:
        """The same the other way round."""
        newsroom.replace(
            "templates/release.html.j2",
            "<article>",
            '<article>{% if locale.tag == "fr" %}{{ 1 // 0 }}{% endif %}',
        )
        outcome = newsroom.build()
        assert (outcome.code, outcome.rules()) == (1, ["page-failed"])
        assert newsroom.editions() == [(ID, "en"), (ID, "ar")]
        assert list(newsroom.page(f"en/{ID}/index.html").alternates()) == ["en", "ar", "x-default"]

    def test_a_list_that_fails_holds_up_no_edition(self, newsroom: Newsroom) -> None:
        """The editions and the other lists are out, and the exit code says that one is not."""
        newsroom.replace(
            "templates/index.html.j2", "<h1>", '<h1>{% if locale.tag == "fr" %}{{ no }}{% endif %}'
        )
        outcome = newsroom.build()
        assert (outcome.code, outcome.rules()) == (1, ["page-failed"])
        assert newsroom.editions() == EDITIONS
        assert set(newsroom.built()) >= {"index.html", "en/index.html", "ar/index.html"}
        assert "fr/index.html" not in newsroom.built()


class TestPart:
    """A build of some languages or releases."""

    def test_one_language_keeps_the_rest(
        self, built_newsroom: Newsroom, finished: Newsroom
    ) -> None:
        """Where nothing has changed, building a part changes nothing, the manifest included."""
        assert built_newsroom.build("-l", "ar", "-l", "en").code == 0
        assert built_newsroom.built() == finished.built()

    def test_parts_make_the_whole(self, newsroom: Newsroom, finished: Newsroom) -> None:
        """Languages that are built one after the other link to each other as if built at once."""
        for tag in ("fr", "en", "ar"):
            assert newsroom.build("--locale", tag).code == 0
        assert newsroom.built() == finished.built()

    def test_one_language_is_not_blamed_for_another(self, newsroom: Newsroom) -> None:
        """Mistakes in languages that were not asked for are neither told nor counted."""
        make_incomplete(newsroom)
        outcome = newsroom.build("-l", "ar")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert "withheld" not in outcome.stderr
        assert newsroom.editions() == [(ID, "ar")]

    def test_a_language_that_may_not_go_out_any_more_is_not_listed(
        self, built_newsroom: Newsroom
    ) -> None:
        """The manifest of a build in parts names no edition that a whole build would withhold."""
        make_incomplete(built_newsroom)
        built_newsroom.build("-l", "en")
        assert built_newsroom.editions() == [(ID, "en"), (ID, "ar")]

    def test_one_release_keeps_the_others_in_the_lists(self, built_newsroom: Newsroom) -> None:
        """The list of a language still names what was not built now."""
        built_newsroom.add_release("reading-week")
        outcome = built_newsroom.build("-r", "reading-week", "-l", "fr")
        assert outcome.code == 0
        assert built_newsroom.editions() == [*EDITIONS, ("reading-week", "fr")]
        page = built_newsroom.page("fr/index.html")
        links = [link.get("href") for link in page.tree.iterfind(".//h2/a")]
        assert links == ["reading-week/", f"{ID}/"]

    def test_one_release_is_not_blamed_for_another(self, newsroom: Newsroom) -> None:
        """A broken text beside the one asked for is neither told nor counted."""
        newsroom.add_release("reading-week")
        newsroom.write("release/broken.md", "no front matter")
        newsroom.replace(newsroom.catalogue("fr", "reading-week"), HEADING_FR, "")
        outcome = newsroom.build("-r", ID, "-l", "fr")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert newsroom.build("-r", "broken").rules() == ["front-matter"]


class TestNothingIsLost:
    """What stood in the output folder before."""

    def test_a_broken_house_changes_nothing(self, built_newsroom: Newsroom) -> None:
        """A slip in `house.toml` takes no page away, not even with `--prune`."""
        before = built_newsroom.built()
        built_newsroom.replace("release/house.toml", "[types.press-release]", "[types")
        outcome = built_newsroom.build("--prune")
        assert (outcome.code, outcome.rules()) == (1, ["house-value"])
        assert "nothing is built" in outcome.stderr
        assert built_newsroom.built() == before

    def test_a_broken_release_loses_no_page(self, built_newsroom: Newsroom) -> None:
        """`--prune` removes nothing while a text cannot be read."""
        built_newsroom.add_release("reading-week")
        built_newsroom.build("-r", "reading-week", "-l", "en")
        before = built_newsroom.built()
        built_newsroom.replace(f"release/{ID}.md", "date = 2019-04-06", 'date = "soon"')
        outcome = built_newsroom.build("--prune")
        assert (outcome.code, outcome.rules()) == (1, ["front-matter"])
        assert "nothing is removed" in outcome.stderr
        assert set(built_newsroom.built()) >= set(before)

    @pytest.mark.parametrize(
        "manifest",
        [
            "",
            "[]",
            "[" * 99999,
            '{"outputs": 7, "kept": "x"}',
            '{"outputs": {"\\ud800": 1}, "kept": []}',
            '{"editions": [1, {"release": "a"}], "kept": ["../precious", "\\u0000"]}',
            '{"outputs": {"../../precious": {}}, "kept": ["/etc/hostname", 7]}',
        ],
        ids=["empty", "list", "deep", "types", "half a character", "kept", "outputs"],
    )
    def test_a_manifest_that_somebody_has_changed_does_no_harm(
        self, built_newsroom: Newsroom, manifest: str
    ) -> None:
        """It is data of unknown origin: nothing outside of the output folder is touched."""
        built_newsroom.write("build/manifest.json", manifest)
        built_newsroom.write("precious", "")
        assert built_newsroom.build("-l", "en", "--prune").code == 0
        assert (built_newsroom.root / "precious").exists()
        assert (ID, "en") in built_newsroom.editions()

    def test_no_room_changes_nothing(self, built_newsroom: Newsroom) -> None:
        """A disk that is full leaves every old file and the old manifest."""
        before = built_newsroom.built()
        built_newsroom.replace(f"release/{ID}.md", "date = 2019-04-06", "date = 2019-04-07")

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

        outcome = built_newsroom.run("build", before=limit)
        assert outcome.code == 2
        assert "cannot be written: File too large" in outcome.stderr
        assert "Traceback" not in outcome.stderr
        assert built_newsroom.built() == before

    def test_a_file_where_a_folder_should_be_changes_nothing(
        self, built_newsroom: Newsroom
    ) -> None:
        """The error names it, and the other languages are as they were."""
        build = built_newsroom.root / "build"
        built_newsroom.replace(f"release/{ID}.md", "date = 2019-04-06", "date = 2019-04-07")
        for path in sorted((build / "fr").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        (build / "fr").rmdir()
        (build / "fr").write_text("in the way", encoding="utf-8")
        before = built_newsroom.built()
        outcome = built_newsroom.build()
        assert outcome.code == 2
        assert f"{build / 'fr'}" in outcome.stderr
        assert built_newsroom.built() == before

    def test_a_build_that_is_killed_leaves_whole_files(self, built_newsroom: Newsroom) -> None:
        """Each file is the old or the new one, and the next build finishes the work."""
        build = built_newsroom.root / "build"
        before, written = built_newsroom.built(), times(build)
        built_newsroom.replace(f"release/{ID}.md", "date = 2019-04-06", "date = 2019-04-07")
        with subprocess.Popen(
            [sys.executable, "-m", "communique", "build", "--quiet"], cwd=built_newsroom.root
        ) as process:
            # A file that is gone between being listed and looked at is a change, too.
            with suppress(FileNotFoundError):
                while process.poll() is None and times(build) == written:
                    time.sleep(0.0005)
            process.kill()
        killed = {
            path: content
            for path, content in built_newsroom.built().items()
            if not path.endswith(".part")
        }
        assert built_newsroom.build().code == 0
        after = built_newsroom.built()
        assert set(killed) == set(before) == set(after)
        assert all(content in (before[path], after[path]) for path, content in killed.items())
        if killed["manifest.json"] != before["manifest.json"]:
            assert killed == after


class TestDraft:
    """`--draft`: what may not go out, marked, in a folder of its own."""

    def test_it_is_built_although_something_is_missing(self, draft: Newsroom) -> None:
        """What keeps the edition from going out is told, and is no reason to fail."""
        outcome = draft.build("--draft", "-l", "fr", "--output", draft.root / "again")
        assert (outcome.code, outcome.rules()) == (0, ["missing", "fuzzy"])

    def test_it_stays_in_its_folder(self, draft: Newsroom) -> None:
        """Nothing stands where a web server would look for what is published."""
        assert {path.partition("/")[0] for path in draft.built()} == {"draft"}
        assert draft.editions("build/draft") == EDITIONS

    def test_it_says_that_it_is_one(self, draft: Newsroom) -> None:
        """In words, on each page of each language, and to search engines."""
        words = {"en": "Draft", "fr": "Projet", "ar": "مسود"}
        for tag, word in words.items():
            for path in (f"{tag}/{ID}/index.html", f"{tag}/index.html"):
                page = draft.page(path, "build/draft")
                assert word in "".join(page.one("p", class_="draft").itertext())
                assert page.one("meta", name="robots").get("content") == "noindex"
                assert page.all("link", rel="canonical") == []
                assert page.alternates() == {}
                assert page.all("script") == []

    def test_a_source_passage_has_its_own_language(self, draft: Newsroom) -> None:
        """A screen reader changes its voice for it, and a reader sees why it is in English."""
        page = draft.page(f"fr/{ID}/index.html", "build/draft")
        heading = page.one("h2", lang="en", dir="ltr")
        assert "".join(heading.itertext()).startswith("What there is [")
        assert heading.get("class") == "missing"
        (quote,) = page.all("p", class_="fuzzy")
        assert "".join(quote.itertext()).startswith("Nous l’avons attendue. [")

    def test_its_pdf_is_marked_too(self, draft: Newsroom, pdf_text: Callable[[bytes], str]) -> None:
        """Paper says what the screen says."""
        made = draft.built("build/draft")
        assert "Draft" in pdf_text(made[f"en/{ID}/{ID}.en.pdf"])
        text = pdf_text(made[f"fr/{ID}/{ID}.fr.pdf"])
        assert "Projet" in text
        assert re.search(r"What there is\s*\[.+\]", text)
        assert re.search(r"attendue\.\s*\[.+\]", text)

    def test_a_build_does_not_touch_it(self, draft: Newsroom) -> None:
        """Neither lists the files of the other, and `--prune` keeps its hands off."""
        before = draft.built("build/draft")
        assert draft.build("--prune", "-l", "ar").code == 0
        assert draft.built("build/draft") == before
        assert "draft" not in json.dumps(draft.manifest()["outputs"])

    def test_a_template_that_fails_is_an_error_in_a_draft_too(self, newsroom: Newsroom) -> None:
        """Only what keeps an edition from going out is excused."""
        make_incomplete(newsroom)
        newsroom.replace("templates/release.html.j2", "<article>", "<article>{{ no }}")
        outcome = newsroom.build("--draft", "-l", "fr")
        assert outcome.code == 1
        assert outcome.rules() == ["missing", "page-failed"]
