"""Reading a project, and what may go out of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from communique.findings import Finding
from communique.project import (
    Plan,
    PlannedEdition,
    ProjectError,
    extract_catalogues,
    find_project,
    load_project,
    plan_editions,
    progress_of,
    review_project,
    update_catalogues,
)

if TYPE_CHECKING:
    from conftest import Newsroom

Change: TypeAlias = "Callable[[Newsroom], None]"

HEADING = 'msgctxt "heading"\nmsgid "What there is"\n'
HEADING_FR = f'{HEADING}msgstr "Ce qu’on y trouve"\n'
LEAD_FR = "Commencée en {begun}, elle a coûté {cost}."


def planned(newsroom: Newsroom) -> Plan:
    """What may go out of a newsroom as it stands now."""
    return plan_editions(load_project(newsroom.root))


def blocked(plan: Plan) -> dict[str, list[str]]:
    """The rules that withhold editions, by language."""
    return {
        edition.edition.locale.tag: [finding.rule.id for finding in edition.blockers]
        for edition in plan.editions
        if edition.blockers
    }


def of(plan: Plan, tag: str) -> PlannedEdition:
    """The planned edition in one language."""
    (found,) = (edition for edition in plan.editions if edition.edition.locale.tag == tag)
    return found


def take_translation_out(newsroom: Newsroom) -> None:
    """Empty the msgstr of one heading in French."""
    newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, f'{HEADING}msgstr ""\n')


def mark_fuzzy(newsroom: Newsroom) -> None:
    """Take back the approval of one heading in French."""
    newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, f"#, fuzzy\n{HEADING_FR}")


def take_message_out(newsroom: Newsroom) -> None:
    """Remove one heading from the French catalogue, as if it were older than the text."""
    newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, "")


def lose_a_fact(newsroom: Newsroom) -> None:
    """Leave the cost out of the French lead."""
    newsroom.replace(newsroom.catalogue("fr"), LEAD_FR, "Commencée en {begun}.")


class TestFinding:
    """Where the project is."""

    def test_a_project_is_found_from_any_folder_in_it(self, newsroom: Newsroom) -> None:
        """Commands work wherever in the project the user stands."""
        assert find_project(newsroom.root / "locales/fr/LC_MESSAGES") == newsroom.root.resolve()

    def test_a_folder_in_no_project_is_an_error_that_says_what_helps(self, tmp_path: Path) -> None:
        """Outside of a project there is a sentence and a hint, not a guess."""
        with pytest.raises(ProjectError, match=r"is in no project.*release/house\.toml") as caught:
            find_project(tmp_path)
        assert "--project" in caught.value.hint


class TestReading:
    """From files to values."""

    def test_every_file_that_decides_about_pages_is_a_source(self, newsroom: Newsroom) -> None:
        """House, release texts, page templates and their assets are all read, and nothing else."""
        newsroom.write("release/README.md", "not a release")
        newsroom.write("release/.draft.md", "hidden")
        sources = load_project(newsroom.root).sources
        templates = {f"templates/{path}" for path in newsroom.built("templates")}
        assert set(sources) == {"release/house.toml", "release/library-opening.md", *templates}

    def test_a_small_newsroom_has_nothing_wrong(self, newsroom: Newsroom) -> None:
        """The project that these tests change is right before they do."""
        project = load_project(newsroom.root)
        assert review_project(project, tuple(project.domains()), ()).findings == ()
        assert blocked(planned(newsroom)) == {}

    def test_a_link_that_leads_out_of_the_project_is_not_followed(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """A text from elsewhere cannot come in by a link, nor vanish without a word."""
        (tmp_path / "elsewhere.md").write_text("secret", encoding="utf-8")
        (newsroom.root / "release/other.md").symlink_to(tmp_path / "elsewhere.md")
        with pytest.raises(ProjectError, match=r"`release/other\.md` leads out of the project"):
            load_project(newsroom.root)

    def test_a_link_inside_the_project_is_followed(self, newsroom: Newsroom) -> None:
        """Two names of one catalogue are the user's business."""
        path = newsroom.root / newsroom.catalogue("fr")
        path.rename(newsroom.root / "locales/french.po")
        path.symlink_to(newsroom.root / "locales/french.po")
        assert blocked(planned(newsroom)) == {}

    def test_a_house_that_cannot_be_read_is_one_finding(self, newsroom: Newsroom) -> None:
        """Releases are not blamed for what a broken house lacks."""
        newsroom.replace("release/house.toml", "[types.press-release]", "[types.press-release")
        project = load_project(newsroom.root)
        findings = review_project(project, tuple(project.domains()), ()).findings
        assert [(finding.rule.id, finding.place.path) for finding in findings] == [
            ("house-value", "release/house.toml")
        ]

    def test_a_broken_release_keeps_no_other_from_being_read(self, newsroom: Newsroom) -> None:
        """One slip in one text is its own."""
        newsroom.add_release("reading-week")
        newsroom.replace("release/reading-week.md", 'city = "lowbridge"', 'city = "nowhere"')
        project = load_project(newsroom.root)
        assert [release.id for release in project.releases] == ["library-opening"]
        assert [(finding.rule.id, str(finding.place)) for finding in project.findings] == [
            ("house-unknown", "release/reading-week.md:7")
        ]

    def test_two_releases_with_one_id_are_both_left_out(self, newsroom: Newsroom) -> None:
        """Nobody can say which of the two is meant."""
        newsroom.write(
            "release/2019/library-opening.md", newsroom.read("release/library-opening.md")
        )
        project = load_project(newsroom.root)
        assert project.releases == ()
        assert [(finding.rule.id, finding.place.path) for finding in project.findings] == [
            ("release-duplicate", "release/library-opening.md")
        ]


