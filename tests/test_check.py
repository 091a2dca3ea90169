"""Checks find what would be wrong in print, and leave good translations in peace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import rules
from communique.catalogue import Message, TemplateMessage, read_catalogue
from communique.check import Setting, check_catalogue, check_translation
from communique.extract import extract_house, extract_release
from communique.findings import Example, Rule, Severity, has_errors
from communique.glossary import Glossary, read_glossary
from communique.locales import SAMPLE_LOCALES, locale
from communique.release import House, Release, forms_of, read_house, read_release
from communique.rules import RULES, terms
from communique.styles import style_of

REPOSITORY: Final = Path(__file__).parent.parent
FORMS: Final = {"established": ("in",), "agencies": (), "un_page": (), "mail": ()}


TERM_RULES: Final = [rule for rule in vars(terms).values() if isinstance(rule, Rule)]
GLOSSARY, _ = read_glossary(
    (REPOSITORY / "tests/newsroom/glossary.csv").read_bytes(),
    path="glossary.csv",
    source=locale("en"),
)


def setting(
    tag: str = "fr",
    forms: Mapping[str, tuple[str, ...]] | None = None,
    glossary: Glossary | None = None,
) -> Setting:
    """A catalogue of a language in a house without a style."""
    of = locale(tag)
    return Setting(
        source_locale=locale("en"),
        locale=of,
        style=style_of("", of),
        forms=forms or {},
        glossary=glossary or Glossary(),
    )


def broken(
    source: str, *translations: str, plural: str = "", lone: tuple[int, ...] = ()
) -> set[str]:
    """Ids of the rules that an approved translation breaks."""
    message = Message(id=source, plural_id=plural, translations=translations)
    template = TemplateMessage(id=source, plural_id=plural)
    problems = check_translation(template, message, setting("fr", FORMS), lone_forms=lone)
    return {problem.rule.id for problem in problems}


RIGHT: Final = [
    ("{agencies} agencies", "{agencies} agences"),
    ("In {established}", "En {established:in}"),
    ("{agencies} of {established} at {un_page}", "{un_page} : {established}, {agencies}"),
    ("[UN]({un_page}) and [EU]({mail})", "[UE]({mail}) et [ONU]({un_page})"),
    ("[site]({un_page}) {agencies}", "{agencies} [site]({un_page})"),
    ("**not** today", "**pas** aujourd'hui"),
    ("*a* and **b**", "**b** et *a*"),
    ("*a*", "_a_"),
    ("[UNOCT]{.keep} says", "dit [UNOCT]{.keep}"),
    ("[le monde]{lang=fr}", "[Le Monde]{lang=fr}"),
    ("one\\\ntwo", "un\\\ndeux"),
    ("`x_y` is code", "`x_y` est du code"),
    ("Write to press@example.org.", "Écrivez à press@example.org !"),
    ("See https://example.org/a.", "请看https://example.org/a。"),
    ("Write to press@example.org now", "请联系press@example.org获取"),
    ("Write to press@example.org now", "اكتب إلى press@example.org، الآن"),
    ("mail press@example.org", "osoitteeseen press@example.org:iin"),
    ("AT&T <3", "AT&T &lt;3"),
    ("5 > 4", "5 &gt; 4"),
    ("[sic] a * b", "a * b [sic]"),
    ("snake_case", "snake_case"),
    ("“quoted”", "« cité »"),
    ("(EU)", "(UE) \u2067می\u2069"),
    ("می", "می\u200cخواهم"),
    ("100%", "100\N{NO-BREAK SPACE}%"),
    ("a\u00adb", "l'\u00ade"),
]


@pytest.mark.parametrize(("source", "translation"), RIGHT)
def test_a_good_translation_is_left_in_peace(source: str, translation: str) -> None:
    """Languages order facts, links and emphasis otherwise, and have their own punctuation."""
    assert broken(source, translation) == set()


WRONG: Final[list[tuple[str, str, Rule]]] = [
    ("{agencies} agencies", "des agences", rules.FACT_MISSING),
    ("{agencies} agencies", "6 agences", rules.FACT_MISSING),
    ("{agencies} and {agencies}", "{agencies}", rules.FACT_MISSING),
    ("{agencies} agencies", "\\{agencies} agences", rules.BRACE_STRAY),
    ("{agencies} agencies", "`{agencies}` agences", rules.FACT_MISSING),
    ("[site]({un_page})", "site", rules.LINK_CHANGED),
    ("{agencies} agencies", "{agences} agences", rules.FACT_UNKNOWN),
    ("agencies", "{agencies} agences", rules.FACT_UNKNOWN),
    ("{agencies} agencies", "{agencies:in} agences", rules.FACT_UNKNOWN),
    ("{established}", "{established:at}", rules.FACT_UNKNOWN),
    ("{agencies} agencies", "{agencies} ({agencies}) agences", rules.FACT_REPEATED),
    ("[site]({un_page})", "[site]({un_page}) {un_page}", rules.FACT_REPEATED),
    ("{agencies} agencies", "{ agencies } agences", rules.BRACE_STRAY),
    ("{agencies} agencies", "{Agencies} agences", rules.BRACE_STRAY),
    ("{agencies} agencies", "{agencies agences", rules.BRACE_STRAY),
    ("Welcome", "Bienvenue {{ 7*7 }}", rules.BRACE_STRAY),
    ("Welcome", "Bienvenue {% include 'x' %}", rules.BRACE_STRAY),
    ("Welcome", "Bienvenue <script>alert(1)</script>", rules.MARKUP_FORBIDDEN),
    ("Welcome", "Bienvenue <!-- x -->", rules.MARKUP_FORBIDDEN),
    ("Welcome", "<img src=x onerror=alert(1)>", rules.MARKUP_FORBIDDEN),
    ("Welcome", "![x](https://example.net/x.png)", rules.MARKUP_FORBIDDEN),
    ("Welcome", "[Bienvenue]{onclick=x}", rules.MARKUP_FORBIDDEN),
    ("[report]({un_page})", "[rapport](javascript:alert(1))", rules.ADDRESS_FORBIDDEN),
    ("[report]({un_page})", "[rapport](data:text/html,x)", rules.ADDRESS_FORBIDDEN),
    ("Welcome", "<javascript:alert(1)>", rules.ADDRESS_FORBIDDEN),
    ("[site]({un_page})", "[site](https://example.net)", rules.HOST_NEW),
    ("[site]({un_page})", "[site]({mail})", rules.LINK_CHANGED),
    ("[site]({un_page})", "site {un_page}", rules.LINK_CHANGED),
    ("Welcome", "[Bienvenue](https://example.net)", rules.HOST_NEW),
    ("[a](https://example.org)", "[a](https://example.org.evil.net)", rules.HOST_NEW),
    ("press@example.org", "presse@example.org", rules.ADDRESS_CHANGED),
    ("press@example.org", "écrivez-nous", rules.ADDRESS_CHANGED),
    ("Write to us", "press@example.org", rules.HOST_NEW),
    ("https://example.org/a", "https://example.net/a", rules.HOST_NEW),
    ("www.example.org", "www.example.org/fr", rules.ADDRESS_CHANGED),
    ("**not** today", "**pas aujourd'hui", rules.MARKUP_CHANGED),
    ("**not** today", "** pas ** aujourd'hui", rules.MARKUP_CHANGED),
    ("**not** today", "pas aujourd'hui", rules.MARKUP_CHANGED),
    ("**not** today", "*pas* aujourd'hui", rules.MARKUP_CHANGED),
    ("not today", "**pas** aujourd'hui", rules.MARKUP_CHANGED),
    ("not today", "_pas aujourd'hui", rules.MARKUP_CHANGED),
    ("not today", "pas aujourd'hui*", rules.MARKUP_CHANGED),
    ("not today", "pas `aujourd'hui", rules.MARKUP_CHANGED),
    ("not today", "pas\\n aujourd'hui", rules.MARKUP_CHANGED),
    ("[site]({un_page})", "[site] ({un_page})", rules.MARKUP_CHANGED),
    ("[site]({un_page})", "site]({un_page})", rules.MARKUP_CHANGED),
    ("one\\\ntwo", "un deux", rules.MARKUP_CHANGED),
    ("one\\\ntwo", "un\ndeux", rules.MARKUP_CHANGED),
    ("one two", "un\\\ndeux", rules.MARKUP_CHANGED),
    ("[UNOCT]{.keep}", "BLT", rules.MARKUP_CHANGED),
    ("[UNOCT]{.keep}", "[BLT]{.keep}", rules.MARKUP_CHANGED),
    ("[le monde]{lang=fr}", "[le monde]{lang=de}", rules.MARKUP_CHANGED),
    ("`x`", "`y`", rules.MARKUP_CHANGED),
    ("Welcome", "Bien\u202evenue", rules.BIDI_CONTROL),
    ("Welcome", "Bien&#8238;venue", rules.BIDI_CONTROL),
    ("Welcome", "Bien\x07venue", rules.TEXT_CONTROL),
    ("Welcome", "Bien\tvenue", rules.TEXT_CONTROL),
    ("Welcome", "Bien\rvenue", rules.TEXT_CONTROL),
    ("Welcome", "Bien\x85venue", rules.TEXT_CONTROL),
]


@pytest.mark.parametrize(("source", "translation", "rule"), WRONG)
def test_a_bad_translation_is_found(source: str, translation: str, rule: Rule) -> None:
    """Each slip breaks the rule that explains it."""
    assert rule.id in broken(source, translation)


def test_a_message_without_translation_is_missing() -> None:
    """An empty text and white space alike; nothing else is said of it."""
    assert broken("{agencies} agencies", "") == {rules.MESSAGE_MISSING.id}
    assert broken("{agencies} agencies", " \n") == {rules.MESSAGE_MISSING.id}
    assert broken("page", "page", "", plural="pages") == {rules.MESSAGE_MISSING.id}


def test_a_fuzzy_message_is_found_and_still_checked() -> None:
    """Whoever approves it sees at once what else is wrong."""
    message = Message(id="{agencies}", translations=("x",), fuzzy=True)
    problems = check_translation(TemplateMessage(id="{agencies}"), message, setting())
    assert {problem.rule.id for problem in problems} == {
        rules.MESSAGE_FUZZY.id,
        rules.FACT_MISSING.id,
    }


def test_a_form_for_one_number_alone_may_say_it_in_words() -> None:
    """“One page” needs no number; a form for many numbers does."""
    one, many = "page", "{agencies} pages"
    assert broken(one, "une page", "{agencies} pages", plural=many, lone=(0,)) == set()
    assert broken(one, "une page", "{agencies} pages", plural=many) == {rules.FACT_MISSING.id}
    assert broken(one, "une", "des pages", plural=many, lone=(0,)) == {rules.FACT_MISSING.id}
    assert broken(one, "{agences}", "{agencies}", plural=many, lone=(0,)) == {rules.FACT_UNKNOWN.id}
    assert broken(many, "des pages", lone=(0,)) == {rules.FACT_MISSING.id}


@pytest.mark.parametrize(
    ("tag", "forms", "rule"),
    [
        ("de", ("eine Seite", "{n} Seiten"), None),
        ("fr", ("une page", "{n} pages"), "fact-missing"),
        ("fr", ("{n} page", "{n} pages"), None),
        ("ar", ("لا صفحات", "صفحة", "صفحتان", "{n} صفحات", "{n} صفحة", "{n} صفحة"), None),
        ("pl", ("strona", "{n} strony", "{n} stron"), None),
        ("ru", ("страница", "{n} страницы", "{n} страниц"), "fact-missing"),
        ("zh", ("页",), "fact-missing"),
        ("zh", ("{n}页",), None),
    ],
)
def test_the_header_says_which_forms_stand_with_one_number(
    tag: str, forms: tuple[str, ...], rule: str | None
) -> None:
    """French has 0 and 1 in one form, Russian 1, 21 and 31: their numbers must be printed."""
    texts = "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))
    content = (
        f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {locale(tag).plural_forms.header}\\n"\n\n'
        f'msgid "{{n}} page"\nmsgid_plural "{{n}} pages"\n{texts}'
    )
    file, found = read_catalogue(content.encode(), path="x.po", locale=locale(tag))
    assert found == ()
    assert file is not None
    template = TemplateMessage(id="{n} page", plural_id="{n} pages")
    problems = check_catalogue(file.catalogue, [template], setting(tag))
    assert [problem.rule.id for problem in problems] == ([rule] if rule else [])


@pytest.mark.parametrize("tag", [tag for tag in SAMPLE_LOCALES if tag != "en"])
def test_a_message_without_a_plural_must_have_its_facts(tag: str) -> None:
    """Whatever the plural rule of the language, a lost fact is found."""
    content = (
        f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {locale(tag).plural_forms.header}\\n"\n\nmsgid "{{n}}"\nmsgstr "x"\n'
    )
    file, _ = read_catalogue(content.encode(), path="x.po", locale=locale(tag))
    assert file is not None
    (problem,) = check_catalogue(file.catalogue, [TemplateMessage(id="{n}")], setting(tag))
    assert problem.rule is rules.FACT_MISSING


def test_a_finding_leads_to_the_translation() -> None:
    """File, line of the msgstr, language, role, what was found and what was expected."""
    content = (
        'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "heading"\nmsgid ""\n"{agencies} agencies"\nmsgstr "des agences"\n'
    )
    path = "locales/fr/LC_MESSAGES/x.po"
    file, _ = read_catalogue(content.encode(), path=path, locale=locale("fr"))
    assert file is not None
    template = [
        TemplateMessage(id="{agencies} agencies", context="heading", place="heading, section 1"),
        TemplateMessage(id="{agencies} agencies", place="paragraph 1"),
    ]
    changed, stale = check_catalogue(file.catalogue, template, setting("fr", FORMS))
    assert str(changed) == (
        "error: placeholder `{agencies}` is missing from the translation [fact-missing]\n"
        "  --> locales/fr/LC_MESSAGES/x.po:7  (heading, section 1)\n"
        "hint: write `{agencies}` where the value belongs, also in place of a number typed by hand"
    )
    assert (changed.found, changed.expected) == ("", "{agencies}")
    assert (stale.rule, stale.place.line, stale.locale) == (rules.MESSAGE_STALE, 1, "fr")
    assert "communique update" in stale.hint


def test_an_obsolete_translation_is_no_translation() -> None:
    """It stands in the file, but the message is not in the catalogue."""
    content = (
        'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#~ msgid "a"\n#~ msgstr "b"\n'
    )
    file, _ = read_catalogue(content.encode(), path="x.po", locale=locale("fr"))
    assert file is not None
    (finding,) = check_catalogue(file.catalogue, [TemplateMessage(id="a")], setting())
    assert finding.rule is rules.MESSAGE_STALE


TRANSLATED: Final = [
    pytest.param(rule, example, id=f"{rule.id}-{example.locale}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.examples)
    if example.locale
]


@pytest.mark.parametrize(("rule", "example"), TRANSLATED)
def test_the_example_of_a_rule_breaks_it_and_its_remedy_does_not(
    rule: Rule, example: Example
) -> None:
    """What `communique explain` shows is what the check finds, and nothing besides."""

    def found(translation: str) -> list[str]:
        message = Message(id=example.source, context=example.context, translations=(translation,))
        template = TemplateMessage(id=example.source, context=example.context)
        of = setting(example.locale, FORMS, GLOSSARY if rule in TERM_RULES else None)
        return [problem.rule.id for problem in check_translation(template, message, of)]

    assert found(example.wrong) == [rule.id]
    assert found(example.right) == []


HEADER_RIGHT: Final = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=n>1?2:n;\\n"\n\n'
)
PLURAL: Final = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (
            rules.CATALOGUE_ENCODING,
            HEADER_RIGHT.replace("UTF-8", "ISO-8859-1"),
            HEADER_RIGHT,
        ),
        (
            rules.CATALOGUE_SYNTAX,
            HEADER_RIGHT + 'msgid "a"\nmsgstr "Hintergrund\n',
            HEADER_RIGHT + 'msgid "a"\nmsgstr "Hintergrund"\n',
        ),
        (
            rules.CATALOGUE_DUPLICATE,
            HEADER_RIGHT + 'msgid "Background"\nmsgstr "a"\n' * 2,
            HEADER_RIGHT + 'msgid "Background"\nmsgstr "a"\n',
        ),
        (
            rules.CATALOGUE_HEADER,
            HEADER_RIGHT.replace("Language: fr", "Language: de"),
            HEADER_RIGHT,
        ),
        (rules.CATALOGUE_HEADER, "#, fuzzy\n" + HEADER_RIGHT, HEADER_RIGHT),
        (rules.PLURAL_FORMS, HEADER_RIGHT + PLURAL, HEADER_RIGHT + PLURAL + 'msgstr[2] "e"\n'),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_the_example_of_a_catalogue_rule_breaks_it(rule: Rule, wrong: str, right: str) -> None:
    """Each is found in the file, and the mended file has nothing against it."""

    def found(text: str) -> tuple[Rule, ...]:
        _, findings = read_catalogue(text.encode(), path="x.po", locale=locale("fr"))
        return tuple(finding.rule for finding in findings)

    assert rule in found(wrong)
    assert found(right) == ()


def constant(rule: Rule) -> str:
    """The name under which a rule stands in its module."""
    return next(name for name, value in vars(rules).items() if value is rule)


TEXTS = st.lists(
    st.sampled_from(
        ["a", " ", "{agencies}", "{un_page}", "{", "}", "*", "**", "_", "`", "[", "](", ")", "<b>",
         "(", "{.keep}", "\\", "\n", "https://example.org", "a@example.org", "&lt;", "é", "中",
         "\u202e"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=200)
def test_no_pair_of_texts_is_too_odd_to_be_checked(source: str, translation: str) -> None:
    """Whatever has been typed, the check ends, and a copy of a clean source is clean."""
    broken(source, translation)
    unsafe = {"markup-forbidden", "address-forbidden", "brace-stray", "bidi-control"}
    if source.strip():
        errors = {rule for rule in broken(source, source) if RULES[rule].severity is Severity.ERROR}
        assert errors <= unsafe | {"fact-unknown", "script-wrong"}


@pytest.fixture(scope="module")
def house() -> House:
    """The house of this repository."""
    house, _ = read_house((REPOSITORY / "release/house.toml").read_text(encoding="utf-8"))
    return house


def releases(house: House) -> list[Release]:
    """The releases of this repository."""
    found = []
    for path in sorted((REPOSITORY / "release").glob("*.md")):
        release, problems = read_release(
            path.read_bytes(), path=path.relative_to(REPOSITORY).as_posix(), house=house
        )
        if release is not None and not has_errors(problems):
            found.append(release)
    return found


@pytest.mark.parametrize("tag", [tag for tag in SAMPLE_LOCALES if tag != "en"])
def test_nothing_is_found_in_the_catalogues_of_this_repository(tag: str, house: House) -> None:
    """Twenty-six careful translations of a real text: every alarm would be a false one."""
    templates = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for path in (REPOSITORY / "templates").rglob("*.j2")
    }
    domains: dict[str, tuple[tuple[TemplateMessage, ...], dict[str, tuple[str, ...]]]] = {
        "house": (extract_house(house, templates), {})
    }
    for release in releases(house):
        forms = {name: forms_of(fact) for name, fact in release.facts.items()}
        domains[release.id] = (extract_release(release, house), forms)
    assert len(domains) > 1
    for domain, (messages, forms) in domains.items():
        path = REPOSITORY / f"locales/{tag}/LC_MESSAGES/{domain}.po"
        file, found = read_catalogue(path.read_bytes(), path=path.name, locale=locale(tag))
        assert found == ()
        assert file is not None
        assert check_catalogue(file.catalogue, messages, setting(tag, forms)) == ()
