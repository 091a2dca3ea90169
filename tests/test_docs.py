"""The documentation: examples run, links lead somewhere, facts are those of the code."""

from __future__ import annotations

import ast
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique.cli import main
from communique.cli.talk import findings_data, progress_data
from communique.findings import Finding, Place
from communique.fonts import prepare_fonts, use_fonts
from communique.project import Progress
from communique.rules import FACT_MISSING, RULES

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = tuple(
    path.relative_to(ROOT).as_posix()
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )
    if path.parent.name != "changes"
)
DECISIONS: Final = tuple(page for page in PAGES if page.startswith("docs/decisions/"))
FRAGMENTS: Final = sorted((ROOT / "docs" / "changes").glob("*.md"))

_MARK = re.compile(r"<!-- (file|edit|part of): (\S+) -->\s*")
_ELSEWHERE = re.compile(r"[a-z]+:")
_OWN = re.compile(r"communique [^|&;<>$*\n]*")
_END = "\x1e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of a page."""

    level: int
    """1 for the title."""
    title: str
    """Its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A code block that is more than a picture of code."""

    line: int
    """Line of the page on which it begins."""
    use: str
    """`console`, `file`, `edit` or `part of`."""
    path: str
    """The file it is about; empty for a console."""
    content: str
    """Its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the documentation."""

    path: str
    """Its file, relative to the repository."""
    text: str
    """Its Markdown."""
    sections: tuple[Section, ...]
    """Its headings, in order."""
    links: tuple[str, ...]
    """Where its links and pictures lead, as written."""
    code: tuple[str, ...]
    """Each line of its code blocks, and each piece of inline code."""
    examples: tuple[Example, ...]
    """Its examples, in order."""

    def anchors(self) -> frozenset[str]:
        """The anchors of its headings, as GitHub makes them."""
        seen: dict[str, int] = {}
        for section in self.sections:
            slug = re.sub(r"[^\w\- ]", "", section.title.lower()).replace(" ", "-")
            seen[slug] = seen.get(slug, -1) + 1
        return frozenset(
            f"{slug}-{number}" if number else slug
            for slug, count in seen.items()
            for number in range(count + 1)
        )


@cache
def read_page(path: str) -> Page:
    """A page, read once."""
    text = (ROOT / path).read_text("utf-8")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    sections, links, code = [], [], []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            title = "".join(child.content for child in following.children or [])
            sections.append(Section(level=int(token.tag[1]), title=title))
        if token.type in ("fence", "code_block"):
            code += token.content.splitlines()
        for child in token.children or []:
            target = child.attrs.get("href", child.attrs.get("src"))
            links += [str(target)] if target else []
            code += [child.content] if child.type == "code_inline" else []
    return Page(
        path=path,
        text=text,
        sections=tuple(sections),
        links=tuple(links),
        code=tuple(code),
        examples=tuple(_examples(tokens)),
    )


def _examples(tokens: Sequence[Token]) -> Iterator[Example]:
    mark: re.Match[str] | None = None
    for token in tokens:
        if token.type == "fence" and (mark or token.info == "console"):
            yield Example(
                line=(token.map or [0])[0] + 1,
                use=mark[1] if mark else "console",
                path=mark[2] if mark else "",
                content=token.content,
            )
        mark = _MARK.fullmatch(token.content) if token.type == "html_block" else None


EXAMPLES: Final = tuple(page for page in PAGES if read_page(page).examples)


class MismatchError(Exception):
    """A page shows something else than what is there."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Somebody who follows a page to the letter, in a copy of the repository."""

    folder: Path
    """Where they stand."""
    environment: dict[str, str]
    """What their shell knows."""
    status: int = 0
    """Exit code of the command before."""

    def follow(self, example: Example) -> None:
        """Do what an example shows; fails where the outcome is another."""
        if example.use == "console":
            self._run(example.content)
            return
        path = self.folder / example.path
        if example.use != "file" and not path.is_file():
            raise MismatchError(f"there is no {example.path}")
        if example.use == "file":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.content, "utf-8")
        elif example.use == "part of":
            if f"\n{example.content}" not in f"\n{_plain(path.read_text('utf-8'))}":
                raise MismatchError(f"this is not in {example.path}:\n{example.content}")
        else:
            lines = example.content.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if not line.startswith("+"))
            new = "".join(line[1:] for line in lines if not line.startswith("-"))
            text = path.read_text("utf-8")
            if f"\n{text}".count(f"\n{old}") != 1:
                raise MismatchError(f"this stands not once in {example.path}:\n{old}")
            path.write_text(f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:], "utf-8")

    def _run(self, session: str) -> None:
        for command, expected in _commands(session):
            output = self._called(command) if _OWN.fullmatch(command) else self._typed(command)
            found = "\n".join(line.rstrip() for line in _plain(output).strip("\n").split("\n"))
            if not _pattern(expected).fullmatch(f"{found}\n"):
                shown = f"shown:\n{expected}\nprinted:\n{found}"
                raise MismatchError(f"`{command}` prints something else\n{shown}")

    def _called(self, command: str) -> str:
        """What a command of ours prints, without the second that a new process takes."""
        arguments = shlex.split(command)[1:]
        # A process with the threads of a test run cannot be forked without a warning.
        arguments += ["--executor", "serial"] if "build" in arguments else []
        runner = CliRunner(env={"FORCE_COLOR": None, "COLUMNS": "80"}, catch_exceptions=False)
        with contextlib.chdir(self.folder):
            result = runner.invoke(main, arguments, prog_name="communique")
        self.status = result.exit_code
        return result.output

    def _typed(self, command: str) -> str:
        """What any other command prints in a shell."""
        end = f"status=$?; printf '{_END}%s' \"$PWD\"; exit $status"
        script = f"(exit {self.status})\n{command}\n{end}"
        finished = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        output, _, folder = finished.stdout.rpartition(_END)
        self.folder, self.status = Path(folder), finished.returncode
        return output


