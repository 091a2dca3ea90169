"""The rules of typography find slips in every language, and leave its customs in peace."""

from __future__ import annotations

import gc
import time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.check.pair import Pair, Setting
from communique.check.problem import Problem
from communique.check.reading import Reading, reading
from communique.check.typography import typography_problems
from communique.locales import SAMPLE_LOCALES, locale
from communique.styles import STYLES, style_of

NBSP, NNBSP = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
LANGUAGES: Final = [tag for tag in SAMPLE_LOCALES if tag != "en"]


def problems(
    tag: str, translation: str, source: str = "", *, style: str = "", context: str | None = None
) -> list[Problem]:
    """What is wrong with a translation; its source ends as it does where none is given."""
    of = locale(tag)
    pair = Pair(
        setting=Setting(source_locale=locale("en"), locale=of, style=style_of(style, of)),
        source=reading(source or "{fact}"),
        translation=reading(translation),
        context=context,
    )
    return list(typography_problems(pair))


def broken(tag: str, translation: str, source: str = "", *, style: str = "") -> list[str]:
    """Ids of the rules that a translation breaks."""
    return [problem.rule.id for problem in problems(tag, translation, source, style=style)]


ENDINGS_ALIKE: Final = [
    ("fr", "It goes on.", "Cela se poursuit."),
    ("fr", "Email:", f"Courriel{NBSP}:"),
    ("fr", "Who?", f"Qui{NNBSP}?"),
    ("zh", "It goes on.", "会谈仍在继续。"),
    ("zh", "Such as:", "例如："),
    ("zh", "It is “all of society”.", "这是“全社会”。"),
    ("ar", "Who took part?", "من شارك؟"),
    ("ar", "returning;", "العائدين؛"),
    ("el", "Who took part?", "Ποιοι συμμετείχαν;"),
    ("el", "fighters;", "μαχητές·"),
    ("de", "He said: “Why?”", "Er sagte: „Warum?“"),
    ("de", "He asked “why?”.", "Er fragte „Warum?“"),
    ("de", "See (below).", "Siehe (unten)."),
    ("de", "Seen (and heard.)", "Gesehen (und gehört)."),
    ("hr", "on 25 May 2018", "25. svibnja 2018."),
    ("pl", "4 July 2017", f"4 lipca 2017{NBSP}r."),
    ("bg", "25 May 2018", f"25 май 2018{NBSP}г."),
    ("cs", "and so on", "atd."),
    ("fr", "fighters;", "combattants,"),
    ("fr", "security support", f"la gestion de la sécurité{NBSP};"),
    ("it", "Write to {mail}.", "Scrivere a {mail}"),
    ("pl", "in {established}.", "w {established:in}"),
    ("de", "We thank them!", "Wir danken ihnen."),
    ("ru", "to be continued…", "продолжение следует..."),
    ("sv", "See you :)", "Vi ses :-)"),
    ("th", "It goes on.", "การเจรจายังดำเนินต่อไป"),
    ("es", "Software in the Public Interest, Inc..", "de Software in the Public Interest, Inc."),
    ("nl", "{city}, {date}", "{city}, {date}"),
    ("it", "Full support of the States", "Pieno sostegno agli Stati."),
    ("de", "The States agree", "Die Staaten sind einverstanden!"),
    ("fr", "The Office leads the work.", f"le Bureau dirige les travaux{NBSP};"),
    ("pl", "The Office met. It decided as follows:", "Biuro się zebrało. Podjęło decyzje."),
    ("de", "The Office (seen here: Brussels)", "Das Büro (hier sieht man Brüssel.)"),
    ("bg", "The report of 2011", "Докладът за 2011г."),
    ("pl", "The report of 2011", "Raport za 2011r."),
]


@pytest.mark.parametrize(("tag", "source", "translation"), ENDINGS_ALIKE)
def test_each_language_ends_a_sentence_in_its_own_way(
    tag: str, source: str, translation: str
) -> None:
    """Marks are compared by what they do; an abbreviation, an ordinal and a fact leave it open."""
    assert broken(tag, translation, source) == []


