"""All editions beside each other: the odd one out is named, the others are left in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from communique.check import Pair, Setting, concordance
from communique.check.concordance import Concordance, Trait
from communique.check.reading import reading
from communique.locales import locale
from communique.styles import style_of

if TYPE_CHECKING:
    from conftest import Newsroom

SOURCE: Final = locale("en")


def compared(*messages: tuple[str, dict[str, str]]) -> Concordance:
    """The editions of a release with these messages."""
    editions: dict[str, dict[tuple[str | None, str], Pair]] = {}
    for source, translations in messages:
        for tag, text in translations.items():
            of = locale(tag)
            setting = Setting(source_locale=SOURCE, locale=of, style=style_of("", of))
            pair = Pair(setting=setting, source=reading(source), translation=reading(text))
            editions.setdefault(tag, {})[None, source] = pair
    return concordance(SOURCE, editions)


def odd(found: Concordance) -> list[tuple[str, Trait]]:
    """Who stands alone, and in what."""
    return [(problem.locale, problem.trait) for problem in found.disagreements]


DATES: Final = {
    "fr": "Les négociations commencent le 3 avril.",
    "de": "Die Gespräche beginnen am 3. April.",
    "es": "Las conversaciones empiezan el 3 de abril.",
    "it": "I colloqui iniziano il 3 aprile.",
    "ru": "Переговоры начинаются 3 апреля.",
    "zh": "会谈于4月3日开始。",
}


def test_a_date_that_only_one_language_reads_the_other_way_is_found() -> None:
    """Each pair can be defended, because the source can be read in two ways."""
    source = "The talks begin on 03/04."
    assert odd(compared((source, DATES))) == []
    found = compared((source, DATES | {"de": "Die Gespräche beginnen am 4. März."}))
    assert odd(found) == [("de", Trait.VALUES)]
    (problem,) = (disagreement.problem for disagreement in found.disagreements)
    assert "4. März" in problem.message
    assert problem.found == "4. März"
    assert problem.rule.id == "editions-differ"


NAMES: Final = {
    "fr": "Pedro Serrano a ouvert la réunion.",
    "de": "Pedro Serrano eröffnete das Treffen.",
    "lv": "Sanāksmi atklāja Pedro Serrano.",
    "fi": "Pedro Serranon puheenvuoro avasi kokouksen.",
    "mt": "Pedro Serrano fetaħ il-laqgħa.",
    "hu": "Pedro Serrano nyitotta meg az ülést.",
    "el": "Ο Πέδρο Σεράνο άνοιξε τη συνεδρίαση.",
    "ar": "افتتح بيدرو سيرانو الاجتماع.",
}


def test_a_person_whom_one_language_leaves_out_is_found() -> None:
    """Inflection and other scripts are no disagreement; another spelling is none either."""
    source = "Pedro Serrano opened the meeting."
    assert odd(compared((source, NAMES))) == []
    assert odd(compared((source, NAMES | {"mt": "Pietru Serranu fetaħ il-laqgħa."}))) == []
    assert odd(compared((source, NAMES | {"fr": "La réunion a été ouverte."}))) == [
        ("fr", Trait.NAMES)
    ]


QUOTES: Final = {
    "fr": "Elle a parlé d’une « année d’espoir ».",
    "de": "Sie sprach von einem „Jahr der Hoffnung“.",
    "sv": "Hon talade om ett ”hoppets år”.",
    "fi": "Hän puhui ”toivon vuodesta”.",
    "zh": "她谈到了“希望之年”。",
    "ar": "وتحدثت عن «عام الأمل».",
}


def test_words_that_one_language_does_not_quote_are_found() -> None:
    """What one says with quotation marks, all say with theirs."""
    source = "She spoke of a ‘year of hope’."
    assert odd(compared((source, QUOTES))) == []
    without = QUOTES | {"fi": "Hän puhui toivon vuodesta."}
    assert odd(compared((source, without))) == [("fi", Trait.QUOTATIONS)]


def test_half_a_paragraph_in_one_language_is_found() -> None:
    """Languages differ in length, and so do messages; both are allowed for."""
    sentence = "The Commission will report on this again before the summer, as agreed in June. "
    tags = {"fr": 1.2, "de": 1.15, "fi": 1.0, "zh": 0.35, "ru": 1.1}
    messages = [
        (
            f"{number} {sentence * 2}",
            {tag: "x" * int(len(sentence) * 2 * factor) for tag, factor in tags.items()},
        )
        for number in "ABCDEF"
    ]
    assert odd(compared(*messages)) == []
    messages[3][1]["de"] = messages[3][1]["de"][: len(sentence) // 2]
    assert odd(compared(*messages)) == [("de", Trait.LENGTH)]


@pytest.mark.parametrize("count", [1, 2])
def test_where_there_is_no_majority_nobody_is_odd(count: int) -> None:
    """Two can disagree with each other, but neither stands alone."""
    some = dict(list(DATES.items())[:count])
    assert odd(compared(("The talks begin on 03/04.", some | {"de": "Am 4. März."}))) == []


TALKS: Final = "The talks begin on 03/04."


@pytest.fixture
def talking(newsroom: Newsroom) -> Newsroom:
    """A newsroom in six languages, of which German alone reads a date the other way.

    Nothing but that date is translated in the languages that it did not have.
    """
    tags = ", ".join(f'"{tag}"' for tag in (*DATES, "ar"))
    newsroom.replace("release/house.toml", '["fr", "ar"]', f"[{tags}]")
    newsroom.replace(
        "release/library-opening.md", "## What there is", f"{TALKS}\n\n## What there is"
    )
    newsroom.call("update")
    for tag, text in (DATES | {"de": "Die Gespräche beginnen am 4. März."}).items():
        path = newsroom.catalogue(tag)
        newsroom.replace(path, f'msgid "{TALKS}"\nmsgstr ""', f'msgid "{TALKS}"\nmsgstr "{text}"')
    return newsroom


class TestAtTheCommand:
    """What is told of it beside all else, and what is not."""

    def told(self, newsroom: Newsroom, *command: str) -> list[tuple[str, str]]:
        """Rule and place of what is told of the German text."""
        outcome = newsroom.call(*(command or ("check", "--locale", "de")))
        line = newsroom.line_of(newsroom.catalogue("de"), f'msgid "{TALKS}"') + 1
        found = zip(outcome.rules(), outcome.places(), strict=True)
        return [
            (rule, place)
            for rule, place in found
            if f"de/LC_MESSAGES/library-opening.po:{line}" in place
        ]

    def test_the_odd_one_out_is_an_error_at_its_line(self, talking: Newsroom) -> None:
        """In its catalogue, and in no other."""
        ((rule, _),) = self.told(talking)
        assert rule == "editions-differ"
        assert talking.call("check").rules().count("editions-differ") == 1

    def test_it_is_not_told_where_more_is_known(self, talking: Newsroom) -> None:
        """What is wrong between source and translation is mended first."""
        talking.replace(talking.catalogue("de"), "Gespräche beginnen", "Gespräche  beginnen")
        assert [rule for rule, _ in self.told(talking)] == ["spacing"]

    def test_what_is_silenced_hides_it_from_nobody(self, talking: Newsroom) -> None:
        """Who has accepted two spaces has not said yes to another date."""
        talking.replace(talking.catalogue("de"), "Gespräche beginnen", "Gespräche  beginnen")
        ((_, place),) = self.told(talking)
        talking.call("silence", "spacing", place, "--reason", "the poet wants it so")
        assert [rule for rule, _ in self.told(talking)] == ["editions-differ"]

    def test_it_can_be_silenced(self, talking: Newsroom) -> None:
        """For the check, for the matrix and for a build alike."""
        assert talking.call("concordance").code == 1
        ((_, place),) = self.told(talking)
        talking.call("silence", "editions-differ", place, "--reason", "so agreed")
        assert self.told(talking) == []
        assert talking.call("concordance").code == 0
        assert "editions-differ" not in talking.build("--locale", "de").rules()


def test_the_command_shows_the_matrix(newsroom: Newsroom) -> None:
    """For people, for a table and for programs; it ends well where nobody stands alone."""
    outcome = newsroom.call("concordance")
    assert outcome.code == 0
    assert "facts        2 of 2 agree  {begun} {cost}" in outcome.stdout
    assert "| lead | facts |" in newsroom.call("concordance", "--format", "markdown").stdout
    assert '"trait": "links"' in newsroom.call("concordance", "--format", "json").stdout
