"""The order of modules, and which of them knows which library."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from typing import Final

import pytest

SOURCE = Path(__file__).parent.parent / "src/communique"

ORDER: Final = (
    "garbage",
    "frozen",
    "findings",
    "rules",
    "artefact",
    "locales",
    "styles",
    "release",
    "glossary",
    "catalogue",
    "extract",
    "check",
    "revision",
    "memory",
    "edition",
    "page",
    "pseudo",
    "pdf",
    "fonts",
    "executors",
    "proof",
    "project",
    "reports",
    "importing",
    "cli",
)
"""Each module imports only those before it."""

LIBRARIES: Final = {
    "markdown_it": {"release/markdown.py"},
    "mdit_py_plugins": {"release/markdown.py"},
    "uniseg": {"catalogue/wrapping.py"},
    "snowballstemmer": {"glossary/stems.py"},
    "rapidfuzz": {"revision/", "memory/scores.py"},
    "sentencex": {"revision/sentences.py"},
    "spellchecker": {"revision/spelling.py"},
    "msgspec": {"frozen.py", "release/toml.py"},
    "babel": {"locales/"},
    "jinja2": {"extract.py", "page/"},
    "markupsafe": {"page/"},
    "click": {"cli/"},
    "rich": {"cli/", "reports/text.py", "reports/quote/table.py"},
    "xlsxwriter": {"reports/quote/workbook.py"},
    "weasyprint": {"pdf/"},
    "pydyf": {"pdf/"},
    "tinyhtml5": {"pdf/"},
    "tinycss2": {"pdf/"},
    "cssselect2": {"pdf/"},
    "pyphen": {"pdf/"},
    "PIL": {"pdf/", "proof/sheet.py"},
    "pikepdf": {"proof/"},
    "pypdfium2": {"proof/sheet.py"},
    "fontTools": {"fonts/", "pdf/engine/production.py"},
    "platformdirs": {"fonts/"},
}
"""Where each third-party library may be imported: a module, or a folder of modules."""

HEAVY: Final = (
    "weasyprint", "fontTools", "pydyf", "PIL", "cffi", "pikepdf", "pypdfium2", "xlsxwriter"
)  # fmt: skip
"""What `communique --help` and `communique status` have no use for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One imported name."""

    module: str
    """The importing module, relative to the package: `release/text.py`."""
    name: str
    """What it imports, with points: `communique.release.text`."""
    line: int
    """Where."""


def imports() -> Iterator[Import]:
    """Every import of the package, those inside functions included."""
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}:{node.lineno} imports relative to itself"
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            for name in names:
                yield Import(module=module, name=name, line=node.lineno)


IMPORTS: Final = tuple(imports())


def stage(name: str) -> str:
    """The module of the order that a file or an imported name belongs to."""
    return name.removeprefix("communique.").replace("/", ".").split(".")[0]


def test_each_module_imports_only_those_before_it() -> None:
    """What is above knows nothing of what is below, so it can be read and tested alone."""
    wrong = []
    for found in IMPORTS:
        importer, imported = stage(found.module), stage(found.name)
        if importer not in ORDER or not found.name.startswith("communique."):
            continue
        if imported not in ORDER:
            continue
        if ORDER.index(imported) > ORDER.index(importer):
            wrong.append(f"{found.module}:{found.line} imports {found.name}")
    assert wrong == []


def test_every_module_has_its_place_in_the_order() -> None:
    """A new module is put into the order on purpose."""
    modules = {path.relative_to(SOURCE).as_posix() for path in SOURCE.glob("*")}
    names = {stage(module.removesuffix(".py")) for module in modules}
    entry_points = {"__init__", "__main__", "__pycache__", "newsroom", "py"}
    assert names - entry_points - set(ORDER) == set()


def test_each_library_is_known_in_one_place() -> None:
    """A library can be exchanged, and its traps guarded, in one place."""
    wrong = []
    for found in IMPORTS:
        library = found.name.split(".")[0]
        if library in sys.stdlib_module_names or library == "communique":
            continue
        places = LIBRARIES.get(library, set())
        if not any(found.module == place or found.module.startswith(place) for place in places):
            wrong.append(f"{found.module}:{found.line} imports {found.name}")
    assert wrong == []


@pytest.mark.parametrize("arguments", [[], ["--help"], ["status"], ["check"]], ids=str)
def test_light_commands_load_no_heavy_library(arguments: list[str], tmp_path: Path) -> None:
    """Help and status answer at once: the engine and the fonts load where they are needed."""
    (tmp_path / "release").mkdir()
    (tmp_path / "release/house.toml").write_text(
        '[patterns.dateline]\ntext = "{city}, {date}"\n', encoding="utf-8"
    )
    program = f"""
import sys
import tomllib
import communique.cli
arguments = {arguments!r}
if arguments:
    try:
        communique.cli.main(arguments, prog_name="communique")
    except SystemExit as ended:
        assert ended.code in (0, 1), ended.code
heavy = sorted(set({HEAVY!r}) & set(sys.modules))
sys.exit(f"loaded: {{heavy}}" if heavy else 0)
"""
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr


def test_every_library_is_asked_for() -> None:
    """Whoever installs the package gets each library it imports, or what brings it along."""
    project = tomllib.loads((SOURCE.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {_distribution(line) for line in project["dependencies"]}
    brought = {_distribution(line) for name in asked for line in requires(name) or ()}
    owners = packages_distributions()
    for library in LIBRARIES:
        names = {_distribution(name) for name in owners[library]}
        assert names & (asked | brought), library


def _distribution(requirement: str) -> str:
    """The name of a distribution in the one spelling of its name."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()
