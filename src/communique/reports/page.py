"""A page with what was found, to send to a translator: one file, no script, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from communique.findings import Example, Finding, Rule, Severity
from communique.locales import Locale, locale
from communique.reports.explain import sentence
from communique.reports.letters import (
    source_of,
    telling,
    with_names,
    without_steering,
    without_surrogates,
)
from communique.reports.outcome import (
    Group,
    Outcome,
    Shared,
    aside,
    done,
    grouped,
    language_name,
    numbered,
    verdict,
)
from communique.reports.style import STYLE

__all__ = ["html_report"]

_DIGEST: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; form-action 'none'; base-uri 'none'"
)
_SEVERITIES: Final = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.INFO: "Info",
}


def html_report(outcome: Outcome) -> str:
    """The findings by language, each with its source text and translation, and their rules.

    Source and translation are set in their own language and direction. The piece that is wrong is
    marked, as is the piece of the source that it answers to, and invisible characters in it are
    named.
    """
    groups = grouped(outcome.findings)
    fingerprints = dict(numbered(found.finding for group in groups for found in group.findings))
    title = f"What to mend: {outcome.project}" if outcome.project else "What to mend"
    parts = [
        "<!doctype html>",
        '<html lang="en" dir="ltr">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_text(title)}</title>",
        f"<style>{STYLE}</style></head>",
        "<body>",
        f'<header><h1>{_text(title)}</h1><p class="totals">{_totals(outcome)}</p></header>',
    ]
    if len(groups) > 1:
        parts += _overview(outcome, groups)
    parts.append("<main>")
    for group in groups:
        parts += _section(group, outcome, fingerprints)
    parts += _rules(outcome.findings)
    version = f" {_text(outcome.version)}" if outcome.version else ""
    parts += ["</main>", f"<footer><p>Made by communique{version}.</p></footer>", "</body></html>"]
    return without_surrogates("\n".join(parts)) + "\n"


def _totals(outcome: Outcome) -> str:
    found = verdict(outcome)
    words = [f"{found[:1].upper()}{found[1:]}"]
    words += [aside(outcome)] if aside(outcome) else []
    if len(outcome.checked) > 1:
        words.append(f"{len(outcome.checked)} languages checked")
    return " · ".join(words)


def _overview(outcome: Outcome, groups: Sequence[Group]) -> Iterator[str]:
    """A table with a row for each language that leads to its section."""
    found_any = {found.finding.severity for group in groups for found in group.findings}
    severities = [*Severity][: 3 if Severity.INFO in found_any else 2]
    head = ["Language", *(f"{_SEVERITIES[severity]}s" for severity in severities)]
    head += ["Translated overall"] if outcome.coverage else []
    yield '<nav aria-label="Languages"><table>'
    cells = [f'<th scope="col">{name}</th>' for name in head]
    yield f"<tr>{''.join(cells)}</tr>"
    for group in groups:
        cells = [str(group.count(severity) or "") for severity in severities]
        if outcome.coverage:
            share = done(outcome.coverage, group.locale)
            cells.append("" if share is None else f"{share}&nbsp;%")
        link = f'<a href="#{_anchor(group)}">{_text(group.name)}</a>'
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        yield f'<tr><th scope="row">{link}</th>{row}</tr>'
    yield "</table></nav>"


def _anchor(group: Group) -> str:
    return f"in-{group.locale or 'source'}"


def _section(group: Group, outcome: Outcome, fingerprints: dict[Finding, str]) -> Iterator[str]:
    anchor = _anchor(group)
    yield f'<section aria-labelledby="{anchor}">'
    own = ""
    if group.locale and group.locale != "en":
        of = locale(group.locale)
        own = f" <span{_language(of)}>{_text(of.native_name)}</span>"
    yield f'<h2 id="{anchor}">{_text(group.name)}{own}</h2>'
    for found in group.findings:
        yield from _article(found, outcome, fingerprints[found.finding])
    yield "</section>"


def _article(shared: Shared, outcome: Outcome, fingerprint: str) -> Iterator[str]:
    finding = shared.finding
    yield f'<article class="{finding.severity}" id="finding-{fingerprint}">'
    severity = f'<span class="severity">{_SEVERITIES[finding.severity]}</span>'
    message = _coded(finding.message[:1].upper() + finding.message[1:])
    yield f"<h3>{severity} {message}</h3>"
    yield "<dl>"
    of = locale(finding.locale) if finding.locale else None
    source = locale(outcome.source)
    if finding.source_text:
        text = _passage(finding.source_text, finding.source_span)
        yield _row("Source", f"<p{_language(source)}>{text}</p>")
    if finding.translation and of:
        text = _passage(finding.translation, finding.span)
        yield _row("Translation", f"<p{_language(of)}>{text}</p>")
    for label, piece in telling(finding):
        # What is marked in the translation is not shown twice.
        if label == "expected" or not finding.span:
            code = f"<code{_language(of) if of else ''}>{_named(piece)}</code>"
            yield _row(label.capitalize(), code)
    if finding.hint:
        yield _row("What helps", _coded(finding.hint))
    places = [_text(str(finding.place))]
    places += [_text(source_of(finding))] if finding.source_place else []
    if len(shared.locales) > 1:
        places.append(f"in {', '.join(shared.locales)}")
    yield _row("Where", "<br>".join(f'<span class="place">{place}</span>' for place in places))
    rule = finding.rule.id
    yield _row("Rule", f'<a href="#rule-{rule}">{rule}</a>')
    yield "</dl></article>"


def _row(name: str, content: str) -> str:
    return f"<div><dt>{name}</dt><dd>{content}</dd></div>"


def _rules(findings: Iterable[Finding]) -> Iterator[str]:
    rules = {finding.rule.id: finding.rule for finding in findings}
    if not rules:
        return
    yield '<section aria-labelledby="rules"><h2 id="rules">The rules</h2>'
    for identifier in sorted(rules):
        yield from _rule(rules[identifier])
    yield "</section>"


def _rule(rule: Rule) -> Iterator[str]:
    yield f'<article id="rule-{rule.id}"><h3><code>{rule.id}</code></h3>'
    yield f"<p>{_coded(sentence(rule.claim))} {_coded(rule.reason)}</p>"
    translations = [example for example in rule.examples if example.locale]
    files = [example for example in rule.examples if not example.locale]
    if translations:
        head = ("Language", "Source", "Wrong", "Right")
        cells = "".join(f'<th scope="col">{name}</th>' for name in head)
        yield f'<table class="examples"><tr>{cells}</tr>'
        for example in translations:
            yield _example(example)
        yield "</table>"
    for example in files:
        yield "<dl>"
        for name, text in (("Wrong", example.wrong), ("Right", example.right)):
            yield _row(name, f"<pre>{_named(text)}</pre>")
        yield "</dl>"
    yield "</article>"


def _example(example: Example) -> str:
    of = _language(locale(example.locale))
    texts = "".join(
        f'<td data-label="{label}"{of}>{_named(text)}</td>'
        for label, text in (("Wrong", example.wrong), ("Right", example.right))
    )
    name = f'<th scope="row">{_text(language_name(example.locale))}</th>'
    return f'<tr>{name}<td data-label="Source">{_named(example.source)}</td>{texts}</tr>'


def _language(of: Locale) -> str:
    return f' lang="{of.written_tag}" dir="{of.direction}"'


def _text(text: str) -> str:
    """A text of ours or a stranger's, on one line, that is no markup."""
    return escape(without_steering(text))


