"""A project: the folder with `release/`, `locales/` and `templates/`, read into values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from communique import rules
from communique.catalogue import (
    LARGEST,
    UNWRAPPED,
    WRAPPED,
    CatalogueFile,
    TemplateMessage,
    Wrapping,
    read_catalogue,
)
from communique.extract import ExtractError, extract_house, extract_release
from communique.findings import CommuniqueError, Finding, Place, has_errors
from communique.frozen import Frozen, field
from communique.glossary import GLOSSARY_PATHS, Glossary, read_glossary
from communique.locales import Locale, locale
from communique.page import logo_findings
from communique.release import (
    HOUSE_DOMAIN,
    HOUSE_PATH,
    House,
    Release,
    forms_of,
    read_house,
    read_release,
    release_id,
)

__all__ = ["Project", "ProjectError", "find_project", "is_release", "load_project"]

RELEASE_FOLDER: Final = "release"
LOCALE_FOLDER: Final = "locales"
TEMPLATE_FOLDER: Final = "templates"
_TEMPLATE_SUFFIX: Final = ".j2"


class ProjectError(CommuniqueError):
    """A folder that is no project, or a file of it that cannot be read or written."""


class Project(Frozen):
    """All texts of a project but its catalogues, which are read one by one."""

    root: Path
    """The project folder."""
    house: House
    """What all releases share."""
    releases: tuple[Release, ...]
    """Its releases, in the order of their ids; those that cannot be built are left out."""
    findings: tuple[Finding, ...]
    """What is wrong with the house, its glossary and the release texts."""
    templates: Mapping[str, str]
    """Text of each page template, by path relative to the project folder."""
    assets: Mapping[str, bytes]
    """Bytes of the other files of the house style, by path relative to `templates/`."""
    sources: Mapping[str, bytes]
    """Bytes of every file that was read, by path relative to the project folder."""
    glossary: Glossary = field(default_factory=Glossary)
    """Terms and names of the house; empty where it has no glossary, or two."""

    @property
    def source(self) -> Locale:
        """The language releases are written in."""
        return self.house.locale(self.house.source)

    @property
    def wrapping(self) -> Wrapping:
        """Where texts of its catalogues begin a new line."""
        return WRAPPED if self.house.catalogues.wrap == "gettext" else UNWRAPPED

    def domains(self) -> Iterator[str]:
        """Every gettext domain: the house, then each release."""
        yield HOUSE_DOMAIN
        yield from (release.id for release in self.releases)

    def messages(self, domain: str) -> tuple[TemplateMessage, ...]:
        """The messages of a domain; raises ExtractError."""
        if domain == HOUSE_DOMAIN:
            return extract_house(self.house, self.templates)
        return extract_release(self.release(domain), self.house)

    def release(self, identifier: str) -> Release:
        """A release by its id; raises ProjectError."""
        for release in self.releases:
            if release.id == identifier:
                return release
        raise ProjectError(
            f"there is no release `{identifier}` in `{RELEASE_FOLDER}/`",
            hint=f"there are {', '.join(release.id for release in self.releases) or 'none'}",
        )

    def fact_forms(self, domain: str) -> dict[str, tuple[str, ...]]:
        """The forms that the facts of a domain have, by name."""
        if domain == HOUSE_DOMAIN:
            return {}
        return {name: forms_of(fact) for name, fact in self.release(domain).facts.items()}

    def locales_of(self, domain: str) -> tuple[Locale, ...]:
        """The languages that a domain is translated into, in the order of the house."""
        tags = self.house.locales
        if domain != HOUSE_DOMAIN:
            tags = self.release(domain).locales
        return tuple(self.house.locale(tag) for tag in tags if tag != self.house.source)

    def catalogue_path(self, domain: str, of: Locale) -> str:
        """Where a catalogue stands, relative to the project folder."""
        return f"{LOCALE_FOLDER}/{of.posix}/LC_MESSAGES/{domain}.po"

    def template_path(self, domain: str) -> str:
        """Where a template catalogue stands, relative to the project folder."""
        return f"{LOCALE_FOLDER}/{domain}.pot"

    @property
    def shared_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the files that every release stands on."""
        return tuple(finding for finding in self.findings if not is_release(finding.place.path))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the project; None where there is none; raises ProjectError."""
        return _read(self.root, path)

    def catalogue(
        self, domain: str, of: Locale
    ) -> tuple[CatalogueFile | None, tuple[Finding, ...]]:
        """The catalogue of a domain in a language, or what is wrong with it."""
        _, file, findings = self.catalogue_content(domain, of)
        return file, findings

    def catalogue_content(
        self, domain: str, of: Locale
    ) -> tuple[bytes | None, CatalogueFile | None, tuple[Finding, ...]]:
        """The bytes of a catalogue, what they say, and what is wrong with it, read once."""
        path = self.catalogue_path(domain, of)
        message = f"there is no catalogue of `{domain}` in {of.tag}"
        hint = "run `communique update`, then translate it"
        content = None
        try:
            content = _read(self.root, path, whole=False)
        except ProjectError as error:
            # One file that cannot be read withholds one language, not the others.
            message, hint = str(error), error.hint
        if content is not None:
            return content, *read_catalogue(content, path=path, locale=of)
        missing = Finding(
            rule=rules.CATALOGUE_MISSING,
            message=message,
            place=Place(path=path),
            hint=hint,
            locale=of.tag,
        )
        return None, None, (missing,)


def find_project(start: Path) -> Path:
    """The project folder that a folder is in, or is; raises ProjectError."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / HOUSE_PATH).is_file():
            return folder
    raise ProjectError(
        f"`{start}` is in no project: neither it nor a folder above it has `{HOUSE_PATH}`",
        hint="change into a project folder or name one with `--project DIR`",
    )


