"""What the tests share: a small newsroom, the commands on it, and builds that are made once."""

from __future__ import annotations

import fcntl
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import pikepdf
import pytest
from click.testing import CliRunner
from tinyhtml5.parser import HTMLParser

from browser import CHROMIUM, Browser, start_browser
from communique.catalogue import (
    TemplateMessage,
    new_catalogue_text,
    read_catalogue,
    template_text,
)
from communique.cli import main
from communique.fonts import FontSet, prepare_fonts, use_fonts
from communique.locales import locale
from communique.project import load_project

REPOSITORY: Final = Path(__file__).parent.parent
"""The repository, which is itself a project."""
MINISTRY: Final = REPOSITORY / "tests/styles/ministry"
"""A project with another look."""
RELEASE: Final = "library-opening"
"""Id of the one release of the small newsroom."""

_PATTERN: Final = Path(__file__).parent / "newsroom"
"""House, release and translations of the small newsroom."""
_OWN_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    tag: json.loads((_PATTERN / f"{tag}.json").read_text(encoding="utf-8")) for tag in ("fr", "ar")
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write the goldens anew."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what the tests get to tests/goldens/ instead of comparing it",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command did, as its caller sees it."""

    code: int
    """Exit code."""
    stdout: str
    """The result."""
    stderr: str
    """The talk."""

    def rules(self) -> list[str]:
        """The rule of each finding on either stream, in order."""
        return re.findall(r"^(?:error|warning): .*\[([a-z-]+)\]$", self.text, re.MULTILINE)

    def places(self) -> list[str]:
        """The place of each finding on either stream, in order, without the role."""
        return re.findall(r"^  --> (\S+)", self.text, re.MULTILINE)

    @property
    def text(self) -> str:
        """Both streams."""
        return self.stdout + self.stderr


def communique(
    *arguments: str | Path,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Outcome:
    """The command in a process of its own; `before` runs in it before Python starts."""
    finished = subprocess.run(
        [sys.executable, "-m", "communique", *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
        preexec_fn=before,
        check=False,
    )
    return Outcome(code=finished.returncode, stdout=finished.stdout, stderr=finished.stderr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a browser reads it."""

    path: str
    """Its file, relative to the output folder."""
    text: str
    """Its HTML."""
    tree: Element
    """Its elements; their names have no namespace."""
    errors: tuple[str, ...]
    """What a strict parser complains about."""

    @classmethod
    def parsed(cls, path: str, text: str) -> Page:
        """Read the HTML of a page."""
        parser = HTMLParser(namespace_html_elements=False)
        tree = parser.parse(text)
        errors = tuple(f"{place}: {code} {values}" for place, code, values in parser.errors)
        return cls(path=path, text=text, tree=tree, errors=errors)

    def all(self, tag: str, /, **attributes: str) -> list[Element]:
        """Every element of a kind with these attributes, in order; `class_` is `class`."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            element
            for element in self.tree.iter(tag)
            if all(element.get(key) == value for key, value in wanted.items())
        ]

    def one(self, tag: str, /, **attributes: str) -> Element:
        """The only element of a kind with these attributes."""
        (element,) = self.all(tag, **attributes)
        return element

    def alternates(self) -> dict[str, str]:
        """The addresses of the page in other languages, by `hreflang`, in order."""
        return {
            link.get("hreflang", ""): link.get("href", "")
            for link in self.all("link", rel="alternate")
            if link.get("hreflang")
        }

    def targets(self) -> list[str]:
        """Every relative address in it, as the path of a file below the output folder."""
        addresses = [
            value
            for element in self.tree.iter()
            for name, value in element.items()
            if name in ("href", "src") and not re.match(r"[a-z]+:|#", value)
        ]
        paths = []
        for address in addresses:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), address))
            folder = address.endswith("/") or address in ("", ".", "..")
            paths.append(posixpath.normpath(f"{path}/index.html") if folder else path)
        return paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """A project in a folder of its own, to be changed and built."""

    root: Path
    """The project folder."""

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, content: str | bytes) -> None:
        """Give a file this content."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change the one place in a file that has this text."""
        text = self.read(path)
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def catalogue(self, tag: str, domain: str = RELEASE) -> str:
        """Where a catalogue stands."""
        return f"locales/{tag}/LC_MESSAGES/{domain}.po"

    def translation(self, tag: str, source: str) -> str:
        """What the catalogues of the small newsroom have for a source text."""
        return _OWN_WORDS[tag][source]

    def line_of(self, path: str, text: str) -> int:
        """The line, counted from 1, on which a text stands first."""
        return self.read(path).partition(text)[0].count("\n") + 1

    def call(self, *arguments: str | Path) -> Outcome:
        """A command in this process, which is fast; an exception that leaves it is raised here."""
        result = CliRunner().invoke(
            main, ["--project", str(self.root), *map(str, arguments)], catch_exceptions=False
        )
        return Outcome(code=result.exit_code, stdout=result.stdout, stderr=result.stderr)

    def build(self, *arguments: str | Path) -> Outcome:
        """`communique build` in this process."""
        return self.call("build", "--executor", "serial", *arguments)

    def run(
        self,
        *arguments: str | Path,
        environment: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Outcome:
        """A command in a process of its own, in the project folder."""
        return communique(*arguments, folder=self.root, environment=environment, before=before)

    def page(self, path: str, folder: str = "build") -> Page:
        """A page of a build, parsed."""
        return Page.parsed(path, self.read(f"{folder}/{path}"))

    def built(self, folder: str = "build") -> dict[str, bytes]:
        """Every file below a folder of the project, by its path there."""
        return files_below(self.root / folder)

    def manifest(self, folder: str = "build") -> dict[str, object]:
        """The manifest of a build."""
        data = json.loads(self.read(f"{folder}/manifest.json"))
        assert isinstance(data, dict)
        return data

    def editions(self, folder: str = "build") -> list[tuple[str, str]]:
        """Release and language of each edition that the manifest of a build names, in order."""
        editions = self.manifest(folder)["editions"]
        assert isinstance(editions, list)
        return [(edition["release"], edition["locale"]) for edition in editions]

    def add_release(self, identifier: str, *, date: str = "2019-05-01") -> None:
        """Write another release, of the same text with another date, and its catalogues."""
        text = self.read(f"release/{RELEASE}.md").replace("date = 2019-04-06", f"date = {date}")
        self.write(f"release/{identifier}.md", text)
        for tag in _OWN_WORDS:
            self.write(self.catalogue(tag, identifier), self.read(self.catalogue(tag)))
        project = load_project(self.root)
        template = template_text(identifier, project.messages(identifier))
        self.write(project.template_path(identifier), template)


def files_below(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by path with `/` between the parts."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_newsroom(root: Path) -> None:
    """Write the small newsroom: three languages, one release, the house style of the repository."""
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    (root / "release").mkdir()
    shutil.copy(_PATTERN / "house.toml", root / "release/house.toml")
    shutil.copy(_PATTERN / f"{RELEASE}.md", root / f"release/{RELEASE}.md")
    write_catalogues(root)


def write_catalogues(root: Path, words: Mapping[str, Mapping[str, str]] = _OWN_WORDS) -> None:
    """Write every catalogue of a newsroom, complete; `words` are its translations by language."""
    project = load_project(root)
    for domain in project.domains():
        messages = project.messages(domain)
        (root / "locales").mkdir(exist_ok=True)
        template = root / project.template_path(domain)
        template.write_text(template_text(domain, messages), encoding="utf-8")
        for tag, own in words.items():
            path = root / project.catalogue_path(domain, locale(tag))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_catalogue_text(domain, messages, tag, own), encoding="utf-8")


def _catalogue_text(
    domain: str, messages: Sequence[TemplateMessage], tag: str, own: Mapping[str, str]
) -> str:
    """A catalogue as `communique update` makes it, filled in."""
    empty = new_catalogue_text(domain, messages, locale(tag), source="en")
    header, *entries = empty.split("\n\n")
    for number, message in enumerate(messages):
        for translation in _translations(message, tag, own):
            entries[number] = re.sub(
                r'^(msgstr(?:\[\d\])?) ""$',
                lambda match, text=translation: f"{match[1]} {_quoted(text)}",  # type: ignore[misc]
                entries[number],
                count=1,
                flags=re.MULTILINE,
            )
    return "\n\n".join([header, *entries])


def _translations(message: TemplateMessage, tag: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """Our own words, those that the repository has for its page templates, or the source."""
    if message.id in own:
        return (own[message.id],)
    path = REPOSITORY / f"locales/{tag}/LC_MESSAGES/house.po"
    file, _ = read_catalogue(path.read_bytes(), path="house.po", locale=locale(tag))
    known = file.catalogue.current().get(message.key) if file else None
    forms = locale(tag).plural_forms.count if message.plural_id else 1
    if known is None or not known.translated or len(known.translations) != forms:
        return (message.plural_id or message.id,) * forms
    return known.translations


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def pytest_configure() -> None:
    """Point this process at our fonts before a test module can load the PDF engine."""
    use_fonts(prepare_fonts())


@pytest.fixture
def interruptible_python() -> tuple[str, ...]:
    """Python that heeds an interrupt, also where a shell runs the tests in the background."""
    heed = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    return (sys.executable, "-c", heed)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The fonts of the product, prepared once and for good."""
    return prepare_fonts()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Headless Chromium, started once in each worker."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with start_browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once in the whole run, whichever worker needs it first, and give it to all."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
        with (shared / f"once-{name}.lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def pattern_newsroom(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The small newsroom as it is before a test changes it; for reading only."""
    return once("newsroom", write_newsroom)


@pytest.fixture(scope="session")
def unchanged(pattern_newsroom: Path) -> Newsroom:
    """The small newsroom, not built; for reading only."""
    return Newsroom(root=pattern_newsroom)


@pytest.fixture
def newsroom(pattern_newsroom: Path, tmp_path: Path) -> Newsroom:
    """A small newsroom of the test's own, complete in three languages."""
    shutil.copytree(pattern_newsroom, tmp_path / "newsroom")
    return Newsroom(root=tmp_path / "newsroom")


@pytest.fixture(scope="session")
def finished(
    once: Callable[[str, Callable[[Path], None]], Path], pattern_newsroom: Path, fonts: FontSet
) -> Newsroom:
    """The small newsroom with everything built by the real command; for reading only."""

    def make(folder: Path) -> None:
        shutil.copytree(pattern_newsroom, folder, dirs_exist_ok=True)
        outcome = communique("build", folder=folder)
        assert outcome.code == 0, outcome.stderr

    return Newsroom(root=once("finished", make))


@pytest.fixture
def built_newsroom(finished: Newsroom, tmp_path: Path) -> Newsroom:
    """A small newsroom of the test's own with everything built."""
    shutil.copytree(finished.root, tmp_path / "newsroom")
    return Newsroom(root=tmp_path / "newsroom")


@pytest.fixture(scope="session")
def sample(once: Callable[[str, Callable[[Path], None]], Path], fonts: FontSet) -> Newsroom:
    """The repository's own newsroom, built by the real command; for reading only."""

    def make(folder: Path) -> None:
        copy_repository(folder)
        outcome = communique("build", folder=folder)
        assert outcome.code == 0, outcome.stderr

    return Newsroom(root=once("sample", make))


@pytest.fixture(scope="session")
def tried(
    once: Callable[[str, Callable[[Path], None]], Path], sample: Newsroom, fonts: FontSet
) -> Newsroom:
    """The repository's own newsroom, built in all languages and then in both pseudo-locales.

    For reading only.
    """

    def make(folder: Path) -> None:
        shutil.copytree(sample.root, folder, dirs_exist_ok=True)
        outcome = communique("build", "-l", "en-XA", "-l", "ar-XB", "--proof", folder=folder)
        assert (outcome.code, outcome.rules()) == (0, []), outcome.text

    return Newsroom(root=once("tried", make))


@pytest.fixture(scope="session")
def ministry(once: Callable[[str, Callable[[Path], None]], Path], fonts: FontSet) -> Newsroom:
    """Two invented ministries with another look, in five languages, on Letter paper.

    For reading only.
    """

    def make(folder: Path) -> None:
        shutil.copytree(REPOSITORY / "templates", folder / "templates")
        shutil.copytree(MINISTRY / "templates", folder / "templates", dirs_exist_ok=True)
        shutil.copytree(MINISTRY / "release", folder / "release")
        words = {path.stem: json.loads(path.read_text("utf-8")) for path in MINISTRY.glob("*.json")}
        write_catalogues(folder, words)
        outcome = communique("build", folder=folder)
        assert outcome.code == 0, outcome.stderr

    return Newsroom(root=once("ministry", make))


@pytest.fixture(scope="session")
def sample_elsewhere(
    once: Callable[[str, Callable[[Path], None]], Path], fonts: FontSet
) -> Newsroom:
    """The same, built in another way on what is as good as another machine."""

    def make(folder: Path) -> None:
        copy_repository(folder)
        house = folder / "release/house.toml"
        text = house.read_text(encoding="utf-8")
        before, tags, after = re.split(r"(?<=locales = \[)(.*?)(?=\])", text, flags=re.DOTALL)
        backwards = ", ".join(reversed(re.findall(r'"[a-z]+"', tags)))
        house.write_text(before + backwards + after, encoding="utf-8")
        outcome = communique(
            "--project", folder, "build", "--executor", "serial", "--jobs", "7",
            folder=Path("/"),
            environment={
                "PYTHONHASHSEED": "7",
                "TZ": "Pacific/Kiritimati",
                "LANG": "tr_TR.UTF-8",
                "LC_ALL": "C",
                "LANGUAGE": "ar",
                "SOURCE_DATE_EPOCH": "1",
            },
        )  # fmt: skip
        assert outcome.code == 0, outcome.stderr

    return Newsroom(root=once("sample-elsewhere", make))


def copy_repository(folder: Path) -> None:
    """Copy the newsroom of the repository."""
    for name in ("release", "locales", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)


@pytest.fixture(scope="session")
def pdf_text(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], str]:
    """The text of a PDF in reading order, without what is repeated on each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path_factory.mktemp("pdf") / "text.pdf"

    @cache
    def text(content: bytes) -> str:
        with pikepdf.open(BytesIO(content)) as document:
            for page in document.pages:
                page.Contents = document.make_stream(_without_artifacts(page))
            document.save(path)
        command = ["pdftotext", "-enc", "UTF-8", "-nopgbrk", str(path), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    return text


def _without_artifacts(page: pikepdf.Page) -> bytes:
    """The content of a page less the text that is marked as being no part of it (PDF/UA)."""
    kept = []
    open_marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            open_marks.append(str(instruction.operands[0]) == "/Artifact")
        if operator not in ("Tj", "TJ", "'", '"') or not any(open_marks):
            kept.append(instruction)
        if operator == "EMC":
            open_marks.pop()
    return pikepdf.unparse_content_stream(kept)


@pytest.fixture(scope="session")
def drafted(
    once: Callable[[str, Callable[[Path], None]], Path], pattern_newsroom: Path, fonts: FontSet
) -> Newsroom:
    """Drafts of the small newsroom, with a French heading not translated, a quotation not approved.

    For reading only.
    """

    def make(folder: Path) -> None:
        shutil.copytree(pattern_newsroom, folder, dirs_exist_ok=True)
        newsroom = Newsroom(root=folder)
        path = newsroom.catalogue("fr")
        newsroom.replace(path, 'msgstr "Ce qu’on y trouve"', 'msgstr ""')
        newsroom.replace(path, 'msgid "We have', '#, fuzzy\nmsgid "We have')
        outcome = communique("build", "--draft", folder=folder)
        assert outcome.code == 0, outcome.stderr

    return Newsroom(root=once("drafted", make))


@pytest.fixture
def draft(drafted: Newsroom, tmp_path: Path) -> Newsroom:
    """Such drafts of the test's own."""
    shutil.copytree(drafted.root, tmp_path / "draft")
    return Newsroom(root=tmp_path / "draft")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden of that name; `--update-goldens` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "goldens" / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
