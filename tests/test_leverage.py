"""What is counted, and which category it is counted in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.catalogue import Message, TemplateMessage
from communique.frozen import Frozen
from communique.memory import Level, Match, Unit, likeness
from communique.memory.leverage import DomainMessages, Leveraged, leverage
from communique.release import Volume, categories_of, volume_of

BANDS: Final = (50, 75, 85, 95)


class Shelf(Frozen):
    """A memory of a few units, searched one by one."""

    units: tuple[Unit, ...] = ()
    """Its units, the best first."""
    score: int | None = None
    """What every text is like its units; None to find out."""

    def exact(
        self, source: str, *, source_locale: str, locale: str, level: Level = Level.PARAGRAPH
    ) -> tuple[Unit, ...]:
        """The units of a text."""
        assert (source_locale, locale) == ("en", "fr")
        return tuple(unit for unit in self.units if (unit.source, unit.level) == (source, level))

    def similar(
        self,
        source: str,
        *,
        source_locale: str,
        locale: str,
        least: int = 75,
        most: int = 5,
        level: Level = Level.PARAGRAPH,
    ) -> tuple[Match, ...]:
        """The units alike."""
        assert (source_locale, locale, level) == ("en", "fr", Level.PARAGRAPH)
        scored = [
            Match(
                unit=unit, score=likeness(source, unit.source) if self.score is None else self.score
            )
            for unit in self.units
        ]
        found = [match for match in scored if match.score >= least]
        return tuple(sorted(found, key=lambda match: -match.score)[:most])


def text(source: str, context: str | None = None, *, plural: str = "") -> TemplateMessage:
    """A message of the source."""
    return TemplateMessage(id=source, context=context, plural_id=plural)


def approved(source: str, context: str | None = None) -> Message:
    """A message of a catalogue with a translation that nobody has to look at."""
    return Message(id=source, context=context, translations=("fait",))


def proposed(source: str, previous: str = "") -> Message:
    """A message with a fuzzy translation, made for another text."""
    return Message(id=source, translations=("proposé",), fuzzy=True, previous_id=previous)


def unit(
    source: str,
    context: str | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    origin: str = "elsewhere.tmx",
) -> Unit:
    """A unit of the memory."""
    return Unit(
        source=source,
        translation="connu",
        source_locale="en",
        locale="fr",
        context=context,
        before=before,
        after=after,
        origin=origin,
    )


def domain(
    name: str, messages: Sequence[TemplateMessage], known: Sequence[Message] = ()
) -> DomainMessages:
    """The messages of a release, and of its catalogue."""
    return DomainMessages(
        domain=name,
        messages=messages,
        current={message.key: message for message in known},
        path=f"locales/fr/LC_MESSAGES/{name}.po",
    )


def counted(
    *domains: DomainMessages, memory: Shelf | None = None, bands: Sequence[int] = BANDS
) -> list[Leveraged]:
    """The messages of domains with their categories."""
    shelf = memory or Shelf()
    return list(leverage(domains, shelf, source_locale="en", locale="fr", bands=bands))


def categories(
    *domains: DomainMessages, memory: Shelf | None = None, bands: Sequence[int] = BANDS
) -> list[str]:
    """The categories of the messages of domains, in order."""
    return [found.category for found in counted(*domains, memory=memory, bands=bands)]


# --- words ---


@pytest.mark.parametrize(
    ("source", "words", "characters"),
    [
        ("", 0, 0),
        ("One word", 2, 7),
        ("a well-known man", 3, 14),
        ("both and/or neither", 3, 17),
        ("l’Union européenne", 2, 17),
        ("in 2018, 6 % more", 4, 13),
        ("Brussels – 25 May", 3, 14),
        ("hard\N{NO-BREAK SPACE}space", 2, 9),
        ("R&D, Q&A & more", 3, 12),
        ("It cost {cost} in {begun:in}.", 3, 9),
        ("{city}, {date}", 0, 1),
        ("the **very** `best` *of* it", 5, 15),
        ("see [the plan](https://example.org/a)", 3, 10),
        ("to [Lowbridge Library]{.keep} now", 2, 5),
        ("a [bon mot]{lang=fr}", 3, 7),
        ("no <!-- note: not me --> more", 2, 6),
        ("soft\N{SOFT HYPHEN}hyphen", 1, 10),
        ("cafe\N{COMBINING ACUTE ACCENT}", 1, 4),
        ("欧洲联盟", 4, 4),
        ("2018年，好。", 3, 8),
        ("東京タワーで EU と会う", 10, 11),
        ("유럽 연합", 2, 4),
    ],
)
def test_words_are_what_stands_between_white_space(
    source: str, words: int, characters: int
) -> None:
    """A word has a letter or a digit; markup, facts and kept words count for nothing."""
    volume = volume_of(source)
    assert (volume.words, volume.characters) == (words, characters)


def test_a_plural_is_read_as_well() -> None:
    """Whoever translates a message with a plural reads both texts: it is one message."""
    volume = volume_of("one book", "{count} books")
    assert (volume.messages, volume.words, volume.characters) == (1, 3, 12)


@given(st.text(), st.text())
def test_volumes_add_up(one: str, other: str) -> None:
    """Two texts with white space between them are as much as both, and a space more."""
    plain = [
        "".join(character for character in piece if character.isalnum() or character == " ")
        for piece in (one, other)
    ]
    first, second = map(volume_of, plain)
    both = volume_of(f"{plain[0]} {plain[1]}")
    assert both.words == first.words + second.words
    assert both.characters == first.characters + second.characters
    gaps = first.spaces + second.spaces + bool(first.characters and second.characters)
    assert both.spaces == gaps


# --- categories ---


def test_what_is_approved_is_carried_over() -> None:
    """An approved translation leaves nothing to do; a fuzzy or an empty one does not."""
    messages = [text("done"), text("fuzzy"), text("empty"), text("unknown")]
    empty = Message(id="empty", translations=("",))
    known = [approved("done"), proposed("fuzzy"), empty]
    assert categories(domain("a", messages, known)) == ["carried-over", "new", "new", "new"]


def test_the_first_of_equal_texts_is_no_repetition() -> None:
    """OmegaT, Match Statistics: the first occurrence counts as what it is, the others repeat."""
    messages = [text("Same"), text("Same", "heading"), text("Same", "title")]
    assert categories(domain("a", messages)) == ["new", "repetition", "repetition"]


def test_a_repetition_across_counts_before_one_within() -> None:
    """OmegaT, Match Statistics per File: an earlier file counts before the file itself."""
    first = domain("a", [text("Same")])
    second = domain("b", [text("Same"), text("Same", "heading"), text("Own"), text("Own", "title")])
    assert categories(first, second) == [
        "new",
        "repetition-across",
        "repetition-across",
        "new",
        "repetition",
    ]
    assert counted(first, second)[1].origin == "a"


def test_a_translated_text_that_stood_before_is_done() -> None:
    """OmegaT counts a translated segment as translated, whether or not its text stood before."""
    messages = [text("Same"), text("Same", "heading")]
    known = [approved("Same", "heading")]
    assert categories(domain("a", messages, known)) == ["new", "carried-over"]


def test_a_text_repeats_one_that_is_translated() -> None:
    """OmegaT counts a segment as repeated though the first of its kind is translated."""
    messages = [text("Same"), text("Same", "heading")]
    assert categories(domain("a", messages, [approved("Same")])) == ["carried-over", "repetition"]


def test_a_repetition_counts_before_the_memory() -> None:
    """OmegaT and GMX-V: repetition matching comes before fuzzy matching."""
    memory = Shelf(units=(unit("Same"),))
    messages = [text("Same"), text("Same", "heading")]
    assert categories(domain("a", messages), memory=memory) == ["exact", "repetition"]


def test_capitals_make_no_repetition() -> None:
    """Only equal texts repeat each other; a plural of its own makes another text."""
    messages = [text("same"), text("Same"), text("same ", "x"), text("same", "y", plural="sames")]
    assert categories(domain("a", messages)) == ["new"] * 4


def test_a_context_is_msgctxt_and_both_neighbours() -> None:
    """Okapi, EXACT_LOCAL_CONTEXT: the segments before and after are the same as well."""
    messages = [text("First"), text("Same", "heading"), text("Last")]
    of = domain("a", messages)

    def found(**place: str | None) -> str:
        context = place.pop("context", "heading")
        return categories(of, memory=Shelf(units=(unit("Same", context, **place),)))[1]  # type: ignore[arg-type]

    assert found(before="First", after="Last") == "context-exact"
    assert found(before="First", after="Other") == "exact"
    assert found(before="Other", after="Last") == "exact"
    assert found(before=None, after=None) == "exact"
    assert found(before="First", after="Last", context=None) == "exact"


def test_any_unit_of_the_text_may_have_the_context() -> None:
    """The first unit is the newest, and a later one may stand in the same place."""
    units = (unit("Same"), unit("Same", before="", after=""))
    assert categories(domain("a", [text("Same")]), memory=Shelf(units=units)) == ["context-exact"]


@pytest.mark.parametrize(
    ("score", "category"),
    [
        (49, "new"),
        (50, "50-74"),
        (74, "50-74"),
        (75, "75-84"),
        (84, "75-84"),
        (85, "85-94"),
        (94, "85-94"),
        (95, "95-99"),
        (99, "95-99"),
    ],
)
def test_bands_begin_and_end_where_they_say(score: int, category: str) -> None:
    """OmegaT, MatchStatCounts: from 95, from 85, from 75, from 50, and the rest."""
    memory = Shelf(units=(unit("Other"),), score=score)
    assert categories(domain("a", [text("Same")]), memory=memory) == [category]


def test_other_bands_have_other_names() -> None:
    """The bands are those of the settings."""
    assert categories_of([60, 80])[-3:] == ("80-99", "60-79", "new")
    memory = Shelf(units=(unit("Other"),), score=79)
    assert categories(domain("a", [text("Same")]), memory=memory, bands=[60, 80]) == ["60-79"]


@pytest.mark.parametrize(
    ("known", "source", "category"),
    [
        ("The town opens", "The Town opens", "95-99"),
        ("The town opens", "The town opens.", "95-99"),
        ("The town opens", "The **town** opens", "50-74"),
        ("The town opens", "The town opens", "exact"),
        ("The town opens", "The town shuts", "50-74"),
        ("The town opens", "Nobody has read it", "new"),
    ],
)
def test_what_differs_at_all_is_not_exact(known: str, source: str, category: str) -> None:
    """Okapi: text and codes are the same in an exact match, and else it is a fuzzy one."""
    memory = Shelf(units=(unit(known),))
    assert categories(domain("a", [text(source)]), memory=memory) == [category]


def test_a_fuzzy_translation_counts_by_the_text_it_was_made_for() -> None:
    """`#| msgid` is as good as the same text in the memory; of both the better one counts."""
    messages = [text("The town opens its library")]
    known = [proposed(messages[0].id, previous="The town opens its theatre")]
    of = domain("a", messages, known)
    (found,) = counted(of)
    assert (found.category, found.score) == ("75-84", 80)
    assert (found.matched, found.origin) == ("The town opens its theatre", of.path)
    worse = Shelf(units=(unit("The town has its library"),), score=76)
    assert counted(of, memory=worse)[0].matched == "The town opens its theatre"
    better = Shelf(units=(unit("The Town opens its library"),))
    assert counted(of, memory=better)[0].category == "95-99"
    same = [proposed(messages[0].id, previous=messages[0].id)]
    assert categories(domain("a", messages, same)) == ["exact"]


def test_what_a_person_took_out_is_no_match() -> None:
    """The memory keeps the old translation of the very message; nobody is to be paid by it."""
    own = unit("Same", origin="locales/fr/LC_MESSAGES/a.po")
    message = domain("a", [text("Same")], [Message(id="Same", translations=("",))])
    assert categories(message, memory=Shelf(units=(own,))) == ["new"]
    assert categories(message, memory=Shelf(units=(own, unit("Same")))) == ["exact"]
    in_other_place = domain("a", [text("Same", "heading")])
    assert categories(in_other_place, memory=Shelf(units=(own,))) == ["exact"]


def test_a_message_with_a_plural_is_never_exact() -> None:
    """A unit has one of the texts, so it helps, and is no translation."""
    message = text("{count} book", plural="{count} books")
    memory = Shelf(units=(unit("{count} book"),))
    assert categories(domain("a", [message]), memory=memory) == ["95-99"]


_TEXTS: Final = st.sampled_from(
    ["The town opens", "The town shuts", "The town opens its library", "A library", "Nobody", ""]
)
_CONTEXTS: Final = st.sampled_from([None, "heading"])
_UNITS: Final = st.lists(
    st.builds(unit, _TEXTS, _CONTEXTS, before=st.sampled_from(["", "Nobody", None])), max_size=4
)


@st.composite
def _domains(draw: st.DrawFn) -> list[DomainMessages]:
    """Releases in any state: messages translated, fuzzy, empty, unknown."""
    made = []
    for name in "abc"[: draw(st.integers(0, 3))]:
        keys = draw(st.lists(st.tuples(_CONTEXTS, _TEXTS), unique=True, max_size=6))
        known = [
            Message(
                id=source,
                context=context,
                translations=(draw(st.sampled_from(["", "oui"])),),
                fuzzy=draw(st.booleans()),
                previous_id=draw(st.sampled_from(["", "The town", source])),
            )
            for context, source in keys
            if draw(st.booleans())
        ]
        made.append(domain(name, [text(source, context) for context, source in keys], known))
    return made


@given(_domains(), _UNITS)
def test_each_message_is_counted_once(domains: list[DomainMessages], units: list[Unit]) -> None:
    """Whatever the catalogues are, the categories add up to all the text there is."""
    found = counted(*domains, memory=Shelf(units=tuple(units)))
    wanted = [(of.domain, message.key) for of in domains for message in of.messages]
    assert [(one.domain, one.message.key) for one in found] == wanted
    volumes = dict.fromkeys(categories_of(BANDS), Volume())
    for one in found:
        volumes[one.category] += one.volume
    everything = sum((volume_of(message.id) for of in domains for message in of.messages), Volume())
    assert sum(volumes.values(), Volume()) == everything


@given(_domains(), _UNITS)
def test_categories_say_what_they_mean(domains: list[DomainMessages], units: list[Unit]) -> None:
    """Carried over is just what is approved; the first of a text never repeats, later ones do."""
    seen: set[str] = set()
    states = {of.domain: of.current for of in domains}
    for found in counted(*domains, memory=Shelf(units=tuple(units))):
        known = states[found.domain].get(found.message.key)
        done = known is not None and known.translated and not known.fuzzy
        assert (found.category == "carried-over") == done
        if not done:
            assert found.category.startswith("repetition") == (found.message.id in seen)
        if found.category[0].isdigit():
            least, _, most = found.category.partition("-")
            assert found.score is not None
            assert int(least) <= found.score <= int(most)
        seen.add(found.message.id)
