"""Every rule is explained by examples, and the examples are true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique.findings import Example, Rule
from communique.rules import RULES

if TYPE_CHECKING:
    from conftest import Newsroom

RELEASE: Final = "library-opening"
PATTERN: Final = Path(__file__).parent / "newsroom"
_TEXT: Final = f"release/{RELEASE}.md"
_BUILT: Final = frozenset({"page-failed", "pdf-failed", "glyph-missing", "font-missing"})
_PSEUDO: Final = frozenset({"text-unmarked"})
"""Rules that only a build can find broken; and only one in a pseudo-locale."""

IN_FILES: Final = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples)
    if example.path
]


@pytest.mark.parametrize(("rule", "example"), IN_FILES)
def test_the_example_of_a_file_breaks_its_rule(
    rule: Rule, example: Example, newsroom: Newsroom
) -> None:
    """The right lines stand in the small newsroom, where nothing breaks the rule; the wrong do."""

    def found() -> list[str]:
        if rule.id.startswith("proof-"):
            return newsroom.build("--proof").rules()
        if rule.id in _PSEUDO:
            return newsroom.build("--locale", "en-XA").rules()
        outcome = newsroom.build() if rule.id in _BUILT else newsroom.call("check")
        return outcome.rules()

    if not (newsroom.root / example.path).exists():
        newsroom.write(example.path, (PATTERN / Path(example.path).name).read_bytes())
    assert rule.id not in found()
    newsroom.replace(example.path, example.right, example.wrong)
    assert rule.id in found()


def _saved_in_another_encoding(newsroom: Newsroom) -> None:
    text = newsroom.read(_TEXT).replace("library", "librairie édifiée")
    newsroom.write(_TEXT, text.encode("cp1252"))


def _saved_twice(newsroom: Newsroom) -> None:
    newsroom.write(f"release/copy/{RELEASE}.md", newsroom.read(_TEXT))


def _without_catalogue(newsroom: Newsroom) -> None:
    (newsroom.root / newsroom.catalogue("fr")).unlink()


def _accepting_what_was_mended(newsroom: Newsroom) -> None:
    entry = '{"path": "x.po", "rule": "spacing", "fingerprint": "0a1b2c3d4e5f6071"}'
    newsroom.write("release/known.json", f'{{"format": 1, "accepted": [{entry}]}}')
    house = newsroom.read("release/house.toml")
    newsroom.write("release/house.toml", f'{house}\n[check]\nbaseline = "release/known.json"\n')


def _translated_too_little(newsroom: Newsroom) -> None:
    catalogue = newsroom.catalogue("fr")
    text = newsroom.read(catalogue)
    for source in ("What there is", "a reading room.", "We have waited for this."):
        translation = newsroom.translation("fr", source)
        text = text.replace(f'msgstr "{translation}"', 'msgstr ""')
    newsroom.write(catalogue, text)
    house = newsroom.read("release/house.toml")
    newsroom.write("release/house.toml", f"{house}\n[check.coverage]\nfr = 80\n")


ARRANGED: Final[dict[str, Callable[[Newsroom], None]]] = {
    "source-encoding": _saved_in_another_encoding,
    "release-duplicate": _saved_twice,
    "catalogue-missing": _without_catalogue,
    "baseline-unused": _accepting_what_was_mended,
    "coverage-low": _translated_too_little,
}
"""What breaks a rule whose example cannot be shown in lines of a file."""


@pytest.mark.parametrize("rule", ARRANGED)
def test_what_the_example_describes_breaks_its_rule(rule: str, newsroom: Newsroom) -> None:
    """The state that the example tells of in words is found, and only then."""
    assert rule not in newsroom.call("check").rules()
    ARRANGED[rule](newsroom)
    assert rule in newsroom.call("check").rules()


def test_an_import_is_always_to_be_confirmed(newsroom: Newsroom) -> None:
    """Whatever was recognised, somebody has to read it."""
    plain = "Library opens\n\nLowbridge, 6 April 2019 – The town opens its library.\n"
    newsroom.write("release.txt", plain)
    assert "import-unsure" in newsroom.call("import", newsroom.root / "release.txt").rules()


ELSEWHERE: Final[dict[str, str]] = {
    "catalogue-size": "test_catalogue_size.py",
    "import-unsure": "test_rules.py",
    "hard-space": "test_check_typography.py",
    "translation-misplaced": "test_check_misplaced.py",
    "translation-varies": "test_check_consistency.py",
    "translation-shared": "test_check_consistency.py",
    "editions-differ": "test_concordance.py",
    "baseline-unused": "test_baseline.py",
    "coverage-low": "test_gate.py",
    "merge-conflict": "test_merge.py",
    "proof-font": "test_proof.py",
    "proof-glyph": "test_proof.py",
    "proof-pages": "test_proof.py",
    "proof-stale": "test_proof.py",
}
"""Rules whose examples need more than a file or a translation, and the tests that have it."""


def test_every_example_is_executed() -> None:
    """None is there for show."""
    shown = {rule.id for rule in RULES.values() for e in rule.examples if not (e.path or e.locale)}
    assert shown == set(ARRANGED) | set(ELSEWHERE)


@pytest.mark.parametrize(("rule", "path"), ELSEWHERE.items())
def test_a_rule_that_needs_more_is_tried_elsewhere(rule: str, path: str) -> None:
    """The test that is named speaks of it."""
    text = (Path(__file__).parent / path).read_text(encoding="utf-8")
    assert rule in text or rule.upper().replace("-", "_") in text
