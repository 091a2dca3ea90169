"""What others put into their continuous integration: its own text is run, as their machines would.

The machines are acted: the runner of GitHub, that of GitLab, and pre-commit. What they run is
real, but for the seconds and the network that installing takes.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import pytest
from tinyhtml5.parser import HTMLParser

if TYPE_CHECKING:
    from conftest import Newsroom

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
ACTION: Final = "action.yml"
TEMPLATE: Final = "ci/gitlab.yml"
HOOKS: Final = ".pre-commit-hooks.yaml"
PAGE: Final = "docs/how-to/run-check-in-ci.md"
PROJECT: Final = "press"
"""The project folder in the scratch repository, as one that has other things as well."""

FACT_FR: Final = "croît de {growth} par an"
FAULT_FR: Final = "croît par an"
WORD_AR: Final = "سنويا كما جاء"
FAULT_AR: Final = "سنويا سنويا كما جاء"
# What would leave a file behind, if a shell ever read it as a command.
TRAPS: Final = (
    "$(touch trapped)",
    "`touch trapped`",
    "'; touch trapped; '",
    '"; touch trapped; "',
    "& touch trapped",
    "\ntouch trapped\n",
    "a b",
    "*",
    "--quiet",
)

_DOCUMENTED_KEYS: Final = frozenset(
    "id name entry language files exclude types types_or exclude_types always_run fail_fast "
    "verbose pass_filenames require_serial description language_version "
    "minimum_pre_commit_version args stages additional_dependencies log_file".split()
)
"""Keys of a hook, from “Creating new hooks” of the manual of pre-commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A script that has ended."""

    code: int
    """Its exit code."""
    stdout: str
    """What it printed as its result."""
    stderr: str
    """What it said besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine that a forge lends for a job, with a checkout of the newsroom."""

    workspace: Path
    """The checkout."""
    programs: Path
    """A folder of commands that goes before those of the system."""
    temp: Path
    """Where a job may put what it likes."""

    def run(self, script: str, *shell: str, environment: Mapping[str, str]) -> Finished:
        """Run a script as a file, in the checkout."""
        file = self.temp / "script"
        file.write_text(script, "utf-8")
        finished = subprocess.run(
            [*shell, str(file)],
            cwd=self.workspace,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Finished(code=finished.returncode, stdout=finished.stdout, stderr=finished.stderr)

    def environment(self) -> dict[str, str]:
        """What every process of it knows."""
        kept = ("HOME", "TMPDIR", "LANG", "LC_ALL", "XDG_CACHE_HOME", "PYTHONPATH")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }

    def add(self, name: str, script: str) -> None:
        """Put a command on the machine."""
        _write_program(self.programs / name, script)

    def called(self) -> list[list[str]]:
        """The arguments of each call of a command that only notes them."""
        noted = self.temp / "called"
        return [json.loads(line) for line in noted.read_text("utf-8").splitlines()]

    def git(self, *arguments: str) -> str:
        """Run git in the checkout."""
        identity = ("-c", "user.name=Ms Alder", "-c", "user.email=alder@lowbridge.example.org")
        finished = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.workspace,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return finished.stdout

    def commit(self) -> str:
        """Commit everything; returns the revision."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "as it is")
        return self.git("rev-parse", "HEAD").strip()


def _write_program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


REAL: Final = f'exec "{sys.executable}" -m communique "$@"'
"""The command as it is."""


def noting(temp: Path) -> str:
    """A command that notes its arguments and finds nothing."""
    note = (
        "import json, sys; "
        f"open({str(temp / 'called')!r}, 'a').write(json.dumps(sys.argv[1:]) + chr(10))"
    )
    return f'exec "{sys.executable}" -I -c {shlex.quote(note)} "$@"'


