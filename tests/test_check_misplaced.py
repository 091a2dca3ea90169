"""A translation in the place of another is one finding, however much is wrong with it there."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from communique.catalogue import Catalogue
from communique.check import check_catalogue
from communique.project import load_project
from communique.project.setting import setting_of

ROOT: Final = Path(__file__).parent.parent
RELEASE: Final = "2018-05-25-eu-un-counter-terrorism"


@pytest.mark.parametrize("tag", ["fr", "ar", "zh", "el", "ru", "fi"])
def test_two_swapped_translations_are_told_once_each(tag: str) -> None:
    """Whichever two are exchanged; headings without a name, term or value in them cannot be told.

    Of all pairs of messages of the sample nine in ten give just one finding at each.
    """
    project = load_project(ROOT)
    messages = project.messages(RELEASE)
    of = next(of for of in project.locales_of(RELEASE) if of.tag == tag)
    file, _ = project.catalogue(RELEASE, of)
    assert file is not None
    current, setting = file.catalogue.current(), setting_of(project, RELEASE, of)
    once = several = 0
    for one, other in itertools.combinations(messages, 2):
        changed = {
            one.key: replace(current[one.key], translations=current[other.key].translations),
            other.key: replace(current[other.key], translations=current[one.key].translations),
        }
        catalogue = replace(
            file.catalogue,
            messages=tuple(changed.get(m.key, m) for m in file.catalogue.messages),
        )
        found = check_catalogue(catalogue, messages, setting)
        if sorted(f.subject for f in found) == sorted((one.subject, other.subject)):
            once += 1
        elif len(found) > 2:
            several += 1
    pairs = len(messages) * (len(messages) - 1) // 2
    assert once >= 0.9 * pairs
    assert several <= 0.02 * pairs


def test_a_translation_pasted_twice_is_told_where_it_is_wrong() -> None:
    """The message it belongs to has nothing against it."""
    project = load_project(ROOT)
    messages = project.messages(RELEASE)
    of = next(of for of in project.locales_of(RELEASE) if of.tag == "de")
    file, _ = project.catalogue(RELEASE, of)
    assert file is not None
    lead, *_, participants = (m for m in messages if "Voronkov" in m.id)
    current = file.catalogue.current()
    pasted = replace(current[participants.key], translations=current[lead.key].translations)
    catalogue: Catalogue = replace(
        file.catalogue,
        messages=tuple(pasted if m.key == pasted.key else m for m in file.catalogue.messages),
    )
    (finding,) = check_catalogue(catalogue, messages, setting_of(project, RELEASE, of))
    assert finding.rule.id == "translation-misplaced"
    assert finding.subject == participants.subject
    assert "Federica Mogherini" in finding.message
