"""Values are read as a native reader reads them, and compared whatever way they are written."""

from __future__ import annotations

import gc
import time
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from communique.check.pair import Pair, Setting
from communique.check.reading import reading
from communique.check.values import Kind, Value, value_problems, values_of
from communique.check.values.lexicon import WORDS, lexicon
from communique.locales import SAMPLE_LOCALES, locale
from communique.styles import style_of
from number_words import words_text

TABLES: Final = Path(__file__).parent / "values"


def setting(tag: str, source: str = "en") -> Setting:
    """A catalogue of a language in a house without a style."""
    of = locale(tag)
    return Setting(source_locale=locale(source), locale=of, style=style_of("", of))


def broken(source: str, translation: str, tag: str, *, source_tag: str = "en") -> list[str]:
    """Ids of the rules of values that a translation breaks."""
    pair = Pair(
        setting=setting(tag, source_tag), source=reading(source), translation=reading(translation)
    )
    return [problem.rule.id for problem in value_problems(pair)]


def form(value: Value) -> str:
    """A value as the tables write it."""
    key = value.key
    if isinstance(key, tuple):
        year, month, day = key
        written = "-".join(
            ["-" if year is None else f"{year:04}", f"{month:02}", *([f"{day:02}"] if day else [])]
        )
        return f"date {written}"
    if value.kind is Kind.TIME:
        assert isinstance(key, int)
        return f"time {key // 60:02}:{key % 60:02}"
    if isinstance(key, Decimal):
        plain = f"{key:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        name = "word" if value.spelled and value.kind is Kind.NUMBER else value.kind.value
        return f"{name} {plain} {value.unit}".rstrip()
    return f"reference {key}"


def table(tag: str, kind: str) -> Iterator[dict[str, object]]:
    """The entries of one kind in the table of a language."""
    entries = tomllib.loads((TABLES / f"{tag}.toml").read_text(encoding="utf-8"))
    yield from entries.get(kind, [])


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_values_are_read_as_a_native_reader_reads_them(tag: str) -> None:
    """Numbers, amounts, dates, times and references of each language, in its own ways."""
    wrong = []
    for entry in table(tag, "value"):
        found = [form(value) for value in values_of(str(entry["text"]), locale(tag))]
        if found != entry["values"]:
            wrong.append((entry["text"], found, entry["values"]))
    assert wrong == []


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_translations_are_judged_by_their_values(tag: str) -> None:
    """A planted slip is found and named; a good translation is left in peace."""
    wrong = []
    for entry in table(tag, "pair"):
        found = broken(str(entry["source"]), str(entry["translation"]), tag)
        verdict = entry["verdict"]
        if found != ([] if verdict == "same" else [f"value-{verdict}"]):
            wrong.append((entry["source"], entry["translation"], found, verdict))
    assert wrong == []


RIGHT: Final = [
    ("en", "25 May 2018", "ru", "25 мая 2018 г."),
    ("en", "25 May 2018", "zh", "2018年5月25日"),
    ("en", "25 May 2018", "ar", "٢٥ مايو ٢٠١٨"),
    ("en", "25 May 2018", "ar", "25 أيار/مايو 2018"),
    ("en", "25 May 2018", "lv", "2018. gada 25. maijā"),
    ("en", "25 May 2018", "hu", "2018. május 25-én"),
    ("en", "1.5 billion euros", "zh", "15亿欧元"),
    ("en", "1.5 billion", "zh", "15億"),
    ("en", "1.5 billion people", "fr", "1,5 milliard de personnes"),
    ("en", "23 000 people", "bg", "23 хиляди души"),
    ("en", "18,000 packages", "de", "18.000 Pakete"),
    ("en", "six agencies", "de", "6 Agenturen"),
    ("en", "6 agencies", "ar", "ست وكالات"),
    ("en", "two years", "ar", "سنتان"),
    ("en", "two years", "sl", "leti"),
    ("en", "5 p.m.", "de", "17 Uhr"),
    ("en", "5.30 p.m.", "zh", "下午5时30分"),
    ("en", "5.30 p.m.", "fr", "17h30"),
    ("en", "the 21st century", "fr", "le XXIe siècle"),
    ("en", "the 21st century", "ru", "XXI век"),
    ("en", "in the 1990s", "de", "in den 90er-Jahren"),
    ("en", "9–17 July 2005", "fr", "du 9 au 17 juillet 2005"),
    ("en", "9th to 17th July", "pl", "od 9 do 17 lipca"),
    ("en", "Directive 95/46/EC", "fr", "directive 95/46/CE"),
    ("en", "03/04/2018", "fr", "04/03/2018"),
    ("en", "You may go on 5 March.", "fr", "Vous pouvez partir le 5 mars."),
    ("en", "open 24/7", "fr", "ouvert 24 heures sur 24, 7 jours sur 7"),
    ("en", "a 15-minute break", "de", "eine fünfzehnminütige Pause"),
    ("fr", "le 1er mai 2018", "es", "el 1 de mayo de 2018"),
    ("de", "03.04.2018", "fr", "03/04/2018"),
    ("en", "open 24/7", "de", "rund um die Uhr offen"),
    ("en", "We are 100 % sure.", "fr", "Nous sommes tout à fait sûrs."),
    (
        "en",
        "Trade grew by 3.8 % to €48.7 billion.",
        "es",
        "Creció un 3,8 %, hasta 48 700 millones de euros.",
    ),
    ("en", "since March", "it", "da marzo"),
    ("en", "since March", "lt", "nuo kovo"),
    ("de", "seit März", "en", "as from March"),
    ("en", "since January", "pl", "od stycznia"),
    ("en", "16 February 2011", "da", "den 16. februars aften 2011"),
    ("en", "30 per cent", "da", "tredve procent"),
    ("en", "100 per cent", "da", "ethundrede procent"),
    ("en", "in thirty countries", "fi", "kolmessakymmenessä maassa"),
    ("en", "in thirty countries", "et", "kolmekümnes riigis"),
    ("en", "Call +32 2 555 01 23", "zh", "致电+32 2 555 01 23"),
    ("zh", "第72届会议", "en", "the 72nd session"),
    ("ja", "2018年5月25日", "ko", "2018년 5월 25일"),
]