def load_project(root: Path) -> Project:
    """Read all texts of a project; raises ProjectError where a file cannot be read."""
    paths = [
        HOUSE_PATH,
        *_files(root, TEMPLATE_FOLDER),
        *(
            path
            for path in _files(root, RELEASE_FOLDER)
            if is_release(path) or path in GLOSSARY_PATHS
        ),
    ]
    sources = {path: _required(root, path) for path in paths}
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for path, content in sources.items():
        if path == HOUSE_PATH or path.endswith(_TEMPLATE_SUFFIX):
            try:
                texts[path] = content.decode("utf-8")
            except UnicodeDecodeError as error:
                findings.append(_not_utf8(path, content, error.start))
    house, house_findings = read_house(texts[HOUSE_PATH]) if HOUSE_PATH in texts else (House(), ())
    assets = {
        path.removeprefix(f"{TEMPLATE_FOLDER}/"): content
        for path, content in sources.items()
        if path.startswith(f"{TEMPLATE_FOLDER}/") and not path.endswith(_TEMPLATE_SUFFIX)
    }
    house_findings = (*house_findings, *logo_findings(house, assets))
    findings += house_findings
    glossary, glossary_findings = _glossary(sources, house)
    findings += glossary_findings
    releases, release_findings = _releases(sources, house)
    if has_errors(house_findings) or HOUSE_PATH not in texts:
        # What a broken house lacks, a release cannot be blamed for.
        release_findings = [
            finding for finding in release_findings if finding.rule is not rules.HOUSE_UNKNOWN
        ]
    return Project(
        root=root,
        house=house,
        releases=releases,
        findings=(*findings, *release_findings),
        templates={path: text for path, text in texts.items() if path != HOUSE_PATH},
        assets=assets,
        sources=sources,
        glossary=glossary,
    )


