"""What a house has under an id: organisations, contacts, phrases and the like."""

from __future__ import annotations

from communique.release.toml import Struct

__all__ = [
    "Boilerplate",
    "City",
    "Contact",
    "Entry",
    "Organisation",
    "Pattern",
    "ReleaseType",
    "Role",
]


class Entry(Struct, frozen=True, kw_only=True):
    """Something that has an id in the house."""

    note: str = ""
    """What the translator has to know; empty where nothing."""


class Organisation(Entry, frozen=True, kw_only=True):
    """A body that issues releases or employs a contact."""

    name: str
    """Its official name."""
    short: str = ""
    """Its abbreviation in the source language, by which `import` knows it too; empty for none."""
    url: str = ""
    """Its home page; empty where none is printed."""
    logo: str = ""
    """Its logo, a file in `templates/assets/logos/` such as `assets/logos/town.svg`; empty for
    none."""
    colour: str = ""
    """The colour of its name and of its part of the masthead, such as `#003399`; empty for that
    of the page."""


class City(Entry, frozen=True, kw_only=True):
    """A place that releases are dated from."""

    name: str
    """Its name."""


class ReleaseType(Entry, frozen=True, kw_only=True):
    """A kind of release, shown above the title."""

    name: str
    """What it is called."""


class Role(Entry, frozen=True, kw_only=True):
    """The function of a contact."""

    name: str
    """What it is called."""


class Pattern(Entry, frozen=True, kw_only=True):
    """A phrase with gaps, translated whole because languages order and inflect it."""

    text: str
    """The phrase, with `{name}` for each gap."""


class Boilerplate(Entry, frozen=True, kw_only=True):
    """A paragraph that many releases end with."""

    text: str
    """The paragraph, in inline Markdown."""


class Contact(Entry, frozen=True, kw_only=True):
    """Whom a journalist can ask."""

    name: str
    """The person's or desk's name, written alike in every language."""
    honorific: str = ""
    """Which of the house's forms of address goes with the name; empty for none."""
    role: str = ""
    """Which of the house's roles; empty where none is printed."""
    organisation: str = ""
    """Which of the house's organisations; empty where none is printed."""
    city: str = ""
    """Which of the house's cities; empty where none is printed."""
    email: str = ""
    """E-mail address; empty for none."""
    phone: str = ""
    """Telephone number in international form; empty for none."""
