"""Every page that is built is HTML to the letter, as two strict parsers read it.

Each of them passes over mistakes that the other one finds.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML, StrictModeError
from tinyhtml5.parser import HTMLParser

if TYPE_CHECKING:
    from conftest import Newsroom


def attributes(page: JustHTML, name: str) -> list[str]:
    """Every value that an attribute has in a page."""
    return [str((element.attrs or {})[name]) for element in page.query(f"[{name}]")]


def read_strictly(text: str) -> list[str]:
    """What is wrong with a page: errors of parsing, ids that are there twice or nowhere."""
    parser = HTMLParser(namespace_html_elements=False)
    parser.parse(text)
    if parser.errors:
        return [f"{place}: {code}" for place, code, _ in parser.errors]
    try:
        page = JustHTML(text, strict=True, sanitize=False)
    except StrictModeError as error:
        return [str(error)]
    ids = Counter(attributes(page, "id"))
    wrong = [f"the id `{name}` is there {count} times" for name, count in ids.items() if count > 1]
    for attribute in ("aria-labelledby", "for"):
        for name in " ".join(attributes(page, attribute)).split():
            wrong += [] if name in ids else [f"`{attribute}` names `{name}`"]
    for target in attributes(page, "href"):
        if target.startswith("#") and target[1:] not in ids:
            wrong.append(f"a link leads to `{target}`")
    return wrong


def test_no_page_of_the_sample_has_an_error(sample: Newsroom) -> None:
    """Pages of releases, lists of releases and the first page."""
    built = {path: text for path, text in sample.built().items() if path.endswith(".html")}
    assert len(built) == 55
    for path, text in built.items():
        assert (path, read_strictly(text.decode())) == (path, [])


def test_no_draft_has_an_error(drafted: Newsroom) -> None:
    """Nor has one that shows what is missing."""
    folder = drafted.built("build/draft")
    built = {path: text.decode() for path, text in folder.items() if path.endswith(".html")}
    assert built
    for path, text in built.items():
        assert (path, read_strictly(text)) == (path, [])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("</h1>", "</h2>", "end-tag"),
        ("<!DOCTYPE html>", "", "doctype"),
        ('<main id="text">', "<main>", "leads to `#text`"),
        ("<article>", '<article id="text">', "2 times"),
        (' id="contacts"', "", "names `contacts`"),
        ("<h1>", '<h1 lang="en" lang="en">', "duplicate-attribute"),
        ("<article>", "<article><table><p>", "table"),
        ("<article>", "<article>&bogus;", "entity"),
    ],
)
def test_an_error_would_be_found(finished: Newsroom, old: str, new: str, words: str) -> None:
    """The same reader finds what is planted."""
    text = finished.read("build/en/library-opening/index.html")
    assert read_strictly(text) == []
    changed, count = re.subn(re.escape(old), new, text, count=1)
    assert count == 1
    assert [fault for fault in read_strictly(changed) if words in fault]
