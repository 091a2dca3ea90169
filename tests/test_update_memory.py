"""`update` keeps every translation in the memory, and proposes from it what a catalogue lacks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pytest

from communique.catalogue import CatalogueFile, Message, read_catalogue, retranslated_text
from communique.catalogue.po import written
from communique.locales import locale
from communique.memory import Unit, normal_form, open_memory
from communique.project import MEMORY_PATH

if TYPE_CHECKING:
    from conftest import Newsroom

SECOND: Final = "second-library"
FRONT: Final = """\
+++
type = "press-release"
title = "A second library"
date = 2020-01-02
city = "lowbridge"
issuers = ["town"]
contacts = ["desk"]

[facts]
cost = { money = 900000, currency = "EUR" }
begun = { date = "2019-03" }
+++

"""


def write_second(newsroom: Newsroom, body: str, *, settings: str = "") -> None:
    """Another release with this text, and an update."""
    if settings:
        house = newsroom.read("release/house.toml")
        newsroom.write("release/house.toml", f"{house}\n[memory]\n{settings}\n")
    newsroom.write(f"release/{SECOND}.md", FRONT + body)
    outcome = newsroom.call("update")
    assert outcome.code == 0, outcome.stderr


def catalogue(newsroom: Newsroom, domain: str = SECOND) -> CatalogueFile:
    """The French catalogue of a release."""
    path = newsroom.catalogue("fr", domain)
    file, _ = read_catalogue((newsroom.root / path).read_bytes(), path=path, locale=locale("fr"))
    assert file is not None
    return file


def message(newsroom: Newsroom, text: str) -> Message:
    """A current message of the second release."""
    return next(found for found in catalogue(newsroom).catalogue.messages if found.id == text)


def told(found: Message) -> str:
    """What the memory says of a proposal, in one text."""
    return "\n".join(found.translator_comments)


def test_the_same_text_is_proposed_with_its_origin(newsroom: Newsroom) -> None:
    """A person approves it: the project does not say that it is taken over."""
    write_second(newsroom, "We have waited for this.\n")
    found = message(newsroom, "We have waited for this.")
    assert found.translations == ("Nous l’avons attendue.",)
    assert found.fuzzy
    assert not found.previous_id
    assert "communique: memory, 100 %: the same text (library-opening)" in told(found)


def test_the_same_text_is_taken_over_where_the_project_says_so(newsroom: Newsroom) -> None:
    """Approved, with its origin; and the next update leaves it alone."""
    write_second(newsroom, "We have waited for this.\n", settings='take_over = "exact"')
    found = message(newsroom, "We have waited for this.")
    assert not found.fuzzy
    assert "communique: memory, taken over: the same text (library-opening)" in told(found)
    before = newsroom.built("locales")
    assert newsroom.call("update").stdout == ""
    assert newsroom.built("locales") == before


def test_the_same_place_is_asked_for_where_the_project_says_so(newsroom: Newsroom) -> None:
    """`context` takes over what stands between the same neighbours; all else is proposed."""
    body = "## What there is\n\n- Books for **all** ages;\n\n- a reading room.\n\n> It is good.\n"
    write_second(newsroom, body, settings='take_over = "context"')
    between = message(newsroom, "Books for **all** ages;")
    last = message(newsroom, "a reading room.")
    assert not between.fuzzy
    assert "taken over: the same text between the same neighbours" in told(between)
    assert last.fuzzy


def test_what_the_check_finds_fault_with_is_not_taken_over(newsroom: Newsroom) -> None:
    """A mistake that was approved once is not approved again."""
    wrong = "Nous l’avons attendue 15 ans , ."
    newsroom.replace(newsroom.catalogue("fr"), "Nous l’avons attendue.", wrong)
    write_second(newsroom, "We have waited for this.\n", settings='take_over = "exact"')
    found = message(newsroom, "We have waited for this.")
    assert found.translations == (wrong,)
    assert found.fuzzy


def test_a_like_text_is_proposed_with_what_differs(newsroom: Newsroom) -> None:
    """The text it was made for stands above it, for every editor to show; so does the check."""
    text = "The town opens its *second* library today. It cost {cost} and was begun in {begun}."
    write_second(newsroom, f"{text}\n", settings="least = 70")
    found = message(newsroom, text)
    assert found.fuzzy
    assert found.previous_id.startswith("The town opens its *first* library today.")
    assert "communique: memory, 9" in told(found)
    assert "[-first-]{+second+}" in told(found)
    outcome = newsroom.call("check", "-l", "fr", "-r", SECOND)
    assert "the translation was made for another text" in outcome.stdout
    assert "changed-" not in outcome.stdout


def test_sentences_seen_before_are_put_together(newsroom: Newsroom) -> None:
    """The comment names the sentences that nobody has translated yet."""
    text = "Nobody knew it. It cost {cost} and was begun in {begun}."
    write_second(newsroom, f"{text}\n")
    found = message(newsroom, text)
    assert found.translations == ("Commencée en {begun}, elle a coûté {cost}.",)
    assert found.fuzzy
    assert "sentence 1 needs a translation" in told(found)


def test_a_proposal_that_was_emptied_is_not_made_again(newsroom: Newsroom) -> None:
    """Who takes a proposal out has judged it."""
    write_second(newsroom, "We have waited for this.\n")
    path = newsroom.catalogue("fr", SECOND)
    newsroom.replace(path, "Nous l’avons attendue.", "")
    assert newsroom.call("update").code == 0
    assert message(newsroom, "We have waited for this.").translations == ("",)


def test_a_translation_that_was_taken_out_does_not_come_back(newsroom: Newsroom) -> None:
    """The memory knows it from this very catalogue, and does not argue with the translator."""
    path = newsroom.catalogue("fr")
    assert newsroom.call("update").code == 0
    newsroom.replace(path, "Nous l’avons attendue.", "")
    assert newsroom.call("update").code == 0
    assert "Nous l’avons attendue." not in newsroom.read(path)


def test_what_was_imported_fills_what_is_empty(newsroom: Newsroom) -> None:
    """A TMX file of an agency, then an update: the gaps of a catalogue are filled."""
    write_second(newsroom, "Nobody here has ever said this.\n")
    tmx = (
        '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4">'
        '<header creationtool="x" creationtoolversion="1" segtype="paragraph" o-tmf="x"'
        ' adminlang="en" srclang="en" datatype="plaintext"/><body>'
        '<tu changedate="20190501T120000Z"><tuv xml:lang="en-GB">'
        "<seg>Nobody here has ever said this.</seg></tuv>"
        '<tuv xml:lang="fr-FR"><seg>Personne ici ne l’a jamais dit.</seg></tuv></tu></body></tmx>'
    )
    newsroom.write("agency.tmx", tmx)
    outcome = newsroom.call("memory", "import", newsroom.root / "agency.tmx")
    assert outcome.code == 0, outcome.stderr
    assert outcome.stdout == "agency.tmx: 1 translation, 1 new\n"
    outcome = newsroom.call("update")
    assert "1 translation proposed, for approval" in outcome.stderr
    found = message(newsroom, "Nobody here has ever said this.")
    assert found.translations == ("Personne ici ne l’a jamais dit.",)
    assert "the same text (agency.tmx, 2019-05-01)" in told(found)


def test_a_damaged_memory_stops_the_update_with_a_sentence(newsroom: Newsroom) -> None:
    """No catalogue is touched."""
    newsroom.write(MEMORY_PATH, b"this is no memory" * 400)
    before = newsroom.built("locales")
    write = newsroom.call("update")
    assert write.code == 2
    assert "memory.sqlite3" in write.stderr
    assert "Traceback" not in write.stderr
    assert newsroom.built("locales") == before


def test_a_broken_catalogue_is_left_out_of_the_memory(newsroom: Newsroom) -> None:
    """Its own findings tell; the others are remembered."""
    newsroom.write(newsroom.catalogue("fr"), 'msgid "half\n')
    assert newsroom.call("update").code == 1
    assert newsroom.call("memory", "count").stdout.startswith("ar: ")


def test_export_and_import_carry_a_memory_to_another_place(newsroom: Newsroom) -> None:
    """What one project has approved, another finds: the same units."""
    assert newsroom.call("update").code == 0
    target = newsroom.root / "all.tmx"
    assert newsroom.call("memory", "export", "--output", target).code == 0
    kept = set(units(newsroom))
    (newsroom.root / MEMORY_PATH).unlink()
    assert newsroom.call("memory", "import", target).code == 0
    assert {place_free(unit) for unit in units(newsroom)} == {place_free(unit) for unit in kept}


def test_search_shows_paragraphs_and_sentences(newsroom: Newsroom) -> None:
    """Best first, each with its score and its origin."""
    assert newsroom.call("update").code == 0
    outcome = newsroom.call("memory", "search", "We waited for this", "-l", "fr")
    assert outcome.code == 0
    assert "Nous l’avons attendue." in outcome.stdout
    assert "% fr (français) library-opening" in outcome.stdout
    assert newsroom.call("memory", "search", "Nothing of the kind", "-l", "fr").stdout == ""


def test_without_a_memory_a_search_says_how_to_get_one(newsroom: Newsroom) -> None:
    """An update makes it."""
    outcome = newsroom.call("memory", "search", "Nothing")
    assert outcome.code == 2
    assert "communique update" in outcome.stderr


def units(newsroom: Newsroom) -> Iterator[Unit]:
    """Everything that the memory of a newsroom holds."""
    with open_memory(newsroom.root / MEMORY_PATH) as memory:
        yield from memory.units()


def place_free(unit: Unit) -> tuple[object, ...]:
    """A unit without the file it was read from."""
    return (
        unit.source,
        unit.translation,
        unit.locale,
        unit.level,
        unit.context,
        unit.before,
        unit.after,
        unit.release,
        unit.date,
    )


SENTENCES: Final = (
    "The town opens its *first* library today.",
    "It cost {cost} and was begun in {begun}.",
    "Everybody may come.",
    "Nobody has to pay.",
    "It has 12 rooms.",
    "Dogs must wait outside.",
)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_stood_in_a_catalogue_is_ever_lost(newsroom: Newsroom, seed: int) -> None:
    """Whatever a writer, a translator and the tool do in turns: each text that an update has seen
    is in the catalogue, as current, fuzzy or obsolete, or in the memory.
    """
    chance = random.Random(seed)  # noqa: S311  # a seeded test
    path = newsroom.catalogue("fr")
    seen: set[str] = set()
    for turn in range(6):
        change_text(newsroom, chance)
        translate(newsroom, path, chance, turn)
        seen |= texts_of(newsroom, path)
        assert newsroom.call("update").code == 0
        seen |= texts_of(newsroom, path)
        kept = texts_of(newsroom, path) | {unit.translation for unit in units(newsroom)}
        comments = newsroom.read(path)
        assert not {text for text in seen if text not in kept and text not in comments}


def change_text(newsroom: Newsroom, chance: random.Random) -> None:
    """Another body: sentences in paragraphs, put in and taken out, split, merged and changed."""
    front, _, _ = newsroom.read("release/library-opening.md").rpartition("+++\n")
    chosen = chance.sample(SENTENCES, chance.randint(2, len(SENTENCES)))
    body = ""
    for sentence in chosen:
        changed = chance.choice(
            (sentence, sentence, sentence.replace("may", "must"), f"Now: {sentence}")
        )
        body += changed + chance.choice((" ", "\n\n", "\n\n"))
    newsroom.write("release/library-opening.md", f"{front}+++\n\n{body.strip()}\n")


def translate(newsroom: Newsroom, path: str, chance: random.Random, turn: int) -> None:
    """Some messages get another text, approved or not; some are emptied."""
    file, _ = read_catalogue((newsroom.root / path).read_bytes(), path=path, locale=locale("fr"))
    assert file is not None
    new = {}
    for number, found in enumerate(file.catalogue.messages):
        if not found.obsolete and chance.random() < 0.4:
            new[found.key] = (chance.choice((f"Texte {turn}.{number}. Et voilà.", "")),)
    newsroom.write(path, retranslated_text(file, new))
    if chance.random() < 0.5:
        newsroom.write(path, newsroom.read(path).replace("#, fuzzy\n", "", 1))
    if chance.random() < 0.3:
        old = Message(id=f"Old {turn}.", translations=(f"Vieux {turn}.",), obsolete=True)
        newsroom.write(path, f"{newsroom.read(path).rstrip()}\n\n{written(old)}")


def texts_of(newsroom: Newsroom, path: str) -> set[str]:
    """Every text that stands in a catalogue."""
    file, _ = read_catalogue((newsroom.root / path).read_bytes(), path=path, locale=locale("fr"))
    assert file is not None
    return {
        normal_form(text)
        for found in file.catalogue.messages
        for text in found.translations
        if text.strip()
    }