@pytest.fixture
def machine(newsroom: Newsroom, tmp_path: Path) -> Machine:
    """A machine with the small newsroom checked out, and a Python that installs at once.

    Its `python3` makes a folder that looks like a virtual environment; its `pip` puts the
    communique of this repository there.
    """
    machine = Machine(
        workspace=tmp_path / "repository", programs=tmp_path / "programs", temp=tmp_path / "temp"
    )
    machine.temp.mkdir()
    machine.workspace.mkdir()
    shutil.move(newsroom.root, machine.workspace / PROJECT)
    machine.git("init", "--quiet")
    machine.commit()
    install_as(machine, REAL)
    return machine


def install_as(machine: Machine, command: str) -> None:
    """Let what is installed on a machine from now on be this command."""
    program = machine.temp / "program"
    _write_program(program, command)
    pip = f'echo "$PIP_CONSTRAINT|$*" >> "{machine.temp}/installed"; '
    pip += f'cp "{program}" "$(dirname "$0")/communique"'
    _write_program(machine.temp / "pip", pip)
    machine.add(
        "python3",
        'case "$1 $2" in\n'
        f'"-m venv") mkdir -p "$3/bin"; cp "{machine.temp}/pip" "$3/bin/pip" ;;\n'
        f'"-m pip") shift 2; "{machine.programs}/pip" "$@" ;;\n'
        f'*) exec "{sys.executable}" "$@" ;;\nesac',
    )
    shutil.copy(machine.temp / "pip", machine.programs / "pip")


def spoil(machine: Machine) -> None:
    """Take a fact from the French text, and write an Arabic word twice."""
    for tag, old, new in (("fr", FACT_FR, FAULT_FR), ("ar", WORD_AR, FAULT_AR)):
        path = machine.workspace / f"{PROJECT}/locales/{tag}/LC_MESSAGES/library-opening.po"
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")


def read_yaml(path: str) -> list[Any]:
    """The documents of a file of ours."""
    return list(yaml.safe_load_all((ROOT / path).read_text("utf-8")))


# --- GitHub ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Finished):
    """A job of GitHub that has ended."""

    summary: str
    """The Markdown on its page."""
    path: str
    """The `PATH` of the steps after it."""


def use_action(machine: Machine, **inputs: str) -> Job:
    """Use the action in a job as the runner of GitHub does; `_` in an input is `-`.

    The steps are scripts for `bash --noprofile --norc -e -o pipefail`; the first that fails ends
    the job. GitHub: “Workflow syntax”, `jobs.<job_id>.steps[*].shell`.
    """
    (action,) = read_yaml(ACTION)
    values = {name: str(entry["default"]) for name, entry in action["inputs"].items()}
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() <= values.keys()
    values |= given
    paths, summary = machine.temp / "path", machine.temp / "summary"
    for file in (paths, summary):
        file.write_text("", "utf-8")
    environment = {
        **machine.environment(),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(machine.workspace),
        "GITHUB_PATH": str(paths),
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(machine.temp),
        # As where the job is in a container; git has this for its own tests.
        "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1",
    }
    finished = Finished(code=0, stdout="", stderr="")
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "GitHub would paste a value into the script"
        settings = {name: _resolved(text, values) for name, text in step.get("env", {}).items()}
        found = [*reversed(paths.read_text("utf-8").split()), environment["PATH"]]
        done = machine.run(
            step["run"], "bash", "--noprofile", "--norc", "-e", "-o", "pipefail",
            environment={**environment, **settings, "PATH": os.pathsep.join(found)},
        )  # fmt: skip
        finished = Finished(
            code=done.code,
            stdout=finished.stdout + done.stdout,
            stderr=finished.stderr + done.stderr,
        )
        if done.code:
            break
    return Job(
        code=finished.code,
        stdout=finished.stdout,
        stderr=finished.stderr,
        summary=summary.read_text("utf-8"),
        path=os.pathsep.join(paths.read_text("utf-8").split()),
    )


def _resolved(text: str, inputs: Mapping[str, str]) -> str:
    resolved = re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: inputs[match[1]], str(text))
    assert "${{" not in str(text).replace("${{ inputs.", ""), "nothing else is resolved here"
    return resolved


