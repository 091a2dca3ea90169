"""What a new project begins with: a house to fill in, a first release, the house style."""

from __future__ import annotations

import datetime
import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from communique.findings import CommuniqueError
from communique.release import HOUSE_PATH, House

__all__ = ["NewsroomError", "new_release", "project_files"]

_TEMPLATES: Final = "templates"
# The memory is filled anew from the catalogues.
_GITIGNORE: Final = "/build/\n/locales/memory.sqlite3*\n"
# Who clones the project still has to register the driver: git takes no commands from a repository.
_GITATTRIBUTES: Final = "*.po merge=communique\n*.pot merge=communique\n"
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-.")


class NewsroomError(CommuniqueError):
    """A package that was installed without the house style."""


def project_files(today: datetime.date) -> dict[str, bytes]:
    """The files of a new project that builds at once, by path; raises NewsroomError."""
    house = files(__package__).joinpath("house.toml").read_bytes()
    first = _release_text(
        title="Our first press release",
        date=today,
        kind="press-release",
        city="here",
        issuers=("us",),
        contacts=("press",),
    )
    return {
        ".gitattributes": _GITATTRIBUTES.encode(),
        ".gitignore": _GITIGNORE.encode(),
        HOUSE_PATH: house,
        f"release/{today.isoformat()}-first-release.md": first.encode(),
        **_house_style(),
    }


def new_release(identifier: str, house: House, today: datetime.date) -> str:
    """The skeleton of a release in a house; its date is that of the id, or today's."""
    dated = _DATED.match(identifier)
    try:
        date = datetime.date.fromisoformat(dated[1]) if dated else today
    except ValueError as error:
        raise NewsroomError(f"`{identifier}` begins with no date: {error}") from error
    return _release_text(
        title="Title of the release",
        date=date,
        kind=next(iter(house.types), ""),
        city=next(iter(house.cities), ""),
        issuers=tuple(house.organisations)[:1],
        contacts=tuple(house.contacts)[:1],
    )


def _release_text(
    *,
    title: str,
    date: datetime.date,
    kind: str,
    city: str,
    issuers: tuple[str, ...],
    contacts: tuple[str, ...],
) -> str:
    """The text of a release that is still to be written."""

    def listed(names: tuple[str, ...]) -> str:
        return ", ".join(f'"{name}"' for name in names)

    return f"""+++
type = "{kind}"
title = "{title}"
date = {date.isoformat()}
city = "{city}"
issuers = [{listed(issuers)}]
contacts = [{listed(contacts)}]

[facts]
guests = 120
+++

The first paragraph says who does what, when and where, for {{guests}} guests.

<!-- note: Tell translators here what a reader of this paragraph alone could not know. -->
The next paragraphs say why.

<!-- section: background -->
## Background

What a journalist should know besides.
"""


def _house_style() -> dict[str, bytes]:
    """The page templates: in an installed package beside this file, in a checkout at its root."""
    here = Path(str(files(__package__)))
    for folder in (here / _TEMPLATES, here.parents[2] / _TEMPLATES):
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        if found:
            return {
                f"{_TEMPLATES}/{path.relative_to(folder).as_posix()}": path.read_bytes()
                for path in found
            }
    raise NewsroomError("this installation has no page templates", hint="install communique again")
