"""Clean translations in all languages of the sample, in which faults can be planted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from communique.catalogue import (
    Message,
    MessageKey,
    TemplateMessage,
    new_catalogue_text,
    read_catalogue,
)
from communique.check import Setting, check_catalogue
from communique.check.places import Places
from communique.check.silence import silencing
from communique.findings import Finding
from communique.frozen import Frozen, replace
from communique.glossary import Glossary
from communique.locales import SAMPLE_LOCALES, locale
from communique.project import Project, load_project
from communique.project.checked import CheckedCatalogue
from communique.project.consistency import consistency_findings
from communique.styles import style_of
from evidence.terms import glossary, sentences, words

__all__ = [
    "REPOSITORY",
    "SENTENCES",
    "TAGS",
    "File",
    "Text",
    "files_of",
    "findings_in",
    "quoted",
    "texts_of",
    "without",
]

REPOSITORY: Final = Path(__file__).resolve().parents[2]
"""The repository, which is itself a project."""
SENTENCES: Final = "sentences"
"""Domain of the committed sentences, which carry the values that the sample keeps in facts."""
STYLE: Final = "eu"
"""The house style in which the clean translations are set."""
TAGS: Final = tuple(tag for tag in SAMPLE_LOCALES if tag != "en")
"""The languages of the clean translations."""

_CONTEXTS: Final = {"title": "title", "heading": "heading"}
_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a"}
)


class File(Frozen):
    """A clean catalogue, as bytes would have it, and what its messages should be."""

    tag: str
    """Its language."""
    domain: str
    """Id of the release, `house`, or `sentences`."""
    content: str
    """The text of the file, each translation on one line."""
    template: tuple[TemplateMessage, ...]
    """The messages that the texts have."""
    setting: Setting
    """How it is checked."""
    messages: tuple[Message, ...]
    """Its messages."""

    def with_line(self, number: int, line: str) -> str:
        """The text of the file with another line in place of one, counted from 1."""
        lines = self.content.split("\n")
        lines[number - 1] = line
        return "\n".join(lines)

    def with_translation(self, message: Message, translation: str) -> str:
        """The text of the file with another translation of a message without a plural."""
        return self.with_line(message.translation_line, f"msgstr {quoted(translation)}")


class Text(Frozen):
    """A source text and its clean translation."""

    file: File
    """Where it stands."""
    message: Message
    """Its message."""
    name: str
    """Its name among the sentences; empty for those of the sample."""
    words: Mapping[str, str]
    """Words of the sentences of the language, by what they mean."""
    others: Mapping[str, str]
    """Its translations into the other languages, by tag."""

    @property
    def tag(self) -> str:
        """Its language."""
        return self.file.tag

    @property
    def source(self) -> str:
        """The source text."""
        return self.message.id

    @property
    def translation(self) -> str:
        """The clean translation."""
        return self.message.translations[0]


def quoted(text: str) -> str:
    """A text as it stands in a PO file, on one line."""
    return f'"{text.translate(_ESCAPES)}"'


def without(text: str, start: int, end: int) -> str:
    """A text without one piece of it, closed up as whoever takes a word out does."""
    before, after = text[:start], text[end:]
    if not after or after[0] in " \u00a0.,;:!?،؛؟·":
        before = before.rstrip(" \u00a0")
    return before + after if before else after.lstrip(" \u00a0")


def findings_in(file: File, content: str | bytes, *, among: bool = False) -> tuple[Finding, ...]:
    """What the check finds in a text of a file; `among` says whether beside the clean one."""
    checked = _checked(file, content if isinstance(content, bytes) else content.encode())
    if checked.file is None:
        return checked.problems
    # The clean one comes first, as an older release does.
    before = [_checked(file, file.content.encode(), path="older.po")] if among else []
    findings = [
        *checked.problems,
        *checked.found,
        *consistency_findings([*before, checked]),
    ]
    return silencing(findings, [checked.file]).left


@lru_cache(maxsize=len(TAGS))
def files_of(tag: str) -> tuple[File, ...]:
    """Every clean catalogue of a language."""
    project = _project()
    found = []
    for domain in project.domains():
        file, _ = project.catalogue(domain, locale(tag))
        if file is None:
            raise ValueError(f"{project.catalogue_path(domain, locale(tag))} cannot be read")
        content = (project.read(file.catalogue.path) or b"").decode()
        found.append(_file(tag, domain, content, project.messages(domain)))
    return (*found, _sentences(tag))


def texts_of(tag: str) -> Iterator[Text]:
    """Every clean text of a language that has no plural."""
    known = words(tag)
    names = {text: name for name, text in sentences("en").items()}
    for file in files_of(tag):
        for message in file.messages:
            if not message.plural_id:
                yield Text(
                    file=file,
                    message=message,
                    name=names.get(message.id, "") if file.domain == SENTENCES else "",
                    words=known,
                    others=_others(tag, file.domain, message.key),
                )


@cache
def _project() -> Project:
    return load_project(REPOSITORY)


def _file(tag: str, domain: str, content: str, template: Sequence[TemplateMessage]) -> File:
    of = locale(tag)
    read, findings = read_catalogue(content.encode(), path=f"{domain}.po", locale=of)
    if read is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    lines = content.split("\n")
    for message in read.catalogue.messages:
        if not lines[message.translation_line - 1].startswith(("msgstr", "#~")):
            raise ValueError(f"{domain} {tag}: line {message.translation_line} is no translation")
    return File(
        tag=tag,
        domain=domain,
        content=content,
        template=tuple(template),
        messages=read.catalogue.messages,
        setting=Setting(
            source_locale=_project().source,
            locale=of,
            style=style_of(STYLE, of),
            glossary=glossary() if domain == SENTENCES else Glossary(),
            forms={} if domain == SENTENCES else _project().fact_forms(domain),
        ),
    )


def _sentences(tag: str) -> File:
    source = sentences("en")
    translations = sentences(tag)
    template = [
        TemplateMessage(id=text, context=_CONTEXTS.get(name), place=name)
        for name, text in source.items()
    ]
    lines = new_catalogue_text(SENTENCES, template, locale(tag), source="en").split("\n")
    by_source = {quoted(text): translations[name] for name, text in source.items()}
    for at, line in enumerate(lines):
        if line == 'msgstr ""' and lines[at - 1].removeprefix("msgid ") in by_source:
            lines[at] = f"msgstr {quoted(by_source[lines[at - 1].removeprefix('msgid ')])}"
    return _file(tag, SENTENCES, "\n".join(lines), template)


def _checked(file: File, content: bytes, *, path: str = "") -> CheckedCatalogue:
    of = file.setting.locale
    path = path or f"{file.domain}.po"
    read, problems = read_catalogue(content, path=path, locale=of)
    places = Places(path=path, locale=of.tag, scanned=read.scanned if read else None)
    # Catalogues are told apart by their settings.
    setting = replace(file.setting)
    return CheckedCatalogue(
        domain=file.domain,
        locale=of,
        messages=file.template,
        setting=setting,
        file=read,
        places=places,
        problems=problems,
        found=check_catalogue(read.catalogue, file.template, setting, places=places)
        if read
        else (),
    )


@cache
def _translations(tag: str, domain: str) -> dict[MessageKey, str]:
    (file,) = (file for file in files_of(tag) if file.domain == domain)
    return {message.key: message.translations[0] for message in file.messages}


def _others(tag: str, domain: str, key: MessageKey) -> dict[str, str]:
    return {other: _translations(other, domain)[key] for other in TAGS if other != tag}