def _in_short(sarif: str) -> str:
    """A log without the version, and without what rules say of themselves."""
    log = json.loads(sarif)
    for run in log["runs"]:
        run["tool"]["driver"]["semanticVersion"] = "VERSION"
        for rule in run["tool"]["driver"]["rules"]:
            for text in ("shortDescription", "fullDescription", "help"):
                del rule[text]
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


class TestAction:
    """The action for GitHub."""

    def test_a_newsroom_in_order_passes(self, machine: Machine) -> None:
        """Nothing stops the job, and its page says that nothing was found."""
        job = use_action(machine, project=PROJECT)
        assert (job.code, job.stdout) == (0, "")
        assert "Nothing found" in job.summary

    def test_findings_stand_beside_their_lines(
        self, machine: Machine, golden: Callable[[str, str], None]
    ) -> None:
        """Annotations, the page of the job, SARIF and the page for translators tell both faults.

        Paths are those of the repository, not of the project in it.
        """
        spoil(machine)
        job = use_action(machine, project=PROJECT, sarif="out/check.sarif", page="out/check.html")
        assert job.code == 1
        assert job.stderr == ""
        golden("ci/annotations.txt", job.stdout)
        golden("ci/summary.md", job.summary)
        golden("ci/check.sarif", _in_short((machine.workspace / "out/check.sarif").read_text()))
        page = (machine.workspace / "out/check.html").read_text("utf-8")
        for rule in ("fact-missing", "word-repeated"):
            assert rule in page
        for path in re.findall(r"file=([^,]+)", job.stdout):
            assert (machine.workspace / path).is_file()

    def test_a_warning_stops_where_it_is_to(self, machine: Machine) -> None:
        """`fail-on` reaches the command."""
        spoil(machine)
        machine.git("checkout", "--quiet", "--", f"{PROJECT}/locales/fr")
        assert use_action(machine, project=PROJECT, fail_on="warning").code == 1

    def test_only_what_a_change_has_touched_is_told(self, machine: Machine) -> None:
        """`since` reaches the command: a fault that was there before is not of this change."""
        spoil(machine)
        machine.git("checkout", "--quiet", "--", f"{PROJECT}/locales/ar")
        before = machine.commit()
        job = use_action(machine, project=PROJECT, since=before)
        assert (job.code, job.stdout) == (0, "")

    def test_accepted_findings_do_not_stop(self, machine: Machine) -> None:
        """`baseline` reaches the command, as a file of the workspace."""
        spoil(machine)
        written = machine.run(
            f'"{sys.executable}" -m communique check --project {PROJECT} --write-baseline '
            "--baseline accepted.json",
            "sh",
            environment=machine.environment(),
        )
        assert "error" not in written.stderr
        job = use_action(machine, project=PROJECT, baseline="accepted.json")
        assert (job.code, job.stdout) == (0, "")
        assert "**Nothing left to mend** in 2 languages (2 accepted)." in job.summary

    def test_a_command_that_is_wrong_ends_with_2(self, machine: Machine) -> None:
        """A folder that is none is told apart from wrong content, beside the run."""
        job = use_action(machine, project="nowhere", sarif="check.sarif")
        assert job.code == 2
        assert "`nowhere` is no folder" in job.stderr
        assert job.stdout.startswith("::error title=communique::`nowhere` is no folder")
        assert not (machine.workspace / "check.sarif").exists()

    @pytest.mark.parametrize("name", ["since", "require", "baseline", "project", "fail_on"])
    def test_each_setting_reaches_the_command(self, name: str, machine: Machine) -> None:
        """One that is given is an option; one that is not is none."""
        install_as(machine, noting(machine.temp))
        assert use_action(machine, **{name: "fr,de"}).code == 0
        (call,) = machine.called()
        option = f"--{name.replace('_', '-')}=fr,de"
        project = [] if name == "project" else ["--project=."]
        assert call == ["check", *project, option, "--format=github"]

    @pytest.mark.parametrize("trap", TRAPS)
    def test_nothing_that_is_given_is_run(self, trap: str, machine: Machine) -> None:
        """A branch may be called like a command: it reaches the check as it is, in one piece."""
        install_as(machine, noting(machine.temp))
        names = ("project", "fail_on", "require", "since", "baseline")
        given = dict.fromkeys((*names, "sarif", "page"), trap)
        assert use_action(machine, **given).code == 0
        (call,) = machine.called()
        selection = [f"--{name.replace('_', '-')}={trap}" for name in names]
        files = [f"--also=sarif={trap}", f"--also=html={trap}"]
        assert call == ["check", *selection, *files, "--format=github"]
        assert not list(machine.temp.parent.rglob("trapped"))

    @pytest.mark.parametrize("zeros", ["0" * 40, "0" * 64])
    def test_a_new_branch_is_checked_whole(self, zeros: str, machine: Machine) -> None:
        """A forge gives zeros for the revision before its first push."""
        install_as(machine, noting(machine.temp))
        use_action(machine, since=zeros)
        (call,) = machine.called()
        assert call == ["check", "--project=.", "--format=github"]

    def test_it_is_installed_once(self, machine: Machine) -> None:
        """What is there, from a cache or another step, is used; pinned versions are installed."""
        install_as(machine, noting(machine.temp))
        use_action(machine)
        use_action(machine)
        installed = (machine.temp / "installed").read_text("utf-8").splitlines()
        assert installed == [f"{ROOT}/constraints.txt|install --quiet {ROOT}"]

    @pytest.mark.parametrize("spoilt", ["source", "bin/communique", "bin"])
    def test_a_cache_that_is_stale_or_broken_is_not_used(
        self, spoilt: str, machine: Machine
    ) -> None:
        """One of other sources, one whose Python is gone, and one that is not whole."""
        install_as(machine, noting(machine.temp))
        use_action(machine)
        target = machine.temp / "communique" / spoilt
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.write_text("#!/nowhere/python\n", "utf-8")
        assert use_action(machine).code == 0
        assert len((machine.temp / "installed").read_text("utf-8").splitlines()) == 2

    def test_a_python_that_is_too_old_is_named(self, machine: Machine) -> None:
        """The job ends with what helps, beside the run and not in the depth of a log."""
        machine.add("python3", "exit 1")
        job = use_action(machine)
        assert job.code == 2
        assert job.stdout.startswith("::error::communique needs Python 3.11 or newer")

    def test_later_steps_get_the_command_and_keep_their_python(self, machine: Machine) -> None:
        """The folder that goes before theirs has one program."""
        job = use_action(machine, project=PROJECT)
        assert shutil.which("communique", path=job.path)
        assert [path.name for path in Path(job.path).iterdir()] == ["communique"]

    def test_its_scripts_are_those_of_the_action(self) -> None:
        """Both scripts can be started alone, and say by themselves that a mistake ends them."""
        for name in ("check", "install"):
            path = ROOT / f"ci/{name}.sh"
            assert os.access(path, os.X_OK)
            assert "\nset -euo pipefail\n" in path.read_text("utf-8")


