"""How complete each language must be, and what counts where less than all is asked.

Completeness is asked of languages, correctness of all of them: a mistake in a translation is a
mistake however little else is translated. A build withholds what is incomplete in any case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from communique import rules
from communique.findings import Finding, Place, Rule, Severity
from communique.frozen import Frozen, field, replace
from communique.project.progress import Progress
from communique.release import House

__all__ = ["Demands", "weighed"]

_COMPLETENESS: Final[tuple[Rule, ...]] = (
    rules.MESSAGE_MISSING,
    rules.MESSAGE_FUZZY,
    rules.CHANGED_WORDING,
    rules.CHANGED_FACTUAL,
    rules.MESSAGE_STALE,
    rules.CATALOGUE_MISSING,
)
_DEFAULT: Final = "default"


class Demands(Frozen):
    """What a check asks of each language."""

    fail_on: Severity = Severity.ERROR
    """The least grave finding that makes it fail."""
    require: tuple[str, ...] = ()
    """Languages that must be complete, by tag."""
    coverage: Mapping[str, int] = field(default_factory=dict)
    """Of a hundred messages how many must be translated, by tag, and for others by `default`."""

    @classmethod
    def of(cls, house: House) -> Demands:
        """What a house asks for itself."""
        gate = house.gate
        return cls(
            fail_on=Severity(gate.fail_on), require=gate.require, coverage=dict(gate.coverage)
        )

    def share(self, tag: str) -> int:
        """Of a hundred messages of a catalogue how many must be translated.

        All of them in a language that is required; else what is set for the language, or for
        all; else none if others are required, and all if nothing is said.
        """
        if tag in self.require:
            return 100
        fallback = 0 if self.require else 100
        return self.coverage.get(tag, self.coverage.get(_DEFAULT, fallback))


def weighed(
    findings: Sequence[Finding],
    rows: Sequence[Progress],
    paths: Mapping[tuple[str, str], str],
    demands: Demands,
) -> tuple[Finding, ...]:
    """The findings as the demands weigh them.

    Where a language need not be complete, its gaps are told and not counted, and a catalogue
    that is below what is asked is one error. `paths` are the catalogues by domain and tag.
    """
    weighed = [
        replace(finding, level=Severity.INFO)
        if finding.rule in _COMPLETENESS and demands.share(finding.locale) < 100
        else finding
        for finding in findings
    ]
    for row in rows:
        share = demands.share(row.locale)
        approved = row.translated + row.wrong
        if share < 100 and approved * 100 < share * row.messages:
            done = approved * 100 // row.messages
            weighed.append(
                Finding(
                    rule=rules.COVERAGE_LOW,
                    message=f"{approved} of {row.messages} messages of this catalogue, {done} of a "
                    f"hundred, are translated; expected {share}",
                    place=Place(path=paths[row.domain, row.locale]),
                    found=str(done),
                    expected=str(share),
                    hint=f"translate {_gap(approved, row.messages, share)} more",
                    locale=row.locale,
                )
            )
    return tuple(weighed)


def _gap(approved: int, messages: int, share: int) -> int:
    """How many messages more have to be translated."""
    return -(-share * messages // 100) - approved
