"""A rule explained, with its examples: on the terminal, and on the page that documents it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.findings import Example, Rule
from communique.reports.letters import with_names_of_the_invisible
from communique.reports.outcome import language_name

__all__ = ["explained", "explained_markdown", "sentence"]

_INDENT = "    "


def explained(rule: Rule) -> str:
    """What a rule asks for and why, and each of its examples, as plain text.

    Invisible characters of the examples are named.
    """
    lines = [f"{rule.id} ({rule.severity})", "", sentence(rule.claim), rule.reason]
    if not rule.silenceable:
        lines.append("It cannot be silenced.")
    for example in rule.examples:
        lines += ["", *_example_lines(example)]
    return "".join(f"{line}\n" for line in lines)


def explained_markdown(rule: Rule) -> str:
    """The same as Markdown, without a heading; translations stand in a table, files in blocks."""
    silence = [] if rule.silenceable else ["It cannot be silenced."]
    parts = [f"{sentence(rule.claim)} *({rule.severity})*", " ".join([rule.reason, *silence])]
    translations = [example for example in rule.examples if example.locale]
    if translations:
        parts.append(_table(translations))
    for example in rule.examples:
        if not example.locale:
            place = f", in `{example.path}`:" if example.path else ":"
            parts += [f"Wrong{place}", _block(example.wrong), "Right:", _block(example.right)]
    return "\n\n".join(parts) + "\n"


def sentence(claim: str) -> str:
    """A claim with a capital letter and a full stop."""
    return f"{claim[:1].upper()}{claim[1:]}."


def _example_lines(example: Example) -> Iterator[str]:
    yield _head(example)
    for label in ("source", "wrong", "right"):
        text = getattr(example, label)
        if text:
            yield f"{label}:"
            for line in with_names_of_the_invisible(text).splitlines():
                yield f"{_INDENT}{line}"


def _head(example: Example) -> str:
    if not example.locale:
        return example.path or "example"
    context = f", {example.context}" if example.context else ""
    return f"{language_name(example.locale)}{context}"


def _table(examples: list[Example]) -> str:
    rows = [["language", "source", "wrong", "right"], ["---"] * 4]
    rows += [
        [_head(example), *map(_code, (example.source, example.wrong, example.right))]
        for example in examples
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _code(text: str) -> str:
    """A text as inline code in a cell, with as many backquotes as it needs."""
    shown = with_names_of_the_invisible(text).replace("\n", "⏎").replace("|", "\\|")
    marks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    space = " " if "`" in shown else ""
    return f"{marks}{space}{shown}{space}{marks}" if shown else ""


def _block(text: str) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}text\n{with_names_of_the_invisible(text).rstrip()}\n{fence}"