WRONG: Final = [
    ("en", "booth 17", "ru", "стенд 27", "value-changed"),
    ("en", "booth 17", "fr", "stand 71", "value-changed"),
    ("en", "Debian 1.3", "de", "Debian 3.1", "value-changed"),
    ("en", "died on 26 December 2008", "bg", "почина на 27 декември 2008 г.", "value-changed"),
    ("en", "25 May 2018", "el", "25 Ιουνίου 2018", "value-changed"),
    ("en", "EUR 5 million", "nl", "USD 5 miljoen", "value-changed"),
    ("en", "6 % of them", "fr", "6 d’entre eux", "value-changed"),
    ("en", "at 5 p.m.", "en", "at 5 a.m.", "value-changed"),
    ("en", "3 April 2018", "de", "04.03.2018", "value-changed"),
    ("en", "six agencies", "pl", "7 agencji", "value-changed"),
    ("en", "six agencies", "es", "siete agencias", "value-changed"),
    ("en", "DebConf13", "es", "DebConf12", "value-changed"),
    ("en", "IP/18/1234", "lt", "IP/18/1243", "value-changed"),
    ("en", "9–17 July 2005", "sv", "9–17 juni 2005", "value-changed"),
    ("en", "17 agencies in 2018", "da", "agenturer i 2018", "value-missing"),
    ("en", "25 May 2018", "hr", "svibanj 2018.", "value-missing"),
    ("en", "agencies", "it", "17 agenzie", "value-added"),
    ("en", "3.8 % to €48.7 billion", "bg", "3,8 до 48,7 милиарда евро", "value-changed"),
    ("en", "3.8 to 48.7 million", "de", "3,8 % bis 48,7 Millionen", "value-changed"),
    ("en", "Call +32 2 555 01 23", "zh", "致电+32 2 555 01 32", "value-changed"),
    ("en", "since March", "de", "seit April", "value-changed"),
    ("en", "since January", "pl", "od lutego", "value-changed"),
    ("en", "on 25 May at 14:30", "sv", "den 25 maj kl. 41.30", "value-changed"),
    ("en", "6 % of them", "fr", "6 € d’entre eux", "value-changed"),
    ("en", "after 15 September 2027", "et", "pärast 16. septembrit 2027", "value-changed"),
    ("en", "€200 million", "es", "200 miles de euros", "value-changed"),
    ("en", "€1.5 billion", "es", "1.500 miles de euros", "value-changed"),
    ("en", "200 million people", "es", "200 miles de personas", "value-changed"),
    ("en", "−€5 million", "de", "5 Mio. EUR", "value-changed"),
    ("en", "It was −5 °C.", "de", "Es waren 5 °C.", "value-changed"),
    ("en", "The change was -2.4 %.", "fr", "La variation était de 2,4 %.", "value-changed"),
    ("en", "growth of 2.4 %", "fr", "croissance de −2,4 %", "value-changed"),
    ("en", "from −5 to 3 °C", "fr", "de 5 à 3 °C", "value-changed"),
]


