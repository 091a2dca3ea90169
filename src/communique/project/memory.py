"""The memory of a project: filled from its catalogues, and asked for what they lack."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from communique.catalogue import (
    MEMORY,
    TAKEN_OVER,
    Catalogue,
    CatalogueFile,
    Message,
    MessageKey,
    Proposed,
    TemplateMessage,
    read_catalogue,
)
from communique.frozen import Frozen
from communique.locales import Locale
from communique.memory import Lookup, Match, Memory, Unit, normal_form, same_text, units_of
from communique.project.project import LOCALE_FOLDER, Project, ProjectError
from communique.release import HOUSE_DOMAIN, MemorySettings
from communique.revision import Clean, joined_sentences, sentences_of, word_diff

__all__ = [
    "MEMORY_PATH",
    "changed_catalogues",
    "exact_from_memory",
    "like_from_memory",
    "memory_path",
    "remember",
]

MEMORY_PATH: Final = f"{LOCALE_FOLDER}/memory.sqlite3"
"""Where the memory of a project stands, relative to its folder."""


def memory_path(project: Project) -> Path:
    """Where the memory of a project stands."""
    return project.root / MEMORY_PATH


def remember(
    project: Project, memory: Memory, domains: Collection[str], locales: Collection[str]
) -> int:
    """Keep every translation of the catalogues named; how many units are new.

    Of a language that the memory has nothing of yet, all catalogues are read. One that has not
    changed since is not read again; one that is broken is left out, as its own findings say.
    """
    digests: dict[str, str] = {}
    new = memory.add(_units(project, memory, domains, locales, digests))
    memory.remember(digests)
    return new


def _units(
    project: Project,
    memory: Memory,
    domains: Collection[str],
    locales: Collection[str],
    digests: dict[str, str],
) -> Iterator[Unit]:
    """The units of all catalogues that have changed, whose digests are noted."""
    # The catalogue of the house goes with every release: it tells whether there was a first time.
    known = {
        tag
        for tag in project.house.locales
        if memory.digest_of(project.catalogue_path(HOUSE_DOMAIN, project.house.locale(tag)))
    }

    def is_wanted(domain: str, of: Locale) -> bool:
        chosen = not locales or of.tag in locales
        return chosen and (domain in domains or of.tag not in known)

    for changed in changed_catalogues(project, memory, is_wanted):
        digests[changed.catalogue.path] = changed.digest
        for unit in changed.units(project.source):
            # What nobody has approved is kept only where it would be lost with the file.
            if unit.approved or not memory.holds(unit.translation, locale=unit.locale):
                yield unit


class ChangedCatalogue(Frozen):
    """A catalogue that is not as the memory knows it."""

    domain: str
    of: Locale
    """Its language."""
    catalogue: Catalogue
    """What it says."""
    digest: str
    """The SHA-256 of its bytes, in hexadecimal digits."""

    def units(self, source: Locale) -> Iterator[Unit]:
        """What it has to give."""
        return units_of(self.catalogue, domain=self.domain, source=source, target=self.of)


def changed_catalogues(
    project: Project, memory: Memory | None, is_wanted: Callable[[str, Locale], bool]
) -> Iterator[ChangedCatalogue]:
    """The catalogues of those wanted, by domain and language, that a memory has to read."""
    for domain in project.domains():
        for of in project.locales_of(domain):
            path = project.catalogue_path(domain, of)
            content = _content(project, path) if is_wanted(domain, of) else b""
            digest = hashlib.sha256(content).hexdigest()
            if not content or (memory is not None and memory.digest_of(path) == digest):
                continue
            file, _ = read_catalogue(content, path=path, locale=of)
            if file is not None:
                yield ChangedCatalogue(
                    domain=domain, of=of, catalogue=file.catalogue, digest=digest
                )


def _content(project: Project, path: str) -> bytes:
    """The bytes of a catalogue; none where it is not there, or cannot be read."""
    try:
        return project.read(path) or b""
    except ProjectError:
        # Whoever reads the catalogue for its own sake says why.
        return b""


def exact_from_memory(
    project: Project,
    memory: Lookup,
    of: Locale,
    file: CatalogueFile,
    messages: Sequence[TemplateMessage],
    clean: Clean,
) -> dict[MessageKey, Proposed]:
    """Translations of the very same texts, for messages that a catalogue has no text of.

    `clean` has the last word: what the check finds fault with is for approval, whatever the
    project takes over.
    """
    settings = project.house.memory
    found: dict[MessageKey, Proposed] = {}
    for gap in _gaps(file, messages):
        text = gap.message.id
        units = memory.exact(text, source_locale=project.source.tag, locale=of.tag)
        best = max(filter(gap.admits, units), key=gap.nearness, default=None)
        if best is None:
            continue
        in_context = gap.nearness(best) == _SAME_PLACE
        taken_over = _takes_over(settings, in_context=in_context) and clean(text, best.translation)
        found[gap.message.key] = Proposed(
            translations=(best.translation,),
            fuzzy=not taken_over,
            remarks=(_told(best, 100, in_context=in_context, taken_over=taken_over),),
        )
    return found


def like_from_memory(
    project: Project,
    memory: Lookup,
    of: Locale,
    file: CatalogueFile,
    messages: Sequence[TemplateMessage],
    *,
    but: Collection[MessageKey],
) -> dict[MessageKey, Proposed]:
    """Translations of like texts or of single sentences, for approval.

    They are for messages that a catalogue has no text of, `but` those that have a proposal.
    """
    found: dict[MessageKey, Proposed] = {}
    for gap in _gaps(file, messages):
        message = gap.message
        if message.key in but:
            continue
        matches = memory.similar(
            message.id,
            source_locale=project.source.tag,
            locale=of.tag,
            least=project.house.memory.least,
            most=_ASKED,
        )
        whole = next((match for match in matches if gap.admits(match.unit)), None)
        parts, covered = _sentences(project, memory, of, message)
        if parts is not None and covered >= (whole.score if whole else _LEAST_COVERED):
            found[message.key] = parts
        elif whole is not None:
            found[message.key] = _like(message, whole)
    return found


_ASKED: Final = 5
_LEAST_COVERED: Final = 50
_SAME_PLACE: Final = 2


class _Gap(Frozen):
    """A message that a catalogue has no text of."""

    message: TemplateMessage
    neighbours: tuple[str, str]
    """The texts before and after it."""
    emptied: str
    """The catalogue, where a person has taken out what was there; else empty."""

    def admits(self, unit: Unit) -> bool:
        """Whether a unit is not the very text that was taken out."""
        return unit.origin != self.emptied or not self.emptied

    def nearness(self, unit: Unit) -> int:
        """How much of its place the message shares with a unit of the same text."""
        if unit.context != self.message.context:
            return 0
        return _SAME_PLACE if (unit.before, unit.after) == self.neighbours else 1


def _gaps(file: CatalogueFile, messages: Sequence[TemplateMessage]) -> Iterator[_Gap]:
    """Where a proposal was made and a person has emptied it, none is made again."""
    current = {message.key: message for message in file.catalogue.messages}
    texts = ["", *(normal_form(message.id) for message in messages), ""]
    for number, message in enumerate(messages):
        standing = current.get(message.key)
        if message.plural_id or (standing is not None and _is_settled(standing)):
            continue
        yield _Gap(
            message=message,
            neighbours=(texts[number], texts[number + 2]),
            emptied=file.catalogue.path if standing is not None else "",
        )


def _is_settled(message: Message) -> bool:
    return any(message.translations) or any(
        comment.startswith(MEMORY) for comment in message.translator_comments
    )


def _takes_over(settings: MemorySettings, *, in_context: bool) -> bool:
    return settings.take_over == "exact" or (settings.take_over == "context" and in_context)


def _like(message: TemplateMessage, match: Match) -> Proposed:
    return Proposed(
        translations=(match.unit.translation,),
        fuzzy=True,
        previous_id=match.unit.source,
        remarks=(
            _told(match.unit, match.score),
            f"{MEMORY}: {word_diff(match.unit.source, message.id)}",
        ),
    )


def _sentences(
    project: Project, memory: Lookup, of: Locale, message: TemplateMessage
) -> tuple[Proposed | None, int]:
    """A text put together from sentences seen before, and how much of it they cover, per cent."""
    wanted = [sentence.strip() for sentence in sentences_of(message.id, project.source)]
    known: list[str] = []
    missing: list[int] = []
    covered = 0
    for number, sentence in enumerate(wanted, start=1):
        units = same_text(memory, sentence, source_locale=project.source.tag, locale=of.tag)
        if units:
            known.append(units[0].translation)
            covered += len(sentence)
        else:
            missing.append(number)
    if len(wanted) < 2 or not known:
        return None, 0
    remarks = [f"{MEMORY}: put together from sentences of other messages"]
    if missing:
        numbers = ", ".join(map(str, missing))
        need = "needs" if len(missing) == 1 else "need"
        remarks.append(
            f"{MEMORY}: sentence{'s' * (len(missing) > 1)} {numbers} {need} a translation"
        )
    proposed = Proposed(
        translations=(joined_sentences(known, of),), fuzzy=True, remarks=tuple(remarks)
    )
    return proposed, 100 * covered // sum(map(len, wanted))


def _told(unit: Unit, score: int, *, in_context: bool = False, taken_over: bool = False) -> str:
    """The comment that says where a translation is from."""
    where = ", ".join(
        " ".join(part.split()) for part in (unit.release or unit.origin, unit.date) if part.strip()
    )
    if score < 100:
        text = "made for another text"
    elif in_context:
        text = "the same text between the same neighbours"
    else:
        text = "the same text"
    head = f"{MEMORY}, {TAKEN_OVER}" if taken_over else f"{MEMORY}, {score} %"
    return f"{head}: {text}{f' ({where})' if where else ''}"