class TestWithholding:
    """What goes out, and what stays."""

    @pytest.mark.parametrize(
        ("change", "rule", "before"),
        [
            pytest.param(take_translation_out, "missing", HEADING, id="missing"),
            pytest.param(mark_fuzzy, "fuzzy", HEADING, id="fuzzy"),
            pytest.param(lose_a_fact, "fact-missing", 'begun in {begun}."\n', id="fact-missing"),
            pytest.param(take_message_out, "stale", None, id="stale"),
        ],
    )
    def test_one_wrong_message_withholds_one_language(
        self, newsroom: Newsroom, change: Change, rule: str, before: str | None
    ) -> None:
        """The finding stands at the msgstr, or at the top where there is none; others go out."""
        change(newsroom)
        plan = planned(newsroom)
        assert blocked(plan) == {"fr": [rule]}
        (finding,) = of(plan, "fr").blockers
        path = newsroom.catalogue("fr")
        line = 1 if before is None else newsroom.line_of(path, before) + before.count("\n")
        assert (finding.place.path, finding.place.line, finding.locale) == (path, line, "fr")

    def test_check_finds_what_withholds(self, newsroom: Newsroom) -> None:
        """The job of continuous integration and the build cannot disagree."""
        take_translation_out(newsroom)
        project = load_project(newsroom.root)
        assert (
            review_project(project, tuple(project.domains()), ()).findings
            == planned(newsroom).findings
        )

    def test_progress_counts_what_withholds(self, newsroom: Newsroom) -> None:
        """The state of each message is counted once, and its words are to do."""
        for change in (take_message_out, lose_a_fact):
            change(newsroom)
        newsroom.replace(newsroom.catalogue("fr"), 'msgstr "Pour en savoir plus"', 'msgstr ""')
        newsroom.replace(
            newsroom.catalogue("fr"), 'msgid "a reading room."', '#, fuzzy\nmsgid "a reading room."'
        )
        rows = progress_of(load_project(newsroom.root), ["library-opening"], ())
        row = {found.locale: found for found in rows}["fr"]
        assert (row.messages, row.translated, row.broken) == (10, 6, False)
        assert (row.fuzzy, row.missing, row.stale, row.wrong) == (1, 1, 1, 1)
        lead = "The town opens its first library today It cost and was begun in"
        to_do = f"What there is More information a reading room. {lead}"
        assert row.words_to_do == len(to_do.split())

    @pytest.mark.parametrize(
        ("source", "withheld"),
        [
            ("Head librarian", {"fr": ["missing"]}),
            ("Lowbridge Library", {"fr": ["missing"]}),
            ("No release ends with this paragraph.", {}),
        ],
    )
    def test_the_house_withholds_only_what_a_release_shows(
        self, newsroom: Newsroom, source: str, withheld: dict[str, list[str]]
    ) -> None:
        """A contact of one release without a translation does not hold up all others."""
        old = f'msgid "{source}"\nmsgstr "{newsroom.translation("fr", source)}"'
        newsroom.replace(newsroom.catalogue("fr", "house"), old, f'msgid "{source}"\nmsgstr ""')
        assert blocked(planned(newsroom)) == withheld
        project = load_project(newsroom.root)
        found = review_project(project, tuple(project.domains()), ()).findings
        assert [finding.rule.id for finding in found] == ["missing"]

    def test_a_release_comes_out_in_its_own_languages_only(self, newsroom: Newsroom) -> None:
        """`locales` in a release takes languages of the house out, and none that it needs not."""
        newsroom.replace("release/library-opening.md", "[facts]", 'locales = ["fr"]\n[facts]')
        (newsroom.root / newsroom.catalogue("ar")).unlink()
        plan = planned(newsroom)
        assert [edition.edition.locale.tag for edition in plan.editions] == ["en", "fr"]
        assert plan.findings == ()

    @pytest.mark.parametrize(
        "put",
        [
            pytest.param(Path.exists, id="nothing"),
            pytest.param(Path.mkdir, id="a folder"),
            pytest.param(os.mkfifo, id="a pipe"),
            pytest.param(lambda path: path.symlink_to(path), id="a link to itself"),
            pytest.param(lambda path: path.symlink_to("/dev/zero"), id="a link out"),
        ],
    )
    def test_a_catalogue_that_cannot_be_read_withholds_one_language(
        self, newsroom: Newsroom, put: Callable[[Path], object]
    ) -> None:
        """What stands there in place of a file is not opened; the others go out."""
        path = newsroom.root / newsroom.catalogue("fr")
        path.unlink()
        put(path)
        plan = planned(newsroom)
        assert blocked(plan) == {"fr": ["catalogue-missing"]}
        assert [finding.place.path for finding in plan.findings] == [newsroom.catalogue("fr")]

    def test_what_is_checked_is_what_is_published(self, newsroom: Newsroom) -> None:
        """Every catalogue of the plan is among its inputs, as it was when it was checked."""
        plan = planned(newsroom)
        newsroom.write(newsroom.catalogue("fr"), "")
        catalogues = {path: text for path, text in plan.inputs.items() if path.endswith(".po")}
        assert set(catalogues) == {
            newsroom.catalogue(tag, domain)
            for tag in ("fr", "ar")
            for domain in ("house", "library-opening")
        }
        assert "Ce qu’on y trouve".encode() in catalogues[newsroom.catalogue("fr")]


