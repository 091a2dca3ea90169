"""Bytes of a catalogue to its messages, or to findings that say where it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from communique import rules
from communique.catalogue.message import Catalogue, Message, MessageKey
from communique.catalogue.position import first_line
from communique.catalogue.scan import EntryLines, Scanned, ScanProblem, scan
from communique.findings import Finding, Place, Rule
from communique.frozen import Frozen, replace
from communique.locales import Locale, LocaleError, PluralForms, parse_plural_forms

__all__ = ["LARGEST", "CatalogueFile", "read_catalogue"]

LARGEST: Final = 100_000_000
"""How many bytes a catalogue may have."""
_MOST: Final = 100
"""How many findings of a kind are told of a file; the next one says that there are more."""
_CHARSET = re.compile(rb'^"Content-Type:[^"]*?charset=([^"\\;]*)', re.MULTILINE | re.IGNORECASE)
_CONTENT_TYPE = b'"content-type:'
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class CatalogueFile(Frozen):
    """A catalogue as it stands in its file, ready to be changed entry by entry."""

    catalogue: Catalogue
    """What it says."""
    scanned: Scanned
    """How it says it."""
    plural_forms: PluralForms | None
    """Its plural rule; None where it has none or a broken one."""


class _Meaning(Frozen):
    """What a well-formed PO file says."""

    header: Message | None
    """The entry for the empty msgid that it begins with; None where it does not."""
    headers: Mapping[str, str]
    """The fields of the header."""
    messages: tuple[Message, ...]
    """Its messages, in the order of its entries."""


class _Fault(Frozen):
    """What is wrong with a file, and where."""

    rule: Rule
    message: str
    hint: str
    line: int = 1
    column: int = 1


_TOO_LARGE: Final = _Fault(
    rule=rules.CATALOGUE_SIZE,
    message=f"the file has more than {LARGEST // 1_000_000} MB",
    hint="take the catalogue as it was before; it is not read",
)


def read_catalogue(
    content: bytes, *, path: str, locale: Locale
) -> tuple[CatalogueFile | None, tuple[Finding, ...]]:
    """The catalogue in a file, and all that is wrong with the file.

    Nothing is repaired and nothing is guessed: where the encoding or the syntax is broken there
    is no catalogue, only findings.
    """

    def finding(fault: _Fault) -> Finding:
        place = Place(path=path, line=fault.line, column=fault.column)
        return Finding(
            rule=fault.rule,
            message=fault.message,
            place=place,
            hint=fault.hint,
            locale=locale.tag,
        )

    text = _decoded(content) if len(content) <= LARGEST else _TOO_LARGE
    if isinstance(text, _Fault):
        return None, (finding(text),)
    scanned = scan(text)
    if scanned.problems:
        return None, tuple(map(finding, _first(map(_broken, scanned.problems))))
    meaning = _meaning_of(scanned.messages)
    plural_forms, faults = _plural_forms(meaning, scanned, locale)
    found = [
        *_header_faults(meaning, scanned, locale),
        *_first(faults),
        *_first(_duplicates(meaning, scanned)),
    ]
    catalogue = Catalogue(
        locale=locale.tag, path=path, headers=meaning.headers, messages=meaning.messages
    )
    file = CatalogueFile(catalogue=catalogue, scanned=scanned, plural_forms=plural_forms)
    return file, tuple(map(finding, found))


def _meaning_of(messages: tuple[Message, ...]) -> _Meaning:
    first = messages[0] if messages else None
    if first is None or first.id or first.context is not None or first.obsolete:
        return _Meaning(header=None, headers={}, messages=messages)
    fields = (line.partition(":") for line in first.translations[0].splitlines() if ":" in line)
    headers = {name.strip(): value.strip() for name, _, value in fields}
    return _Meaning(header=first, headers=headers, messages=messages[1:])


def _decoded(content: bytes) -> str | _Fault:
    """The text, or why there is none."""
    if content.startswith(_BYTE_ORDER_MARK):
        return _misencoded("the file begins with a byte order mark")
    # The words alone are found faster; some tools write a header that has no such line.
    declared = _CHARSET.search(content) if _CONTENT_TYPE in content.lower() else None
    if declared and declared[1].strip().upper() not in (b"UTF-8", b"UTF8"):
        name = declared[1].decode("ascii", "replace").strip()
        message = f"the header declares the charset `{name}`, expected `UTF-8`"
        return _misencoded(message, content, declared.start(1))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {content[error.start]:02X} is not UTF-8"
        return _misencoded(message, content, error.start)


def _misencoded(message: str, content: bytes = b"", at: int = 0) -> _Fault:
    begin = content.rfind(b"\n", 0, at) + 1
    return _Fault(
        rule=rules.CATALOGUE_ENCODING,
        message=message,
        hint="save the file as UTF-8; its translators' tool has a setting for that",
        line=content.count(b"\n", 0, at) + 1,
        column=len(content[begin:at].decode("utf-8", "replace")) + 1,
    )


def _first(faults: Iterable[_Fault]) -> Iterator[_Fault]:
    """The first ones of a kind; where there are more, the last one says so."""
    left = iter(faults)
    yield from islice(left, _MOST)
    for fault in islice(left, 1):
        message = f"{fault.message}; what follows of the kind is told when these are mended"
        yield replace(fault, message=message)


def _broken(problem: ScanProblem) -> _Fault:
    return _Fault(
        rule=rules.CATALOGUE_SYNTAX,
        message=problem.message,
        hint="mend it in a text editor; nothing of the file is used until it can be read",
        line=problem.line,
        column=problem.column,
    )


def _header_faults(meaning: _Meaning, scanned: Scanned, locale: Locale) -> Iterator[_Fault]:
    if meaning.header is None:
        yield _Fault(
            rule=rules.CATALOGUE_HEADER,
            message="the file does not begin with a header",
            hint=f"begin it with that of another catalogue in `{locale.posix}`",
        )
        return
    _, _, charset = meaning.headers.get("Content-Type", "").partition("charset=")
    if charset.strip().upper() not in ("UTF-8", "UTF8"):
        declared = f"the charset `{charset.strip()}`" if charset else "no charset"
        line, column = _field(scanned, "Content-Type")
        yield _Fault(
            rule=rules.CATALOGUE_ENCODING,
            message=f"the header declares {declared}, expected `UTF-8`",
            hint="write `Content-Type: text/plain; charset=UTF-8` there",
            line=line,
            column=column,
        )
    if meaning.header.fuzzy:
        line, column = _field(scanned, "fuzzy")
        yield _Fault(
            rule=rules.CATALOGUE_HEADER,
            message="the header is marked fuzzy",
            hint="take the flag away when the fields of the header are right",
            line=line,
            column=column,
        )
    language = meaning.headers.get("Language", "").strip()
    if not _same_language(language, locale):
        line, column = _field(scanned, "Language")
        yield _Fault(
            rule=rules.CATALOGUE_HEADER,
            message=f"the header says `Language: {language}`, expected `{locale.posix}`",
            hint="move the file to the folder of its language, or mend the field",
            line=line,
            column=column,
        )


def _field(scanned: Scanned, name: str) -> tuple[int, int]:
    """Line and column of a word of the header; those of its msgid where it is not there."""
    header = scanned.entries[0]
    wanted = re.compile(rf"\b{re.escape(name)}\b")
    for number, line in enumerate(header.lines, start=first_line(header)):
        if found := wanted.search(line):
            return number, found.start() + 1
    return header.keyword_line, 1


def _same_language(header: str, locale: Locale) -> bool:
    """Whether a `Language` field, in whatever spelling tools write it, means the locale."""
    if header == locale.posix:
        return True
    language, *rest = re.split(r"[-_]", header)
    own = set(re.split(r"[-_]", f"{locale.cldr}-{locale.written_tag}"))
    bare = locale.cldr == locale.language
    return language == locale.language and (set(rest) <= own or bare)


def _plural_forms(
    meaning: _Meaning, scanned: Scanned, locale: Locale
) -> tuple[PluralForms | None, Iterable[_Fault]]:
    """The plural rule of a file, and what does not go with it."""
    pairs = zip(scanned.messages, scanned.entries, strict=True)
    plural = [(message, entry) for message, entry in pairs if message.plural_id]
    header = meaning.headers.get("Plural-Forms", "")
    if not header and not plural:
        return None, []
    try:
        forms = parse_plural_forms(header)
    except LocaleError as error:
        line, column = _field(scanned, "Plural-Forms") if meaning.header else (1, 1)
        fault = _Fault(
            rule=rules.PLURAL_FORMS,
            message=str(error) if header else "the header has no `Plural-Forms`",
            hint=f"write `Plural-Forms: {locale.plural_forms.header}` there",
            line=line,
            column=column,
        )
        return None, [fault]
    return forms, _miscounted(plural, forms.count)


def _miscounted(plural: Iterable[tuple[Message, EntryLines]], count: int) -> Iterator[_Fault]:
    """The messages that have another number of texts than there are forms."""
    wanted = f"`msgstr[0]` to `msgstr[{count - 1}]`" if count > 1 else "`msgstr[0]` alone"
    return (
        _Fault(
            rule=rules.PLURAL_FORMS,
            message=f"the message has {len(message.translations)} plural forms, the header "
            f"declares {count}",
            hint=f"give it {wanted}, or mend `Plural-Forms` of the header",
            line=message.translation_line,
            column=_column(entry, message.translation_line),
        )
        for message, entry in plural
        if len(message.translations) != count and not message.obsolete
    )


def _duplicates(meaning: _Meaning, scanned: Scanned) -> Iterator[_Fault]:
    """Obsolete ones count, as gettext's own tools refuse the file with them."""
    seen: dict[MessageKey, Message] = {}
    entries = scanned.entries[1:] if meaning.header else scanned.entries
    for message, entry in zip(meaning.messages, entries, strict=True):
        first = seen.setdefault(message.key, message)
        if first is not message:
            yield _Fault(
                rule=rules.CATALOGUE_DUPLICATE,
                message=f"the message stands here again, first on line {first.line}",
                hint="keep the right one of the two; an obsolete one counts as well",
                line=message.line,
                column=_column(entry, message.line),
            )


def _column(entry: EntryLines, line: int) -> int:
    """Where in a line of an entry its keyword begins."""
    text = entry.lines[line - first_line(entry)]
    return len(text) - len(text.lstrip("#~ \t")) + 1