def _coded(sentence_of_ours: str) -> str:
    """The same, with what stands in backquotes set as code and kept from turning the rest."""
    pieces = _text(sentence_of_ours).split("`")
    if len(pieces) % 2 == 0:
        return _text(sentence_of_ours)
    return "".join(
        f"<code><bdi>{piece}</bdi></code>" if number % 2 else piece
        for number, piece in enumerate(pieces)
    )


def _passage(text: str, span: tuple[int, int] | None) -> str:
    """A text with a piece of it marked, unless that is all of it."""
    if span is None or span == (0, len(text)):
        return _named(text, spaces=False)
    begin, end = span
    before, after = (_named(rest, spaces=False) for rest in (text[:begin], text[end:]))
    return f"{before}<mark>{_named(text[begin:end])}</mark>{after}"


def _named(text: str, *, spaces: bool = True) -> str:
    """A text that is no markup, with a label for each invisible character."""
    parts = []
    for piece, name in with_names(text, spaces=spaces):
        if name:
            label = f'<bdi class="invisible" lang="en" dir="ltr">{escape(name)}</bdi>'
            # What only steers would also turn the rest of the page; spaces stay, to be copied.
            parts.append(f"{piece}{label}" if piece.isspace() and piece.isprintable() else label)
        else:
            parts.append(escape(piece).replace("\n", "<br>"))
    return "".join(parts)
