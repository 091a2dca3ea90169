"""The evidence for the checks: clean texts, planted faults, real alarms, hostile texts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from communique.findings import Severity
from communique.rules import RULES
from evidence.corpus import corpus_files, markdown_of
from evidence.faults import faults
from evidence.ground import SENTENCES, TAGS, files_of, quoted, texts_of, without
from evidence.hostile import ordeals
from evidence.kinds import KINDS
from evidence.precision import ALARMS, PRECISION, alarms, precision_data, read_verdicts
from evidence.recall import RECALL, clean_findings, recall_data
from evidence.speed import SPEED
from evidence.terms import sentences, words

ROOT: Final = Path(__file__).resolve().parent.parent
# A left-to-right script, one without capitals from the right, one without spaces.
SOME_TAGS: Final = ("el", "ar", "zh")
MOST_ALARMS: Final = {Severity.ERROR: 1.0, Severity.WARNING: 3.0}
LEAST_CAUGHT: Final = {Severity.ERROR: 98.0, Severity.WARNING: 90.0}


@cache
def data(path: Path) -> Any:
    """What is committed at a path."""
    return json.loads((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_is_found_in_clean_texts(tag: str) -> None:
    """The sample and the sentences, as people would write them in the style of the house."""
    assert [f"{finding}: {finding.found}" for finding in clean_findings([tag])] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_every_sentence_and_word(tag: str) -> None:
    """The sentences of all languages answer to the English ones."""
    assert sentences(tag).keys() == sentences("en").keys()
    assert words(tag).keys() == words("fr").keys()
    assert len([text for text in texts_of(tag) if text.name]) == len(sentences("en"))
    assert all(text.translation for text in texts_of(tag))


@pytest.mark.parametrize("tag", SOME_TAGS)
def test_the_table_of_recall_is_what_the_generator_gives(tag: str) -> None:
    """What is committed is of these rules, these faults and these sentences."""
    now = {row["kind"]: row["languages"][tag] for row in recall_data([tag])["kinds"]}
    committed = {
        row["kind"]: row["languages"][tag]
        for row in data(RECALL)["kinds"]
        if tag in row["languages"]
    }
    assert now == committed, "run `make evidence`"


def test_planting_is_repeatable() -> None:
    """The same seed plants the same faults, another one others."""
    for kind in KINDS:
        once = [fault.content for fault in faults("fr", kind)]
        assert once == [fault.content for fault in faults("fr", kind)]
    (swapped,) = (kind for kind in KINDS if kind.name == "two digits swapped")
    contents = {fault.content for fault in faults("fr", swapped)}
    assert contents != {fault.content for fault in faults("fr", swapped, seed=2)}


@pytest.mark.parametrize("tag", SOME_TAGS)
def test_a_fault_in_a_text_changes_one_line(tag: str) -> None:
    """One translation is wrong, and all else is clean."""
    for kind in KINDS:
        for fault in faults(tag, kind):
            assert fault.content not in (fault.file.content, fault.file.content.encode())
            if fault.wrong:
                changed = str(fault.content).split("\n")
                lines = zip(changed, fault.file.content.split("\n"), strict=True)
                assert [line for line, clean in lines if line != clean] == [
                    f"msgstr {quoted(fault.wrong)}"
                ]


def test_every_rule_of_translations_has_a_fault() -> None:
    """No rule claims to catch what nobody has planted."""
    claimed = {rule for kind in KINDS for rule in kind.rules}
    shown = {rule.id for rule in RULES.values() if any(example.locale for example in rule.examples)}
    assert claimed <= set(RULES)
    assert shown <= claimed


def test_the_tables_are_of_the_rules_there_are() -> None:
    """A rule that is new, gone or graver makes the tables stale."""
    for row in data(PRECISION)["rules"]:
        assert RULES[row["rule"]].severity == row["severity"]
    shown = {rule.id for rule in RULES.values() if any(one.locale for one in rule.examples)}
    assert shown <= {row["rule"] for row in data(PRECISION)["rules"]}
    kinds = {(row["kind"], tuple(row["rules"])) for row in data(RECALL)["kinds"]}
    assert kinds == {(kind.name, kind.rules) for kind in KINDS}


def test_few_alarms_in_real_texts() -> None:
    """Under one in 100 texts for a rule that blocks, under three for one that warns."""
    total = sum(data(PRECISION)["segments"].values())
    for row in data(PRECISION)["rules"]:
        count = sum(cell[0] for cell in row["languages"].values())
        most = MOST_ALARMS.get(Severity(row["severity"]), 100.0)
        assert 100 * count / total < most, row["rule"]


@pytest.mark.parametrize("rule", sorted({kind.rules[0] for kind in KINDS if kind.claimed}))
def test_planted_faults_are_caught(rule: str) -> None:
    """98 of 100 faults that errors claim to catch, and 90 of those of warnings."""
    rows = [row for row in data(RECALL)["kinds"] if row["rule"] == rule and row["claimed"]]
    planted, caught, _ = (
        sum(cell[at] for row in rows for cell in row["languages"].values()) for at in range(3)
    )
    assert 100 * caught / planted >= LEAST_CAUGHT.get(RULES[rule].severity, 0.0)


def test_alarms_were_read_by_a_person() -> None:
    """At least 150, each once, of a rule there is, with a reason."""
    verdicts = read_verdicts(ROOT / ALARMS)
    assert len(verdicts) >= 150
    assert len({verdict.key for verdict in verdicts}) == len(verdicts)
    assert all(verdict.rule in RULES and verdict.reason for verdict in verdicts)
    read = sum(row["read"] for row in data(PRECISION)["rules"])
    assert read >= 150, "run `make evidence`: the alarms that were read are not raised any more"


def test_the_race_was_run_in_all_languages_of_the_corpus() -> None:
    """The table of speed and the table of alarms are of the same texts."""
    languages = {row["locale"]: row["messages"] for row in data(SPEED)["languages"]}
    assert languages.pop("all") == sum(data(PRECISION)["segments"].values())
    assert languages == data(PRECISION)["segments"]


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ('<p>See the <a href="$(HOME)/x_(y)">list</a>.</p>', "See the [list](S/x_%28y%29)."),
        ('<a\nhref="../y">a <b>b</b></a>', "[a **b**](S/y)"),
        ("<q>now</q> &mdash; <code>a_b</code>&nbsp;&lt;3", "“now” — `a_b`\u00a0\\<3"),
        ("a<br />\n b", "a\\\nb"),
        ("one \\\n two", "one two"),
        ('Write to <email "a@b.org" />', "Write to a@b.org"),
        ("lost <em>tag", "lost tag"),
        ("crossed <em><b>tags</em></b>", "crossed *tags*"),
        ("x<strong>(y)</strong>z", "x **(y)** z"),
        ("(<strong>(y)</strong>)", "(**(y)**)"),
        ("2 * 3 [sic] {x} `", "2 \\* 3 \\[sic\\] \\{x\\} \\`"),
        ("<img src=x>", ""),
        ("(<codename>), <release/> of <srcpkg dpkg>", "(codename), release of dpkg"),
        ("m<sup>2</sup><p>New", "m2 New"),
    ],
)
def test_html_becomes_markdown(written: str, markdown: str) -> None:
    """What a reader sees stays, and what has no place in a release goes."""
    assert markdown_of(written, site="S/") == markdown


def test_alarms_of_a_corpus_are_counted(tmp_path: Path) -> None:
    """By language and rule, with the texts concerned, HTML turned into Markdown or not."""
    head = 'msgid ""\nmsgstr "Language: pt_BR\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = (
        'msgid "<q>Now</q> there are 12 of them."\nmsgstr "<q>Agora</q> há 13 deles."\n\n'
        'msgid "<em>Good</em> text"\nmsgstr "Texto <em>bom</em>"\n\n'
        'msgid "not done"\nmsgstr ""\n'
    )
    folder = tmp_path / "pt_BR"
    folder.mkdir()
    (folder / "one.po").write_text(head + entries, "utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "one.po").write_text(head, "utf-8")
    counted = precision_data(tmp_path, [])
    assert counted["segments"] == {"pt-BR": 2}
    rows = {row["rule"]: row["languages"] for row in counted["rules"] if row["languages"]}
    assert rows == {"value-changed": {"pt-BR": (1, 1)}}
    ((_, raised),) = alarms(tmp_path)
    assert [(alarm.file, alarm.segment, alarm.found) for alarm in raised] == [
        ("pt_BR/one.po", 1, "13")
    ]
    (file,) = corpus_files(tmp_path, raw=True)
    assert file.template[0].id.startswith("<q>")


@pytest.mark.parametrize("tag", ["fr", "zh"])
def test_hostile_texts_take_no_longer_than_their_length(tag: str) -> None:
    """Three times the length is about three times the work, on either side, in any family."""
    units = (
        "1 ",
        "1.1",
        "( ",
        "[[",
        "“a ",
        "a ",
        "the the ",
        "a@",
        "\u2067",
        "e\u0301",
        "A.",
        "{a",
    )
    for ordeal in ordeals(6_000, tags=(tag,), units=units, times=3):
        # A quadratic step takes nine times as long; below half a second noise would decide.
        assert ordeal.long < 0.5 or ordeal.long < 7 * ordeal.short, ordeal


@pytest.mark.parametrize(
    ("text", "piece", "left"),
    [
        ("fell to 6 % now", "6 %", "fell to now"),
        ("fell to 6 %, now", "6 %", "fell to, now"),
        ("6 people", "6", "people"),
        ("in 6.", "6", "in."),
    ],
)
def test_what_is_taken_out_leaves_no_gap(text: str, piece: str, left: str) -> None:
    """A fault is one fault: a number that is left out takes its space with it."""
    at = text.index(piece)
    assert without(text, at, at + len(piece)) == left


def test_the_sentences_are_a_catalogue_like_any_other() -> None:
    """Planted faults are found in bytes, from the header on."""
    (file,) = (file for file in files_of("fr") if file.domain == SENTENCES)
    assert "Language: fr\\n" in file.content
    assert len(file.messages) == len(file.template) == len(sentences("en"))
