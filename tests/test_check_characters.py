"""Characters nobody sees and letters of other alphabets are found; what languages need stays."""

from __future__ import annotations

import time
import unicodedata
from typing import Final

import pytest

from communique import rules
from communique.check import Setting
from communique.check.characters import character_problems
from communique.check.markup import markup_problems_of
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import reading
from communique.check.scripts import script_problems
from communique.findings import Rule
from communique.locales import SAMPLE_LOCALES, locale
from communique.locales.scripts import script_of
from communique.styles import style_of

GREETINGS: Final = {
    "bg": "Добре дошли", "es": "Bienvenidos", "cs": "Vítejte všichni", "da": "Velkommen",
    "de": "Schönen Tag", "et": "Tere tulemast", "el": "Καλώς ήλθατε", "en": "Welcome",
    "fr": "Bienvenue à tous", "ga": "Céad míle fáilte", "hr": "Dobro došli", "it": "Benvenuti",
    "lv": "Laipni lūdzam", "lt": "Sveiki atvykę", "hu": "Isten hozta Önöket", "mt": "Merħba",
    "nl": "Van harte welkom", "pl": "Witamy państwa", "pt": "Sejam bem-vindos",
    "ro": "Bine ați venit", "sk": "Vitajte všetci", "sl": "Dobrodošli", "fi": "Tervetuloa",
    "sv": "Välkomna", "ar": "أهلا وسهلا", "zh": "欢迎各位", "ru": "Добро пожаловать",
}  # fmt: skip
"""A few words of each language."""


def pair(tag: str, source: str, translation: str, of: str = "en") -> Pair:
    """A source text and its translation."""
    setting = Setting(source_locale=locale(of), locale=locale(tag), style=style_of("", locale(tag)))
    return Pair(setting=setting, source=reading(source), translation=reading(translation))


def problems(tag: str, source: str, translation: str, of: str = "en") -> list[Problem]:
    """What is wrong with the characters, scripts and addresses of a translation."""
    texts = pair(tag, source, translation, of)
    families = (character_problems, script_problems, markup_problems_of)
    return [problem for family in families for problem in family(texts)]


def broken(tag: str, source: str, translation: str, of: str = "en") -> list[Rule]:
    """The rules that a translation breaks."""
    return [problem.rule for problem in problems(tag, source, translation, of)]


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_plain_words_of_every_language_are_clean(tag: str) -> None:
    """No accent and no script is odd in itself."""
    assert broken(tag, "x", GREETINGS[tag]) == []


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
@pytest.mark.parametrize(
    ("character", "rule"),
    [
        ("\u202a", rules.BIDI_CONTROL),
        ("\u202c", rules.BIDI_CONTROL),
        ("\u202e", rules.BIDI_CONTROL),
        ("&#x202e;", rules.BIDI_CONTROL),
        ("`\u202e`", rules.BIDI_CONTROL),
        ("\u200b", rules.ZERO_WIDTH),
        ("\u2060", rules.ZERO_WIDTH),
        ("\ufeff", rules.ZERO_WIDTH),
        ("\u00ad", rules.ZERO_WIDTH),
        ("\u3164", rules.ZERO_WIDTH),
        ("\U000e0061", rules.ZERO_WIDTH),
        ("&#8203;", rules.ZERO_WIDTH),
        ("\x00", rules.TEXT_CONTROL),
        ("\x07", rules.TEXT_CONTROL),
        ("\x85", rules.TEXT_CONTROL),
        ("\ufffd", rules.TEXT_CONTROL),
        ("\ue000", rules.TEXT_CONTROL),
        ("\ufdd0", rules.TEXT_CONTROL),
        ("\u0378", rules.TEXT_CONTROL),
    ],
)
def test_invisible_characters_are_found_once(tag: str, character: str, rule: Rule) -> None:
    """In every language, written or as an entity, in the middle of a word or in code."""
    text = GREETINGS[tag]
    source = "`x`" if "`" in character else "x"
    found = broken(tag, source, f"{text[:4]}{character}{text[4:]}")
    assert [one for one in found if one is not rules.MARKUP_CHANGED] == [rule]