# --- GitLab ---


def use_template(machine: Machine, shell: Sequence[str], **inputs: str) -> Finished:
    """Run the job of the template as the runner of GitLab does.

    GitLab puts inputs into the text before it reads the YAML (“CI/CD inputs”), and all lines of
    a job into one script, for bash if the image has it, else for sh.
    """
    text = (ROOT / TEMPLATE).read_text("utf-8")
    (head, _) = read_yaml(TEMPLATE)
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    values: dict[str, str] = {}
    for name, entry in head["spec"]["inputs"].items():
        values[name] = given.pop(name) if name in given else str(entry["default"])
    assert not given
    body = text.partition("\n---\n")[2]
    body = re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda match: values[match[1]], body)
    assert "$[[" not in body
    job = yaml.safe_load(body)["communique-check"]
    script = "\n".join((*job["before_script"], *job["script"]))
    return machine.run(
        script, *shell, environment={**machine.environment(), "CI": "true", **job["variables"]}
    )


SHELLS: Final = (("bash", "-e", "-o", "pipefail"), ("sh", "-e"))


class TestTemplate:
    """The template for GitLab."""

    FILES: Final = (
        "--also=gitlab=gl-code-quality-report.json",
        "--also=junit=communique-junit.xml",
        "--also=html=communique.html",
    )

    @pytest.mark.parametrize("shell", SHELLS, ids=["bash", "sh"])
    def test_the_reports_are_there_whatever_the_verdict(
        self, shell: Sequence[str], machine: Machine
    ) -> None:
        """The widget of a merge request, the list of tests and the page get both faults."""
        spoil(machine)
        done = use_template(machine, shell, source="communique", project=PROJECT)
        assert done.code == 1
        assert re.findall(r"\[([a-z-]+)\]$", done.stdout, re.MULTILINE) == [
            "fact-missing",
            "word-repeated",
        ]
        (_, template) = read_yaml(TEMPLATE)
        artifacts = template["communique-check"]["artifacts"]
        assert artifacts["when"] == "always"
        issues = json.loads(self.artifact(machine, artifacts["reports"]["codequality"]))
        assert len({issue["fingerprint"] for issue in issues}) == 2
        for issue in issues:
            assert (machine.workspace / issue["location"]["path"]).is_file()
        suites = ET.fromstring(self.artifact(machine, artifacts["reports"]["junit"]))  # noqa: S314
        assert len(list(suites.iter("failure"))) >= 1
        (page,) = artifacts["paths"]
        parser = HTMLParser(namespace_html_elements=False)
        parser.parse(self.artifact(machine, page))
        assert not parser.errors

    def test_a_newsroom_in_order_passes(self, machine: Machine) -> None:
        """The reports are there as well, with nothing in them: GitLab compares with them."""
        done = use_template(machine, SHELLS[1], source="communique", project=PROJECT)
        assert (done.code, done.stdout) == (0, "")
        assert json.loads(self.artifact(machine, "gl-code-quality-report.json")) == []

    @pytest.mark.parametrize("shell", SHELLS, ids=["bash", "sh"])
    def test_a_command_that_is_wrong_ends_with_2(
        self, shell: Sequence[str], machine: Machine
    ) -> None:
        """A folder that is none is told apart from wrong content."""
        assert use_template(machine, shell, source="communique", project="nowhere").code == 2

    @pytest.mark.parametrize("shell", SHELLS, ids=["bash", "sh"])
    def test_settings_reach_the_command_and_are_never_run(
        self, shell: Sequence[str], machine: Machine
    ) -> None:
        """Each in one piece, also where it looks like a command."""
        install_as(machine, noting(machine.temp))
        trap = "$(touch trapped) `touch trapped`; touch trapped"
        settings = dict.fromkeys(("source", "project", "require", "since", "baseline"), trap)
        assert use_template(machine, shell, fail_on="warning", **settings).code == 0
        (call,) = machine.called()
        options = ("project", "fail-on", "require", "since", "baseline")
        expected = [f"--{name}={'warning' if name == 'fail-on' else trap}" for name in options]
        assert call == ["check", *expected, *self.FILES]
        installed = (machine.temp / "installed").read_text("utf-8")
        assert installed.endswith(f"install --quiet --disable-pip-version-check {trap}\n")
        assert not list(machine.temp.parent.rglob("trapped"))

    def test_what_is_not_set_is_no_option(self, machine: Machine) -> None:
        """The house decides then; zeros are no revision."""
        install_as(machine, noting(machine.temp))
        use_template(machine, SHELLS[1], source="communique", since="0" * 40)
        (call,) = machine.called()
        assert call == ["check", "--project=.", *self.FILES]

    def test_nobody_else_can_give_the_package(self) -> None:
        """Whoever includes it says where communique comes from; a bare name would be anybody's."""
        (head, _) = read_yaml(TEMPLATE)
        assert "default" not in head["spec"]["inputs"]["source"]

    @staticmethod
    def artifact(machine: Machine, name: str) -> str:
        """A file that the job leaves."""
        return (machine.workspace / name).read_text("utf-8")


