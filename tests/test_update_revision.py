"""`update` carries translations over, as far as the change of their source text lets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Newsroom

TEXT = "release/library-opening.md"
QUOTATION = "We have waited for this."
TRANSLATION = "Nous l’avons attendue."


def entry(newsroom: Newsroom, source: str) -> str:
    """The lines of a current entry of the French catalogue, by its source text."""
    text = newsroom.read(newsroom.catalogue("fr"))
    found = [block for block in text.split("\n\n") if f'\nmsgid "{source}"\n' in f"\n{block}\n"]
    assert len(found) == 1, text
    return found[0]


def revise(newsroom: Newsroom, old: str, new: str) -> None:
    """Change the release text, and update."""
    newsroom.replace(TEXT, old, new)
    outcome = newsroom.call("update")
    assert outcome.code == 0, outcome.stderr


def test_a_slip_put_right_costs_no_translator_anything(newsroom: Newsroom) -> None:
    """All languages stay approved, with a note that says what was changed."""
    for path in (TEXT, "locales/library-opening.pot", *map(newsroom.catalogue, ("fr", "ar"))):
        newsroom.replace(path, "a reading room.", "a raeding room.")
    assert newsroom.call("check").code == 0
    revise(newsroom, "raeding room.", "reading room.")
    found = entry(newsroom, "a reading room.")
    assert "fuzzy" not in found
    assert "# communique: changed, cosmetic: the spelling `raeding` became `reading`" in found
    assert 'msgstr "une salle de lecture."' in found
    assert newsroom.call("check").code == 0


@pytest.mark.parametrize(
    ("new", "rule", "told"),
    [
        ("We have not waited for this.", "changed-factual", "the negation `not` came"),
        ("We must have waited for this.", "changed-factual", "the word `must` came"),
        ("We have waited 15 years for this.", "changed-factual", "the value `15"),
        ("We have longed for this.", "changed-wording", "`waited` became `longed`"),
    ],
)
def test_a_change_of_sense_is_told_as_one(
    newsroom: Newsroom, new: str, rule: str, told: str
) -> None:
    """The translation is kept, for approval; the check says what changed, at its line."""
    revise(newsroom, QUOTATION, new)
    found = entry(newsroom, new)
    assert "#, fuzzy" in found
    assert f'#| msgid "{QUOTATION}"' in found
    assert f'msgstr "{TRANSLATION}"' in found
    assert "# communique: changed: " in found
    outcome = newsroom.call("check", "-l", "fr")
    assert rule in outcome.rules()
    assert told in outcome.stdout
    assert f"{newsroom.catalogue('fr')}:" in outcome.stdout


def test_a_text_that_changes_back_is_approved_again(newsroom: Newsroom) -> None:
    """Its translation waited as an obsolete entry."""
    before = newsroom.read(newsroom.catalogue("fr"))
    revise(newsroom, QUOTATION, "We have not waited for this.")
    revise(newsroom, "We have not waited for this.", QUOTATION)
    assert "fuzzy" not in entry(newsroom, QUOTATION)
    assert entry(newsroom, QUOTATION) in before
    assert newsroom.call("check", "-l", "fr").code == 0


def test_a_second_change_is_still_measured_from_the_approved_text(newsroom: Newsroom) -> None:
    """What is fuzzy was approved for the text before both changes."""
    revise(newsroom, QUOTATION, "We have longed for this.")
    revise(newsroom, "We have longed for this.", "We have longed for that.")
    assert f'#| msgid "{QUOTATION}"' in entry(newsroom, "We have longed for that.")


def test_a_paragraph_cut_in_two_keeps_its_sentences(newsroom: Newsroom) -> None:
    """Each half has the translation of its own sentence, approved, since the check agrees."""
    text = newsroom.read(newsroom.catalogue("fr"))
    revise(newsroom, "library today. It cost", "library today.\n\nIt cost")
    first = entry(newsroom, "The town opens its *first* library today.")
    second = entry(newsroom, "It cost {cost} and was begun in {begun}.")
    assert "La ville ouvre aujourd’hui sa *première* bibliothèque." in first
    assert "Commencée en {begun}, elle a coûté {cost}." in second
    assert "fuzzy" not in first + second
    assert "#~ msgid" in newsroom.read(newsroom.catalogue("fr"))
    assert "#~" not in text
    assert newsroom.call("check", "-l", "fr").code == 0


def test_two_paragraphs_made_one_keep_both_translations(newsroom: Newsroom) -> None:
    """Put one after the other, as their sources are."""
    revise(newsroom, "begun in {begun}.\n\nThe number", "begun in {begun}. The number")
    text = newsroom.read(newsroom.catalogue("fr"))
    assert "elle a coûté {cost}. Le nombre de lecteurs croît" in text
    assert "fuzzy" not in text
    assert newsroom.call("check", "-l", "fr").code == 0


def test_a_changed_sentence_is_named(newsroom: Newsroom) -> None:
    """The others are there already; the comment says which one needs work."""
    revise(newsroom, "It cost {cost} and was begun in {begun}.", "It cost {cost} in all.")
    found = entry(newsroom, "The town opens its *first* library today. It cost {cost} in all.")
    assert "# communique: changed: sentence 2 needs work" in found
    assert "La ville ouvre aujourd’hui sa *première* bibliothèque." in found


def test_a_moved_paragraph_stays_as_it_is(newsroom: Newsroom) -> None:
    """Its text is the same, so is its translation; nothing but the order changes."""
    text = newsroom.read(TEXT)
    moved = text.replace(f"> {QUOTATION}\n\n", "").rstrip() + f"\n\n> {QUOTATION}\n"
    newsroom.write(TEXT, moved)
    assert newsroom.call("update").code == 0
    assert "fuzzy" not in newsroom.read(newsroom.catalogue("fr"))
    assert newsroom.call("check", "-l", "fr").code == 0


def test_a_context_is_followed(newsroom: Newsroom) -> None:
    """A writer names the context of a text: the translation moves along, approved."""
    revise(newsroom, f"> {QUOTATION}", f"<!-- context: said by a reader -->\n> {QUOTATION}")
    found = entry(newsroom, QUOTATION)
    assert 'msgctxt "said by a reader"' in found
    assert "fuzzy" not in found
    assert "#~" not in newsroom.read(newsroom.catalogue("fr"))


def test_updating_twice_is_updating_once(newsroom: Newsroom) -> None:
    """Whatever was carried over."""
    revise(newsroom, QUOTATION, "We have not waited for this.")
    before = newsroom.read(newsroom.catalogue("fr"))
    assert newsroom.call("update").stdout == ""
    assert newsroom.read(newsroom.catalogue("fr")) == before


def test_a_remark_goes_when_the_translation_is_approved(newsroom: Newsroom) -> None:
    """The next update clears away what was told about a change that is dealt with."""
    revise(newsroom, QUOTATION, "We have longed for this.")
    path = newsroom.catalogue("fr")
    text = newsroom.read(path).replace("#, fuzzy\n", "").replace(f'#| msgid "{QUOTATION}"\n', "")
    newsroom.write(path, text.replace(TRANSLATION, "Nous l’avons désirée."))
    assert newsroom.call("update").code == 0
    assert "communique: changed" not in entry(newsroom, "We have longed for this.")
