"""Rules of the gate: coverage, and what translators and the project accept."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = ["BASELINE_UNUSED", "COVERAGE_LOW", "SILENCER_UNUSED", "SILENCER_WRONG"]

_CATALOGUE: Final = "locales/fr/LC_MESSAGES/library-opening.po"
_PLAIN: Final = 'msgid "We have waited for this."'

SILENCER_WRONG: Final = Rule(
    id="silencer-wrong",
    severity=Severity.WARNING,
    claim="a comment that accepts a finding names its rule, says why, and is of the text as it is",
    reason="A comment that is not understood, has no reason, or was written for an older text "
    "accepts nothing. It reads `# communique: accept RULE [0a1b2c3d]: reason`, and the hint has "
    "the line to copy. The eight signs are those of the source text, so that a yes to one text is "
    "not taken for a yes to another; `communique silence` writes them.",
    examples=(
        Example(
            path=_CATALOGUE,
            wrong=f"# communique: accept spacing: two spaces are meant\n{_PLAIN}\n"
            'msgstr "Nous l’avons  attendue."',
            right=f'{_PLAIN}\nmsgstr "Nous l’avons attendue."',
        ),
    ),
    silenceable=False,
)

SILENCER_UNUSED: Final = Rule(
    id="silencer-unused",
    severity=Severity.WARNING,
    claim="a comment that accepts a finding has a finding to accept",
    reason="It would hide the next mistake of its kind in this text. Remove the comment.",
    examples=(
        Example(
            path=_CATALOGUE,
            wrong=f"# communique: accept spacing [0a1b2c3d]: two spaces are meant\n{_PLAIN}",
            right=_PLAIN,
        ),
    ),
    silenceable=False,
)

BASELINE_UNUSED: Final = Rule(
    id="baseline-unused",
    severity=Severity.WARNING,
    claim="every finding that the baseline accepts is still there",
    reason="A list of accepted findings that outlives them accepts the next ones. Run "
    "`communique check --write-baseline`.",
    examples=(
        Example(
            wrong="a baseline that accepts a finding which was mended",
            right="communique check --write-baseline",
        ),
    ),
    silenceable=False,
)

COVERAGE_LOW: Final = Rule(
    id="coverage-low",
    severity=Severity.ERROR,
    claim="a catalogue is translated as far as its language has to be",
    reason="Too much of the text would be missing. Translate the rest, or lower what "
    "`[check.coverage]` in `house.toml` asks of the language. Its edition is withheld in any "
    "case until it is complete.",
    examples=(
        Example(
            wrong="7 of 10 messages are translated, where the house asks for 80 of a hundred",
            right="8 of 10 messages are translated",
        ),
    ),
    silenceable=False,
)