# --- pre-commit ---


class TestHook:
    """The hook for pre-commit."""

    def test_it_has_the_keys_that_are_documented(self) -> None:
        """Those that pre-commit needs, and none that it does not know."""
        ((hook,),) = read_yaml(HOOKS)
        assert {"id", "name", "entry", "language"} <= hook.keys() <= _DOCUMENTED_KEYS
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False

    def test_it_runs_when_what_is_checked_changes(self) -> None:
        """And not when anything else does."""
        ((hook,),) = read_yaml(HOOKS)
        for folder in ("release", "locales", "templates"):
            for file in (ROOT / folder).rglob("*"):
                assert re.search(hook["files"], file.relative_to(ROOT).as_posix())
        for path in ("README.md", "docs/release/x.md", "build/index.html", "src/locales/a.py"):
            assert not re.search(hook["files"], path)

    @pytest.mark.parametrize("spoilt", [False, True])
    def test_it_stops_a_commit_with_a_fault(self, spoilt: bool, machine: Machine) -> None:  # noqa: FBT001
        """The entry is a command that the package has; git runs it with settings of its own."""
        ((hook,),) = read_yaml(HOOKS)
        command, *arguments = shlex.split(hook["entry"])
        scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
        assert command in scripts
        machine.add(command, REAL)
        if spoilt:
            spoil(machine)
        hook_file = machine.workspace / ".git/hooks/pre-commit"
        words = shlex.join([command, *arguments, "--project", PROJECT])
        _write_program(hook_file, f"{words} > ../told 2>&1")
        machine.git("add", "--all")
        commit = ("commit", "--quiet", "--allow-empty", "--message", "next")
        if not spoilt:
            machine.git(*commit)
            return
        with pytest.raises(subprocess.CalledProcessError):
            machine.git(*commit)
        told = (machine.workspace.parent / "told").read_text("utf-8")
        assert told.endswith("1 error, 1 warning\n")


