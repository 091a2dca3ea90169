"""What has changed in a project since a revision that git knows.

Messages are compared, not lines: a catalogue that a tool has wrapped or sorted otherwise has not
changed, and neither has a release that was wrapped otherwise.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from communique import rules
from communique.catalogue import Message, read_catalogue
from communique.extract import ExtractError, extract_house
from communique.findings import Finding
from communique.frozen import Frozen, field
from communique.glossary import GLOSSARY_PATHS
from communique.project.consistency import AMONG_TEXTS
from communique.project.project import (
    RELEASE_FOLDER,
    TEMPLATE_FOLDER,
    Project,
    ProjectError,
    is_release,
)
from communique.release import (
    HOUSE_DOMAIN,
    HOUSE_PATH,
    House,
    Release,
    read_house,
    read_release,
    release_id,
)

__all__ = ["Changes", "changes_since"]

# Rules that rest on the glossary.
_OF_GLOSSARY: Final = frozenset(
    {"term-missing", "term-forbidden", "name-changed", "acronym-changed"}
)
# A hook of git sets these, and they would lead it past the folder it is to look at.
_OF_HOOKS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_COMMIT: Final = re.compile(r"[0-9a-f]{40,64}")
_OWNED: Final = re.compile(r"dubious ownership in repository at '(.+?)'\n")


class Changes(Frozen):
    """What a change has touched."""

    files: frozenset[str] = frozenset()
    """Files that are not what they were, by path relative to the project folder."""
    domains: frozenset[str] = frozenset()
    """Domains of whose texts every message counts as touched."""
    sources: frozenset[str] = frozenset()
    """Subjects of the messages of the house whose source text is new."""
    messages: Mapping[tuple[str, str], Message] = field(default_factory=dict)
    """Messages that are not what they were, as they are or were last, by catalogue and subject."""

    def touch(self, finding: Finding) -> bool:
        """Whether a finding is of anything that was touched."""
        path, subject = finding.place.path, finding.subject
        domain = _domain_of(path)
        if finding.rule.id in _OF_GLOSSARY and not self.files.isdisjoint(GLOSSARY_PATHS):
            return True
        if subject:
            return (
                domain in self.domains
                or (path, subject) in self.messages
                or (domain == HOUSE_DOMAIN and subject in self.sources)
                or (finding.rule.id in AMONG_TEXTS and self._touch_another(finding))
            )
        if path in self.files:
            return True
        if finding.rule is rules.CATALOGUE_MISSING and HOUSE_PATH in self.files:
            return True
        return any(_domain_of(changed) == domain and _is_source(changed) for changed in self.files)

    def _touch_another(self, finding: Finding) -> bool:
        """Whether another of the texts was touched that a finding holds its own against."""
        return any(
            message.subject == finding.subject
            or message.id == finding.source_text
            or finding.translation in message.translations
            for message in self.messages.values()
        )


def changes_since(project: Project, revision: str) -> Changes:
    """What differs in a project between a revision and the files as they are.

    What others have committed since the two went apart is no change of ours: the merge base of
    the revision and HEAD is compared, or the revision itself where there is none.

    Raises ProjectError where git is not installed, the project is in no repository that git looks
    into, or git knows no such revision.
    """
    repository = _Repository(project.root, revision)
    files = repository.changed()
    before = repository.contents(sorted(path for path in files if _is_source(path)))
    domains = {
        release.id
        for release in project.releases
        if release.path in files and _new_release(project, release, before.get(release.path))
    }
    house = _old_house(project, before)
    if house is None or (house.style, house.limits) != (project.house.style, project.house.limits):
        domains |= set(project.domains())
    paths = {
        project.catalogue_path(domain, of): of
        for domain in project.domains()
        for of in project.locales_of(domain)
    }
    catalogues = repository.contents(sorted(files & set(paths)))
    messages: dict[tuple[str, str], Message] = {}
    for path, content in catalogues.items():
        now, then = (
            read_catalogue(text, path=path, locale=paths[path])[0] if text is not None else None
            for text in (project.read(path), content)
        )
        for message in _changed_messages(
            then.catalogue.messages if then else (), now.catalogue.messages if now else ()
        ):
            messages[path, message.subject] = message
    return Changes(
        files=files,
        domains=frozenset(domains),
        sources=_new_sources(project, house, before),
        messages=messages,
    )


def _changed_messages(then: Iterable[Message], now: Iterable[Message]) -> Iterable[Message]:
    """The current messages that have come, gone or changed; where they stand is no change."""
    old = {message.key: message for message in then if not message.obsolete}
    new = {message.key: message for message in now if not message.obsolete}
    for key, message in (old | new).items():
        if key not in old or key not in new or _said(old[key]) != _said(new[key]):
            yield message


def _said(message: Message) -> tuple[object, ...]:
    comments = tuple(
        comment for comment in message.translator_comments if "communiqu" in comment.lower()
    )
    return (
        message.plural_id,
        message.translations,
        message.fuzzy,
        frozenset(message.flags),
        comments,
    )


def _domain_of(path: str) -> str:
    """The domain that a file of a project belongs to; empty for one of none."""
    if path == HOUSE_PATH or path.startswith(f"{TEMPLATE_FOLDER}/"):
        return HOUSE_DOMAIN
    return release_id(path) if is_release(path) else PurePosixPath(path).stem


def _is_source(path: str) -> bool:
    """Whether a file is one that messages are extracted from."""
    if path == HOUSE_PATH or (path.startswith(f"{TEMPLATE_FOLDER}/") and path.endswith(".j2")):
        return True
    return path.startswith(f"{RELEASE_FOLDER}/") and is_release(path)


def _new_release(project: Project, release: Release, content: bytes | None) -> bool:
    """Whether a release says anything else than before; how it is wrapped says nothing."""
    if content is None:
        return True
    before, _ = read_release(content, path=release.path, house=project.house)
    return before is None or _said_by(before) != _said_by(release)


def _said_by(release: Release) -> tuple[object, ...]:
    blocks = [(block.kind, block.text, block.context, block.keep) for block in release.blocks()]
    return (
        blocks,
        dict(release.facts),
        release.type,
        release.city,
        release.issuers,
        release.contacts,
        release.boilerplate,
        release.locales,
        release.style,
    )


def _old_house(project: Project, before: Mapping[str, bytes | None]) -> House | None:
    """The house as it was; None where there was none that can be read."""
    if HOUSE_PATH not in before:
        return project.house
    content = before[HOUSE_PATH]
    if content is None:
        return None
    house, _ = read_house(content.decode("utf-8", "replace"))
    return house


def _new_sources(
    project: Project, house: House | None, before: Mapping[str, bytes | None]
) -> frozenset[str]:
    """The messages of the house that it has now and did not have."""
    if house is project.house and not any(path in before for path in project.templates):
        return frozenset()
    templates = {**project.templates}
    for path, content in before.items():
        if path.startswith(f"{TEMPLATE_FOLDER}/"):
            templates[path] = (content or b"").decode("utf-8", "replace")
    try:
        old = {message.subject for message in extract_house(house or House(), templates)}
        new = {message.subject for message in extract_house(project.house, project.templates)}
    except (ExtractError, RecursionError):
        return frozenset()
    return frozenset(new - old)


class _Repository:
    """The repository that a project is in, and one revision of it."""

    def __init__(self, root: Path, revision: str) -> None:
        self._root = root
        self._program = shutil.which("git")
        if self._program is None:
            raise ProjectError(
                "`git` is not installed, and it alone knows what has changed",
                hint="install it, or check everything without `--since`",
            )
        asked = self._ask("rev-parse", "--show-prefix")
        if asked.returncode:
            raise _no_repository(root, asked.stderr.decode("utf-8", "replace"))
        self._prefix = asked.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
        self._commit = self._before(revision)

    def _before(self, revision: str) -> str:
        """The commit from which a revision and this one went apart; else the revision itself."""
        commit = ""
        # What begins with a hyphen would be an option, and no revision does.
        if revision and not revision.startswith("-") and "\0" not in revision:
            commit = self._commit_of("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not commit:
            raise ProjectError(
                f"git knows no revision `{revision}`",
                hint="a job for continuous integration often has the last commit alone: fetch the "
                "whole history first",
            )
        return self._commit_of("merge-base", commit, "HEAD") or commit

    def _commit_of(self, *arguments: str) -> str:
        """The one commit that git answers with; empty where it answers with another thing."""
        answer = self._ask(*arguments).stdout.decode("ascii", "replace").strip()
        return answer if _COMMIT.fullmatch(answer) else ""

    def changed(self) -> frozenset[str]:
        """Files of the project that are not as they were, those that are new or gone included."""
        # Unlike `git diff` this never writes to the index; `--numstat` makes it look into files
        # of which only the time is another.
        options = ("--numstat", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
        known = self._told("diff-index", *options, "--relative", self._commit, "--").split(b"\0")
        new = self._told("ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
        names = [*(line.split(b"\t", 2)[-1] for line in known), *new]
        return frozenset(name.decode("utf-8", "surrogateescape") for name in names if name)

    def contents(self, paths: Collection[str]) -> dict[str, bytes | None]:
        """The bytes of files as they were; None for one that was not there."""
        wanted = [path for path in paths if "\n" not in path]
        asked = "".join(f"{self._commit}:{self._prefix}{path}\n" for path in wanted)
        answer = self._told("cat-file", "--batch", given=asked.encode("utf-8", "surrogateescape"))
        contents: dict[str, bytes | None] = dict.fromkeys(paths)
        at = 0
        for path in wanted:
            end = answer.index(b"\n", at)
            head = answer[at:end].rsplit(b" ", 2)
            at = end + 1
            if len(head) == 3 and head[1] == b"blob":
                size = int(head[2])
                contents[path] = answer[at : at + size]
                at += size + 1
        return contents

    def _told(self, *arguments: str, given: bytes = b"") -> bytes:
        asked = self._ask(*arguments, given=given)
        if asked.returncode:
            said = asked.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise ProjectError(
                f"`git {arguments[0]}` failed in `{self._root}`", hint=f"git says `{said}`"
            )
        return asked.stdout

    def _ask(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Ask git, and wait for what it says."""
        environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
        return subprocess.run(  # noqa: S603 - arguments in a list, no shell, no option among them
            [self._program or "git", *arguments],
            cwd=self._root,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            input=given,
            capture_output=True,
            check=False,
        )


def _no_repository(root: Path, said: str) -> ProjectError:
    """Why git does not look at a folder, from what it has said."""
    if "dubious ownership" in said:
        at = _OWNED.search(said)
        folder = at[1] if at else str(root)
        return ProjectError(
            f"git does not look into `{folder}`, because it belongs to another user",
            hint=f"run `git config --global --add safe.directory {shlex.quote(folder)}`, or check "
            "everything without `--since`",
        )
    return ProjectError(
        f"`{root}` is in no repository of git, so nobody knows what has changed",
        hint="check everything without `--since`",
    )
