"""Facts: a translation has those of its source, each as often, in forms that exist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import Reading
from communique.release import FactReference, fact_references, walk

__all__ = ["fact_problems"]

_STRAY = re.compile(r"\{[^{}]*|(?<![a-z0-9_:])[a-z0-9_:]{1,64}(?=\})")
_HINT = "write `{{{name}}}` where the value belongs, also in place of a number typed by hand"


def fact_problems(pair: Pair) -> Iterator[Problem]:
    """Each fact that is missing, unknown or repeated; those in link targets are the links'."""
    if "{" not in pair.source.text and "{" not in pair.translation.text:
        return
    references = _references(pair.translation)
    expected = Counter(reference.name for reference in _references(pair.source))
    found = Counter(reference.name for reference in references)
    strays = " ".join(_STRAY.findall(pair.translation.letters))
    # A fact in broken braces is told as such, by the rule for braces.
    missing = [name for name in expected if not found[name] and name not in strays]
    linked = {reference.name for reference in fact_references(pair.source.text)} - {*expected}
    unknown = [name for name in found if name not in expected and name not in linked]
    yield from _unknown(unknown, missing, expected)
    # A fact with a slip in its name is one mistake: an unknown one stands for a missing one.
    for name in missing[len(unknown) :] if not pair.lone else ():
        yield Problem(
            rule=rules.FACT_MISSING,
            message=f"placeholder `{{{name}}}` is missing from the translation",
            hint=_HINT.format(name=name),
            expected=f"{{{name}}}",
            source_found=f"{{{name}}}",
        )
    for name, count in expected.items():
        if found[name] not in (0, count):
            fewer = found[name] < count
            yield Problem(
                rule=rules.FACT_MISSING if fewer else rules.FACT_REPEATED,
                message=f"placeholder `{{{name}}}` stands {found[name]} times in the "
                f"translation, expected {count}",
                hint=_HINT.format(name=name) if fewer else "",
                found=f"{{{name}}}",
                source_found=f"{{{name}}}",
            )
    for name in found:
        if name in linked:
            yield Problem(
                rule=rules.FACT_REPEATED,
                message=f"placeholder `{{{name}}}` stands in the text, where the source has it "
                "as the address of a link only",
                found=f"{{{name}}}",
                source_found=f"{{{name}}}",
            )
    for reference in references:
        if reference.name in expected:
            yield from _form(reference, pair.setting.forms)


def _references(reading: Reading) -> list[FactReference]:
    return [piece for piece in walk(reading.pieces) if isinstance(piece, FactReference)]


def _unknown(unknown: list[str], missing: list[str], known: Counter[str]) -> Iterator[Problem]:
    listed = ", ".join(f"{{{name}}}" for name in known) or "none"
    for position, name in enumerate(unknown):
        meant = f"{{{missing[position]}}}" if position < len(missing) else ""
        yield Problem(
            rule=rules.FACT_UNKNOWN,
            message=f"placeholder `{{{name}}}` is not in the source"
            + (f", which has `{meant}`" if meant else ""),
            hint=f"the source has {listed}",
            found=f"{{{name}}}",
            expected=meant,
            source_found=meant,
        )


def _form(reference: FactReference, forms: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    known = forms.get(reference.name, ())
    if not reference.form or reference.form in known:
        return
    plain, asked = f"{{{reference.name}}}", f"{{{reference.name}:{reference.form}}}"
    also = ", ".join(f"{{{reference.name}:{form}}}" for form in known)
    yield Problem(
        rule=rules.FACT_UNKNOWN,
        message=f"`{asked}` asks for a form that does not exist",
        hint=f"write {plain}" + (f" or {also}" if also else ""),
        found=asked,
        expected=plain,
    )