def test_a_finding_tells_the_place_and_the_name() -> None:
    """The offset in the letters, and after which word the unseen thing stands."""
    (problem,) = problems("fr", "x", "La com\u200bmission")
    assert (problem.found, problem.at) == ("\u200b", 6)
    assert problem.message == "the translation has U+200B (zero width space) after `com`"


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("ar", "the EU", "الاتحاد (\u2067EU\u2069)\u200f"),
        ("ar", "C++", "C++\u200e"),
        ("fr", "“السلام” means peace", "«\u200fالسلام\u200f» veut dire paix"),
        ("fr", "می\u200cخواهم", "می\u200cخواهم"),
        ("de", "co\u00adoperation", "Zu\u00adsammenarbeit"),
        ("de", "a family 👩\u200d👧", "eine Familie 👩\u200d👧"),
        ("de", "a flag", "eine Flagge \U0001f3f4"),
        ("fr", "wait", "attendez\u202f!\u00a0?\u2009"),
        ("zh", "wait", "请\u3000等"),
        ("fr", "a\u202eb", "a\u202eb"),
    ],
)
def test_what_a_language_needs_may_stand(tag: str, source: str, translation: str) -> None:
    """Marks of Arabic, joiners of Persian and of pictures, spaces, and what the source has."""
    assert broken(tag, source, translation) == []


@pytest.mark.parametrize(
    ("tag", "translation", "rule"),
    [
        ("fr", "Bien\u200fvenue", rules.BIDI_CONTROL),
        ("fr", "Bien\u2068venue\u2069", rules.BIDI_CONTROL),
        ("ru", "Добро\u200e пожаловать", rules.BIDI_CONTROL),
        ("ar", "الاتحاد \u2067EU", rules.BIDI_CONTROL),
        ("ar", "الاتحاد EU\u2069", rules.BIDI_CONTROL),
        ("de", "Will\u200ckommen", rules.ZERO_WIDTH),
        ("zh", "欢\u200d迎", rules.ZERO_WIDTH),
    ],
)
def test_marks_have_no_place_where_nothing_runs_from_right_to_left(
    tag: str, translation: str, rule: Rule
) -> None:
    """Nor isolates without their other half, nor joiners between letters that never join."""
    assert broken(tag, "x", translation) == [rule]


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_text_that_is_not_composed_is_found(tag: str) -> None:
    """Once for a text, with the first letter that is two characters."""
    text = f"{GREETINGS[tag]} é"
    apart = unicodedata.normalize("NFD", text)
    assert broken(tag, "x", apart) == [rules.NOT_NFC]
    (problem,) = problems(tag, "x", apart)
    assert problem.found in apart
    assert unicodedata.normalize("NFC", problem.found) == problem.expected


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("الاتحـــاد", True),
        ("هـذا", True),
        ("الـ**مجلس**", True),
        ("١٤٤٠ هـ", False),
        ("الـ25", False),
        ("بـ«القرار»", False),
        ("لـ{x}", False),
        ("أ ـ مقدمة", False),
    ],
)
def test_a_kashida_inside_a_word_is_found(translation: str, found: bool) -> None:  # noqa: FBT001
    """It may stand at the end of a prefix, in `هـ` for a year, and as a dash."""
    source = "**x**" if "**" in translation else "{x}" if "{" in translation else "x"
    assert broken("ar", source, translation) == ([rules.KASHIDA] if found else [])


@pytest.mark.parametrize(
    ("tag", "translation", "expected"),
    [
        ("ru", "Пpивет", "Привет"),
        ("ru", "cписок", "список"),
        ("bg", "EДИНИЦА", "ЕДИНИЦА"),
        ("bg", "СAЩ", "САЩ"),
        ("el", "oμάδα", "ομάδα"),
        ("el", "στo", "στο"),
        ("el", "EΕ", "ΕΕ"),
        ("fr", "Eurоpe", "Europe"),
        ("de", "Εuropa", "Europa"),
        ("pl", "Kоmisja", "Komisja"),
        ("ru", "Dеbian", "Debian"),
        ("ar", "الاتحاdد", ""),
        ("ar", "Eurоpe", "Europe"),
        ("zh", "Eurоpe的", "Europe"),
        ("zh", "⼀个", "一"),
        ("zh", "ニ月", "二"),
        ("fr", "la СОР 29", "COP"),
        ("es", "va а Roma", "a"),
    ],
)
def test_a_letter_of_another_alphabet_is_found(tag: str, translation: str, expected: str) -> None:
    """Once, at the letter and not at the word, and with what mends it where that can be told."""
    (problem,) = problems(tag, "COP", translation)
    assert problem.rule is rules.SCRIPT_MIXED
    before, after = translation[: problem.at], translation[problem.at :]
    assert after.startswith(problem.found)
    mended = before + problem.expected + after.removeprefix(problem.found)
    assert bool(problem.expected) == bool(expected)
    assert expected in mended


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("ru", "IPv6-адреса и USB-порты"),
        ("ru", "DVDшник, CDы"),
        ("bg", "DVDта и CDто"),
        ("ru", "eЗдравоохранение"),
        ("ru", "Х-лучи 5 μm, kΩ и β-каротин"),
        ("fr", "un μm, le β-carotène, des kΩ et 5 µg"),
        ("el", "το CERT-EU, e-mail και PDF"),
        ("ar", "وDebian الـEU"),
        ("zh", "EU成员国、A股、X光、α粒子"),
        ("zh", "カタカナ"),
        ("ja", "カタカナとEUの二月"),
        ("ko", "EU가"),
        ("fr", "«Правда» et Ελλάδα"),
        ("es", "VKонтакте"),
    ],
)
def test_words_that_are_meant_to_be_mixed_stay(tag: str, translation: str) -> None:
    """Endings behind abbreviations, units, Chinese beside Latin, names that the source has."""
    assert broken(tag, "VKонтакте", translation) == []


