"""From texts to messages: what translators get, in which order, and with which words of help."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from communique.catalogue import TemplateMessage, read_catalogue, template_text
from communique.extract import (
    ExtractError,
    block_key,
    extract_house,
    extract_release,
    house_key,
)
from communique.findings import has_errors
from communique.locales import locale
from communique.release import House, Release, read_house, read_release

REPOSITORY: Final = Path(__file__).parent.parent

HOUSE_TEXT: Final = """\
source = "en"
locales = ["fr"]
[types.press-release]
name = "Press release"
[organisations.town]
name = "Town"
short = "T"
note = \"\"\"
Its official
  name.
\"\"\"
[organisations.village]
name = "Town"
note = "Not a village."
[cities.lowbridge]
name = "Lowbridge"
[honorifics.ms]
text = "Ms {name}"
[roles.librarian]
name = "Head librarian"
[contacts.desk]
name = "Alder"
[patterns.dateline]
text = "{city}, {date}"
[boilerplate.library]
text = \"\"\"
The library
lends *books*.
\"\"\"
"""

RELEASE_TEXT: Final = """\
+++
type = "press-release"
title = "A *library* for {readers} readers"
subtitle = "Opening"
date = 2019-04-06
city = "lowbridge"
issuers = ["town"]
[facts]
readers = 12500
begun = { date = "2017-06" }
plan = "https://example.org/plan"
who = { name = "UN Women" }
+++

<!-- note: The   library is
new. -->
It was begun in {begun} for {readers} readers, and {begun} it is,
with {who}.

## Opening

Opening

<!-- context: greeting -->
Opening

{plan}

<!-- keep -->
Keep this.

12 500 {readers}

- [UNOCT]{.keep}: {readers}

- Opening
"""


@pytest.fixture(scope="module")
def house() -> House:
    """A house in which nothing is wrong."""
    house, found = read_house(HOUSE_TEXT)
    assert found == ()
    return house


@pytest.fixture(scope="module")
def release(house: House) -> Release:
    """A release in which nothing is wrong."""
    release, found = read_release(RELEASE_TEXT.encode(), path="release/o.md", house=house)
    assert release is not None
    assert not has_errors(found)
    return release


def test_messages_come_in_reading_order_and_once(release: Release, house: House) -> None:
    """Equal texts of one role are one message; those of another role are not."""
    assert [message.key for message in extract_release(release, house)] == [
        ("title", "A *library* for {readers} readers"),
        ("subtitle", "Opening"),
        (None, "It was begun in {begun} for {readers} readers, and {begun} it is, with {who}."),
        ("heading", "Opening"),
        (None, "Opening"),
        ("greeting", "Opening"),
    ]


def test_what_has_no_words_is_no_message(release: Release) -> None:
    """Facts, digits and what stays in every language are not for translators."""
    untold = [block.text for block in release.blocks() if block_key(block) is None]
    assert untold == ["{plan}", "Keep this.", "12 500 {readers}", "[UNOCT]{.keep}: {readers}"]


def test_a_message_tells_where_it_stands_and_what_its_facts_are(
    release: Release, house: House
) -> None:
    """Position and title, the writer's note, and each fact once with its value and forms."""
    lead = extract_release(release, house)[2]
    assert lead.comments == (
        "lead · A library for readers",
        "The library is new.",
        "{begun}: June 2017 (or :in)",
        "{readers}: 12\N{NO-BREAK SPACE}500",
        "{who}: UN Women",
    )
    assert lead.references == ("release/o.md#lead",)
    assert (lead.place, lead.line) == ("lead", 17)


def test_equal_messages_have_the_comments_and_references_of_all(
    release: Release, house: House
) -> None:
    """A translator sees every place in which one translation will stand."""
    opening = extract_release(release, house)[4]
    assert [comment.split(" · ")[0] for comment in opening.comments] == [
        "paragraph 1, section “Opening”",
        "list item 2, section “Opening”",
    ]
    assert len(opening.references) == 2


def test_the_house_gives_each_text_once_for_each_use(house: House) -> None:
    """A city stands in a dateline and in an address, and may need another form in each."""
    messages = extract_house(house, {})
    assert [message.key for message in messages] == [
        ("type of release", "Press release"),
        ("organisation", "Town"),
        ("city, in a dateline", "Lowbridge"),
        ("city, in an address", "Lowbridge"),
        ("form of address", "Ms {name}"),
        ("function of a contact", "Head librarian"),
        ("pattern", "{city}, {date}"),
        ("standing paragraph", "The library lends *books*."),
    ]
    assert messages[1].comments == ("Its official name.", "Not a village.")
    assert messages[1].references == (
        "release/house.toml#organisations.town", "release/house.toml#organisations.village",
    )  # fmt: skip
    assert messages[1].line == 6


