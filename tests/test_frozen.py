"""Values that never change: told by name, equal by their fields, the same in another process."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest

from communique.catalogue import Message
from communique.findings import Place
from communique.frozen import Frozen, asdict, field, replace
from communique.locales import locale


class Page(Frozen):
    """A value of each kind of field."""

    title: str
    number: int = 1
    notes: Mapping[str, str] = field(default_factory=dict)


class Shelf(Frozen, eq=False):
    """A value that is equal to itself alone."""

    name: str


def test_the_fields_are_told_by_name() -> None:
    """No call can mix up two texts; what has no default must be told."""
    assert Page(title="a", number=2).number == 2
    with pytest.raises(TypeError):
        Page("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Page(number=2)  # type: ignore[call-arg]


def test_nothing_can_be_changed_or_added() -> None:
    """Whoever has been given a value can rely on it."""
    page = Page(title="a")
    with pytest.raises(AttributeError):
        page.title = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        page.place = "c"  # type: ignore[attr-defined]


def test_another_is_made_with_some_fields_new() -> None:
    """The old value stays as it is."""
    page = Page(title="a", number=2)
    assert replace(page, title="b") == Page(title="b", number=2)
    assert page.title == "a"
    assert asdict(page) == {"title": "a", "number": 2, "notes": {}}


def test_two_are_equal_where_their_fields_are() -> None:
    """And of one class; a value that is a thing of its own is equal to itself alone."""
    assert Place(path="a", line=1) == Place(path="a", line=1) != Place(path="a", line=2)
    assert hash(Place(path="a", line=1)) == hash(Place(path="a", line=1))
    shelf = Shelf(name="a")
    assert shelf == shelf  # noqa: PLR0124 - that is the claim
    assert shelf != Shelf(name="a")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Page(title="a"))


def test_no_two_values_share_what_a_factory_makes() -> None:
    """A default that is made is made each time."""
    assert Page(title="a").notes is not Page(title="b").notes


def test_a_language_is_its_tag() -> None:
    """Whatever a house has chosen for it, both ways of asking say so."""
    french, own = locale("fr"), replace(locale("fr"), digits="latn")
    assert french == own
    assert not french != own  # noqa: SIM202 - it has its own answer
    assert hash(french) == hash(own)
    assert french != locale("de")


@pytest.mark.parametrize(
    "value", [Message(id="a", translations=("b",)), Place(path="a", line=1), locale("pt")], ids=str
)
def test_a_value_comes_through_to_another_process(value: Frozen) -> None:
    """Jobs are sent to workers and come back."""
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - of our own making
