"""Bytes of a catalogue to its messages, or to findings that say where it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique import rules
from communique.catalogue.message import Catalogue, Message, MessageKey
from communique.catalogue.scan import Scanned, scan
from communique.findings import Finding, Place, Rule
from communique.locales import Locale, LocaleError, PluralForms, parse_plural_forms

__all__ = ["CatalogueFile", "read_catalogue"]

_CHARSET = re.compile(rb'^"Content-Type:[^"]*?charset=([^"\\;]*)', re.MULTILINE | re.IGNORECASE)
_CONTENT_TYPE = b'"content-type:'
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFile:
    """A catalogue as it stands in its file, ready to be changed entry by entry."""

    catalogue: Catalogue
    """What it says."""
    scanned: Scanned
    """How it says it."""
    plural_forms: PluralForms | None
    """Its plural rule; None where it has none or a broken one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """What a well-formed PO file says."""

    header: Message | None
    """The entry for the empty msgid that it begins with; None where it does not."""
    headers: Mapping[str, str]
    """The fields of the header."""
    messages: tuple[Message, ...]
    """Its messages, in the order of its entries."""


def read_catalogue(
    content: bytes, *, path: str, locale: Locale
) -> tuple[CatalogueFile | None, tuple[Finding, ...]]:
    """The catalogue in a file, and all that is wrong with the file.

    Nothing is repaired and nothing is guessed: where the encoding or the syntax is broken there
    is no catalogue, only findings.
    """

    def finding(rule: Rule, message: str, line: int, *, column: int = 0, hint: str = "") -> Finding:
        place = Place(path=path, line=line, column=column or None)
        return Finding(rule=rule, message=message, place=place, hint=hint, locale=locale.tag)

    text, problem = _decoded(content)
    if text is None:
        line, message = problem
        hint = "save the file as UTF-8; its translators' tool has a setting for that"
        return None, (finding(rules.CATALOGUE_ENCODING, message, line, hint=hint),)
    scanned = scan(text)
    if scanned.problems:
        return None, tuple(
            finding(rules.CATALOGUE_SYNTAX, found.message, found.line, column=found.column)
            for found in scanned.problems
        )
    meaning = _meaning_of(scanned.messages)
    plural_forms, problems = _plural_forms(meaning)
    findings = [
        *(finding(rule, message, 1) for rule, message in _header_problems(meaning, locale)),
        *(finding(rules.PLURAL_FORMS, message, line) for line, message in problems),
        *(
            finding(rules.CATALOGUE_DUPLICATE, message, line)
            for line, message in _duplicates(meaning)
        ),
    ]
    catalogue = Catalogue(
        locale=locale.tag, path=path, headers=meaning.headers, messages=meaning.messages
    )
    file = CatalogueFile(catalogue=catalogue, scanned=scanned, plural_forms=plural_forms)
    return file, tuple(findings)


def _meaning_of(messages: tuple[Message, ...]) -> _Meaning:
    first = messages[0] if messages else None
    if first is None or first.id or first.context is not None or first.obsolete:
        return _Meaning(header=None, headers={}, messages=messages)
    fields = (line.partition(":") for line in first.translations[0].splitlines() if ":" in line)
    headers = {name.strip(): value.strip() for name, _, value in fields}
    return _Meaning(header=first, headers=headers, messages=messages[1:])


def _decoded(content: bytes) -> tuple[str | None, tuple[int, str]]:
    """The text, or the line and the sentence that say why there is none."""
    if content.startswith(_BYTE_ORDER_MARK):
        return None, (1, "the file begins with a byte order mark")
    # The words alone are found faster; some tools write a header that has no such line.
    declared = _CHARSET.search(content) if _CONTENT_TYPE in content.lower() else None
    if declared and declared[1].strip().upper() not in (b"UTF-8", b"UTF8"):
        line = content.count(b"\n", 0, declared.start()) + 1
        name = declared[1].decode("ascii", "replace").strip()
        return None, (line, f"the header declares the charset `{name}`, expected `UTF-8`")
    try:
        return content.decode("utf-8"), (0, "")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, (line, f"byte {content[error.start]:02X} is not UTF-8")


def _header_problems(meaning: _Meaning, locale: Locale) -> Iterator[tuple[Rule, str]]:
    if meaning.header is None:
        yield rules.CATALOGUE_HEADER, "the file does not begin with a header"
        return
    _, _, charset = meaning.headers.get("Content-Type", "").partition("charset=")
    if charset.strip().upper() not in ("UTF-8", "UTF8"):
        declared = f"the charset `{charset.strip()}`" if charset else "no charset"
        yield rules.CATALOGUE_ENCODING, f"the header declares {declared}, expected `UTF-8`"
    if meaning.header.fuzzy:
        yield rules.CATALOGUE_HEADER, "the header is marked fuzzy"
    language = meaning.headers.get("Language", "").strip()
    if not _same_language(language, locale):
        yield (
            rules.CATALOGUE_HEADER,
            f"the header says `Language: {language}`, expected `{locale.posix}`",
        )


def _same_language(header: str, locale: Locale) -> bool:
    """Whether a `Language` field, in whatever spelling tools write it, means the locale."""
    language, *rest = re.split(r"[-_]", header)
    own = set(re.split(r"[-_]", f"{locale.cldr}-{locale.written_tag}"))
    bare = locale.cldr == locale.language
    return language == locale.language and (set(rest) <= own or bare)


def _plural_forms(meaning: _Meaning) -> tuple[PluralForms | None, list[tuple[int, str]]]:
    """The plural rule of a file, and the lines that do not go with it."""
    plural = [message for message in meaning.messages if message.plural_id]
    header = meaning.headers.get("Plural-Forms", "")
    if not header:
        problems = [(plural[0].line, "the header has no `Plural-Forms`")] if plural else []
        return None, problems
    try:
        forms = parse_plural_forms(header)
    except LocaleError as error:
        return None, [(1, str(error))]
    return forms, [
        (
            message.translation_line,
            f"the message has {len(message.translations)} plural forms, the header "
            f"declares {forms.count}",
        )
        for message in plural
        if len(message.translations) != forms.count and not message.obsolete
    ]


def _duplicates(meaning: _Meaning) -> Iterator[tuple[int, str]]:
    """Obsolete ones count, as gettext's own tools refuse the file with them."""
    seen: dict[MessageKey, Message] = {}
    for message in meaning.messages:
        first = seen.setdefault(message.key, message)
        if first is not message:
            yield message.line, f"the message stands here again, first on line {first.line}"