def test_a_text_of_the_house_is_looked_up_as_it_was_extracted(house: House) -> None:
    """A text on several lines has one key, for the catalogue and for the page."""
    keys = {message.key for message in extract_house(house, {})}
    assert house_key("boilerplate", "text", house.boilerplate["library"].text) in keys
    assert house_key("cities", "name", "Lowbridge", use=1) in keys


def test_page_templates_give_their_words() -> None:
    """Texts in templates, with context, plural and what the designer tells the translator."""
    templates = {
        "templates/b.html.j2": '{{ pgettext("nav", "Home") }}',
        "templates/a.html.j2": (
            "{# note: Above the list,\n   in small letters. #}\n"
            '<p>{{ _("Contacts") }}</p>\n'
            '{{ ngettext("{n} release", "{n} releases", count) }}\n'
            '{{ npgettext("list", "one", "many", count) }} {{ gettext("Home") }}'
        ),
    }
    assert extract_house(House(), templates) == (
        TemplateMessage(
            id="Contacts", comments=("Above the list, in small letters.",),
            references=("templates/a.html.j2",), place="templates/a.html.j2", line=3,
        ),
        TemplateMessage(
            id="{n} release", plural_id="{n} releases", references=("templates/a.html.j2",),
            place="templates/a.html.j2", line=4,
        ),
        TemplateMessage(
            id="one", plural_id="many", context="list", references=("templates/a.html.j2",),
            place="templates/a.html.j2", line=5,
        ),
        TemplateMessage(
            id="Home", references=("templates/a.html.j2",), place="templates/a.html.j2", line=5
        ),
        TemplateMessage(
            id="Home", context="nav", references=("templates/b.html.j2",),
            place="templates/b.html.j2", line=1,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("a\n{{ gettext(word) }}", 2, "`gettext` needs a text in quotation marks"),
        ("{{ gettext('') }}", 1, "`gettext` needs a text in quotation marks"),
        ("{{ gettext() }}", 1, "`gettext` needs a text in quotation marks"),
        ("{{ pgettext('a', word) }}", 1, "`pgettext` needs 2 texts"),
        ("{{ pgettext(word, 'a') }}", 1, "`pgettext` needs 2 texts"),
        ("{{ pgettext('a') }}", 1, "`pgettext` needs 2 texts"),
        ("{{ ngettext('a') }}", 1, "`ngettext` needs 2 texts"),
        ("{{ ngettext('a', word, 2) }}", 1, "`ngettext` needs 2 texts"),
        ("{{ npgettext('a', 'b', 2) }}", 1, "`npgettext` needs 3 texts"),
        ("a\nb\n{{ gettext('a' }}", 3, "no messages can be read from this template"),
        ("{% if %}", 1, "no messages can be read from this template"),
        ("{{ gettext('a <b>') }}", 1, "`<b>` is markup that is not allowed"),
        ("{{ gettext('a {{ b') }}", 1, "is no fact"),
        ("{{ gettext('a\u202eb') }}", 1, "invisible character U.202E"),
    ],
)
def test_a_template_that_cannot_be_read_is_an_error(template: str, line: int, message: str) -> None:
    """The designer hears where; a message is never lost without a word."""
    with pytest.raises(ExtractError, match=message) as error:
        extract_house(House(), {"templates/a.html.j2": template})
    assert (error.value.path, error.value.line) == ("templates/a.html.j2", line)


def test_comments_and_references_survive_a_catalogue(house: House) -> None:
    """Notes on several lines, odd file names and control characters break no catalogue."""
    text = RELEASE_TEXT.replace('name = "UN Women"', 'name = " UN Women "')
    path = "release/2019 spring/o.md"
    release, found = read_release(text.encode(), path=path, house=house)
    assert release is not None
    assert not has_errors(found)
    template = (*extract_release(release, house), *extract_house(house, {}))
    content = template_text("x", template).replace("Language: ", "Language: en")
    file, _ = read_catalogue(content.encode(), path="x.pot", locale=locale("en"))
    assert file is not None
    assert [
        (message.key, message.comments, message.references) for message in file.catalogue.messages
    ] == [(message.key, message.comments, message.references) for message in template]
    assert template[0].references == ("release/2019%20spring/o.md#title",)


def test_the_templates_of_this_repository_give_their_words() -> None:
    """Every page template of the house style can be read, and has something to say."""
    house, _ = read_house((REPOSITORY / "release/house.toml").read_text(encoding="utf-8"))
    templates = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for path in (REPOSITORY / "templates").rglob("*.j2")
    }
    messages = extract_house(house, templates)
    assert len({message.key for message in messages}) == len(messages)
    assert {reference for message in messages for reference in message.references} >= {
        "templates/layout.html.j2",
        "templates/release.html.j2",
    }
