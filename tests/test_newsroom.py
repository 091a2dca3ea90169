"""A new project and a new release."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import main
from communique.newsroom import NewsroomError, new_release, project_files
from communique.project import load_project, plan_editions, review_project
from communique.release import read_house, read_release

DAY = datetime.date(2026, 1, 15)


def lay_down(folder: Path) -> Path:
    """A new project in a folder."""
    for path, content in project_files(DAY).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_a_new_project_has_nothing_wrong(tmp_path: Path) -> None:
    """What `init` lays down passes `check` as it is, and every edition of it may go out."""
    project = load_project(lay_down(tmp_path))

    assert review_project(project, list(project.domains()), ()).findings == ()
    assert [edition.blockers for edition in plan_editions(project).editions] == [()]


def test_a_new_project_has_the_house_style_of_this_repository() -> None:
    """There is one source of the page templates, and `init` copies it to the byte."""
    root = Path(__file__).resolve().parents[1]
    files = project_files(DAY)
    templates = [path for path in (root / "templates").rglob("*") if path.is_file()]

    assert templates
    for path in templates:
        assert files[path.relative_to(root).as_posix()] == path.read_bytes()


def test_a_new_release_takes_its_date_from_its_id() -> None:
    """`new 2026-03-01-library` is dated 1 March; an id without a date gets today's."""
    house, _ = read_house(project_files(DAY)["release/house.toml"].decode())

    for identifier, date in (("2026-03-01-library", "2026-03-01"), ("library", "2026-01-15")):
        text = new_release(identifier, house, DAY)
        release, findings = read_release(
            text.encode(), path=f"release/{identifier}.md", house=house
        )
        assert findings == ()
        assert release is not None
        assert release.date.isoformat() == date


def test_an_id_with_an_impossible_date_is_refused() -> None:
    """The thirty-first of February is no date to begin an id with."""
    house, _ = read_house(project_files(DAY)["release/house.toml"].decode())

    with pytest.raises(NewsroomError, match="begins with no date"):
        new_release("2026-02-31-library", house, DAY)


def test_init_never_writes_over_a_file(tmp_path: Path) -> None:
    """In a folder that is a project already, `init` writes nothing and says which file is there."""
    house = tmp_path / "release" / "house.toml"
    house.parent.mkdir()
    house.write_text("mine")

    result = CliRunner().invoke(main, ["init", str(tmp_path)])

    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert house.read_text() == "mine"
    assert not (tmp_path / "templates").exists()


@pytest.mark.parametrize("identifier", ["../out", "House", "house", "a b", "README"])
def test_new_refuses_what_is_no_id(tmp_path: Path, identifier: str) -> None:
    """An id is a plain file name of small letters, digits, hyphens and points."""
    folder = lay_down(tmp_path / "project")
    before = sorted(tmp_path.rglob("*"))

    result = CliRunner().invoke(main, ["new", "--project", str(folder), identifier])

    assert result.exit_code in (1, 2)
    assert "error" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before
