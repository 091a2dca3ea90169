"""A text is in the language of its catalogue, and no long piece of the source is left in it."""

from __future__ import annotations

import time
from typing import Final

import pytest

from communique import rules
from communique.check import Setting
from communique.check.function_words import (
    ENDINGS,
    ENGLISH_NAMES,
    FUNCTION_WORDS,
    LETTERS,
    SIMPLIFIED,
    TRADITIONAL,
)
from communique.check.languages import language_problems
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import reading
from communique.check.scripts import script_problems
from communique.findings import Rule
from communique.locales import SAMPLE_LOCALES, locale
from communique.styles import style_of

SOURCE: Final = (
    "The ministers met on Monday and agreed that the work must go on, but that it should not "
    "cost more than it did in the years before."
)
TEXTS: Final = {
    "bg": "Министрите се срещнаха в понеделник и се съгласиха, че работата трябва да продължи, "
    "но не бива да струва повече, отколкото през предишните години.",
    "es": "Los ministros se reunieron el lunes y acordaron que el trabajo debe continuar, pero "
    "que no debería costar más que en los años anteriores.",
    "cs": "Ministři se sešli v pondělí a shodli se, že práce musí pokračovat, ale že by neměla "
    "stát více než v předchozích letech.",
    "da": "Ministrene mødtes mandag og blev enige om, at arbejdet skal fortsætte, men at det ikke "
    "bør koste mere end i de foregående år.",
    "de": "Die Minister trafen sich am Montag und waren sich einig, dass die Arbeit weitergehen "
    "muss, aber nicht mehr kosten soll als in den Jahren davor.",
    "et": "Ministrid kohtusid esmaspäeval ja leppisid kokku, et töö peab jätkuma, kuid see ei "
    "tohi maksta rohkem kui varasematel aastatel.",
    "el": "Οι υπουργοί συναντήθηκαν τη Δευτέρα και συμφώνησαν ότι το έργο πρέπει να συνεχιστεί, "
    "αλλά δεν πρέπει να κοστίσει περισσότερο από τα προηγούμενα χρόνια.",
    "fr": "Les ministres se sont réunis lundi et ont convenu que les travaux doivent continuer, "
    "mais qu’ils ne devraient pas coûter plus que les années précédentes.",
    "ga": "Tháinig na hairí le chéile Dé Luain agus d’aontaigh siad go gcaithfidh an obair dul ar "
    "aghaidh, ach nár cheart go gcosnódh sí níos mó ná mar a bhí sna blianta roimhe sin.",
    "hr": "Ministri su se sastali u ponedjeljak i složili se da se rad mora nastaviti, ali da ne "
    "bi smio koštati više nego prethodnih godina.",
    "it": "I ministri si sono riuniti lunedì e hanno convenuto che i lavori devono proseguire, ma "
    "che non dovrebbero costare più che negli anni precedenti.",
    "lv": "Ministri tikās pirmdien un vienojās, ka darbs ir jāturpina, bet tas nedrīkst maksāt "
    "vairāk nekā iepriekšējos gados.",
    "lt": "Ministrai susitiko pirmadienį ir sutarė, kad darbas turi būti tęsiamas, bet jis "
    "neturėtų kainuoti daugiau nei ankstesniais metais.",
    "hu": "A miniszterek hétfőn találkoztak, és megállapodtak abban, hogy a munkát folytatni "
    "kell, de az nem kerülhet többe, mint a korábbi években.",
    "mt": "Il-ministri ltaqgħu t-Tnejn u qablu li l-ħidma għandha tkompli, iżda li m’għandhiex "
    "tiswa aktar milli kienet tiswa fis-snin ta’ qabel.",
    "nl": "De ministers kwamen maandag bijeen en waren het erover eens dat het werk door moet "
    "gaan, maar dat het niet meer mag kosten dan in de jaren ervoor.",
    "pl": "Ministrowie spotkali się w poniedziałek i uzgodnili, że prace muszą być kontynuowane, "
    "ale nie powinny kosztować więcej niż w poprzednich latach.",
    "pt": "Os ministros reuniram-se na segunda-feira e concordaram que os trabalhos têm de "
    "continuar, mas que não devem custar mais do que nos anos anteriores.",
    "ro": "Miniștrii s-au întâlnit luni și au convenit că lucrările trebuie să continue, dar că "
    "nu ar trebui să coste mai mult decât în anii precedenți.",
    "sk": "Ministri sa stretli v pondelok a zhodli sa, že práca musí pokračovať, ale že by nemala "
    "stáť viac ako v predchádzajúcich rokoch.",
    "sl": "Ministri so se sestali v ponedeljek in se strinjali, da se mora delo nadaljevati, "
    "vendar ne sme stati več kot v prejšnjih letih.",
    "fi": "Ministerit tapasivat maanantaina ja sopivat, että työn on jatkuttava, mutta se ei saa "
    "maksaa enempää kuin aiempina vuosina.",
    "sv": "Ministrarna möttes i måndags och var överens om att arbetet måste fortsätta, men att "
    "det inte bör kosta mer än under åren innan.",
    "ar": "اجتمع الوزراء يوم الاثنين واتفقوا على أن العمل يجب أن يستمر، ولكن لا ينبغي أن يكلف "
    "أكثر مما كلف في السنوات السابقة.",
    "zh": "各国部长于周一举行会议，一致认为这项工作必须继续进行，但费用不应高于往年。",
    "ru": "Министры встретились в понедельник и согласились, что работа должна быть продолжена, "
    "но она не должна стоить больше, чем в предыдущие годы.",
}
"""One sentence in every language."""
NEIGHBOURS: Final = {
    "uk": ("ru", "Міністри зустрілися в понеділок і погодилися, що робота має бути продовжена, "
           "але вона не повинна коштувати більше, ніж у попередні роки."),
    "mk": ("bg", "Министрите се состанаа во понеделник и се согласија дека работата мора да "
           "продолжи, но не треба да чини повеќе од претходните години."),
    "nb": ("da", "Ministrene møttes på mandag og ble enige om at arbeidet må fortsette, men at "
           "det ikke bør koste noe mer etter dette enn det gjorde gjennom de siste årene."),
    "sr-Latn": ("sl", "Ministri su se sastali u ponedeljak i složili se da rad mora da se nastavi, "
                "ali da ne bi trebalo da košta više nego prethodnih godina."),
    "tr": ("de", "Bakanlar pazartesi günü bir araya geldi ve çalışmaların devam etmesi gerektiği "
           "konusunda anlaştı, ancak bunun daha çok para tutmaması için karar aldı."),
    "fa": ("ar", "وزیران روز دوشنبه دیدار کردند و توافق کردند که این کار باید ادامه یابد اما "
           "نباید از سال‌های گذشته گران‌تر شود."),
    "ja": ("zh", "閣僚は月曜日に会合を開き、この作業を続けなければならないことで合意した。"),
    "zh-Hant": ("zh", "各國部長於週一舉行會議，一致認為這項工作必須繼續進行，但費用不應高於往年。"),
}  # fmt: skip
"""The sentence in a language nearby, and the catalogue that it could stray into."""


