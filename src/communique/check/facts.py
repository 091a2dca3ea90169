"""Facts: a translation has those of its source, each as often, in forms that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from communique import rules
from communique.findings import Rule
from communique.release import fact_references

__all__ = ["fact_problems"]


def fact_problems(
    source: str, translation: str, forms: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Rule, str, str]]:
    """Rule, sentence and hint of each fact that is missing, unknown or repeated.

    `forms` are the forms that a translator can ask for, by name of the fact.
    """
    references = fact_references(translation)
    expected = Counter(reference.name for reference in fact_references(source))
    found = Counter(reference.name for reference in references)
    for name in expected:
        if not found[name]:
            hint = "move it where the value belongs"
            yield (
                rules.FACT_MISSING,
                f"placeholder `{{{name}}}` is missing from the translation",
                hint,
            )
        elif found[name] < expected[name]:
            yield (
                rules.FACT_MISSING,
                f"placeholder `{{{name}}}` stands {found[name]} times in the translation, "
                f"expected {expected[name]}",
                "",
            )
        elif found[name] > expected[name]:
            yield (
                rules.FACT_REPEATED,
                f"placeholder `{{{name}}}` stands {found[name]} times in the translation, "
                f"expected {expected[name]}",
                "",
            )
    for name in found:
        if name not in expected:
            known = ", ".join(f"{{{other}}}" for other in expected) or "none"
            yield (
                rules.FACT_UNKNOWN,
                f"placeholder `{{{name}}}` is not in the source",
                f"the source has {known}",
            )
    for reference in references:
        known_forms = forms.get(reference.name, ())
        if reference.name in expected and reference.form and reference.form not in known_forms:
            also = ", ".join(f"{{{reference.name}:{form}}}" for form in known_forms)
            yield (
                rules.FACT_UNKNOWN,
                f"`{{{reference.name}:{reference.form}}}` asks for a form that does not exist",
                f"write {{{reference.name}}}" + (f" or {also}" if also else ""),
            )
