"""TMX out: a memory as a file that every translation program reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from communique.locales import LocaleError, locale
from communique.memory.tmx.entry import LONGEST
from communique.memory.tmx.read import OWN_TOOL
from communique.memory.unit import Level, Unit

__all__ = ["fits_tmx", "written_tmx"]

_BLOCK: Final = 500
"""How many units are put out at a time."""

# What XML 1.0 has no way to write (section 2.2, "Characters").
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fits_tmx(unit: Unit) -> bool:
    """Whether a file can hold a unit.

    XML has no control characters and no half of a surrogate pair; and a text of more than
    100,000 characters would not be read again.
    """
    said = (
        unit.source,
        unit.translation,
        unit.context,
        unit.before,
        unit.after,
        unit.release,
        unit.translator,
    )
    return all(not text or (len(text) <= LONGEST and not _UNWRITABLE.search(text)) for text in said)


def written_tmx(units: Iterable[Unit], *, source_locale: str, tool_version: str) -> Iterator[bytes]:
    """A TMX 1.4b file of level 1, in pieces; the same units give the same bytes.

    A unit that does not fit (`fits_tmx`) is left out.
    """
    language = _language(source_locale)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="{OWN_TOOL}" creationtoolversion="{_value(tool_version)}"'
        f' segtype="paragraph" o-tmf="{OWN_TOOL}" adminlang="en" srclang="{language}"'
        ' datatype="plaintext"/>\n'
        "<body>\n"
    ).encode()
    block: list[str] = []
    for unit in units:
        if fits_tmx(unit):
            block.append(_entry(unit, language))
        if len(block) >= _BLOCK:
            yield "".join(block).encode()
            block.clear()
    yield "".join((*block, "</body>\n</tmx>\n")).encode()


def _entry(unit: Unit, header_language: str) -> str:
    """A unit as a `<tu>`."""
    language = _language(unit.source_locale)
    attributes = {
        "segtype": "sentence" if unit.level is Level.SENTENCE else "",
        "srclang": "" if language == header_language else language,
        "creationdate": f"{unit.date.replace('-', '')}T000000Z"
        if _DAY.fullmatch(unit.date)
        else "",
        "creationid": unit.translator,
    }
    said = "".join(f' {name}="{_value(value)}"' for name, value in attributes.items() if value)
    props = {
        "x-context": unit.context,
        "x-previous": unit.before,
        "x-next": unit.after,
        "x-release": unit.release or None,
        "x-ConfirmationLevel": None if unit.approved else "Draft",
    }
    lines = [
        f"<tu{said}>\n",
        *(
            f'<prop type="{name}">{value.translate(_TEXT)}</prop>\n'
            for name, value in props.items()
            if value is not None
        ),
        f'<tuv xml:lang="{language}"><seg>{unit.source.translate(_TEXT)}</seg></tuv>\n',
        f'<tuv xml:lang="{_language(unit.locale)}">'
        f"<seg>{unit.translation.translate(_TEXT)}</seg></tuv>\n",
        "</tu>\n",
    ]
    return "".join(lines)


def _language(tag: str) -> str:
    """A tag for readers who do not know the house: `zh-Hans` for its `zh`."""
    try:
        return locale(tag).written_tag
    except LocaleError:
        return _value(tag)


def _value(text: str) -> str:
    return text.translate(_VALUE)