def _plain(text: str) -> str:
    """A text with the spaces that a page of documentation has."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def _commands(session: str) -> list[tuple[str, str]]:
    """The commands of a console, each with what it prints."""
    commands: list[tuple[str, str]] = []
    for line in session.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], ""))
        elif line.startswith("> ") and commands and not commands[-1][1]:
            commands[-1] = (f"{commands[-1][0]}\n{line[2:]}", "")
        else:
            commands[-1] = (commands[-1][0], f"{commands[-1][1]}{line.rstrip()}\n")
    return commands


def _pattern(expected: str) -> re.Pattern[str]:
    """What a shown output stands for: `…` on a line of its own is any lines."""
    lines = expected.rstrip("\n").split("\n")
    return re.compile(
        "".join(r"(?:.*\n)*?" if line == "…" else f"{re.escape(line)}\n" for line in lines)
    )


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader who has just cloned the repository and set it up."""
    use_fonts(prepare_fonts())
    clone = tmp_path / "communique"
    for folder in ("release", "locales", "templates"):
        shutil.copytree(ROOT / folder, clone / folder)
    for name in ("src", "tests", "docs"):
        (clone / name).symlink_to(ROOT / name)
    programs = tmp_path / "bin"
    programs.mkdir()
    command = programs / "communique"
    start = "from communique.cli import main; main(prog_name='communique')"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n', "utf-8")
    command.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    return Reader(
        folder=clone,
        environment={
            **kept,
            "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
        },
    )


@pytest.mark.parametrize("path", EXAMPLES)
def test_whoever_follows_a_page_gets_what_it_shows(path: str, reader: Reader) -> None:
    """Every command, file and change on a page works, in its order, with the output shown."""
    for example in read_page(path).examples:
        mismatch = ""
        try:
            reader.follow(example)
        except MismatchError as error:
            mismatch = f"{path}:{example.line}: {error}"
        if mismatch:
            pytest.fail(mismatch, pytrace=False)


def test_generated_parts_are_those_of_the_code() -> None:
    """`docs/generate.py --check` finds no page that the code has left behind."""
    script = ROOT / "docs" / "generate.py"
    finished = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert (finished.returncode, finished.stdout) == (0, ""), (
        f"run `make reference`: {finished.stdout}{finished.stderr}"
    )


def test_every_rule_is_in_the_reference() -> None:
    """Each has a page of its own, and the list of rules leads to it."""
    listed = re.findall(r"\(rules/([a-z-]+)\.md\)", read_page("docs/reference/rules.md").text)
    assert listed == list(RULES)
    pages = (ROOT / "docs/reference/rules").glob("*.md")
    assert sorted(path.stem for path in pages) == sorted(RULES)