ENDINGS_OTHERWISE: Final = [
    ("fr", "It goes on.", "Cela se poursuit"),
    ("de", "Who took part?", "Wer hat teilgenommen."),
    ("el", "Who took part?", "Ποιοι συμμετείχαν."),
    ("el", "Who took part?", "Ποιοι συμμετείχαν?"),
    ("ar", "Who took part?", "من شارك"),
    ("ar", "Who took part?", "من شارك?"),
    ("zh", "It goes on.", "会谈仍在继续"),
    ("ru", "areas, such as:", "областях, таких как."),
    ("ga", "areas, such as:", "réimsí, mar shampla"),
    ("it", "terrorist fighters;", "combattenti terroristi"),
    ("fi", "in several cities.", "useissa kaupungeissa.."),
    ("lv", "It is “all of society”.", "Tā ir “visas sabiedrības”"),
    ("mt", "It goes on (again).", "Qed ikompli (mill-ġdid)"),
]


@pytest.mark.parametrize(("tag", "source", "translation"), ENDINGS_OTHERWISE)
def test_a_mark_that_was_lost_or_added_is_found(tag: str, source: str, translation: str) -> None:
    """Behind quotation marks and brackets as well."""
    assert broken(tag, translation, source) == ["terminal-punctuation"]


@pytest.mark.parametrize("context", ["title", "heading"])
def test_a_heading_is_no_sentence(context: str) -> None:
    """A full stop that was added is found there, and a call is as loud as one likes."""
    for tag, text in (("fr", "Contexte."), ("zh", "背景。"), ("el", "Ιστορικό:")):
        (problem,) = problems(tag, text, "Background", context=context)
        assert problem.rule.id == "terminal-punctuation"
    assert problems("es", "¡Bienvenidos!", "Welcome", context=context) == []
    assert problems("de", "Willkommen", "Welcome!", context=context) == []


def test_an_ending_is_told_in_marks_of_the_language() -> None:
    """Who does not read Greek sees what is expected."""
    (problem,) = problems("el", "Ποιοι συμμετείχαν.", "Who took part?")
    assert problem.message == (
        "the translation ends with `.`, the source ends with `?`, which is `;` in this language"
    )
    assert (problem.found, problem.expected, problem.source_found) == (".", ";", "?")
    assert (problem.at, problem.source_at) == (17, 13)
    (problem,) = problems("fr", "Contexte.", "Background", context="heading")
    assert problem.hint == "leave out the `.`"