def _glossary(sources: Mapping[str, bytes], house: House) -> tuple[Glossary, tuple[Finding, ...]]:
    """The glossary of the house; of two, nobody could say which one holds."""
    paths = [path for path in GLOSSARY_PATHS if path in sources]
    if len(paths) > 1:
        message = f"the project has both `{paths[0]}` and `{paths[1]}`, expected one glossary"
        place = Place(path=paths[1], line=1)
        hint = "put the terms of both into one file and remove the other"
        return Glossary(), (
            Finding(rule=rules.GLOSSARY_SYNTAX, message=message, place=place, hint=hint),
        )
    if not paths:
        return Glossary(), ()
    return read_glossary(sources[paths[0]], path=paths[0], source=locale(house.source))


def _releases(
    sources: Mapping[str, bytes], house: House
) -> tuple[tuple[Release, ...], list[Finding]]:
    """The releases that can be built, and what is wrong with any of them."""
    releases: list[Release] = []
    findings: list[Finding] = []
    by_id: dict[str, list[str]] = {}
    for path in filter(is_release, sources):
        by_id.setdefault(release_id(path).casefold(), []).append(path)
        release, problems = read_release(sources[path], path=path, house=house)
        findings += problems
        if release is not None and not has_errors(problems):
            releases.append(release)
    for paths in by_id.values():
        findings += _duplicates(paths)
        if len(paths) > 1:
            releases = [release for release in releases if release.path not in paths]
    return tuple(sorted(releases, key=lambda release: release.id)), findings


def is_release(path: str) -> bool:
    """Whether a file of the release folder is a release text."""
    return path.endswith(".md") and not path.endswith("/README.md")


def _not_utf8(path: str, content: bytes, at: int) -> Finding:
    return Finding(
        rule=rules.SOURCE_ENCODING,
        message=f"byte {content[at]:02X} is not UTF-8",
        place=Place(path=path, line=content.count(b"\n", 0, at) + 1),
        hint="save the file as UTF-8",
    )


def extracted(project: Project, domain: str) -> tuple[tuple[TemplateMessage, ...], list[Finding]]:
    """The messages of a domain, or the finding that says why there are none."""
    try:
        return project.messages(domain), []
    except ExtractError as error:
        place = Place(path=error.path, line=error.line)
        return (), [Finding(rule=rules.PAGE_FAILED, message=str(error), place=place)]
    except RecursionError:
        message = "no messages can be read from a page template: it is nested too deeply"
        place = Place(path=TEMPLATE_FOLDER)
        return (), [Finding(rule=rules.PAGE_FAILED, message=message, place=place)]


def _duplicates(paths: list[str]) -> list[Finding]:
    return [
        Finding(
            rule=rules.RELEASE_DUPLICATE,
            message=f"the id `{release_id(path)}` is taken by `{paths[0]}`",
            place=Place(path=path, line=1),
            hint="the id is the name of the file; rename one of the two",
        )
        for path in paths[1:]
    ]


def _files(root: Path, folder: str) -> list[str]:
    """The files below a folder, in an order of our own; a link that leads nowhere is one, too."""
    return sorted(
        path.relative_to(root).as_posix()
        for path in (root / folder).rglob("*")
        if (path.is_file() or path.is_symlink()) and not path.name.startswith(".")
    )


def _required(root: Path, path: str) -> bytes:
    content = _read(root, path)
    if content is None:
        raise ProjectError(f"`{path}` is gone", hint="run the command again")
    return content


def _read(root: Path, path: str, *, whole: bool = True) -> bytes | None:
    """The bytes of a file, or the first ones of a file that is larger than any of a project."""
    try:
        target = (root / path).resolve(strict=True)
        if not target.is_relative_to(root.resolve()):
            raise ProjectError(
                f"`{path}` leads out of the project", hint="put a copy there in place of the link"
            )
        if not target.is_file():
            raise ProjectError(f"`{path}` cannot be read: it is no file")
        with target.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ProjectError(f"`{path}` cannot be read: {error.strerror}") from error
    except RuntimeError as error:
        raise ProjectError(f"`{path}` cannot be read: it is a link to itself") from error
    if whole and len(content) > LARGEST:
        raise ProjectError(f"`{path}` cannot be read: it has more than {LARGEST // 10**6} MB")
    return content