@pytest.mark.parametrize(("source_tag", "source", "tag", "translation"), RIGHT)
def test_one_value_is_written_in_many_ways(
    source_tag: str, source: str, tag: str, translation: str
) -> None:
    """Digits or words, 12 or 24 hours, millions or 万: nothing but the value counts."""
    assert set(broken(source, translation, tag, source_tag=source_tag)) <= {"value-added"}


@pytest.mark.parametrize(("source_tag", "source", "tag", "translation", "rule"), WRONG)
def test_another_value_is_one_finding(
    source_tag: str, source: str, tag: str, translation: str, rule: str
) -> None:
    """One slip, one finding, of the gravest rule that fits."""
    assert broken(source, translation, tag, source_tag=source_tag) == [rule]


SIGNS: Final = [
    ("en", "The balance was −2.4 %.", "de", "Der Saldo betrug -2,4 %."),
    ("en", "The balance was −2.4 %.", "de", "Das Defizit betrug 2,4 %."),
    ("en", "The balance was −2.4 %.", "hu", "Az egyenleg – 2,4 % volt."),
    ("en", "The balance was −2.4 %.", "ar", "بلغ الرصيد ٢٫٤-٪."),
    ("en", "a decrease of 2.4 %", "fr", "évolution : −2,4 %"),
    ("en", "Temperatures of −12 °C", "zh", "气温为零下12摄氏度"),
    ("en", "aged 18–30", "de", "im Alter von 18−30 Jahren"),
    ("en", "€5 million−€10 million", "fr", "de 5 à 10 millions d’euros"),
    ("en", "COVID−19", "de", "COVID-19"),
    ("en", "- 5 apples", "de", "5 Äpfel"),
    ("en", "pages 2 and 4", "de", "Seiten 2 -4"),
    ("en", "Results: -5 apples", "de", "Ergebnisse: 5 Äpfel"),
    ("en", "a change of −2.4 %", "ja", "2.4%"),
]

FELL: Final = {
    "ar": "تراجعت الصادرات بنسبة 2.4%.",
    "bg": "Износът намаля с 2,4 %.",
    "cs": "Vývoz klesl o 2,4 %.",
    "da": "Eksporten faldt med 2,4 %.",
    "de": "Die Ausfuhren gingen um 2,4 % zurück.",
    "el": "Οι εξαγωγές μειώθηκαν κατά 2,4 %.",
    "en": "Exports fell by 2.4 %.",
    "es": "Las exportaciones disminuyeron un 2,4 %.",
    "et": "Eksport vähenes 2,4 %.",
    "fi": "Vienti väheni 2,4 %.",
    "fr": "Les exportations ont baissé de 2,4 %.",
    "ga": "Thit onnmhairí 2.4 %.",
    "hr": "Izvoz je pao za 2,4 %.",
    "hu": "A kivitel 2,4 %-kal csökkent.",
    "it": "Le esportazioni sono calate del 2,4 %.",
    "lt": "Eksportas sumažėjo 2,4 %.",
    "lv": "Eksports samazinājās par 2,4 %.",
    "mt": "L-esportazzjonijiet naqsu bi 2.4 %.",
    "nl": "De uitvoer daalde met 2,4 %.",
    "pl": "Eksport spadł o 2,4 %.",
    "pt": "As exportações diminuíram 2,4 %.",
    "ro": "Exporturile au scăzut cu 2,4 %.",
    "ru": "Экспорт снизился на 2,4 %.",
    "sk": "Vývoz klesol o 2,4 %.",
    "sl": "Izvoz se je zmanjšal za 2,4 %.",
    "sv": "Exporten minskade med 2,4 %.",
    "zh": "出口下降2.4%。",
}


@pytest.mark.parametrize(("source_tag", "source", "tag", "translation"), SIGNS)
def test_a_sign_is_lost_only_where_nothing_else_says_it(
    source_tag: str, source: str, tag: str, translation: str
) -> None:
    """Words of decline stand for a minus; dashes of ranges, lists and names are no sign."""
    assert broken(source, translation, tag, source_tag=source_tag) == []


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_words_of_decline_say_what_a_minus_says(tag: str) -> None:
    """`fell by 2.4 %` is `−2.4 %` in every language, and `2.4 %` alone is not."""
    fell = FELL[tag]
    number = "2,4 %" if "2,4 %" in fell else "2.4%" if "2.4%" in fell else "2.4 %"
    assert broken("Exports: −2.4 %", fell, tag) == []
    assert broken(fell, "Exports: −2.4 %", "en", source_tag=tag) == []
    assert broken("Exports: −2.4 %", f"XYZ {number}", tag) == ["value-changed"]
    assert broken("Exports: −2.4 %", f"XYZ −{number}", tag) == []