QUOTED: Final = {
    "ar": "قالوا «روح جديدة» هنا",
    "bg": "каза „нов дух“ тук",
    "cs": "řekl „nový duch“ zde",
    "da": "sagde »ny ånd« her",
    "de": "sagte „neuer Geist“ hier",
    "el": "είπε «νέο πνεύμα» εδώ",
    "es": "dijo «nuevo espíritu» aquí",
    "et": "ütles „uus vaim“ siin",
    "fi": "sanoi ”uusi henki” täällä",
    "fr": "a dit «nouvel esprit» ici",
    "ga": "dúirt “spiorad nua” anseo",
    "hr": "rekao „novi duh” ovdje",
    "hu": "mondta „új szellem” itt",
    "it": "ha detto «nuovo spirito» qui",
    "lt": "sakė „nauja dvasia“ čia",
    "lv": "teica “jauns gars” šeit",
    "mt": "qal “spirtu ġdid” hawn",
    "nl": "zei “nieuwe geest” hier",
    "pl": "powiedział „nowy duch” tutaj",
    "pt": "disse «novo espírito» aqui",
    "ro": "a spus „spirit nou” aici",
    "ru": "сказал «новый дух» здесь",
    "sk": "povedal „nový duch“ tu",
    "sl": "rekel „novi duh“ tukaj",
    "sv": "sade ”ny anda” här",
    "zh": "他们谈到了“新精神”一词",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_is_quoted_in_its_own_marks(tag: str, style: str) -> None:
    """One lost mark is one finding; foreign marks are another."""
    text = QUOTED[tag]
    if tag == "fr" and style in ("un", "national"):
        text = text.replace("«", f"«{NBSP}").replace("»", f"{NBSP}»")
    first, second = (mark for mark in text if mark in "«»„“”‘’")
    assert broken(tag, text, style=style) == []
    if first != second:
        lost = text.replace(f"{NBSP}{second}", "").replace(second, "")
        assert broken(tag, lost, style=style) == ["quotes-unpaired"]
    straight = text.replace(NBSP, "").replace(first, '"').replace(second, '"')
    assert broken(tag, straight, style=style) == (["quotes-style"] if style else [])
    foreign = straight.replace('"', "»")
    own = "»»" in (*style_of(style, locale(tag)).outer, *style_of(style, locale(tag)).inner)
    assert broken(tag, foreign, style=style) == ([] if own else ["quotes-style"])


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "ein “neuer Geist” hier"),
        ("de", "ein „neuer Geist” hier"),
        ("sv", "en “ny anda” här"),
        ("pl", "“nowy duch” tutaj"),
        ("bg", "“нов дух” тук"),
        ("fi", "“uusi henki” täällä"),
        ("ru", "“новый дух” здесь"),
        ("hu", "“új szellem” itt"),
        ("el", "„νέο πνεύμα“ εδώ"),
        ("zh", "他们谈到了«新精神»一词"),
    ],
)
def test_foreign_marks_are_found_without_a_style(tag: str, text: str) -> None:
    """No style of the language has them."""
    assert broken(tag, text) == ["quotes-style"]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "l’Union d’aujourd’hui qu’on n’a pas"),
        ("it", "un po’ dell’Unione, po' dell'Unione"),
        ("mt", "ta’ Mejju u f’Ġunju, ma’ oħrajn"),
        ("nl", "’s avonds zagen we foto’s van ’t kamp in de jaren ’90"),
        ("en", "workers’ rights, rock ’n’ roll and the ’90s"),
        ("da", "sekretær António Guterres’ bestræbelser"),
        ("ga", "d’fhonn a dhéanamh ’na dhiaidh"),
        ("de", 'ein 24"-Bildschirm, 30\'15"'),
        ("fr", f"la «{NBSP}société{NBSP}» et l’« esprit »"),
        ("fr", "un “mot” dans «une “citation” longue»"),
        ("de", "er sagte: „Das heißt ‚neu‘ und „alt“.“"),
        ("sv", "”A ’b’ c” och ”D”"),
        ("zh", "“甲”“乙”《文件》「丙『丁』」"),
        ("ar", "و«المجتمع» و“الدولة”"),
        ("ru", "газета «Новости „Мира“»"),
        ("cs", 'tzv. "nový duch"'),
        ("sv", '"Gnu"-projektet "fri" mjukvara'),
        ("hu", "a „társadalom”-ban"),
        ("am", "„xx” «yy» “zz” "),
        ("ja", "「甲」と『乙』"),
    ],
)
def test_apostrophes_inches_and_nested_quotations_are_lawful(tag: str, text: str) -> None:
    """A single mark is an apostrophe unless it pairs; marks pair as the language pairs them."""
    assert broken(tag, text) == []


def test_a_quotation_over_several_paragraphs_is_not_closed() -> None:
    """Where the source has a mark alone, the translation may."""
    assert broken("de", "„Wir beginnen heute.", "“We begin today.") == []
    assert broken("de", "„Wir beginnen heute.", "We begin today.") == ["quotes-unpaired"]


def test_two_marks_that_are_no_pair_are_one_finding() -> None:
    """Opened for print, closed on a typewriter: the most common slip of all."""
    (problem,) = problems("pl", 'To „nowy duch" współpracy', "x")
    assert problem.message == '`„` is closed by `"`, expected `”`'
    assert (problem.found, problem.expected) == ('„nowy duch"', "„nowy duch”")


def test_a_house_has_its_own_levels() -> None:
    """The Union quotes English in single marks first, the United Nations in double ones."""
    single, double = "the ‘whole’ of it", "the “whole” of it"
    assert broken("en", single, style="eu") == broken("en", double, style="un") == []
    assert broken("en", double, style="eu") == broken("en", single, style="un") == ["quotes-style"]
    assert broken("en", "the ‘“whole” of’ it", style="eu") == []
    assert broken("en", "it's the 'whole thing' of it", style="un") == ["quotes-style"]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "a) eins, b) zwei und 1) drei, iv) vier"),
        ("bg", "а) едно и б) две"),
        ("it", "evviva :-) e ciao ;)"),
        ("zh", "办公室（反恐办)与《文件》"),
        ("ar", "(أ) أولا و(ب) ثانيا"),
        ("fr", "(a (b) c) [d]"),
    ],
)
def test_labels_smileys_and_wide_brackets_are_lawful(tag: str, text: str) -> None:
    """A list item needs one bracket alone, and a wide one pairs with a narrow one."""
    assert broken(tag, text) == []


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("brackets", ["()", "（）"])
def test_a_lost_bracket_is_found(tag: str, brackets: str) -> None:
    """Either half, in every language."""
    word = QUOTED[tag].split()[0].strip("„“”«»")
    assert broken(tag, f"{word} {brackets[0]}EU {word}") == ["brackets-unpaired"]
    assert broken(tag, f"{word} EEAS{brackets[1]} {word}") == ["brackets-unpaired"]
    assert broken(tag, f"{word} EEAS{brackets[1]} {word}", "the EEAS) one") == []


