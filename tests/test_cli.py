"""The command line: what goes to which stream, what the exit code says, and what it reads."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from communique.cli import main

if TYPE_CHECKING:
    from conftest import Newsroom

ID = "library-opening"
COMMANDS = sorted(main.commands)
HEADING = 'msgid "What there is"\n'
HEADING_FR = f'{HEADING}msgstr "Ce qu’on y trouve"\n'


def spoil(newsroom: Newsroom) -> None:
    """One heading without a translation, one sentence without a fact, a warning in the text."""
    path = newsroom.catalogue("fr")
    newsroom.replace(path, HEADING_FR, f'{HEADING}msgstr ""\n')
    newsroom.replace(path, "elle a coûté {cost}.", "elle a coûté cher.")
    newsroom.replace(f"release/{ID}.md", "readers = 12500", "readers = 12500\nunused = 1")


class TestHelp:
    """Every command explains itself."""

    @pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
    @pytest.mark.parametrize("option", ["--help", "-h"])
    def test_every_command_has_help(
        self, unchanged: Newsroom, command: tuple[str, ...], option: str
    ) -> None:
        """With a sentence about itself and one about each of its options."""
        outcome = unchanged.call(*command, option)
        assert (outcome.code, outcome.stderr) == (0, "")
        assert re.match(r"Usage: .*\n\n  [A-Z].*[.;]?\n", outcome.stdout)
        options = re.findall(r"^  (-[-\w, ]+(?: [A-Z\[]\S*)?)(.*)$", outcome.stdout, re.MULTILINE)
        assert options

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_option_says_what_it_does(self, command: str) -> None:
        """No option is left without a sentence."""
        for parameter in main.commands[command].params:
            if parameter.param_type_name == "option" and parameter.name != "executor":
                assert getattr(parameter, "help", "").endswith("."), parameter.name

    def test_the_version_is_told(self, unchanged: Newsroom) -> None:
        """`--version` prints name and version."""
        assert re.fullmatch(
            r"communique, version \d+\.\d+\.\d+\n", unchanged.call("--version").stdout
        )

    def test_help_and_state_load_no_layout_engine(self, newsroom: Newsroom) -> None:
        """What does not lay out pages answers at once, and needs no native library."""
        program = (
            "import sys\nfrom communique.cli import main\n"
            "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
            "print(sorted({'weasyprint', 'fontTools', 'dask'} & set(sys.modules)), file=sys.stderr)"
        )
        for arguments in (["--help"], ["status"], ["check"], ["update"]):
            command = [sys.executable, "-c", program, *arguments]
            finished = subprocess.run(
                command, cwd=newsroom.root, capture_output=True, text=True, check=True
            )
            assert finished.stderr.splitlines()[-1] == "[]"


class TestUsage:
    """A command that is wrong exits with 2 and says what would be right."""

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["buidl"], "No such command 'buidl'"),
            (["build", "--jobs", "0"], "0 is not in the range x>=1"),
            (["build", "--executor", "magic"], "'magic' is not one of"),
            (["check", "--format", "pdf"], "'pdf' is not one of 'text', 'github'"),
            (["explain", "nothing"], "'nothing' is not one of"),
            (["check", "-l", "xx"], "`xx` names no language"),
            (["check", "-l", "FR"], "`FR` names no language"),
            (["check", "-l", "de"], "no language `de`\nhint: its languages are en, fr, ar"),
            (["build", "-r", "none"], f"no release `none` in `release/`\nhint: there are {ID}"),
            (["--project", "/nowhere", "check"], "`/nowhere` is no folder"),
            (["status", "--project", "/"], "`/` is in no project"),
        ],
    )  # fmt: skip
    def test_a_mistake_is_a_sentence(
        self, unchanged: Newsroom, arguments: list[str], expected: str
    ) -> None:
        """On stderr, with what there is to choose from, and nothing on stdout."""
        outcome = unchanged.call(*arguments)
        assert (outcome.code, outcome.stdout) == (2, "")
        assert expected in outcome.stderr

    def test_outside_of_a_project_there_is_a_hint(
        self, tmp_path: Path, unchanged: Newsroom
    ) -> None:
        """As a real process that stands in an empty folder."""
        outcome = unchanged.run("--project", tmp_path, "check")
        assert (outcome.code, outcome.stdout) == (2, "")
        assert outcome.stderr.startswith(f"error: `{tmp_path}` is in no project: ")
        assert (
            "hint: change into a project folder or name one with `--project DIR`" in outcome.stderr
        )

    def test_the_project_is_the_one_the_user_stands_in(self, newsroom: Newsroom) -> None:
        """Or in a folder of which the user stands."""
        outcome = newsroom.run("--project", "locales/fr", "check")
        assert (outcome.code, outcome.stdout) == (0, "")
        assert outcome.stderr == "nothing to find fault with\n"

    @pytest.mark.parametrize("value", ["9" * 30, "yesterday", "1.5"])
    def test_a_date_that_cannot_be_is_told(
        self, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        """`SOURCE_DATE_EPOCH` is honoured, so it must be right."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        outcome = newsroom.call("new", "summer")
        assert outcome.code == 2
        assert f"`SOURCE_DATE_EPOCH` is `{value}`" in outcome.stderr


