"""An edition has just the texts that were extracted, each with its origin."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.catalogue import Message, MessageKey, TemplateMessage
from communique.edition import Edition, HouseWords, Origin, house_keys_of, translate
from communique.extract import block_key, extract_house, extract_release
from communique.frozen import replace
from communique.locales import locale, parse_plural_forms
from communique.release import Block, House, Release, read_house, read_release

HOUSE: Final[House] = read_house(
    """
source = "en"
locales = ["fr", "ar"]
[types.press-release]
name = "Press release"
[types.statement]
name = "Statement"
[organisations.town]
name = "Town"
[organisations.library]
name = "Library"
[organisations.other]
name = "Other"
[cities.lowbridge]
name = "Lowbridge"
[cities.upbridge]
name = "Upbridge"
[honorifics.ms]
text = "Ms {name}"
[roles.librarian]
name = "Head librarian"
[contacts.desk]
name = "Alder"
honorific = "ms"
role = "librarian"
organisation = "library"
city = "upbridge"
[contacts.bare]
name = "Desk"
[patterns.dateline]
text = "{city}, {date}"
[boilerplate.library]
text = "The library lends books."
[boilerplate.other]
text = "Something else."
"""
)[0]

HEAD: Final = """\
+++
type = "press-release"
title = "Opening"
date = 2019-04-06
city = "lowbridge"
issuers = ["town"]
contacts = ["desk", "bare"]
boilerplate = ["library"]
[facts]
plan = "https://example.org/plan"
begun = { date = "2017-06" }
+++

"""
BODY: Final = """\
The library opens.

Opening

<!-- keep -->
Keep these words.

{begun}

[UNOCT]{.keep} {plan}

## Opening

The library opens.

