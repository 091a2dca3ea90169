"""Terms are found in every form that a language gives them, and wrong ones at their place."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Final

import pytest

from communique.catalogue import read_catalogue
from communique.check.catalogue import judge
from communique.check.pair import Pair, Setting
from communique.check.problem import Problem
from communique.check.reading import reading
from communique.check.terms import term_problems
from communique.findings import Example, Rule
from communique.glossary import Glossary, read_glossary
from communique.locales import SAMPLE_LOCALES, locale
from communique.rules import terms as rules
from communique.styles import style_of

REPOSITORY: Final = Path(__file__).parent.parent


def glossary_of(text: str) -> Glossary:
    """The glossary in a table."""
    glossary, findings = read_glossary(text.encode(), path="glossary.csv", source=locale("en"))
    assert findings == ()
    return glossary


HOUSE: Final = glossary_of((REPOSITORY / "tests/newsroom/glossary.csv").read_text(encoding="utf-8"))


def problems(tag: str, source: str, translation: str, glossary: Glossary = HOUSE) -> list[Problem]:
    """What is wrong with the terms of a translation."""
    of = locale(tag)
    setting = Setting(
        source_locale=locale("en"), locale=of, style=style_of("", of), glossary=glossary
    )
    pair = Pair(setting=setting, source=reading(source), translation=reading(translation))
    return list(term_problems(pair))


EXAMPLES: Final = [
    pytest.param(rule, example, id=f"{rule.id}-{example.locale}")
    for rule in vars(rules).values()
    if isinstance(rule, Rule)
    for example in rule.examples
    if example.locale
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_example_of_a_rule_breaks_it_and_its_remedy_does_not(
    rule: Rule, example: Example
) -> None:
    """What `communique explain` shows is what the check finds, given such a glossary."""
    found = problems(example.locale, example.source, example.wrong)
    assert [problem.rule for problem in found] == [rule]
    assert problems(example.locale, example.source, example.right) == []


# In each language: a term as a glossary has it, and as texts have it.
INFLECTED: Final = [
    ("bg", "държави членки", "на държавите членки"),
    ("bg", "насилствен екстремизъм", "предотвратяване на насилствения екстремизъм"),
    ("es", "Estado miembro", "los Estados miembros"),
    ("cs", "členský stát", "v členských státech"),
    ("da", "sikkerhedsråd", "Sikkerhedsrådets resolution"),
    ("de", "Vereinte Nationen", "der Vereinten Nationen"),
    ("de", "Sicherheitsaktualisierung", "zwei Sicherheits-Aktualisierungen"),
    ("de", "Terrorismusbekämpfung", "die Terrorismusbekämpfungspolitik"),
    ("de", "Grundsatz", "die Grundsätze"),
    ("et", "Euroopa Liit", "Euroopa Liidu liikmed"),
    ("et", "vägivaldne ekstremism", "vägivaldse ekstremismi"),
    ("el", "κράτη μέλη", "των κρατών μελών"),
    ("el", "Ηνωμένα Έθνη", "των Ηνωμένων Εθνών"),
    ("fr", "droit fondamental", "des droits fondamentaux"),
    ("fr", "État membre", "dans l’État membre"),
    ("ga", "an tAontas Eorpach", "an Aontais Eorpaigh"),
    ("ga", "Comhairle Slándála", "leis an gComhairle Slándála"),
    ("ga", "Ballstát", "do Bhallstáit"),
    ("hr", "nasilni ekstremizam", "nasilnog ekstremizma"),
    ("it", "Stato membro", "gli Stati membri"),
    ("lv", "Eiropas Savienība", "Eiropas Savienības iestādes"),
    ("lt", "valstybė narė", "valstybių narių"),
    ("hu", "tagállam", "a tagállamainak"),
    ("mt", "Stati Membri", "lill-Istati Membri"),
    ("mt", "stat tad-dritt", "għall-istat tad-dritt"),
    ("nl", "lidstaat", "de VN-lidstaten"),
    ("pl", "Rada Bezpieczeństwa", "w Radzie Bezpieczeństwa"),
    ("pt", "Estado-Membro", "aos Estados-Membros"),
    ("ro", "Comisia Europeană", "al Comisiei Europene"),
    ("sk", "násilný extrémizmus", "predchádzanie násilnému extrémizmu"),
    ("sl", "država članica", "državam članicam"),
    ("fi", "Yhdistyneet kansakunnat", "Yhdistyneiden kansakuntien"),
    ("fi", "jäsenvaltio", "jäsenvaltioissa"),
    ("sv", "Förenta nationerna", "Förenta nationernas kontor"),
    ("ar", "الأمم المتحدة", "للأمم المتحدة"),
    ("ar", "سيادة القانون", "وسيادة القانون"),
    ("zh", "联合国", "向联合国提出"),
    ("ru", "государства-члены", "государствам-членам"),
    ("ru", "конференция", "на миниконференции"),
]


@pytest.mark.parametrize(("tag", "form", "text"), INFLECTED)
def test_an_inflected_term_is_there(tag: str, form: str, text: str) -> None:
    """Endings, mutations, articles, umlauts and compounds are no change of the term."""
    glossary = glossary_of(f"term,{tag}\nthe thing,{form}\n")
    assert problems(tag, "It is the thing.", f"— {text} —", glossary) == []
    assert problems(tag, "It is the thing.", "— 1234 —", glossary) != []


def test_every_language_of_the_sample_inflects_here() -> None:
    """No language is left out."""
    assert {tag for tag, _, _ in INFLECTED} == set(SAMPLE_LOCALES) - {"en"}


SILENT: Final = [
    ("fr", "The Security Council met.", "Le Conseil s’est réuni : c’est lui, de sécurité."),
    ("fr", "The EU agreed.", "L’Union européenne a accepté."),
    ("fr", "The EU agreed.", "L’Union a accepté."),
    ("fr", "The EU and NATO agreed.", "L’Union et l’OTAN ont accepté."),
    ("fi", "The EU and the UN agreed.", "EU:n ja YK:n sopimus"),
    ("ru", "António Guterres", "г-н Антониу Гутерриша"),
    ("bg", "António Guterres", "Антонио Гутериш"),
    ("el", "António Guterres", "ο Αντόνιο Γκουτέρες"),
    ("ar", "António Guterres", "أنطونيو غوتيريش"),
    ("pl", "António Guterres", "António Guterresem"),
    ("lt", "António Guterres", "António Guterresas"),
    ("hu", "António Guterres", "Guterres António"),
    ("sv", "the rule of law", "rättsstatsprincipen"),
    ("de", "a Security Council Foundation grant", "eine Förderung der Security Council Foundation"),
    ("de", "The United Nations", "Die Neuen Vereinten Nationen und Vereinte Nationen"),
    ("de", "The Member States met.", "[Die Mitgliedstaaten](https://example.org) tagten."),
]


@pytest.mark.parametrize(("tag", "source", "translation"), SILENT)
def test_what_may_be_right_is_left_in_peace(tag: str, source: str, translation: str) -> None:
    """Order, writing out, letters of another script, names that stay: nothing is said in doubt."""
    assert problems(tag, source, translation) == []


def test_a_missing_term_is_told_once_and_with_what_is_expected() -> None:
    """However often the source has it."""
    (problem,) = problems("de", "Member States told Member States.", "Länder sagten es Ländern.")
    assert problem.message == (
        "term `Member States` should be `Mitgliedstaaten`, which the translation does not have"
    )
    assert (problem.source_found, problem.source_at) == ("Member States", 0)
    assert problem.expected == "Mitgliedstaaten"


def test_a_changed_name_is_shown() -> None:
    """The word that is most like it is the one to mend."""
    (problem,) = problems("fr", "António Guterres spoke.", "Antonio Gutteres a parlé.")
    assert problem.message == "name `António Guterres` is not in the translation, found `Gutteres`"
    assert (problem.found, problem.at) == ("Gutteres", 8)


def test_a_term_left_in_the_source_language_is_shown() -> None:
    """One word that was not translated is no copied passage."""
    (problem,) = problems("fr", "The Security Council met.", "Le Security Council s’est réuni.")
    assert (problem.rule, problem.found, problem.at) == (rules.TERM_MISSING, "Security Council", 3)


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("Die Vereinigten Nationen tagten.", "Vereinigten Nationen"),
        ("MIT DEN VEREINIGTEN NATIONEN", "VEREINIGTEN NATIONEN"),
        ("Die vereinigten Nationen Europas.", ""),
        ("Die UNO tagt.", "UNO"),
        ("Uno tagt.", ""),
    ],
)
def test_a_forbidden_term_is_found_in_its_forms(translation: str, found: str) -> None:
    """Whether or not the source has the term, and with the capitals it has in the glossary."""
    texts = [problem.found for problem in problems("de", "They met.", translation)]
    assert texts == ([found] if found else [])


def test_the_forbidden_word_is_told_and_the_missing_one_not() -> None:
    """One slip, one finding."""
    (problem,) = problems("de", "The United Nations met.", "Die Vereinigten Nationen tagten.")
    assert problem.rule is rules.TERM_FORBIDDEN
    assert problem.message == "`Vereinigten Nationen` is forbidden, expected `Vereinte Nationen`"
    assert problem.at == 4


def test_a_forbidden_word_may_be_part_of_a_right_term() -> None:
    """“Kämpfer” alone may be forbidden where “ausländische Kämpfer” is right."""
    glossary = glossary_of(
        "term,de,fr,zh,forbidden:de,forbidden:fr,forbidden:zh\n"
        "fighter,ausländischer Kämpfer,,,Kämpfer,,\n"
        "United Nations,,Nations unies,,,Nations Unies,\n"
        "assembly,,,大会堂,,,大会\n"
    )
    assert problems("de", "x", "mit ausländischen Kämpfern", glossary) == []
    assert [problem.found for problem in problems("de", "x", "mit Kämpfern", glossary)] == [
        "Kämpfern"
    ]
    assert problems("fr", "x", "les Nations unies", glossary) == []
    assert [problem.found for problem in problems("fr", "x", "les Nations Unies", glossary)] == [
        "Nations Unies"
    ]
    assert problems("zh", "x", "人民大会堂", glossary) == []
    assert [problem.found for problem in problems("zh", "x", "大会", glossary)] == ["大会"]


def test_a_ban_can_be_restricted_to_texts_with_the_term() -> None:
    """A word that is wrong for one thing is right for another."""
    glossary = glossary_of("term,de,forbidden:de,scope\ndeveloper,Entwickler,Bauträger,term\n")
    assert problems("de", "The builder", "Der Bauträger", glossary) == []
    (problem,) = problems("de", "The developer", "Der Bauträger", glossary)
    assert problem.rule is rules.TERM_FORBIDDEN


def test_a_passage_in_another_language_is_told_by_other_rules() -> None:
    """It lacks every term, for a reason that is told once."""
    source = "The Security Council has met today and the Member States agreed on all of it."

    def told(tag: str, translation: str) -> set[str]:
        of = locale(tag)
        setting = Setting(
            source_locale=locale("en"), locale=of, style=style_of("", of), glossary=HOUSE
        )
        pair = Pair(setting=setting, source=reading(source), translation=reading(translation))
        return {problem.rule.id for problem in judge(pair)}

    assert told("de", source) == {"source-copied"}
    assert told("ru", "Совет собрался сегодня, и гоcударства согласились.") == {"script-mixed"}


@pytest.mark.parametrize("tag", [tag for tag in SAMPLE_LOCALES if tag != "en"])
def test_nothing_is_found_in_the_catalogues_of_this_repository(tag: str) -> None:
    """The glossary of the sample is that of its translations."""
    path = REPOSITORY / "release/glossary.csv"
    glossary, findings = read_glossary(path.read_bytes(), path=path.name, source=locale("en"))
    assert findings == ()
    for catalogue in sorted((REPOSITORY / f"locales/{tag}/LC_MESSAGES").glob("*.po")):
        file, _ = read_catalogue(catalogue.read_bytes(), path=catalogue.name, locale=locale(tag))
        assert file is not None
        for message in file.catalogue.messages:
            for translation in message.translations:
                found = problems(tag, message.plural_id or message.id, translation, glossary)
                assert [problem.message for problem in found] == []


@pytest.mark.parametrize("tag", ["de", "el", "ga", "ar", "zh", "ru"])
def test_long_texts_take_no_more_than_their_length(tag: str) -> None:
    """Whatever is repeated; a second for a hundred thousand letters is a hundred times enough."""
    for text in ("a", "Vereinte ", "Vereinigte Nationen ", "UN ", "ООН", "联合", "é", "a-", " "):
        long = text * (19_000 // len(text))
        start = process_time()
        problems(tag, "The United Nations, António Guterres and the EU", long)
        problems(tag, long, "Die Vereinten Nationen")
        assert process_time() - start < 2