SPACED_RIGHT: Final = [
    ("fr", "Vraiment ? Oui ; non : « peut-être » !"),
    ("fr", "Vraiment? Oui; non: «peut-être»!"),
    ("de", "um 12.30 Uhr, 12:30, 3,5 Mio. und 1.000.000 usw. (z. B. a.b.c)"),
    ("de", "die Datei .deb und das Paket .NET sowie ..."),
    ("de", "Mitarbeiter(innen) und (inter)national"),
    ("fi", "EU:n ja 6 %:n, YK:ssa"),
    ("sv", "EU:s roll"),
    ("el", "Ναι· όχι; ίσως."),
    ("zh", "欧盟，办公室。Debian 6.0：新版本"),
    ("ar", "الاتحاد، والمكتب؛ والدول."),
    ("it", "info su www.example.org/a.b,c e {un_page} ."),
    ("es", "¿Qué? ¡Ah! y/o 1,5"),
    ("nl", "e.d., o.a. en m.a.w."),
    ("da", "»ord« og » ord"),
    ("ga", "U.S. agus a.m."),
    ("ru", "т.е. и т.д., г.Москва"),
    ("hu", "a 6,5 és a 2018.05.25-i"),
    ("ja", "彼は言った。そう"),
    ("br", "Petra ? Ya !"),
]


@pytest.mark.parametrize(("tag", "text"), SPACED_RIGHT)
def test_spaces_of_numbers_names_and_customs_are_lawful(tag: str, text: str) -> None:
    """Times, decimals, endings, file names and what a language sets otherwise."""
    assert [name for name in broken(tag, text) if name != "quotes-unpaired"] == []


SPACED_WRONG: Final = [
    ("{a} , {b}", "`{a} ,`"),
    ("{a} .", "`{a} .`"),
    ("{a}  {b}", "2 spaces"),
    ("{a},{b}", "no space behind `,`"),
    ("{a} ( {b})", "behind `(`"),
    ("{a} ({b} )", "before `)`"),
    ("{a}! {b} !", "before `!`"),
]


@pytest.mark.parametrize(("pattern", "expected"), SPACED_WRONG)
@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag not in ("ar", "zh", "fr")])
def test_a_space_too_many_or_too_few_is_found(tag: str, pattern: str, expected: str) -> None:
    """The same slips in all alphabets, once each."""
    _, first, *_, last = (word.strip("„“”«»") for word in QUOTED[tag].split())
    (problem,) = problems(tag, pattern.format(a=first, b=last))
    assert problem.rule.id == "spacing"
    assert expected.format(a=first) in problem.message


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ar", "الاتحاد ، والمكتب"),
        ("ar", "الاتحاد،والمكتب"),
        ("ar", "من شارك ؟"),
        ("zh", "欧盟 ，办公室"),
        ("zh", "会谈继续 。"),
        ("fr", "L’Union , le Bureau"),
        ("fr", "L’Union,le Bureau"),
        ("fr", "Ils se sont vus.Ils ont parlé"),
        ("bg", "в Брюксел.Те разговаряха"),
        ("de", "Wort „ Zitat“ hier"),
        ("cs", "slovo ( EU ) zde"),
        ("mt", "fi Brussell.Huma ddiskutew"),
        ("it", "Altre informazioni:pagina web"),
        ("ro", "(Uniunea Europeană)este"),
    ],
)
def test_spaces_beside_marks_of_other_scripts_are_found(tag: str, text: str) -> None:
    """Arabic and Chinese marks, sentences run together, quotations set off."""
    assert broken(tag, text) == ["spacing"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "fr"])