- one
- two
"""

BLOCKS = st.lists(
    st.sampled_from(
        ["Words.\n\n", "More *words* with {begun}.\n\n", "Words.\n\n", "{plan}\n\n",
         "## Head\n\n", "<!-- keep -->\nKept words.\n\n", "<!-- context: c -->\nWords.\n\n",
         "- one\n- two\n\n", "> Quoted.\n\n", "[UNOCT]{.keep}\n\n", "12 %\n\n",
         "Two\\\nlines.\n\n", "<!-- note: n -->\n"]
    ),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip


def read(body: str) -> Release:
    """A release of the house with this body."""
    release, _ = read_release((HEAD + body).encode(), path="release/o.md", house=HOUSE)
    assert release is not None
    return release


def translated(message: TemplateMessage, text: str = "") -> Message:
    """An approved translation of a message, by default the source text."""
    return Message(
        id=message.id, plural_id=message.plural_id, context=message.context,
        translations=(text or message.id,),
    )  # fmt: skip


def words(
    tag: str = "fr", messages: dict[MessageKey, Message] | None = None, plural: str = ""
) -> HouseWords:
    """The shared texts in a language; by default none is translated."""
    return HouseWords(
        locale=locale(tag),
        source=locale("en"),
        messages={} if messages is None and tag != "en" else messages,
        plural_forms=parse_plural_forms(plural) if plural else locale(tag).plural_forms,
        house=HOUSE,
    )


def edition(release: Release, messages: dict[MessageKey, Message] | None) -> Edition:
    """The French edition of a release."""
    return translate(release, messages=messages, words=words())


def complete(edition: Edition) -> bool:
    """Whether no text of an edition lacks an approved translation."""
    return all(text.origin in (Origin.SOURCE, Origin.TRANSLATED) for text in edition.texts.values())


@given(BLOCKS)
@settings(deadline=None, max_examples=100)
def test_every_text_of_an_edition_was_extracted_and_the_other_way_round(body: str) -> None:
    """What translators get is what editions ask for: not one message more, not one fewer."""
    release = read(body)
    extracted = {message.key for message in extract_release(release, HOUSE)}
    wanted = {key for block in release.blocks() if (key := block_key(block)) is not None}
    assert extracted == wanted


@given(BLOCKS)
@settings(deadline=None, max_examples=60)
def test_a_full_catalogue_makes_an_edition_complete(body: str) -> None:
    """And each message that is taken out leaves a gap in exactly the blocks that have its text."""
    release = read(body)
    messages = {m.key: translated(m, f"«{m.id}»") for m in extract_release(release, HOUSE)}
    full = edition(release, messages)
    assert complete(full)
    for block, text in full.texts.items():
        key = block_key(block)
        expected = (block.text, Origin.SOURCE) if key is None else (
            f"«{block.text}»", Origin.TRANSLATED)  # fmt: skip
        assert (text.text, text.origin) == expected
    for dropped in messages:
        rest = {key: message for key, message in messages.items() if key != dropped}
        gappy = edition(release, rest)
        missing = {b for b, text in gappy.texts.items() if text.origin is Origin.MISSING}
        assert missing == {b for b in release.blocks() if block_key(b) == dropped}
        assert missing
        assert not complete(gappy)
        assert all(gappy.texts[block].text == block.text for block in missing)


@given(BLOCKS)
@settings(deadline=None, max_examples=60)
def test_a_translation_that_says_the_same_gives_the_same_texts(body: str) -> None:
    """Text goes into messages and comes out of them unchanged."""
    release = read(body)
    messages = {message.key: translated(message) for message in extract_release(release, HOUSE)}
    same = edition(release, messages)
    assert [text.text for text in same.texts.values()] == [b.text for b in release.blocks()]


def origins(release: Release, found: Edition) -> dict[str, Origin]:
    """Origin of each text, by its source."""
    return {block.text: found.texts[block].origin for block in release.blocks()}


def test_the_edition_in_the_source_language_is_the_source() -> None:
    """It needs no catalogue and is complete by itself."""
    release = read(BODY)
    source = translate(release, messages=None, words=words("en"))
    assert set(origins(release, source).values()) == {Origin.SOURCE}
    assert complete(source)
    assert not source.translated
    assert source.key == ("o", locale("en"))


@pytest.mark.parametrize(
    ("change", "origin"),
    [
        ({}, Origin.TRANSLATED),
        ({"fuzzy": True}, Origin.FUZZY),
        ({"translations": ("",)}, Origin.MISSING),
        ({"translations": (" \n",)}, Origin.MISSING),
        ({"translations": (), "fuzzy": True}, Origin.MISSING),
    ],
)
def test_only_an_approved_translation_may_go_out(change: dict[str, object], origin: Origin) -> None:
    """A proposal, an empty text and white space keep the edition back."""
    release = read("Words.\n")
    messages = {m.key: translated(m, "Mots.") for m in extract_release(release, HOUSE)}
    key = (None, "Words.")
    messages[key] = replace(messages[key], **change)
    found = edition(release, messages)
    text = found.texts[next(b for b in release.blocks() if b.text == "Words.")]
    assert text.origin is origin
    assert complete(found) == (origin is Origin.TRANSLATED)
    assert text.locale == (locale("en") if origin is Origin.MISSING else locale("fr"))


def test_a_text_that_stands_twice_is_translated_twice() -> None:
    """One message serves all its places, but a heading is another message than a sentence."""
    release = read(BODY)
    key: MessageKey = (None, "Opening")
    messages = {key: Message(id="Opening", translations=("Ouverture",))}
    found = edition(release, messages)
    texts: dict[Block, str] = {block: text.text for block, text in found.texts.items()}
    assert [texts[b] for b in release.blocks() if b.text == "Opening"] == [
        "Opening", "Ouverture", "Opening",
    ]  # fmt: skip


def test_facts_alone_are_written_as_the_language_of_the_edition_has_them() -> None:
    """A date needs no translation, but it is not English in an Arabic edition; kept words are."""
    release = read(BODY)
    found = translate(release, messages={}, words=words("ar"))
    languages = {block.text: found.texts[block].locale.tag for block in release.blocks()}
    assert languages["{begun}"] == languages["[UNOCT]{.keep} {plan}"] == "ar"
    assert languages["Keep these words."] == "en"
    assert origins(release, found)["{begun}"] is Origin.SOURCE


def test_a_release_needs_just_its_own_texts_of_the_house() -> None:
    """A paragraph that no page prints holds no edition back."""
    needed = house_keys_of(read(BODY), HOUSE)
    assert needed == {
        ("type of release", "Press release"),
        ("city, in a dateline", "Lowbridge"),
        ("pattern", "{city}, {date}"),
        ("organisation", "Town"),
        ("standing paragraph", "The library lends books."),
        ("form of address", "Ms {name}"),
        ("function of a contact", "Head librarian"),
        ("organisation", "Library"),
        ("city, in an address", "Upbridge"),
    }
    assert needed <= {message.key for message in extract_house(HOUSE, {})}


def test_texts_of_the_house_are_looked_up_by_their_use() -> None:
    """Each use of a city has its own translation."""
    key = ("city, in an address", "Upbridge")
    found = words(messages={key: Message(id="Upbridge", translations=("Hautpont",))})
    assert found.entry("cities", "upbridge", use=1).text == "Hautpont"
    assert found.entry("cities", "upbridge").origin is Origin.MISSING
    assert words("en").entry("cities", "upbridge").origin is Origin.SOURCE


PAGES: Final[MessageKey] = (None, "{n} page")


def pages(*translations: str, fuzzy: bool = False) -> dict[MessageKey, Message]:
    """A message with a plural."""
    return {
        PAGES: Message(
            id="{n} page", plural_id="{n} pages", translations=translations, fuzzy=fuzzy
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"), [(0, "zéro"), (1, "un"), (2, "plusieurs"), (100, "plusieurs")]
)
def test_a_number_picks_its_form(number: int, text: str) -> None:
    """The rule is that of the catalogue, not that of CLDR."""
    found = words(messages=pages("zéro", "un", "plusieurs"), plural="nplurals=3; plural=n>1?2:n;")
    assert found.plural(PAGES, "{n} pages", number).text == text


@pytest.mark.parametrize(
    ("messages", "number", "expected"),
    [
        (pages("une", "des"), 2, ("des", Origin.TRANSLATED, "fr")),
        (pages("une", "des", fuzzy=True), 2, ("des", Origin.FUZZY, "fr")),
        (pages("une", ""), 1, ("{n} page", Origin.MISSING, "en")),
        (pages("une"), 2, ("{n} pages", Origin.MISSING, "en")),
        ({}, 1, ("{n} page", Origin.MISSING, "en")),
        ({}, 0, ("{n} pages", Origin.MISSING, "en")),
        ({PAGES: Message(id="{n} page", translations=("une",))}, 2,
         ("{n} pages", Origin.MISSING, "en")),
    ],
)  # fmt: skip
def test_a_plural_that_is_not_there_is_the_source(
    messages: dict[MessageKey, Message], number: int, expected: tuple[str, Origin, str]
) -> None:
    """A missing form, or one of two, shows the source with its origin, and never fails."""
    found = words(messages=messages).plural(PAGES, "{n} pages", number)
    assert (found.text, found.origin, found.locale.tag) == expected


def test_a_rule_that_fails_for_a_number_gives_the_source() -> None:
    """A header can hide its fault behind a number that nobody tries."""
    found = words(messages=pages("une", "des"), plural="nplurals=2; plural=n==150 ? 9 : n>1;")
    assert found.plural(PAGES, "{n} pages", 151).text == "des"
    assert found.plural(PAGES, "{n} pages", 150).origin is Origin.MISSING


def test_the_source_language_has_its_own_plural() -> None:
    """English needs no catalogue for it."""
    english = words("en")
    assert english.plural(PAGES, "{n} pages", 1).text == "{n} page"
    assert english.plural(PAGES, "{n} pages", 7).origin is Origin.SOURCE