class TestUpdating:
    """Catalogues follow the texts, and nothing else."""

    def update(self, newsroom: Newsroom) -> tuple[set[str], list[Finding]]:
        """Bring everything up to date; gives the files that change."""
        project = load_project(newsroom.root)
        domains = tuple(project.domains())
        templates = extract_catalogues(project, domains)
        catalogues = update_catalogues(project, domains, ())
        for path, content in {**templates.files, **catalogues.files}.items():
            newsroom.write(path, content)
        return {*templates.files, *catalogues.files}, list(catalogues.findings)

    def test_updating_twice_is_updating_once(self, newsroom: Newsroom) -> None:
        """A changed text changes its catalogues, and then they are still."""
        newsroom.replace("release/library-opening.md", "a reading room.", "two reading rooms.")
        changed, _ = self.update(newsroom)
        assert changed == {
            "locales/library-opening.pot",
            newsroom.catalogue("fr"),
            newsroom.catalogue("ar"),
        }
        assert self.update(newsroom) == (set(), [])
        found = blocked(planned(newsroom))
        assert found == {"fr": ["changed-factual"], "ar": ["changed-factual"]}

    def test_a_new_language_gets_catalogues(self, newsroom: Newsroom) -> None:
        """What the house names and nobody has begun is there to be translated."""
        newsroom.replace("release/house.toml", '["fr", "ar"]', '["fr", "ar", "pt-BR"]')
        changed, _ = self.update(newsroom)
        assert changed == {
            f"locales/pt_BR/LC_MESSAGES/{domain}.po" for domain in ("house", "library-opening")
        }
        assert blocked(planned(newsroom)) == {
            "pt-BR": ["missing"] * len(planned(newsroom).findings)
        }

    def test_a_broken_house_changes_no_catalogue(self, newsroom: Newsroom) -> None:
        """A slip in `house.toml` must not make the translations of all its texts obsolete."""
        newsroom.replace("release/house.toml", 'name = "Town of Lowbridge"', "name = 7")
        assert self.update(newsroom) == (set(), [])

    def test_a_broken_release_changes_none_of_its_catalogues(self, newsroom: Newsroom) -> None:
        """A slip in a text must not make its translations obsolete."""
        newsroom.replace("release/library-opening.md", "date = 2019-04-06", 'date = "soon"')
        assert self.update(newsroom) == (set(), [])

    @pytest.mark.parametrize("content", [b"msgid", b"\xff\xfe", b'msgid ""\nmsgstr "\n'])
    def test_a_catalogue_that_cannot_be_understood_is_left_alone(
        self, newsroom: Newsroom, content: bytes
    ) -> None:
        """Nothing is written over work that might still be saved."""
        newsroom.write(newsroom.catalogue("fr"), content)
        changed, findings = self.update(newsroom)
        assert changed == set()
        assert {finding.place.path for finding in findings} == {newsroom.catalogue("fr")}
