"""A translation in the place of another is one finding, however much is wrong with it there."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Final

import pytest

from communique.catalogue import Catalogue
from communique.check import check_catalogue
from communique.frozen import replace
from communique.project import load_project
from communique.project.setting import setting_of

ROOT: Final = Path(__file__).parent.parent
RELEASE: Final = "2018-05-25-eu-un-counter-terrorism"


PROJECT: Final = load_project(ROOT)


@pytest.mark.parametrize("tag", [of.tag for of in PROJECT.locales_of(RELEASE)])
def test_two_swapped_translations_are_told_once_each(tag: str) -> None:
    """Whichever two of the sample are exchanged, in whichever language: one finding at each."""
    messages = PROJECT.messages(RELEASE)
    of = PROJECT.house.locale(tag)
    file, _ = PROJECT.catalogue(RELEASE, of)
    assert file is not None
    current, setting = file.catalogue.current(), setting_of(PROJECT, RELEASE, of)
    wrong = []
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
        if sorted(f.subject for f in found) != sorted((one.subject, other.subject)):
            wrong.append((one.id, other.id, [f.rule.id for f in found]))
    assert not wrong


def test_a_translation_pasted_twice_is_told_where_it_is_wrong() -> None:
    """The message it belongs to has nothing against it."""
    messages = PROJECT.messages(RELEASE)
    of = PROJECT.house.locale("de")
    file, _ = PROJECT.catalogue(RELEASE, of)
    assert file is not None
    lead, *_, participants = (m for m in messages if "Voronkov" in m.id)
    current = file.catalogue.current()
    pasted = replace(current[participants.key], translations=current[lead.key].translations)
    catalogue: Catalogue = replace(
        file.catalogue,
        messages=tuple(pasted if m.key == pasted.key else m for m in file.catalogue.messages),
    )
    (finding,) = check_catalogue(catalogue, messages, setting_of(PROJECT, RELEASE, of))
    assert finding.rule.id == "translation-misplaced"
    assert finding.subject == participants.subject
    assert "Federica Mogherini" in finding.message
