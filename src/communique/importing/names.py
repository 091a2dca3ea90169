"""Names made from words: ids for files and entries of the house, and names of facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final
from urllib.parse import urlsplit

__all__ = ["email_fact_name", "fact_name", "page_fact_name", "slug", "title_slug"]

_TITLE_LENGTH: Final = 50
_SMALL_WORDS: Final = frozenset(
    "a an and as at by for from in into its of on or the their to with".split()
)


def slug(text: str) -> str:
    """The text in small letters, digits and hyphens; empty where it has none of these."""
    return re.sub(r"[^a-z0-9]+", "-", _latin(text)).strip("-")


def title_slug(title: str) -> str:
    """The weighty words of a headline as an id; `release` where none can be written so."""
    words = [word for word in slug(title).split("-") if word not in _SMALL_WORDS]
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > _TITLE_LENGTH:
            break
        kept.append(word[:_TITLE_LENGTH])
    return "-".join(kept) or "release"


def fact_name(text: str, *, otherwise: str) -> str:
    """The text as the name of a fact."""
    name = re.sub(r"[^a-z0-9]+", "_", _latin(text)).strip("_")
    return name if re.match(r"[a-z]", name) else f"{otherwise}_{name}".rstrip("_")


def page_fact_name(url: str, taken: Container[str]) -> str:
    """A name for the address of a page, by its host: `un_page` for `https://www.un.org/x`."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return _free(f"{fact_name(host.partition('.')[0], otherwise='web')}_page", taken)


def email_fact_name(email: str, taken: Container[str]) -> str:
    """A name for an e-mail address, by what stands before its `@`."""
    return _free(f"{fact_name(email.partition('@')[0], otherwise='contact')}_email", taken)


def _free(name: str, taken: Container[str]) -> str:
    numbered, number = name, 1
    while numbered in taken:
        number += 1
        numbered = f"{name}_{number}"
    return numbered


def _latin(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    return "".join(letter for letter in letters if letter.isascii())