def test_a_quotation_stands_close_to_its_marks(tag: str, style: str) -> None:
    """A space behind the first mark or before the second, whichever marks the language has."""
    text = QUOTED[tag]
    start, end = (at for at, mark in enumerate(text) if mark in "«»„“”‘’")
    spaced = f"{text[: start + 1]} {text[start + 1 : end]} {text[end:]}"
    (problem,) = problems(tag, spaced, style=style)
    assert problem.rule.id == "spacing"
    assert problem.message.endswith("and 1 more like it")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("sv", "” Vi vill ”, sade hon"),
        ("fi", "sanoi ” uusi henki ”."),
        ("da", "» Vi vil «, sagde hun"),
        ("fi", "sanoi » uusi henki »."),
        ("zh", "采取“ 全社会 ”办法"),
        ("zh", "采取「 全社会」办法"),
    ],
)
def test_a_mark_that_opens_and_closes_has_no_space_inside(tag: str, text: str) -> None:
    """Its other half tells which of the two it does."""
    assert broken(tag, text) == ["spacing"]


def test_what_the_source_has_as_well_is_no_slip() -> None:
    """A name is written as its owner writes it."""
    assert broken("de", "Das Yahoo!Groups ist offen", "The Yahoo!Groups is open") == []


@pytest.mark.parametrize(
    ("tag", "text", "style", "rule"),
    [
        ("fr", "Courriel :", "eu", "spacing"),
        ("fr", f"Courriel{NBSP}:", "eu", "spacing"),
        ("fr", "Courriel:", "eu", ""),
        ("fr", "la «société» ici", "eu", ""),
        ("fr", f"la «{NBSP}société{NBSP}» ici", "eu", "spacing"),
        ("fr", "Courriel :", "national", "hard-space"),
        ("fr", "Courriel:", "national", "spacing"),
        ("fr", f"Courriel{NBSP}:", "national", ""),
        ("fr", f"Quoi{NNBSP}?!", "national", ""),
        ("fr", "la « société » ici", "national", "hard-space"),
        ("fr", "la «société» ici", "national", "spacing"),
        ("fr", "à 12:30 ici", "national", ""),
        ("fr", "avec M. Voronkov ici", "eu", "hard-space"),
        ("fr", f"avec M.{NBSP}Voronkov ici", "eu", ""),
        ("fr", "Courriel :", "", ""),
        ("de", "rund 6 % davon", "eu", "hard-space"),
        ("de", "rund 6% davon", "eu", "spacing"),
        ("de", f"rund 6{NBSP}% davon", "eu", ""),
        ("de", "rund 6 % davon", "", ""),
        ("cs", "asi 6% růst", "eu", ""),
        ("zh", "约6%的", "national", ""),
        ("pt", "cerca de 12 500 pessoas", "eu", "hard-space"),
        ("pt", "telefone +32 229 605 240", "eu", ""),
        ("sv", f"runt 12{NBSP}500 EUR", "eu", "hard-space"),
        ("en", "about EUR 12.5", "eu", "hard-space"),
        ("ru", "в 2018 г. здесь", "national", "hard-space"),
        ("cs", "sešli se v Bruselu", "national", "hard-space"),
        ("cs", "sešli se v Bruselu", "eu", ""),
        ("pl", "w {established} roku", "national", "hard-space"),
        ("it", "il § 5 qui", "eu", "hard-space"),
    ],
)
def test_a_house_style_asks_for_its_spaces(tag: str, text: str, style: str, rule: str) -> None:
    """None before marks in the Union, hard ones in France; without a style nothing is asked."""
    assert broken(tag, text, style=style) == ([rule] if rule else [])


REPEATED: Final = {
    "ar": "المكتب", "bg": "ръководи", "cs": "vede", "da": "leder", "de": "leitet",
    "el": "ηγείται", "es": "dirige", "et": "juhib", "fi": "johtaa", "fr": "dirige",
    "ga": "stiúrann", "hr": "vodi", "hu": "vezeti", "it": "guida", "lt": "vadovauja",
    "lv": "vada", "mt": "jmexxi", "nl": "leidt", "pl": "kieruje", "pt": "dirige",
    "ro": "conduce", "ru": "руководит", "sk": "vedie", "sl": "vodi", "sv": "finns",
}  # fmt: skip