LONG: Final = {
    "Latn": "Les entretiens ont eu lieu hier matin",
    "Cyrl": "Переговоры прошли вчера утром здесь",
    "Grek": "Οι συνομιλίες έγιναν χθες το πρωί",
    "Arab": "جرت المحادثات صباح أمس في المدينة",
    "Hans": "会谈于昨天上午在该市举行并取得成果",
}


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
@pytest.mark.parametrize("script", LONG)
def test_a_text_in_the_script_of_another_language_is_found(tag: str, script: str) -> None:
    """In all languages; in that of the language itself nothing is."""
    right = script_of(locale(tag)) == script
    assert broken(tag, "Talks.", LONG[script]) == ([] if right else [rules.SCRIPT_WRONG])


def test_names_of_the_source_are_in_its_script() -> None:
    """A list of people stays as it is, and a short foreign word is none of our business."""
    names = "Luk Claes, Andreas Barth, Marc Brockschmidt, Steve Langasek"
    assert broken("ru", names, names) == []
    assert broken("ru", "thanks to " + names, "спасибо: " + names) == []
    assert broken("el", "A motto", "Citius, altius, fortius") == []


SOURCE: Final = (
    "[UN](https://www.un.org/en), [EU]({eu}), press@example.org, https://www.example.org/a"
)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("www.un.org/en", "www.un.org.example.net/en", rules.HOST_NEW),
        ("www.un.org/en", "www.un\u043erg/en", rules.HOST_NEW),
        ("www.un.org/en", "www.\u0443n.org/en", rules.HOST_NEW),
        ("www.un.org/en", "xn--n-8tb.org/en", rules.HOST_NEW),
        ("{eu}", "https://eu.example.net", rules.HOST_NEW),
        ("press@example.org", "press@example.com", rules.HOST_NEW),
        ("press@example.org", "press@ex\u0430mple.org", rules.HOST_NEW),
        ("www.example.org/a", "www.ex\u0430mple.org/a", rules.HOST_NEW),
        ("www.example.org/a", "www.example.org.evil.net/a", rules.HOST_NEW),
        ("www.un.org/en", "www.un.org/fr", rules.LINK_CHANGED),
        ("www.un.org/en", "news.un.org/en", rules.LINK_CHANGED),
        ("{eu}", "{un}", rules.LINK_CHANGED),
        ("[EU]({eu})", "EU", rules.LINK_CHANGED),
        ("press@example.org", "presse@example.org", rules.ADDRESS_CHANGED),
        ("press@example.org", "pr\u0435ss@example.org", rules.ADDRESS_CHANGED),
        ("press@example.org", "", rules.ADDRESS_CHANGED),
        ("www.example.org/a", "www.example.org/b", rules.ADDRESS_CHANGED),
        ("[EU]({eu})", "[EU]( {eu} ", rules.MARKUP_CHANGED),
        ("https://www.un.org/en", "javascript:alert(1)", rules.ADDRESS_FORBIDDEN),
    ],
)
def test_one_slip_in_an_address_is_one_finding(old: str, new: str, rule: Rule) -> None:
    """A host that nobody named is graver than another page, and told in its place."""
    for tag in ("fr", "ru", "el", "ar", "zh"):
        assert broken(tag, SOURCE, SOURCE) == []
        assert broken(tag, SOURCE, SOURCE.replace(old, new)) == [rule]


def test_targets_that_changed_places_are_found() -> None:
    """Where the words on the links are those of the source, and so tell which is which."""
    source = "[UN]({un}) and [EU]({eu})"
    assert broken("fr", source, "[EU]({eu}) et [UN]({un})") == []
    assert broken("fr", source, "[UE]({un}) et [ONU]({eu})") == []
    (problem,) = problems("fr", source, "[EU]({un}) et [UN]({eu})")
    assert problem.rule is rules.LINK_CHANGED
    assert (problem.found, problem.expected) == ("{un}", "{eu}")


