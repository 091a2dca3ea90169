"""Progress for a comment on a change, for a README, and for a dashboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from communique.project import Progress
from communique.reports.letters import without_steering
from communique.reports.outcome import language_name
from communique.reports.summary import plain

__all__ = ["markdown_status", "prometheus_status", "svg_badge"]

_STATES: Final = ("translated", "fuzzy", "missing", "stale", "wrong")
# White on each of them has a contrast of more than 4.5 to 1 (WCAG 2.2, criterion 1.4.3).
_NAME_COLOUR: Final = "#444444"
_COLOURS: Final = ((100, "#1e7a34"), (80, "#8a5a00"), (0, "#b3261e"))
_UNKNOWN_COLOUR: Final = "#5f6670"


def markdown_status(rows: Sequence[Progress]) -> str:
    """A table for each domain, with the languages that are complete in one line below it."""
    parts = []
    for domain in dict.fromkeys(row.domain for row in rows):
        of_domain = [row for row in rows if row.domain == domain]
        parts += [f"### {plain(domain)}", *_table(of_domain)]
    return "\n\n".join(parts) + "\n" if parts else ""


def svg_badge(rows: Sequence[Progress]) -> str:
    """A badge with how much is translated, as an SVG image; it names a language that is alone."""
    messages = sum(row.messages for row in rows)
    broken = any(row.broken for row in rows)
    share = sum(row.translated for row in rows) * 100 // messages if messages else None
    tags = {row.locale for row in rows}
    name = f"{tags.pop()} translated" if len(tags) == 1 else "translated"
    value = "broken" if broken else "unknown" if share is None else f"{share} %"
    colour = next((colour for least, colour in _COLOURS if (share or 0) >= least), "")
    colour = _COLOURS[-1][1] if broken else _UNKNOWN_COLOUR if share is None else colour
    return _badge(name, value, colour)


def prometheus_status(rows: Sequence[Progress]) -> str:
    """Gauges in the text format of Prometheus, 0.0.4."""
    lines: list[str] = []
    lines += _metric("communique_messages", "Messages of a catalogue by state.")
    for row in rows:
        lines += [
            f"communique_messages{{{_labels(row)},{_label('state', state)}}} {getattr(row, state)}"
            for state in _STATES
        ]
    lines += _metric("communique_words_to_do", "Words of the source that are to be translated.")
    lines += [f"communique_words_to_do{{{_labels(row)}}} {row.words_to_do}" for row in rows]
    lines += _metric("communique_catalogue_broken", "1 for a catalogue that cannot be read.")
    lines += [f"communique_catalogue_broken{{{_labels(row)}}} {int(row.broken)}" for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _table(rows: Sequence[Progress]) -> Iterator[str]:
    complete = [row for row in rows if row.translated == row.messages and not row.broken]
    open_ones = [row for row in rows if row not in complete]
    if open_ones:
        lines = ["| language | translated | fuzzy | missing | stale | wrong | words to do |"]
        lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        lines += [f"| {' | '.join(_cells(row))} |" for row in open_ones]
        yield "\n".join(lines)
    if complete:
        tags = ", ".join(row.locale for row in complete)
        yield f"Complete: {tags}." if open_ones else f"Complete in every language: {tags}."


def _cells(row: Progress) -> Iterator[str]:
    yield language_name(row.locale)
    if row.broken:
        yield "cannot be read"
        yield from ("",) * 4
    else:
        yield f"{row.translated}/{row.messages}"
        yield from (str(number or "") for number in (row.fuzzy, row.missing, row.stale, row.wrong))
    yield str(row.words_to_do or "")


def _labels(row: Progress) -> str:
    return f"{_label('domain', row.domain)},{_label('locale', row.locale)}"


def _label(name: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{name}="{escaped}"'


def _metric(name: str, meaning: str) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} gauge"


def _badge(name: str, value: str, colour: str) -> str:
    name, value = without_steering(name), without_steering(value)
    left, right = _width(name) + 12, _width(value) + 12
    width = left + right
    title = escape(f"{name}: {value}")
    font = "Verdana,DejaVu Sans,Geneva,sans-serif"

    def text(content: str, start: int, length: int) -> str:
        place = f'x="{start + 6}" y="14" textLength="{length - 12}"'
        return f"<text {place}>{escape(content)}</text>"

    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" '
        f'viewBox="0 0 {width} 20" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect width="{width}" height="20" rx="3" fill="{_NAME_COLOUR}"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" '
        f'fill="{colour}"/>'
        f'<g fill="#ffffff" font-family="{font}" font-size="11">'
        f"{text(name, 0, left)}{text(value, left, right)}</g></svg>\n"
    )


def _width(text: str) -> int:
    """About how wide a text is in 11 px Verdana; `textLength` makes it exactly so."""
    narrow = sum(letter in "ijl.,:;|! '1" for letter in text)
    wide = sum(letter in "mwMW%@" for letter in text)
    return round(7 * len(text) - 3 * narrow + 3 * wide)