class TestCheck:
    """`communique check`."""

    def test_one_gap_is_one_error_at_its_line(self, newsroom: Newsroom) -> None:
        """The job of continuous integration fails where somebody has to type."""
        path = newsroom.catalogue("fr")
        newsroom.replace(path, HEADING_FR, f'{HEADING}msgstr ""\n')
        outcome = newsroom.run("check")
        line = newsroom.line_of(path, HEADING) + 1
        assert (outcome.code, outcome.rules()) == (1, ["missing"])
        assert outcome.places() == [f"{path}:{line}"]
        assert outcome.stdout.endswith("\n1 error\n")

    def test_findings_are_the_result(
        self, newsroom: Newsroom, golden: Callable[[str, str], None]
    ) -> None:
        """Each with its rule, its place and what helps; the exit code says that some are errors."""
        spoil(newsroom)
        outcome = newsroom.run("check")
        assert (outcome.code, outcome.stderr) == (1, "")
        golden("check.txt", outcome.stdout)

    def test_programs_get_json(
        self, newsroom: Newsroom, golden: Callable[[str, str], None]
    ) -> None:
        """`--format json` prints a list and nothing else."""
        spoil(newsroom)
        outcome = newsroom.call("check", "--format", "json")
        assert outcome.code == 1
        found = [finding["rule"] for finding in json.loads(outcome.stdout)]
        assert found == ["fact-missing", "missing", "fact-unused"]
        golden("check.json", outcome.stdout)

    def test_a_warning_is_told_and_not_counted(self, newsroom: Newsroom) -> None:
        """The exit code is of errors alone."""
        newsroom.replace(f"release/{ID}.md", "readers = 12500", "readers = 12500\nunused = 1")
        outcome = newsroom.call("check")
        assert (outcome.code, outcome.rules()) == (0, ["fact-unused"])
        assert outcome.stdout.endswith("1 warning\n")

    def test_languages_and_releases_can_be_chosen(self, newsroom: Newsroom) -> None:
        """What was not asked for is neither checked nor counted."""
        spoil(newsroom)
        newsroom.add_release("reading-week")
        newsroom.write("release/broken.md", "no front matter")
        assert newsroom.call("check", "-l", "ar", "-r", "reading-week").rules() == ["fact-unused"]
        assert newsroom.call("check", "-l", "ar", "-r", "reading-week").code == 0
        assert newsroom.call("check", "-r", "broken").rules() == ["front-matter"]
        assert newsroom.call("check", "-l", "fr", "-r", ID).code == 1

    def test_a_mistake_of_all_languages_is_told_once(self, newsroom: Newsroom) -> None:
        """A style sheet is mended once, however many languages it spoils."""
        newsroom.write("templates/pdf/release.css", "p { color: nocolour }")
        outcome = newsroom.build()
        assert outcome.rules() == ["pdf-failed"]
        assert outcome.stderr.count("  (in en, fr, ar)\n") == 1
        assert "\n1 error\n" in outcome.stderr

    @pytest.mark.parametrize(
        "hidden", ["\x1b]0;title\x07", "\x1b[2J", "\u202eevil", "a\nb\rc", "\x9b31m"]
    )
    def test_a_text_does_not_steer_the_terminal(self, newsroom: Newsroom, hidden: str) -> None:
        """What a stranger has written is shown, not executed."""
        newsroom.replace(f"release/{ID}.md", "[facts]", f"{json.dumps('x' + hidden)} = 1\n[facts]")
        outcome = newsroom.call("check")
        assert outcome.rules() == ["front-matter"]
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", outcome.text)