@pytest.mark.parametrize(("tag", "word"), REPEATED.items())
def test_a_word_that_stands_twice_is_found(tag: str, word: str) -> None:
    """Also at the beginning, before a mark and in emphasis."""
    for text in (f"x {word} {word} y", f"{word.capitalize()} {word}, y", f"x *{word}* {word}"):
        (problem,) = problems(tag, text)
        assert problem.rule.id == "word-repeated"
        assert problem.expected.lower() == word


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "avec l’UNESCO UNESCO"),
        ("mt", "il-promozzjoni promozzjoni ta’ x"),
        ("it", "dell'Unione Unione"),
        ("pl", "praca w w Brukseli"),
        ("ro", "de la la Bruxelles"),
        ("de", "So so, wie es ist"),
    ],
)
def test_a_joined_article_hides_no_repetition(tag: str, text: str) -> None:
    """The word behind an apostrophe or a hyphen is the one that stands twice."""
    (problem,) = problems(tag, text)
    assert problem.rule.id == "word-repeated"
    assert problem.found in text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "nous nous réunissons et vous vous réunissez"),
        ("de", "die Staaten, die die Union bilden"),
        ("nl", "het feit dat dat gebeurt"),
        ("hu", "az az ember"),
        ("cs", "kdo se se mnou sejde"),
        ("hr", "ona je je vidjela"),
        ("ar", "تقدموا خطوة خطوة"),
        ("zh", "试 试 看"),
        ("ru", "свободного ПО по созданию"),
        ("de", "9 9 und EU, EU"),
        ("en", "the fact that that helps"),
        ("el", "σιγά σιγά"),
        ("pl", "{fact} {fact}"),
    ],
)
def test_words_that_a_language_repeats_are_lawful(tag: str, text: str) -> None:
    """Pronouns behind their twins, adverbs that are doubled, numbers, facts and commas."""
    assert broken(tag, text) == []


def test_what_the_source_repeats_is_repeated() -> None:
    """A slogan, a place name."""
    assert broken("de", "in Baden Baden", "in Baden Baden") == []
    assert broken("de", "in Baden Baden", "in Baden") == ["word-repeated"]


def test_many_slips_of_one_kind_are_one_finding() -> None:
    """A reader is shown the first, and told of the others."""
    (problem,) = problems("de", "a  b  c  d", "a b c d")
    assert problem.message == "`a  b` has 2 spaces in a row, and 2 more like it"
    assert (problem.found, problem.expected, problem.at) == ("a  b", "a b", 0)


def test_places_are_counted_in_what_a_reader_sees() -> None:
    """Markup, facts and links are not in the way."""
    text = "[Das **Büro**]({un_page}) von {fact} leitet leitet die Arbeit"
    (problem,) = problems("de", text)
    letters = reading(text).letters
    assert letters[problem.at : problem.at + len(problem.found)] == "leitet leitet"


MARKS: Final = " .,;:!?()[]«»„“”‘’‚\"'%\u00a0\u202f،؛؟。，、：… {a}12 500 aA'’я中ع-\n"


@given(
    tag=st.sampled_from([*SAMPLE_LOCALES, "de-CH", "fr-CA", "ja", "am"]),
    style=st.sampled_from(STYLES),
    source=st.text(MARKS, max_size=30),
    translation=st.text(MARKS, max_size=60),
)
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd(tag: str, style: str, source: str, translation: str) -> None:
    """Whatever is found stands where it is said to stand."""
    letters = reading(translation).letters
    for problem in problems(tag, translation, source or "x", style=style):
        assert letters[problem.at : problem.at + len(problem.found)] == problem.found
        assert problem.message


@pytest.mark.parametrize(
    "piece", [*MARKS, "a ", "a a ", "ПО по ", '"a ', "„a ", "'abc' ", "1 000 ", "(a "]
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    """Four times the text takes four times the time, whatever piece it repeats."""
    of = locale("fr")
    setting = Setting(source_locale=locale("en"), locale=of, style=style_of("national", of))
    plain = reading("x")

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        # `reading` itself refuses texts of this length.
        long = Reading(text=text, pieces=plain.pieces, letters=text)
        begin = time.process_time()
        list(typography_problems(Pair(setting=setting, source=plain, translation=long)))
        list(typography_problems(Pair(setting=setting, source=long, translation=long)))
        return time.process_time() - begin

    # The collection of garbage takes as long as the whole suite has objects.
    gc.disable()
    try:
        assert seconds(100_000) < max(0.5, 9 * seconds(25_000))
    finally:
        gc.enable()