def _commands_below(command: click.Command, title: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, by what is typed."""
    yield title, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _commands_below(below, f"{title} {name}")


COMMANDS: Final = dict(_commands_below(main, "communique"))


@pytest.mark.parametrize("title", COMMANDS)
def test_every_command_and_option_is_in_the_reference(title: str) -> None:
    """The page of commands has a section for each, and each of its options stands in it."""
    page = read_page("docs/reference/commands.md")
    command = COMMANDS[title]
    section = page.text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    for option in (spelling for parameter in command.params for spelling in parameter.opts):
        if option.startswith("-"):
            assert re.search(rf"`[^`]*{option}\b[^`]*`", section), f"{title} {option}"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_a_command_or_option_that_is_not_there(path: str) -> None:
    """Whatever a page shows of `communique …` and `make …` can be typed."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for line in read_page(path).code:
        for target in re.findall(r"(?:^|[\s:])make ([a-z]+)(?= |$)", line):
            assert target in targets, line
        for words in re.findall(r"(?<![\w.`-])communique ((?:-|[a-z]).*?)(?=[|;&#>']|$)", line):
            _check_words(words.split(), line)


def _check_words(words: Sequence[str], line: str) -> None:
    command: click.Command | None = main
    for word in words:
        if isinstance(command, click.Group) and re.fullmatch(r"[a-z]+(?:-[a-z]+)*", word):
            command = command.commands.get(word)
    assert command is not None, line
    context = click.Context(command, **main.context_settings)
    known = {spelling for parameter in command.get_params(context) for spelling in parameter.opts}
    known |= {"-h", "--help"}
    for word in words:
        if re.fullmatch(r"--?[a-z].*", word):
            assert word in known, line


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(path: str) -> None:
    """A relative link names a file or folder that is there, and a heading that it has."""
    for link in read_page(path).links:
        if _ELSEWHERE.match(link):
            continue
        name, _, anchor = link.partition("#")
        target = (ROOT / path).parent / name if name else ROOT / path
        assert target.exists(), link
        if anchor:
            found = read_page(os.path.relpath(target.resolve(), ROOT))
            assert anchor in found.anchors(), link


def test_every_page_is_in_the_index() -> None:
    """Nobody has to know the name of a page to find it; those of rules are in their own list."""
    linked = {link.partition("#")[0] for link in read_page("docs/README.md").links}
    pages = {page.removeprefix("docs/") for page in PAGES if page.startswith("docs/")}
    unlisted = {page for page in pages - linked if not page.startswith("reference/rules/")}
    assert unlisted == {"README.md"}


@pytest.mark.parametrize("path", DECISIONS)
def test_every_decision_says_what_would_change_our_mind(path: str) -> None:
    """A decision has its four parts, in order, and one page each."""
    sections = [section.title for section in read_page(path).sections if section.level == 2]
    assert sections == ["Context", "Decision", "Consequences", "What would change our mind"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_a_path_of_one_machine(path: str) -> None:
    """What a page says holds on every machine."""
    text = read_page(path).text
    for found in (str(ROOT), "/home/", "/root/", "/tmp/", "/Users/", "/work/"):  # noqa: S108
        assert found not in text


def test_every_direct_dependency_has_its_reason() -> None:
    """The decision about dependencies names each of them outside its table."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    page = read_page("docs/decisions/0007-dependencies.md").text
    prose = re.sub(r"<!-- generated.*?<!-- end of", "", page, flags=re.DOTALL)
    for requirement in required:
        name = re.split(r"[^\w-]", requirement)[0]
        assert f"`{name}`" in prose


def test_the_fields_of_findings_and_progress_are_documented() -> None:
    """Every field that a program can get as JSON stands in the page of commands."""
    text = read_page("docs/reference/commands.md").text
    finding = Finding(
        rule=FACT_MISSING,
        message="m",
        place=Place(path="p", line=1, column=1, role="r"),
        found="f",
        expected="e",
        hint="h",
        locale="fr",
    )
    progress = Progress(
        domain="d",
        locale="fr",
        messages=1,
        translated=1,
        fuzzy=0,
        missing=0,
        stale=0,
        words_to_do=0,
        broken=False,
    )
    for field in (*findings_data([finding])[0], *progress_data(progress)):
        assert re.search(rf"^\|[^|]*`{field}`", text, re.MULTILINE), field


def test_every_environment_variable_is_documented() -> None:
    """What a user can set for the program stands in the page of commands."""
    text = read_page("docs/reference/commands.md").text
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    names = set(re.findall(r"\"(COMMUNIQUE_[A-Z]+|SOURCE_DATE_EPOCH)\"", source))
    assert {name for name in names if f"| `{name}` |" not in text} == set()


def test_the_keys_of_the_manifest_are_documented() -> None:
    """The table of the manifest has its keys, in their order."""
    source = (ROOT / "src/communique/project/manifest.py").read_text("utf-8")
    made = next(
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Dict)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "data"
    )
    keys = [key.value for key in made.keys if isinstance(key, ast.Constant)]
    text = read_page("docs/reference/output.md").text.partition("## manifest.json")[2]
    assert re.findall(r"^\| `(\w+)`", text, re.MULTILINE) == keys


def test_the_modules_are_listed_in_the_order_of_their_imports() -> None:
    """Each module of the table imports only those above it, and no module is left out."""
    text = read_page("docs/explanation/how-it-works.md").text.partition("## The modules")[2]
    order = re.findall(r"^\| `(\w+)`", text, re.MULTILINE)
    package = ROOT / "src" / "communique"
    found = {path.stem for path in package.iterdir() if path.stem.strip("_") == path.stem}
    assert sorted(order) == sorted(found - {"py"})
    for path in package.rglob("*.py"):
        name = path.relative_to(package).parts[0].removesuffix(".py")
        imported = re.findall(r"^\s*from communique\.(\w+)", path.read_text("utf-8"), re.MULTILINE)
        for other in imported:
            if name in order:
                assert order.index(other) <= order.index(name), f"{name} imports {other}"


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_change_is_one_sentence_of_a_known_type(path: Path) -> None:
    """Towncrier finds every fragment, and each is a line of the changelog."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
    types = [entry["directory"] for entry in known["type"]]
    assert re.fullmatch(rf"[a-z0-9-]+\.({'|'.join(types)})\.md", path.name)
    assert re.fullmatch(r"[A-Z`][^\n]*\.\n", path.read_text("utf-8"))
