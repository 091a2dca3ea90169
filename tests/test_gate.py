"""The gate: what makes a check fail, what is asked of each language, and where results go."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import rules
from communique.cli import main
from communique.findings import Finding, Place, Severity
from communique.project import Demands, Progress
from communique.project.demands import weighed
from communique.release import read_house, read_release
from communique.reports import FORMATS, STATUS_FORMATS
from communique.rules import RULES

if TYPE_CHECKING:
    from conftest import Newsroom

HOUSE: Final = "release/house.toml"
RELEASE: Final = "release/library-opening.md"


def gap(newsroom: Newsroom, tag: str) -> None:
    """Take the translation of one heading away."""
    text = newsroom.translation(tag, "What there is")
    newsroom.replace(newsroom.catalogue(tag), f'msgstr "{text}"', 'msgstr ""')


def asked(newsroom: Newsroom, text: str) -> None:
    """Write settings of the check into the house."""
    newsroom.write(HOUSE, f"{newsroom.read(HOUSE)}\n{text}\n")


class TestFailing:
    """`--fail-on`."""

    def test_a_warning_fails_if_that_is_asked(self, newsroom: Newsroom) -> None:
        """By the command or by the house; the command has the last word."""
        newsroom.replace(RELEASE, "readers = 12500", "readers = 12500\nunused = 1")
        assert newsroom.call("check").code == 0
        assert newsroom.call("check", "--fail-on", "warning").code == 1
        asked(newsroom, '[check]\nfail_on = "warning"')
        assert newsroom.call("check").code == 1
        assert newsroom.call("check", "--fail-on", "error").code == 0

    def test_a_warning_withholds_nothing(self, newsroom: Newsroom) -> None:
        """A build is not a check, however strict the house is."""
        newsroom.replace(RELEASE, "readers = 12500", "readers = 12500\nunused = 1")
        asked(newsroom, '[check]\nfail_on = "warning"')
        assert newsroom.build("-l", "fr").code == 0

    def test_another_command_is_not_stricter(self, newsroom: Newsroom) -> None:
        """Only the check is asked to fail."""
        newsroom.replace(RELEASE, "readers = 12500", "readers = 12500\nunused = 1")
        asked(newsroom, '[check]\nfail_on = "warning"')
        assert newsroom.call("status").code == 0


class TestRequired:
    """`--require`."""

    def test_only_what_is_required_must_be_complete(self, newsroom: Newsroom) -> None:
        """Gaps of others are told, as information."""
        gap(newsroom, "ar")
        assert newsroom.call("check").code == 1
        outcome = newsroom.call("check", "--require", "fr")
        assert outcome.code == 0
        assert "info: `What there is` is not translated [missing]" in outcome.stdout
        assert newsroom.call("check", "--require", "fr,ar").code == 1
        assert newsroom.call("check", "--require", "fr", "--require", "ar").code == 1

    def test_mistakes_count_in_every_language(self, newsroom: Newsroom) -> None:
        """What is there must be right, wherever it is."""
        newsroom.replace(newsroom.catalogue("ar"), "{readers} قارئ", "قارئ")
        assert newsroom.call("check", "--require", "fr").rules() == ["fact-missing"]

    def test_a_build_withholds_what_is_incomplete(self, newsroom: Newsroom) -> None:
        """No source text goes out as a translation, whatever is asked."""
        gap(newsroom, "ar")
        asked(newsroom, '[check]\nrequire = ["fr"]')
        assert newsroom.call("check").code == 0
        outcome = newsroom.build("-l", "ar")
        assert (outcome.code, outcome.rules()) == (1, ["missing"])

    def test_a_catalogue_that_is_not_there_is_a_gap(self, newsroom: Newsroom) -> None:
        """A language may begin with nothing."""
        (newsroom.root / newsroom.catalogue("ar")).unlink()
        assert newsroom.call("check", "--require", "fr").code == 0
        assert newsroom.call("check", "--require", "ar").code == 1

    def test_languages_are_those_of_the_house(self, newsroom: Newsroom) -> None:
        """A slip in a tag would ask for nothing."""
        outcome = newsroom.call("check", "--require", "fr,de")
        assert outcome.code == 2
        assert "the project has no language `de`" in outcome.stderr
        asked(newsroom, '[check]\nrequire = ["de"]')
        assert newsroom.call("check").rules() == ["house-value"]


class TestCoverage:
    """`--coverage`."""

    def test_below_what_is_asked_is_one_error(self, newsroom: Newsroom) -> None:
        """And its gaps are information: one break, one error."""
        gap(newsroom, "fr")
        outcome = newsroom.call("check", "--coverage", "95")
        assert (outcome.code, outcome.rules()) == (1, ["coverage-low"])
        assert outcome.stdout.count("info: ") == 1
        told = "9 of 10 messages of this catalogue, 90 of a hundred, are translated; expected 95"
        assert told in outcome.stdout
        # Of the language as a whole more is translated, and the table says of what it tells.
        assert re.search(r"\nlocale .* translated overall\n", outcome.stdout)

    def test_at_or_above_nothing_fails(self, newsroom: Newsroom) -> None:
        """Nine of ten are ninety of a hundred."""
        gap(newsroom, "fr")
        assert newsroom.call("check", "--coverage", "90").code == 0
        assert newsroom.call("check", "--coverage", "fr=90").code == 0
        assert newsroom.call("check", "--coverage", "ar=90").code == 1
        assert newsroom.call("check", "--coverage", "fr=91").code == 1

    def test_the_house_says_what_each_language_needs(self, newsroom: Newsroom) -> None:
        """With one share for all others; the command has the last word."""
        gap(newsroom, "fr")
        asked(newsroom, "[check.coverage]\ndefault = 100\nfr = 80")
        assert newsroom.call("check").code == 0
        gap(newsroom, "ar")
        assert newsroom.call("check").rules() == ["missing"]
        assert newsroom.call("check", "--coverage", "ar=50").code == 0
        assert newsroom.call("check", "--coverage", "95").rules() == ["coverage-low"] * 2

    def test_required_is_complete(self, newsroom: Newsroom) -> None:
        """Whatever share is asked of it besides."""
        gap(newsroom, "fr")
        assert newsroom.call("check", "--coverage", "10", "--require", "fr").rules() == ["missing"]

    @pytest.mark.parametrize("value", ["101", "-1", "x", "fr=", "=", "9.5", "de=50", ""])
    def test_a_share_that_is_none_is_refused(self, unchanged: Newsroom, value: str) -> None:
        """With what was expected."""
        outcome = unchanged.call("check", "--coverage", value)
        assert outcome.code == 2
        assert re.search("is no share, expected 0 to 100|has no language", outcome.stderr)

    @given(
        st.integers(1, 50).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
        st.integers(0, 100),
        st.booleans(),
    )
    def test_a_gap_counts_once_or_not_at_all(
        self,
        counts: tuple[int, int],
        share: int,
        required: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """There is an error exactly where too little is translated, and then of one kind."""
        messages, translated = counts
        row = Progress(
            domain="x", locale="fr", messages=messages, translated=translated, fuzzy=0,
            missing=messages - translated, stale=0, words_to_do=0, broken=False,
        )  # fmt: skip
        missing = [
            Finding(
                rule=rules.MESSAGE_MISSING,
                message="",
                place=Place(path="x.po", line=line),
                locale="fr",
            )
            for line in range(messages - translated)
        ]
        demands = Demands(coverage={"default": share}, require=("fr",) if required else ())
        errors = {
            finding.rule
            for finding in weighed(missing, [row], {("x", "fr"): "x.po"}, demands)
            if finding.severity is Severity.ERROR
        }
        enough = translated * 100 >= (100 if required else share) * messages
        assert len(errors) == (0 if enough else 1)


class TestHouse:
    """Settings of the house."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('style = "swiss"', "`swiss` names no house style, expected one of `eu`"),
            ("style = 7", "`style` is wrong"),
            ("check = 7", "`check` is wrong: expected a table"),
            ("[check]\nfail_on = 'never'", "`fail_on` is wrong"),
            ("[check]\nrequired = ['fr']", "unknown key `required`"),
            ("[check]\nrequire = 'fr'", "`require` is wrong"),
            ("[check]\nbaseline = '/etc/passwd'", "`/etc/passwd` is not in the project folder"),
            ("[check.coverage]\nfr = 101", "`101` is no share"),
            ("[check.coverage]\nde = 100", "`de` is not in `locales`"),
            ("[check.coverage]\nfr = 'all'", "`coverage` is wrong"),
            ("[limits]\ntitle = -1", "`-1` is no number of letters"),
            ("[limits]\nlead = 7", "unknown key `lead`"),
        ],
    )
    def test_a_mistake_is_told_at_its_line(self, text: str, said: str) -> None:
        """And what is right besides is kept."""
        house = "source = 'en'\nlocales = ['fr']\n"
        rest = "[patterns.dateline]\ntext = '{city}, {date}'\n"
        read, findings = read_house(f"{house}{text}\n{rest}")
        (finding,) = findings
        assert said in finding.message
        assert finding.rule is rules.HOUSE_VALUE
        # That of the key; of its table, where the whole of it is wrong.
        lines = 3, 2 + len(text.split("\n"))
        assert finding.place.line == lines["coverage` is" not in said]
        assert read.locales == ("en", "fr")

    def test_settings_are_read(self) -> None:
        """Each is what it says, and what is not said has its ordinary value."""
        read, findings = read_house(
            "style = 'eu'\nlocales = ['fr', 'ga']\n"
            "[check]\nfail_on = 'warning'\nrequire = ['fr']\nbaseline = 'release/known.json'\n"
            "[check.coverage]\ndefault = 100\nga = 80\n"
            "[limits]\ntitle = 90\nheading = 0\n"
            "[patterns.dateline]\ntext = '{city}, {date}'\n"
        )
        assert findings == ()
        assert (read.style, dict(read.limits)) == ("eu", {"title": 90})
        assert read.gate.coverage == {"default": 100, "ga": 80}
        demands = Demands.of(read)
        assert demands.fail_on is Severity.WARNING
        assert [demands.share(tag) for tag in ("fr", "ga", "de")] == [100, 80, 100]

    def test_a_release_has_a_style_of_its_own(self, newsroom: Newsroom) -> None:
        """Or that of the house; a name that means nothing is a mistake."""
        text = newsroom.read(RELEASE)
        house, _ = read_house(newsroom.read(HOUSE))
        for style, rule in (("un", None), ("swiss", rules.FRONT_MATTER)):
            changed = text.replace('type = "', f'style = "{style}"\ntype = "', 1)
            release, findings = read_release(changed.encode(), path=RELEASE, house=house)
            assert [finding.rule for finding in findings] == ([rule] if rule else [])
            assert release is not None
            assert release.style == ("" if rule else style)