def test_html_that_the_source_has_must_stay() -> None:
    """It is refused where the source stands; a translation must not lose it besides."""
    assert broken("fr", "a<br>b", "a<br>b") == []
    assert broken("fr", "a<br>b", "ab") == [rules.MARKUP_CHANGED]


@pytest.mark.parametrize(
    "piece",
    ["\u202e", "\u2067", "\u200b", "\ufffd", "e\u0301", "\u0301", "ا\u0640", "\u0640", "aа", "a",
     "ニ", "☺", "[a](b)", "@", "www.", "a@b.c ", "https://a.b ", "*", "[", "<b>", "\x00", "中",
     "aа ", "``", "\u200d\u200c"],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["fr", "ar", "zh", "ru"])
def test_time_grows_with_the_length_and_no_faster(tag: str, piece: str) -> None:
    """However a text of a hundred kilobytes repeats itself, and one as long as is still read."""
    for length in (100_000, 19_000):
        text = piece * (length // len(piece))
        texts = pair(tag, "a www.b.c", text)
        started = time.process_time()
        for family in (character_problems, script_problems, markup_problems_of):
            for number, _ in enumerate(family(texts)):
                if number > 10_000:
                    break
        assert time.process_time() - started < 5


def test_scripts_are_those_of_cldr() -> None:
    """By the likely subtags, and by the tag where it says."""
    scripts = {tag: script_of(locale(tag)) for tag in ("fr", "pt", "ru", "sr", "ar", "zh", "el")}
    assert scripts == {
        "fr": "Latn", "pt": "Latn", "ru": "Cyrl", "sr": "Cyrl", "ar": "Arab", "zh": "Hans",
        "el": "Grek",
    }  # fmt: skip
    assert script_of(locale("zh-Hant")) == "Hant"
    assert script_of(locale("zh-TW")) == "Hant"
    assert script_of(locale("sr-Latn")) == "Latn"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("[UN](https://www.un.org/en/)", "[ONU](https://www.un.org/en)"),
        ("[UN](http://www.un.org/en)", "[ONU](https://www.un.org/en)"),
        ("See www.un.org.", "Voir https://www.un.org/."),
        ("See https://www.un.org/en/.", "Voir http://www.UN.org/en."),
        ("See https://www.un.org/en.", "Voir [ONU](https://www.un.org/en/)."),
        ("Write to a@un.org.", "Écrire à [a@un.org](mailto:a@un.org)."),
        ("See [www.un.org](https://www.un.org).", "Voir l’[ONU](https://www.un.org)."),
    ],
)
def test_one_page_is_written_in_more_than_one_way(source: str, translation: str) -> None:
    """With a slash at its end, with and without the scheme, bare or as a link."""
    assert broken("fr", source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "rule"),
    [
        ("a [b](https://un.org/a) c", "a [b] (https://un.org/a) c", rules.MARKUP_CHANGED),
        ("a [b](https://un.org/a) c", "a [b](https://un.org/a c", rules.MARKUP_CHANGED),
        ("a [b](https://un.org/a) c", "a b (https://un.org/a) c", rules.LINK_CHANGED),
        ("[a@un.org](mailto:a@un.org)", "a@un.org", rules.LINK_CHANGED),
        ("[a@un.org](mailto:a@un.org)", "[b@un.org](mailto:a@un.org)", rules.ADDRESS_CHANGED),
        ("[a@un.org](mailto:a@un.org)", "[b@un.org](mailto:b@un.org)", rules.LINK_CHANGED),
        ("at {un_page}", "à { un_page }", rules.BRACE_STRAY),
        ("at {un_page}", "à un_page}", rules.BRACE_STRAY),
        ("[a](https://un.org)", "[a](https <b>://un.org)", rules.MARKUP_FORBIDDEN),
    ],
)
def test_markup_that_is_broken_is_told_once(source: str, translation: str, rule: Rule) -> None:
    """An address that shows because its link is broken is not told besides."""
    assert broken("fr", source, translation) == [rule]


def test_a_text_full_of_mistakes_has_few_findings() -> None:
    """A handful of each kind says what is wrong."""
    links = " ".join(f"[a](https://host{number}.net/) b@c{number}.net" for number in range(400))
    found = broken("fr", "x", links)
    assert len(found) < 20
    assert set(found) == {rules.HOST_NEW}