# Every case of each month, January first, months parted by semicolons.
MONTHS: Final = {
    "bg": "януари; февруари; март; април; май; юни; юли; август; септември; октомври; ноември;"
    " декември",
    "cs": "leden ledna lednu lednem; únor února únoru únorem; březen března březnu březnem;"
    " duben dubna dubnu dubnem; květen května květnu květnem; červen června červnu červnem;"
    " červenec července červenci červencem; srpen srpna srpnu srpnem; září zářím;"
    " říjen října říjnu říjnem; listopad listopadu listopadem; prosinec prosince prosinci"
    " prosincem",
    "el": "Ιανουάριος Ιανουαρίου Ιανουάριο; Φεβρουάριος Φεβρουαρίου; Μάρτιος Μαρτίου;"
    " Απρίλιος Απριλίου; Μάιος Μαΐου; Ιούνιος Ιουνίου; Ιούλιος Ιουλίου; Αύγουστος Αυγούστου;"
    " Σεπτέμβριος Σεπτεμβρίου; Οκτώβριος Οκτωβρίου; Νοέμβριος Νοεμβρίου; Δεκέμβριος Δεκεμβρίου",
    "et": "jaanuar jaanuari jaanuarisse jaanuaris jaanuarist jaanuarile jaanuaril jaanuarilt"
    " jaanuariks jaanuarini jaanuarina jaanuarita jaanuariga jaanuarikuu jaanuarikuus;"
    " veebruari veebruarini; märts märtsi märtsini; aprill aprilli aprillini; mai mais maist"
    " maini; juuni juunit juunini; juuli juulit juulini; august augusti augustini; september"
    " septembri septembrit septembrisse septembrini; oktoober oktoobri oktoobrit; november"
    " novembrit; detsember detsembrit",
    "fi": "tammikuu tammikuun tammikuuta tammikuussa tammikuusta tammikuuhun tammikuulla"
    " tammikuulta tammikuulle tammikuuna tammikuuksi tammikuutta; helmikuuta; maaliskuuta;"
    " huhtikuuta; toukokuuta; kesäkuuta; heinäkuuta; elokuuta; syyskuuta; lokakuuta;"
    " marraskuuta; joulukuuta",
    "ga": "Eanáir; Feabhra Fheabhra bhFeabhra; Márta Mhárta; Aibreán Aibreáin nAibreán;"
    " Bealtaine Bhealtaine mBealtaine; Meitheamh Mheitheamh Mheithimh; Iúil hIúil; Lúnasa;"
    " Meán_Fómhair Mheán_Fómhair; Deireadh_Fómhair Dheireadh_Fómhair; Samhain Samhna; Nollaig"
    " Nollag",
    "hr": "siječanj siječnja siječnju siječnjem; veljača veljače veljači veljaču veljačom;"
    " ožujak ožujka ožujku ožujkom; travanj travnja; svibanj svibnja; lipanj lipnja; srpanj"
    " srpnja; kolovoz kolovoza; rujan rujna rujnu; listopad listopada; studeni studenoga"
    " studenog studenome studenim; prosinac prosinca prosincu",
    "hu": "január januárt januári januárban januárig januártól januárra januárral januárnak"
    " januárja; február februárral; március márciust márciussal; április áprilisig; május"
    " májusban; június júniusra; július júliusi; augusztus augusztussal; szeptember"
    " szeptembertől szeptemberrel; október októberben; november novemberre; december"
    " decemberben",
    "lt": "sausis sausio sausį sausiui sausiu sausyje; vasaris vasario vasarį; kovas kovo kovą;"
    " balandis balandžio balandį balandyje; gegužė gegužės gegužę gegužėje; birželis birželio"
    " birželį; liepa liepos liepą; rugpjūtis rugpjūčio rugpjūtį; rugsėjis rugsėjo rugsėjį;"
    " spalis spalio spalį; lapkritis lapkričio lapkritį; gruodis gruodžio gruodį",
    "lv": "janvāris janvāra janvārī janvāri janvārim; februāris februārī; marts marta martā"
    " martu martam; aprīlis aprīļa aprīlī; maijs maija maijā maiju; jūnijs jūnija jūnijā;"
    " jūlijs jūlijā; augusts augustā; septembris septembra septembrī; oktobris oktobra;"
    " novembris novembrī; decembris decembra",
    "mt": "Jannar; Frar; Marzu; April; Mejju; Ġunju; Lulju; Awwissu; Settembru; Ottubru;"
    " Novembru; Diċembru",
    "pl": "styczeń stycznia styczniu styczniem styczniowi; luty lutego lutemu lutym; marzec"
    " marca marcu marcem; kwiecień kwietnia kwietniu; maj maja maju majem; czerwiec czerwca"
    " czerwcu; lipiec lipca lipcu; sierpień sierpnia sierpniu; wrzesień września wrześniu;"
    " październik października październiku październikiem; listopad listopada listopadzie;"
    " grudzień grudnia grudniu",
    "ru": "январь января январю январём январе; февраль февраля; март марта марте; апрель"
    " апреля; май мая мае; июнь июня; июль июля; август августа; сентябрь сентября; октябрь"
    " октября; ноябрь ноября; декабрь декабря",
    "sk": "január januára januári januáru januárom; február februára; marec marca marci marcu;"
    " apríl apríla; máj mája máji; jún júna; júl júla; august augusta auguste; september"
    " septembra septembri septembru; október októbra; november novembra; december decembra",
    "sl": "januar januarja januarju januarjem; februar februarja; marec marca marcu; april"
    " aprila; maj maja maju; junij junija; julij julija; avgust avgusta; september septembra"
    " septembru; oktober oktobra; november novembra; december decembra",
}


