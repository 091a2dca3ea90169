"""Findings and rules: what is reported reads alike, stands in order and is explained."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import rules
from communique.artefact import Artefact, sha256
from communique.findings import (
    CommuniqueError,
    Finding,
    Place,
    Rule,
    Severity,
    has_errors,
    in_order,
)
from communique.rules import RULES

SOURCE = Path(__file__).parent.parent / "src/communique"


def finding(
    path: str = "a.po",
    *,
    line: int | None = 1,
    column: int | None = None,
    rule: Rule = rules.FACT_MISSING,
    message: str = "`x` is missing",
    hint: str = "",
) -> Finding:
    """A finding with what a test cares about."""
    place = Place(path=path, line=line, column=column)
    return Finding(rule=rule, message=message, place=place, hint=hint)


def test_a_finding_reads_as_severity_message_rule_place_and_hint() -> None:
    """What is wrong comes first, then where, then what helps."""
    found = Finding(
        rule=rules.FACT_MISSING,
        message="placeholder `{agencies}` is missing from the translation",
        place=Place(path="locales/de/LC_MESSAGES/x.po", line=48, role="paragraph 5"),
        hint="move it where the number belongs",
    )
    assert str(found) == (
        "error: placeholder `{agencies}` is missing from the translation [fact-missing]\n"
        "  --> locales/de/LC_MESSAGES/x.po:48  (paragraph 5)\n"
        "hint: move it where the number belongs"
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(path="a.po"), "a.po"),
        (Place(path="a.po", line=3), "a.po:3"),
        (Place(path="a.po", line=3, column=7), "a.po:3:7"),
        (Place(path="a.po", line=3, column=7, role="lead"), "a.po:3:7  (lead)"),
    ],
)
def test_a_place_is_as_exact_as_it_is_known(place: Place, text: str) -> None:
    """Line, column and role are left out where they are not known."""
    assert str(place) == text


def test_findings_stand_in_the_order_of_the_file_and_once() -> None:
    """However they were found, they are printed by file, line, column and rule."""
    ordered = (
        finding("a.po", line=None),
        finding("a.po", line=2),
        finding("a.po", line=10, column=1),
        finding("a.po", line=10, column=2),
        finding("a.po", line=10, column=2, rule=rules.MESSAGE_MISSING),
        finding("b.po", line=1),
    )
    for shuffled in list(permutations(ordered))[::37]:
        assert in_order((*shuffled, *shuffled)) == ordered


@given(st.lists(st.builds(finding, st.sampled_from("ab"), line=st.integers(1, 3)), max_size=6))
def test_order_is_kept_when_findings_are_ordered_again(found: list[Finding]) -> None:
    """Ordering twice is ordering once, and nothing is lost by it."""
    ordered = in_order(found)
    assert in_order(ordered) == ordered
    assert set(ordered) == set(found)


def test_only_errors_block() -> None:
    """A warning shows and lets the work go on."""
    warning = finding(rule=rules.FACT_UNUSED)
    assert warning.severity is Severity.WARNING
    assert not has_errors([warning])
    assert has_errors([warning, finding()])
    assert not has_errors([])


def test_every_exception_can_carry_what_helps() -> None:
    """The hint is kept beside the sentence, so that the command line can print it on its own."""
    error = CommuniqueError("`x` is gone", hint="run `communique update`")
    assert (str(error), error.hint) == ("`x` is gone", "run `communique update`")
    assert CommuniqueError("`x` is gone").hint == ""


def test_an_artefact_knows_its_digest() -> None:
    """The digest is that of the bytes, as `sha256sum` prints it."""
    artefact = Artefact(path="de/x/index.html", media_type="text/html", content=b"abc")
    assert artefact.digest == sha256(b"abc")
    assert artefact.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_no_two_rules_have_one_id() -> None:
    """An id in brackets behind a finding names one rule."""
    all_rules = [value for value in vars(rules).values() if isinstance(value, Rule)]
    assert len({rule.id for rule in all_rules}) == len(all_rules) == len(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_explained(rule: Rule) -> None:
    """Each has a name in kebab case, a claim, a reason and an example, mended."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert all(text.strip() == text and text for text in (rule.claim, rule.reason))
    assert not rule.claim.endswith(".")
    assert rule.claim[0] == rule.claim[0].lower()
    assert rule.reason.endswith(".")
    assert rule.examples
    for example in rule.examples:
        assert example.wrong.strip()
        assert example.wrong != example.right


def test_every_rule_is_found_broken_somewhere() -> None:
    """A rule that nothing can break would be a promise without a check."""
    names = {name for name, value in vars(rules).items() if isinstance(value, Rule)}
    texts = [
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.parent != SOURCE / "rules"
    ]
    used = {name for text in texts for name in re.findall(r"\b[A-Z]+(?:_[A-Z]+)*\b", text)}
    assert names - used == set()