class TestOutput:
    """Where a result goes."""

    @pytest.mark.parametrize("name", sorted(FORMATS))
    def test_every_format_can_be_written(
        self, newsroom: Newsroom, tmp_path: Path, name: str
    ) -> None:
        """To a file, byte for byte what would be printed; nothing else is on standard output."""
        gap(newsroom, "fr")
        target = tmp_path / "made/for/it/report"
        outcome = newsroom.call("check", "--format", name, "--output", target)
        assert (outcome.code, outcome.stdout) == (1, "")
        printed = newsroom.call("check", "--format", name).stdout
        assert target.read_text(encoding="utf-8") == printed
        assert printed

    @pytest.mark.parametrize("name", sorted(STATUS_FORMATS))
    def test_every_format_of_progress_can_be_printed(self, unchanged: Newsroom, name: str) -> None:
        """`communique status` has its own."""
        outcome = unchanged.call("status", "--format", name)
        assert (outcome.code, outcome.stderr) == (0, "")
        assert outcome.stdout

    def test_one_check_can_be_told_in_many_ways(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """Each file is what `--output` would write, and standard output is as without them."""
        gap(newsroom, "fr")
        also = [f"--also={name}={tmp_path / 'made' / name}=x" for name in sorted(FORMATS)]
        outcome = newsroom.call("check", "--output", tmp_path / "one", *also)
        assert (outcome.code, outcome.stdout, outcome.stderr) == (1, "", "")
        assert newsroom.call("check", *also).stdout == (tmp_path / "one").read_text("utf-8")
        for name in FORMATS:
            printed = newsroom.call("check", "--format", name).stdout
            assert (tmp_path / "made" / f"{name}=x").read_text("utf-8") == printed

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--also=sarif"], "`sarif` is no format and file"),
            (["--also=sarif="], "`sarif=` is no format and file"),
            (["--also==x"], "`=x` is no format and file"),
            (["--also=pdf=x"], "`pdf=x` is no format and file"),
            (["--output=x", "--also=json=x"], "`x` is named twice"),
            (["--also=html=x", "--also=json=y/../x"], "`y/../x` is named twice"),
            (["--report=x", "--also=json=x"], "`x` is named twice"),
        ],
    )
    def test_a_file_that_makes_no_sense_is_refused(
        self,
        unchanged: Newsroom,
        tmp_path: Path,
        options: list[str],
        said: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Before anything is checked or written; a report has the sentence, too."""
        monkeypatch.chdir(tmp_path)
        outcome = unchanged.call("check", *options)
        assert (outcome.code, outcome.stdout) == (2, "")
        assert said in outcome.stderr
        reports = [json.loads(path.read_text("utf-8")) for path in tmp_path.iterdir()]
        assert all(said in report["error"] for report in reports)
        assert len(reports) == ("--report=x" in options)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--locale=de"], "the project has no language `de`%0Ahint: its languages are en,"),
            (["--fail-on=never"], "Invalid value for '--fail-on': 'never'"),
            (["--coverage=x"], "`x` is no share"),
            (["--project=no%0A::error::x"], "`no%250A::error::x` is no folder%0Ahint: "),
            (["--also=json=release"], "`release` cannot be written"),
        ],
    )
    def test_github_shows_why_there_is_no_verdict(
        self, unchanged: Newsroom, options: list[str], said: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its pages do not show what stands on standard error; other formats have nothing there."""
        monkeypatch.chdir(unchanged.root)
        outcome = unchanged.call("check", *options, "--format", "github")
        assert outcome.code == 2
        assert outcome.stdout.startswith("::error title=communique::")
        assert outcome.stdout.count("\n") == 1
        assert said in outcome.stdout
        assert unchanged.call("check", *options).stdout == ""

    def test_a_step_summary_is_added_to(
        self, newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Behind what others have written there, and for GitHub's format alone."""
        target = tmp_path / "summary.md"
        target.write_text("before\n", encoding="utf-8")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(target))
        gap(newsroom, "fr")
        newsroom.call("check")
        assert target.read_text(encoding="utf-8") == "before\n"
        newsroom.call("check", "--format", "github")
        text = target.read_text(encoding="utf-8")
        assert text.startswith("before\n")
        assert "missing" in text

    def test_a_name_that_is_no_utf8_spoils_no_file(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """Files may be called anything; every report of one that is called so can be written."""
        name = b"release/\xff.md".decode("utf-8", "surrogateescape")
        newsroom.write(name, "x")
        also = [f"--also={name}={tmp_path / name}" for name in FORMATS]
        report = tmp_path / "report"
        assert newsroom.call("check", "--report", report, *also).code == 1
        for path in tmp_path.iterdir():
            if path.is_file():
                path.read_bytes().decode("utf-8")
        assert json.loads(report.read_text("utf-8"))["findings"]

    def test_a_report_has_what_was_put_aside(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """`--report` counts what was silenced and accepted."""
        report = tmp_path / "report.json"
        newsroom.call("check", "--report", report)
        data = json.loads(report.read_text(encoding="utf-8"))
        assert (data["silenced"], data["accepted"]) == (0, 0)

    def test_paths_are_those_of_the_repository_for_forges(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """A project in a folder of a repository is named with the folder."""
        (tmp_path / ".git").mkdir()
        gap(newsroom, "fr")
        (found,) = json.loads(newsroom.call("check", "--format", "gitlab").stdout)
        assert found["location"]["path"] == f"newsroom/{newsroom.catalogue('fr')}"

    @pytest.mark.parametrize("name", [".press", "press."])
    def test_the_folder_is_named_as_it_is(
        self, newsroom: Newsroom, tmp_path: Path, name: str
    ) -> None:
        """Also where it begins with a full stop."""
        (tmp_path / ".git").mkdir()
        gap(newsroom, "fr")
        moved = replace(newsroom, root=newsroom.root.rename(tmp_path / name))
        told = moved.call("check", "--format", "github").stdout
        assert f"::error file={name}/locales/" in told
        assert f"%0Aat: {name}/locales/" in told
        assert f"%0Asource: {name}/release/" in told


class TestFix:
    """`--fix` and `--diff`; what is mended has tests of its own."""

    def spoilt(self, newsroom: Newsroom) -> str:
        """The French catalogue with two spaces where one should be."""
        path = newsroom.catalogue("fr")
        newsroom.replace(path, "Nous l’avons attendue.", "Nous l’avons  attendue.")
        return path

    def test_a_diff_changes_nothing(self, newsroom: Newsroom) -> None:
        """It shows what would be changed, and nothing else."""
        path = self.spoilt(newsroom)
        before = newsroom.read(path)
        outcome = newsroom.call("check", "--fix", "--diff")
        assert (outcome.code, outcome.stderr) == (1, "")
        assert outcome.stdout.startswith(f"--- a/{path}\n+++ b/{path}\n")
        assert newsroom.read(path) == before

    def test_a_diff_of_nothing_is_no_failure(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """As formatters have it: 1 where something would change, and the report says what."""
        report = tmp_path / "report.json"
        outcome = newsroom.call("check", "--diff", "--report", report)
        assert (outcome.code, outcome.stdout) == (0, "")
        path = self.spoilt(newsroom)
        assert newsroom.call("check", "--diff", "--report", report).code == 1
        data = json.loads(report.read_text(encoding="utf-8"))
        assert (data["exit_code"], data["to_mend"]) == (1, [path])

    def test_what_is_mended_is_not_told(self, newsroom: Newsroom) -> None:
        """The check is of the files as they are then."""
        path = self.spoilt(newsroom)
        assert newsroom.call("check").rules() == ["spacing"]
        outcome = newsroom.call("check", "--fix")
        assert (outcome.code, outcome.rules()) == (0, [])
        assert f"mended {path}\n" in outcome.stderr
        assert newsroom.call("check").rules() == []


class TestExplain:
    """`communique explain`."""

    @pytest.mark.parametrize("rule", sorted(RULES))
    def test_every_rule_is_explained(self, unchanged: Newsroom, rule: str, tmp_path: Path) -> None:
        """What must hold, why, and examples of both, in a project or not."""
        outcome = unchanged.call("--project", tmp_path, "explain", rule)
        assert outcome.code == 0
        assert outcome.stdout.startswith(f"{rule} ({RULES[rule].severity})\n")

    def test_a_slip_is_answered(self, unchanged: Newsroom) -> None:
        """With the rules that there are."""
        outcome = unchanged.call("explain", "fact-mising")
        assert outcome.code == 2
        assert "'fact-missing'" in outcome.stderr

    def test_check_explains_nothing(self) -> None:
        """There is one command for it."""
        assert "explain" not in {parameter.name for parameter in main.commands["check"].params}


class TestOneCheck:
    """What a run costs."""

    def test_families_look_at_each_text_once(
        self, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Findings, coverage and totals come from one look at each catalogue."""
        from communique.check import catalogue

        seen: list[int] = []

        def family(pair: object) -> tuple[()]:
            seen.append(id(pair))
            return ()

        monkeypatch.setattr(catalogue, "FAMILIES", (family,))
        newsroom.call("check", "--coverage", "90")
        in_check = len(seen)
        seen.clear()
        newsroom.call("status")
        assert len(seen) == in_check