@pytest.mark.parametrize("tag", MONTHS)
def test_a_month_is_read_in_every_case(tag: str) -> None:
    """The day and the month are one date whatever the sentence makes of the word."""
    months = [forms.split() for forms in MONTHS[tag].split(";")]
    assert len(months) == 12
    for number, forms in enumerate(months, 1):
        for written in forms:
            name = written.replace("_", " ")
            text = f"2027. {name} 15." if tag == "hu" else f"15. {name} 2027"
            found = [form(value) for value in values_of(text, locale(tag))]
            assert found == [f"date 2027-{number:02}-15"], text


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_a_text_does_not_contradict_itself(tag: str) -> None:
    """Whatever a value is read as, a copy is read alike."""
    for entry in table(tag, "value"):
        assert broken(str(entry["text"]), str(entry["text"]), tag, source_tag=tag) == []


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_each_value_is_a_piece_of_its_text(tag: str) -> None:
    """Findings can say line and column of it."""
    for entry in table(tag, "value"):
        text = str(entry["text"])
        for value in values_of(text, locale(tag)):
            assert text[value.at : value.end] == value.text != ""


@pytest.mark.parametrize("tag", ["en", "de", "zh", "ar"])
@pytest.mark.parametrize(
    "repeated", ["1", "1 ", "1-", "1/", "1:", "a", "A1", "A/", "May ", "twenty ", "百分之", "€1 "]
)
def test_a_hostile_text_takes_no_more_than_its_share_of_time(tag: str, repeated: str) -> None:
    """Ten times the text takes about ten times the time, not a hundred times."""

    def seconds(count: int) -> float:
        text = repeated * (count // len(repeated))
        found = []
        for run in range(3):  # what was read is remembered, so no two texts are the same
            start = time.process_time()
            values_of(text + "x" * run, locale(tag))
            found.append(time.process_time() - start)
        return min(found)

    # The collection of garbage takes as long as the whole suite has objects.
    gc.disable()
    try:
        assert seconds(60_000) < 40 * max(seconds(6_000), 0.002)
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("uk", "Це коштує 1,5 мільярда євро."),
        ("nb", "Det koster 1,5 milliarder euro."),
        ("tr", "Maliyeti 1,5 milyar avro."),
    ],
)
def test_a_language_without_a_table_is_left_in_peace(tag: str, translation: str) -> None:
    """Its words for thousands are not known, so nothing is said to be missing or added."""
    of = locale(tag)
    setting = Setting(source_locale=locale("en"), locale=of, style=style_of("", of))
    pair = Pair(
        setting=setting,
        source=reading("It costs 1.5 billion euros."),
        translation=reading(translation),
    )
    assert list(value_problems(pair)) == []


def test_the_committed_words_are_those_that_people_wrote() -> None:
    """`make words` has been run since a table of a language was changed."""
    assert WORDS.read_text(encoding="utf-8") == words_text()


@pytest.mark.parametrize("tag", SAMPLE_LOCALES)
def test_the_quick_look_behind_a_number_misses_no_ending(tag: str) -> None:
    """Whatever the endings of a language are, what is passed over begins none of them."""
    found = lexicon(locale(tag)).suffix
    endings = ("", "th", "-th", ".", "é", "-го", "er", "ª", "-jan")
    passed_over = ["", *(sign + ending for sign in " \u00a0\u202f\n,)" for ending in endings)]
    for text in passed_over:
        assert not found.match(text)
        assert not found.match(f".{text}")
