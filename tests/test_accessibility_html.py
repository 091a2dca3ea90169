"""Every page of the sample is usable by all: axe-core, small windows, large text, keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from browser import Browser
from communique.project import load_project

if TYPE_CHECKING:
    from conftest import Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPOSITORY: Final = Path(__file__).parent.parent
TAGS: Final = tuple(load_project(REPOSITORY).house.locales)
ID: Final = "2018-05-25-eu-un-counter-terrorism"
RELEASES: Final = tuple(f"{tag}/{ID}/index.html" for tag in TAGS)
LISTS: Final = tuple(f"{tag}/index.html" for tag in TAGS)
PAGES: Final = (*RELEASES, *LISTS, "index.html")

AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
AXE_VERSION: Final = "4.12.1"
AXE_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE_RUN: Final = """
axe.run(%s, {runOnly: %s}).then(result => ({
  wrong: [...result.violations, ...result.incomplete].flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}: ${node.failureSummary}`)),
  passed: Object.fromEntries(result.passes.map(rule => [rule.id, rule.nodes.length])),
}))
"""
OPEN: Final = "[...document.querySelectorAll('details')].map(list => list.open = true)"
# axe takes text for the icons of an icon font where letters join, as Arabic ones do, and leaves
# it out. Colours do not depend on letters.
WITHOUT_LETTERS: Final = r"""(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) node.data = node.data.replace(/\p{L}/gu, "x");
})()"""


def axe(browser: Browser, part: str = "document") -> tuple[list[str], dict[str, int]]:
    """What axe-core finds wrong or cannot decide, and in how many places each rule holds."""
    browser.evaluate(f"{AXE}; 0")
    assert browser.evaluate("axe.version") == AXE_VERSION
    found = browser.evaluate(AXE_RUN % (part, json.dumps(AXE_TAGS)))
    wrong, passed = found["wrong"], found["passed"]
    if "color-contrast" not in passed:
        browser.evaluate(WITHOUT_LETTERS)
        again = browser.evaluate(AXE_RUN % (part, json.dumps(["color-contrast"])))
        wrong += again["wrong"]
        passed |= again["passed"]
    return wrong, passed


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, sample: Newsroom, path: str, *, dark: bool) -> None:
    """WCAG 2.2 AA and good practice: no violation, and nothing left for a person to decide."""
    browser.show(address(sample, path), dark=dark)
    assert browser.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (brightness(ground) < 0.5) is dark, "the page has colours of its own for the dark"
    wrong, passed = axe(browser)
    assert wrong == []
    assert passed["color-contrast"] >= (35 if path in RELEASES else 3)
    if browser.evaluate(f"{OPEN}.length"):
        wrong, passed = axe(browser, "'details'")
        assert (wrong, passed["color-contrast"]) == ([], 1 + len(TAGS))


def address(newsroom: Newsroom, path: str) -> str:
    """The address of a page that was built."""
    return (newsroom.root / "build" / path).as_uri()


def brightness(colour: str) -> float:
    """From black, 0, to white, 1, of a colour such as `rgb(0, 0, 0)`."""
    red, green, blue = (int(part) for part in colour.partition("(")[2].rstrip(")").split(",")[:3])
    return (red * 0.21 + green * 0.72 + blue * 0.07) / 255


# --- small windows and large letters ---

LAYOUT: Final = """
(() => {
  const visible = {visibilityProperty: true, opacityProperty: true};
  const shown = element => element.checkVisibility(visible);
  const wrong = [], lines = [];
  // A list that opens above the page covers it, and is closed again.
  const layer = node => node.parentElement.closest("details > ul");
  const name = node => (node.data ?? node.textContent).trim().replace(/\\s+/g, " ").slice(0, 40);
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth)
    wrong.push(`the page is ${root.scrollWidth} wide in a window of ${innerWidth}`);
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const cut = style.overflowX !== "visible" && style.display !== "inline" && shown(element);
    if (cut && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1))
      wrong.push(`cut off: ${name(element)}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    if (!node.data.trim() || !shown(node.parentElement)) continue;
    if (node.parentElement.closest(".skip, script, style")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      // The middle of a line of text: descenders of one line may touch the next one's accents.
      const inset = box.height * 0.3;
      if (box.width > 1) lines.push({node, left: box.left + 1, right: box.right - 1,
        top: box.top + inset, bottom: box.bottom - inset});
    }
  }
  for (const line of lines)
    if (line.left < -1 || line.right > innerWidth + 1) wrong.push(`outside: ${name(line.node)}`);
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next];
      const apart = other.right <= one.left || one.right <= other.left;
      if (!apart && other.node !== one.node && layer(other.node) === layer(one.node))
        wrong.push(`overlap: ${name(one.node)} / ${name(other.node)}`);
    }
  });
  return [...new Set(wrong)];
})()
"""
# WCAG 2.2, 1.4.12
SPACED: Final = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
WAYS: Final[dict[str, dict[str, Any]]] = {
    "320 pixels": {"width": 320, "height": 256},
    "200 % of 1280": {"width": 640, "height": 512, "scale": 2},
    "letters of 200 %": {"width": 1280, "height": 1024, "style": ":root { font-size: 200% }"},
    "letters of 200 %, 640 pixels": {"width": 640, "style": ":root { font-size: 200% }"},
    "spaced, 320 pixels": {"width": 320, "style": SPACED},
}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_in_small_windows_and_large_letters(
    browser: Browser, sample: Newsroom, path: str
) -> None:
    """WCAG 1.4.4, 1.4.10, 1.4.12: no sideways scrolling, nothing cut off, covered or left out."""
    browser.show(address(sample, path), width=1280, height=1024)
    whole = words(browser)
    assert len(whole) > 5
    for name, way in WAYS.items():
        assert (name, lost(browser, address(sample, path), **way)) == (name, [])
        assert words(browser) == whole, name


def lost(browser: Browser, page: str, *, style: str = "", **window: Any) -> list[str]:
    """What goes wrong with a page in a window, its lists closed and open."""
    browser.show(page, **window)
    if style:
        sheet = json.dumps(f"<style>{style}</style>")
        browser.evaluate(f"document.head.insertAdjacentHTML('beforeend', {sheet})")
    wrong = list(browser.evaluate(LAYOUT))
    browser.evaluate(OPEN)
    wrong += browser.evaluate(LAYOUT)
    return wrong


def words(browser: Browser) -> list[str]:
    """The words that are shown, lists opened."""
    browser.evaluate(OPEN)
    return str(browser.evaluate("document.body.innerText")).split()


# --- the keyboard ---

REACHABLE: Final = """
[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(element => element.checkVisibility()).map((element, at) => (element.stop = at,
    element.textContent.trim()))
"""
FOCUSED: Final = """
(() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {stop: element.stop ?? -1, outline: style.outlineStyle === "none" ? 0
      : parseFloat(style.outlineWidth), outside: box.right <= 0 || box.left >= innerWidth
      || box.bottom <= 0 || box.top >= innerHeight, covered: !(hit && (element.contains(hit)
      || hit.contains(element))), ring: style.outlineColor};
})()
"""


def stops(browser: Browser) -> Iterator[dict[str, Any]]:
    """What the Tab key comes to, from the top of the page to its end."""
    seen: set[int] = set()
    while True:
        browser.press("Tab", code=9)
        found = browser.evaluate(FOCUSED)
        # Behind the last one comes the browser itself, or the first one again.
        if found["stop"] < 0 or found["stop"] in seen:
            return
        seen.add(found["stop"])
        yield found


@pytest.mark.parametrize("forced", [False, True], ids=["own colours", "forced colours"])
@pytest.mark.parametrize("path", PAGES)
def test_the_tab_key_comes_to_everything(
    browser: Browser, sample: Newsroom, path: str, *, forced: bool
) -> None:
    """Each link and button is reached once, in the order of the text, and seen to be reached."""
    browser.show(address(sample, path), width=1000, height=700)
    if forced:
        active = {"name": "forced-colors", "value": "active"}
        browser.ask("Emulation.setEmulatedMedia", media="screen", features=[active])
        assert browser.evaluate("matchMedia('(forced-colors: active)').matches")
    names = browser.evaluate(REACHABLE)
    assert len(names) >= 2
    found = list(stops(browser))
    assert [stop["stop"] for stop in found] == list(range(len(names)))
    for stop in found:
        seen = stop["outline"] >= 2 and not stop["outside"] and not stop["covered"]
        assert seen, (names[stop["stop"]], stop)


@pytest.mark.parametrize("path", RELEASES)
def test_the_first_link_leads_to_the_text(browser: Browser, sample: Newsroom, path: str) -> None:
    """It shows when it is reached, and who follows it goes on inside the text."""
    browser.show(address(sample, path), height=700)
    hidden = browser.evaluate("document.querySelector('.skip').getBoundingClientRect().bottom")
    browser.press("Tab", code=9)
    assert browser.evaluate("document.activeElement.matches('.skip')")
    assert hidden <= 0 < browser.evaluate("document.activeElement.getBoundingClientRect().top") + 1
    browser.press("Enter", code=13, text="\r")
    assert browser.evaluate("location.hash") == "#text"
    browser.press("Tab", code=9)
    assert browser.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("key", "code", "text"), [("Enter", 13, "\r"), (" ", 32, " ")])
def test_the_list_of_languages_opens_by_keyboard(
    browser: Browser, sample: Newsroom, key: str, code: int, text: str
) -> None:
    """Enter and space open it, Tab comes to its first language, and both close it again."""
    browser.show(address(sample, RELEASES[0]))
    names = browser.evaluate(REACHABLE)
    while not browser.evaluate("document.activeElement.matches('summary')"):
        browser.press("Tab", code=9)
        assert browser.evaluate("document.activeElement.stop ?? -1") < len(names)
    opened = "document.querySelector('details').open"
    assert browser.evaluate(opened) is False
    browser.press(key, code=code, text=text)
    assert browser.evaluate(opened) is True
    browser.press("Tab", code=9)
    assert browser.evaluate("document.activeElement.closest('details') !== null")
    browser.evaluate("document.querySelector('summary').focus()")
    browser.press(key, code=code, text=text)
    assert browser.evaluate(opened) is False


# --- planted faults ---


def changed(sample: Newsroom, folder: Path, old: str, new: str) -> str:
    """The English page with one thing done wrong."""
    text = sample.read(f"build/en/{ID}/index.html")
    assert old in text
    style = (sample.root / "build/assets/communique.css").read_text("utf-8")
    page = folder / "page.html"
    text = text.replace("</head>", f"<style>{style}</style></head>", 1).replace(old, new, 1)
    page.write_text(text, "utf-8")
    return page.as_uri()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<html lang="en"', "<html", "html-has-lang"),
        ("<article>", '<article style="color: #aaa; background: #fff">', "color-contrast"),
        ("<article>", '<article><img src="x.png">', "image-alt"),
        ("<h1>", "<h4>", "page-has-heading-one"),
        ('<main id="text">', '<div id="text">', "landmark-one-main"),
    ],
)
def test_axe_would_find_a_fault(
    browser: Browser, sample: Newsroom, tmp_path: Path, old: str, new: str, rule: str
) -> None:
    """The same run finds what is planted."""
    browser.show(changed(sample, tmp_path, old, new))
    wrong, _ = axe(browser)
    assert [found for found in wrong if found.startswith(f"{rule}: ")], wrong


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("width: 400px", "wide in a window"),
        ("height: 3em; overflow: hidden", "cut off"),
        ("margin-block-end: -5em", "overlap"),
        ("position: relative; inset-inline-start: -3em", "outside"),
    ],
)
def test_a_loss_would_be_found(
    browser: Browser, sample: Newsroom, tmp_path: Path, style: str, words: str
) -> None:
    """A page that does not fit is told from one that does."""
    page = changed(sample, tmp_path, '<p class="lead">', f'<p class="lead" style="{style}">')
    found = lost(browser, page, **WAYS["320 pixels"])
    assert [fault for fault in found if words in fault], found


def test_a_focus_out_of_order_would_be_found(
    browser: Browser, sample: Newsroom, tmp_path: Path
) -> None:
    """A `tabindex` that takes a link out of the order of the text shows."""
    browser.show(changed(sample, tmp_path, 'type="application/pdf">', 'tabindex="3">'))
    names = browser.evaluate(REACHABLE)
    assert [stop["stop"] for stop in stops(browser)] != list(range(len(names)))