def pair(tag: str, source: str, translation: str, of: str = "en") -> Pair:
    """A source text and its translation."""
    setting = Setting(source_locale=locale(of), locale=locale(tag), style=style_of("", locale(tag)))
    return Pair(setting=setting, source=reading(source), translation=reading(translation))


def problems(tag: str, source: str, translation: str, of: str = "en") -> list[Problem]:
    """What is wrong with the language and the script of a translation."""
    texts = pair(tag, source, translation, of)
    return [*script_problems(texts), *language_problems(texts)]


def broken(tag: str, source: str, translation: str, of: str = "en") -> list[Rule]:
    """The rules that a translation breaks."""
    return [problem.rule for problem in problems(tag, source, translation, of)]


@pytest.mark.parametrize("tag", TEXTS)
def test_a_translation_is_in_its_language(tag: str) -> None:
    """All languages of the sample, from English and from each other."""
    assert broken(tag, SOURCE, TEXTS[tag]) == []
    for other in TEXTS:
        assert broken(tag, TEXTS[other], TEXTS[tag], other) == []


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_of_any_other_language_is_found(tag: str) -> None:
    """By its script where that differs, and otherwise by its words; never by both."""
    for other, text in TEXTS.items():
        if other != tag:
            (rule,) = broken(tag, SOURCE, text)
            assert rule in (rules.LANGUAGE_WRONG, rules.SCRIPT_WRONG), other


@pytest.mark.parametrize("other", NEIGHBOURS)
def test_neighbours_are_told_apart(other: str) -> None:
    """A text in a language that is no catalogue's is not taken for the one beside it."""
    tag, text = NEIGHBOURS[other]
    (problem,) = problems(tag, SOURCE, text)
    assert problem.rule is rules.LANGUAGE_WRONG


def test_a_finding_tells_by_what_it_knows() -> None:
    """The two languages, and words that speak for the one that was found."""
    (problem,) = problems("pt", SOURCE, TEXTS["es"])
    assert problem.message.startswith("the text reads as Spanish (")
    assert problem.message.endswith("), expected Portuguese")
    assert "`los`" in problem.message or "`el`" in problem.message
    (problem,) = problems("zh", SOURCE, NEIGHBOURS["zh-Hant"][1])
    assert problem.message.startswith("the text is in Traditional Chinese (`國`, ")