class TestStatus:
    """`communique status`."""

    def test_it_shows_what_is_to_do(
        self, newsroom: Newsroom, golden: Callable[[str, str], None]
    ) -> None:
        """A table for each domain; a language that is incomplete is no error here."""
        spoil(newsroom)
        newsroom.write(newsroom.catalogue("ar", "house"), "broken")
        outcome = newsroom.run("status", "-r", ID, environment={"COLUMNS": "80"})
        assert outcome.code == 0
        table = outcome.stdout[outcome.stdout.index(ID) :]
        golden("status.txt", re.sub(r" +$", "", table, flags=re.MULTILINE))
        assert "cannot be read" in outcome.stdout

    def test_programs_get_json(self, newsroom: Newsroom) -> None:
        """One row for each domain and language."""
        spoil(newsroom)
        outcome = newsroom.call("status", "--format", "json", "-l", "fr")
        rows = {row["domain"]: row for row in json.loads(outcome.stdout)}
        assert set(rows) == {"house", ID}
        row = rows[ID]
        assert (row["locale"], row["messages"], row["translated"]) == ("fr", 10, 8)
        assert (row["missing"], row["wrong"], row["words_to_do"]) == (1, 1, 16)

    def test_a_narrow_terminal_loses_no_number(self, newsroom: Newsroom) -> None:
        """Columns are not cut off where a script reads them."""
        outcome = newsroom.run("status", environment={"COLUMNS": "20"})
        assert "10/10" in outcome.stdout


class TestUpdate:
    """`communique extract` and `communique update`."""

    def test_the_result_is_what_was_written(self, newsroom: Newsroom) -> None:
        """A path a line on stdout, so that a script can add them; twice is once."""
        newsroom.replace(f"release/{ID}.md", "a reading room.", "two reading rooms.")
        assert newsroom.call("extract").stdout == f"locales/{ID}.pot\n"
        outcome = newsroom.call("update")
        assert outcome.code == 0
        assert outcome.stdout.split() == [newsroom.catalogue("fr"), newsroom.catalogue("ar")]
        assert outcome.stderr.splitlines() == [
            "2 catalogues written, 4 unchanged",
            "2 translations proposed, for approval",
        ]
        assert newsroom.call("update").stdout == ""

    def test_one_language_can_be_updated(self, newsroom: Newsroom) -> None:
        """The catalogues of the others stay as they are."""
        newsroom.replace(f"release/{ID}.md", "a reading room.", "two reading rooms.")
        outcome = newsroom.call("update", "-l", "fr")
        assert outcome.stdout.split() == [f"locales/{ID}.pot", newsroom.catalogue("fr")]