# --- how it is told ---


class TestExamples:
    """What the page says of all this can be copied."""

    def test_this_repository_uses_its_own_action(self) -> None:
        """A job of its workflow does, with inputs that there are."""
        (workflow,) = read_yaml(".github/workflows/test.yml")
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        (own,) = [step for step in steps if step.get("uses") == "./"]
        (action,) = read_yaml(ACTION)
        assert own["with"].keys() <= action["inputs"].keys()

    def test_the_examples_use_what_there_is(self) -> None:
        """Inputs of the action and of the template, the id of the hook."""
        (action,) = read_yaml(ACTION)
        (head, _) = read_yaml(TEMPLATE)
        ((hook,),) = read_yaml(HOOKS)
        used = set()
        for example in re.findall(r"```yaml\n(.*?)```", _page(), re.DOTALL):
            for entry in _mappings(yaml.safe_load(example)):
                if re.fullmatch(r".*/communique@.*", str(entry.get("uses", ""))):
                    used.add("action")
                    assert entry.get("with", {}).keys() <= action["inputs"].keys()
                if str(entry.get("file", "")).endswith("gitlab.yml"):
                    used.add("template")
                    assert entry["file"] == f"/{TEMPLATE}"
                    wanted = {
                        name for name, of in head["spec"]["inputs"].items() if "default" not in of
                    }
                    assert wanted <= entry["inputs"].keys() <= head["spec"]["inputs"].keys()
                if str(entry.get("repo", "")).endswith("/communique"):
                    used.add("hook")
                    assert [one["id"] for one in entry["hooks"]] == [hook["id"]]
        assert used == {"action", "template", "hook"}

    def test_every_input_is_on_the_page(self) -> None:
        """Each stands in the table, and nothing else does."""
        (action,) = read_yaml(ACTION)
        table = _page().partition("| input |")[2].partition("\n\n")[0]
        rows = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
        assert rows == list(action["inputs"])


def _page() -> str:
    return (ROOT / PAGE).read_text("utf-8")


def _mappings(value: object) -> list[dict[str, Any]]:
    """Every mapping in a value, however deep."""
    if isinstance(value, dict):
        return [value, *(found for inner in value.values() for found in _mappings(inner))]
    if isinstance(value, list):
        return [found for inner in value for found in _mappings(inner)]
    return []