@pytest.mark.parametrize("tag", [tag for tag in SAMPLE_LOCALES if tag != "en"])
def test_a_copy_of_the_source_is_found(tag: str) -> None:
    """Whole, in part, and with some words changed; nothing else is said of it."""
    assert broken(tag, SOURCE, SOURCE) == [rules.SOURCE_COPIED]
    words = SOURCE.split()
    first, last = " ".join(words[:14]), " ".join(words[14:])
    text = TEXTS[tag]
    assert broken(tag, SOURCE, f"{first} {text}") == [rules.SOURCE_COPIED]
    assert broken(tag, SOURCE, f"{text} {last}") == [rules.SOURCE_COPIED]
    changed = SOURCE.replace("Monday", "Lundi").replace("agreed", "xyz").replace("years", "ans")
    assert broken(tag, SOURCE, changed) == [rules.SOURCE_COPIED]


def test_the_piece_that_was_copied_is_told() -> None:
    """In both texts, with its place."""
    source = "They met today and agreed on the next steps for the region."
    text = "Ils se sont réunis and agreed on the next steps pour la région."
    (problem,) = problems("fr", source, text)
    assert problem.found == problem.source_found == "and agreed on the next steps"
    assert (problem.at, problem.source_at) == (19, 15)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Note to editors", "Note to editors"),
        ("Federica Mogherini, António Guterres", "Federica Mogherini, António Guterres"),
        (
            "He spoke on “The state of the art in the fight against fraud” in May.",
            "En mai, il a parlé de « The state of the art in the fight against fraud ».",
        ),
        (
            "The International Institute for the Unification of Private Law met.",
            "L’International Institute for the Unification of Private Law s’est réuni.",
        ),
        (
            "The talk is “Debian: software libre y abierto en la sociedad actual”.",
            "La conférence est : Debian: software libre y abierto en la sociedad actual",
        ),
        (
            "He gave the talk “How to contribute and to get involved” today.",
            "Il a donné l’exposé »How to contribute and to get involved«.",
        ),
        ("by Rudy Godoy, mentored by Steffen Moeller",) * 2,
        ("KDE Plasma Workspaces and KDE Applications 4.4.5",) * 2,
        ('for my $p (split (/,\\s*/, $x)) { push (@p, $p); } print join (", ", @p);',) * 2,
        ("See [The work must go on]{.keep} for more.", "Voir [The work must go on]{.keep}."),
        ("Run `git push to the remote of the day` now.", "`git push to the remote of the day`"),
    ],
)
def test_names_titles_and_code_may_stay(source: str, translation: str) -> None:
    """They are of no language, or of another one on purpose."""
    assert broken("fr", source, translation) == []


def test_variants_of_one_language_may_share_a_text() -> None:
    """English needs no translation into English."""
    assert broken("en-US", SOURCE, SOURCE) == []
    assert broken("pt-BR", TEXTS["pt"], TEXTS["pt"], "pt") == []


def test_a_source_in_another_language_is_compared_alike() -> None:
    """French and Chinese sources left standing are found in German, and by this rule alone."""
    for of in ("fr", "zh", "ru"):
        assert broken("de", TEXTS[of], TEXTS[of], of) == [rules.SOURCE_COPIED]


def test_a_language_nobody_knows_is_left_in_peace() -> None:
    """Without a table nothing is said."""
    assert broken("af", SOURCE, "Die ministers het Maandag vergader en besluit dat dit moet.") == []


def test_the_tables_hold_together() -> None:
    """Every language has words and letters, and Chinese characters stand in pairs."""
    assert len(SIMPLIFIED) == len(TRADITIONAL)
    assert not set(SIMPLIFIED) & set(TRADITIONAL)
    assert set(SAMPLE_LOCALES) - {"zh"} <= set(FUNCTION_WORDS)
    assert set(ENDINGS) <= set(FUNCTION_WORDS)
    assert set(FUNCTION_WORDS) - {"el"} == set(LETTERS)
    assert {key.partition("-")[0] for key in FUNCTION_WORDS} <= set(ENGLISH_NAMES)
    for words in FUNCTION_WORDS.values():
        assert words == words.lower()


@pytest.mark.parametrize("piece", ["the ", "the work of ", "a", "“", '"', "é", "中", "и ", "ий "])
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    """Also where source and translation say the same a thousand times over."""
    for tag in ("fr", "zh", "ru"):
        for length in (100_000, 19_000):
            text = piece * (length // len(piece))
            started = time.process_time()
            problems(tag, text, text + "x")
            assert time.process_time() - started < 5