class TestBuild:
    """`communique build`, as its caller sees it."""

    def test_there_is_no_result_but_the_files(self, newsroom: Newsroom) -> None:
        """All talk goes to stderr, without colour or a bar where that is no terminal."""
        outcome = newsroom.run("build", "--jobs", "2")
        assert (outcome.code, outcome.stdout) == (0, "")
        assert outcome.stderr == "3 editions in build: en, fr, ar\n"

    def test_it_can_keep_quiet(self, newsroom: Newsroom) -> None:
        """`--quiet`, before the command or after it, leaves errors and what is withheld."""
        assert newsroom.build("--quiet").text == ""
        newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, f'{HEADING}msgstr ""\n')
        outcome = newsroom.call("-q", "build", "--executor", "serial")
        assert outcome.rules() == ["missing"]
        assert outcome.stderr.endswith(f"1 error\nwithheld: {ID} in fr\n")

    def test_the_report_says_what_was_done(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """Editions, those withheld, findings and the exit code, for a program to read."""
        newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, f'{HEADING}msgstr ""\n')
        newsroom.build("--report", tmp_path / "reports/build.json")
        report = json.loads((tmp_path / "reports/build.json").read_text(encoding="utf-8"))
        assert (report["command"], report["exit_code"]) == ("build", 1)
        assert report["editions"] == [
            {"release": ID, "locale": "en"},
            {"release": ID, "locale": "ar"},
        ]
        assert report["withheld"] == [{"release": ID, "locale": "fr"}]
        (finding,) = report["findings"]
        assert (finding["rule"], finding["locale"]) == ("missing", "fr")
        assert finding["path"] == newsroom.catalogue("fr")
        assert newsroom.read(finding["path"]).split("\n")[finding["line"] - 1] == 'msgstr ""'

    def test_the_report_of_a_draft_has_what_keeps_it_one(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """The draft is built, so the exit code is 0, and the report says what is to do."""
        newsroom.replace(newsroom.catalogue("fr"), HEADING_FR, f'{HEADING}msgstr ""\n')
        newsroom.build("--draft", "-l", "fr", "--report", tmp_path / "draft.json")
        report = json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))
        assert report["exit_code"] == 0
        assert [finding["rule"] for finding in report["findings"]] == ["missing"]


class TestReport:
    """`--report`."""

    def test_a_command_that_fails_reports_it(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """An old report does not stand for a run that came to nothing."""
        report = tmp_path / "report.json"
        newsroom.call("--report", report, "check")
        assert json.loads(report.read_text(encoding="utf-8"))["exit_code"] == 0
        newsroom.call("--report", report, "check", "-l", "de")
        data = json.loads(report.read_text(encoding="utf-8"))
        assert (data["exit_code"], data["error"]) == (2, "the project has no language `de`")

    def test_a_report_that_cannot_be_written_is_an_error(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """Whoever asked for it must not wait for it."""
        (tmp_path / "file").write_text("", encoding="utf-8")
        outcome = newsroom.call("check", "--report", tmp_path / "file/report.json")
        assert outcome.code == 2
        assert "cannot be written" in outcome.stderr


class TestEnding:
    """How a process ends that cannot go on."""

    def test_an_interrupt_is_a_sentence(
        self, built_newsroom: Newsroom, interruptible_python: tuple[str, ...]
    ) -> None:
        """Ctrl-C while pages are laid out shows no traceback, and changes nothing."""
        before = built_newsroom.built()
        built_newsroom.replace(f"release/{ID}.md", "date = 2019-04-06", "date = 2019-04-07")
        with subprocess.Popen(
            [*interruptible_python, "-m", "communique", "build", "--jobs", "2"],
            cwd=built_newsroom.root,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            while not children.read_bytes().strip():
                assert process.poll() is None
            os.killpg(process.pid, signal.SIGINT)
            assert process.stderr is not None
            talk = process.stderr.read()
        assert (process.returncode, talk) == (130, b"error: the command was interrupted\n")
        assert built_newsroom.built() == before

    def test_an_output_that_nobody_reads_is_no_crash(self, newsroom: Newsroom) -> None:
        """`communique status | head -1` shows a line and no traceback."""
        with subprocess.Popen(
            [sys.executable, "-m", "communique", "explain", "missing"],
            cwd=newsroom.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            talk = process.stderr.read()
        assert talk == b""

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
    def test_a_terminal_with_few_letters_is_no_crash(
        self, newsroom: Newsroom, encoding: str
    ) -> None:
        """What it cannot show is written in another way."""
        spoil(newsroom)
        newsroom.replace(newsroom.catalogue("ar"), "ما فيها", "{ما} فيها")
        encoded = {"PYTHONIOENCODING": encoding}
        assert "brace-stray" in newsroom.run("check", environment=encoded).rules()
        assert newsroom.run("explain", "missing", environment=encoded).code == 0
        found = newsroom.run("check", "--format", "json", environment=encoded)
        assert "{ما}" in json.loads(found.stdout)[0]["message"]
