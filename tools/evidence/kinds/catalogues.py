"""Faults of a whole catalogue, and of what stands around a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from communique.catalogue import Message
from communique.check.silence import digest_of, silencer_text
from evidence.ground import File, quoted
from evidence.kinds.kind import Damage, FileKind, lines_of

__all__ = ["FILE_KINDS"]

_HEADER: Final = range(1, 30)


def _plain(file: File, random: Random) -> Iterator[Message]:
    messages = [message for message in file.messages if not message.plural_id]
    yield from random.sample(messages, min(2, len(messages)))


def _plurals(file: File) -> Iterator[Message]:
    yield from (message for message in file.messages if message.plural_id)


def _emptied(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        yield file.with_translation(message, ""), lines_of(message)


def _blanked(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        yield file.with_translation(message, " \n"), lines_of(message)


def _made_fuzzy(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        lines = file.content.split("\n")
        lines.insert(message.line - 1, "#, fuzzy")
        yield "\n".join(lines), range(message.line, message.translation_line + 2)


def _source_edited(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        number = message.translation_line - 1
        yield file.with_line(number, f"msgid {quoted(message.id + ' It does.')}"), None


def _form_emptied(file: File, _: Random) -> Iterator[Damage]:
    for message in _plurals(file):
        at = len(message.translations) - 1
        line = message.translation_line + at
        yield file.with_line(line, f'msgstr[{at}] ""'), lines_of(message)


def _form_lost(file: File, _: Random) -> Iterator[Damage]:
    for message in _plurals(file):
        if len(message.translations) > 1:
            lines = file.content.split("\n")
            del lines[message.translation_line - 2 + len(message.translations)]
            yield "\n".join(lines), lines_of(message)


def _form_added(file: File, _: Random) -> Iterator[Damage]:
    for message in _plurals(file):
        lines = file.content.split("\n")
        at = len(message.translations)
        lines.insert(
            message.translation_line - 1 + at, f"msgstr[{at}] {quoted(message.translations[-1])}"
        )
        yield "\n".join(lines), lines_of(message)


def _forms_miscounted(file: File, _: Random) -> Iterator[Damage]:
    match = re.search(r"nplurals=(\d)", file.content)
    plural = next(_plurals(file), None)
    if match and plural:
        wrong = f"nplurals={int(match[1]) + 1}"
        yield file.content.replace(match[0], wrong, 1), None


def _plural_rule_broken(file: File, _: Random) -> Iterator[Damage]:
    if next(_plurals(file), None):
        yield re.sub(r"plural=[^\\]*", "plural=n ? ;", file.content, count=1), None


def _language_changed(file: File, _: Random) -> Iterator[Damage]:
    other = "sv" if file.tag != "sv" else "da"
    yield re.sub(r"Language: [^\\]*", f"Language: {other}", file.content, count=1), _HEADER


def _charset_changed(file: File, _: Random) -> Iterator[Damage]:
    yield file.content.replace("charset=UTF-8", "charset=ISO-8859-1", 1), _HEADER


def _bytes_broken(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        before, _, after = file.with_translation(message, "~~~").partition("~~~")
        yield before.encode() + b"\xe9" + after.encode(), lines_of(message)


def _quote_of_file_lost(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        line = f"msgstr {quoted(message.translations[0])}"
        yield file.with_line(message.translation_line, line[:-1]), lines_of(message)
        yield (
            file.with_line(message.translation_line, line.replace("msgstr ", "msgst ")),
            lines_of(message),
        )


def _entry_doubled(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        lines = file.content.rstrip("\n").split("\n")
        entry = lines[message.line - 1 : message.translation_line]
        yield "\n".join([*lines, "", *entry, ""]), range(1, len(lines) + len(entry) + 3)


def _silenced_in_vain(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        comment = silencer_text(message, ["spacing"], "the firm writes its name so")
        yield _with_comment(file, message, comment)


def _silenced_wrongly(file: File, random: Random) -> Iterator[Damage]:
    for message in _plain(file, random):
        comment = silencer_text(message, ["spacing"], "the firm writes its name so")
        digest = digest_of(message)
        yield _with_comment(file, message, comment.replace(digest, "0a1b2c3d"))
        yield _with_comment(file, message, comment.partition("]")[0] + "]:")
        yield _with_comment(file, message, comment.replace("accept spacing", "accept spaces"))


def _with_comment(file: File, message: Message, comment: str) -> Damage:
    lines = file.content.split("\n")
    lines.insert(message.line - 1, "# " + comment.removeprefix("#").strip())
    return "\n".join(lines), range(message.line - 1, message.translation_line + 2)


FILE_KINDS: Final = (
    FileKind(name="translation emptied", rules=("missing",), plant=_emptied),
    FileKind(name="translation of white space", rules=("missing",), plant=_blanked),
    FileKind(name="plural form emptied", rules=("missing",), plant=_form_emptied),
    FileKind(name="marked fuzzy", rules=("fuzzy",), plant=_made_fuzzy),
    FileKind(name="source edited in the catalogue", rules=("stale",), plant=_source_edited),
    FileKind(name="plural form left out", rules=("plural-forms",), plant=_form_lost),
    FileKind(name="plural form too many", rules=("plural-forms",), plant=_form_added),
    FileKind(name="header with another count", rules=("plural-forms",), plant=_forms_miscounted),
    FileKind(name="header with a broken rule", rules=("plural-forms",), plant=_plural_rule_broken),
    FileKind(
        name="header of another language", rules=("catalogue-header",), plant=_language_changed
    ),
    FileKind(name="another charset", rules=("catalogue-encoding",), plant=_charset_changed),
    FileKind(name="byte of another charset", rules=("catalogue-encoding",), plant=_bytes_broken),
    FileKind(
        name="line of the file damaged", rules=("catalogue-syntax",), plant=_quote_of_file_lost
    ),
    FileKind(name="silencer of nothing", rules=("silencer-unused",), plant=_silenced_in_vain),
    FileKind(
        name="silencer without reason, of another text or rule",
        rules=("silencer-wrong", "silencer-unused"),
        plant=_silenced_wrongly,
    ),
    FileKind(name="message twice", rules=("catalogue-duplicate",), plant=_entry_doubled),
)
"""Every kind of fault of a whole catalogue."""
