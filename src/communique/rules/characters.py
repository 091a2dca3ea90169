"""Rules of single characters and scripts."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "BIDI_CONTROL",
    "KASHIDA",
    "NOT_NFC",
    "SCRIPT_MIXED",
    "SCRIPT_WRONG",
    "TEXT_CONTROL",
    "ZERO_WIDTH",
]

TEXT_CONTROL: Final = Rule(
    id="control-character",
    severity=Severity.ERROR,
    claim="a text has no control characters and none that stands for nothing",
    reason="They are invisible or print as a box, where a letter was lost on the way. Delete the "
    "character, or write the letter that belongs there.",
    examples=(
        Example(locale="fr", source="Welcome", wrong="Bien&#x7;venue", right="Bienvenue"),
        Example(locale="el", source="Welcome", wrong="Καλ&#xFFFD;ς ήλθατε", right="Καλώς ήλθατε"),
        Example(
            locale="ru",
            source="Welcome",
            wrong="Добро&#xE000; пожаловать",
            right="Добро пожаловать",
        ),
        Example(locale="ar", source="Welcome", wrong="مرحبا&#x85;", right="مرحبا"),
        Example(locale="zh", source="Welcome", wrong="欢&#xFFFF;迎", right="欢迎"),
    ),
    silenceable=False,
)

BIDI_CONTROL: Final = Rule(
    id="bidi-control",
    severity=Severity.ERROR,
    claim="a text has no character that turns its direction round, and right-to-left marks only "
    "in right-to-left text",
    reason="An override makes a reader see another text than the one that was approved: "
    "`exe.pdf` for `fdp.exe`. Delete it; the page sets the direction of every text. In Arabic "
    "and Hebrew isolates and marks are welcome, each isolate with its end.",
    examples=(
        Example(
            locale="fr", source="See annex", wrong="Voir l’&#x202E;annexe", right="Voir l’annexe"
        ),
        Example(
            locale="bg",
            source="See annex",
            wrong="Вж. &#x200F;приложението",
            right="Вж. приложението",
        ),
        Example(
            locale="ar",
            source="the EU",
            wrong="الاتحاد الأوروبي (&#x2067;EU)",
            right="الاتحاد الأوروبي (&#x2067;EU&#x2069;)",
        ),
        Example(locale="zh", source="See annex", wrong="见附&#x202D;件", right="见附件"),
    ),
    silenceable=False,
)

ZERO_WIDTH: Final = Rule(
    id="zero-width",
    severity=Severity.ERROR,
    claim="a text has no character without width where its script has none",
    reason="Nobody sees it, but search does not find the word, a screen reader stumbles, and a "
    "line breaks in the middle of it. Delete it. Arabic and Indic scripts have the joiner and "
    "non-joiner; a soft hyphen may stand where the source has one.",
    examples=(
        Example(
            locale="de",
            source="Counter-terrorism",
            wrong="Terrorismus&#x200B;bekämpfung",
            right="Terrorismusbekämpfung",
        ),
        Example(locale="el", source="Report", wrong="Έκ&#xAD;θεση", right="Έκθεση"),
        Example(locale="ru", source="Report", wrong="&#xFEFF;Доклад", right="Доклад"),
        Example(locale="ar", source="Report", wrong="تق&#x2060;رير", right="تقرير"),
        Example(locale="zh", source="Report", wrong="报&#x200C;告", right="报告"),
    ),
)

SCRIPT_MIXED: Final = Rule(
    id="script-mixed",
    severity=Severity.ERROR,
    claim="the letters of a word are of one script",
    reason="A Latin `p` in a Cyrillic word looks right, but search does not find the word, a "
    "screen reader spells it, and it may be a trap. Type the word again on the keyboard of its "
    "language.",
    examples=(
        Example(locale="fr", source="Europe", wrong="Eur&#x43E;pe", right="Europe"),
        Example(locale="el", source="group", wrong="&#x6F;μάδα", right="ομάδα"),
        Example(locale="ru", source="Hello", wrong="П&#x70;ивет", right="Привет"),
        Example(locale="ar", source="The Union", wrong="الاتحا&#x64;", right="الاتحاد"),
        Example(locale="zh", source="EU member states", wrong="&#x395;U成员国", right="EU成员国"),
    ),
)

SCRIPT_WRONG: Final = Rule(
    id="script-wrong",
    severity=Severity.ERROR,
    claim="a text is written in the script of its language",
    reason="Readers get a paragraph that they cannot read; usually it was pasted into the wrong "
    "catalogue, or transliterated. Names, abbreviations and addresses that the source has may "
    "stand in its script.",
    examples=(
        Example(
            locale="fr",
            source="The talks were held in Brussels today.",
            wrong="Переговоры прошли сегодня в Брюсселе.",
            right="Les entretiens ont eu lieu aujourd’hui à Bruxelles.",
        ),
        Example(
            locale="el",
            source="The talks were held in Brussels today.",
            wrong="Oi synomilies diexichthisan simera stis Vryxelles.",
            right="Οι συνομιλίες διεξήχθησαν σήμερα στις Βρυξέλλες.",
        ),
        Example(
            locale="ru",
            source="The talks were held in Brussels today.",
            wrong="Les entretiens ont eu lieu aujourd’hui à Bruxelles.",
            right="Переговоры прошли сегодня в Брюсселе.",
        ),
        Example(
            locale="ar",
            source="The talks were held in Brussels today.",
            wrong="Les entretiens ont eu lieu aujourd’hui à Bruxelles.",
            right="جرت المحادثات في بروكسل اليوم.",
        ),
        Example(
            locale="zh",
            source="The talks were held in Brussels today.",
            wrong="Переговоры прошли сегодня в Брюсселе.",
            right="会谈今天在布鲁塞尔举行。",
        ),
    ),
)

NOT_NFC: Final = Rule(
    id="not-nfc",
    severity=Severity.WARNING,
    claim="a text is in Unicode’s composed form, NFC",
    reason="A letter and its accent as two characters look like one, but search, spelling checks "
    "and fonts may treat them as two. Type the letter again, or let the editor compose the text.",
    examples=(
        Example(locale="fr", source="summer", wrong="e&#x301;té", right="été"),
        Example(locale="el", source="Greece", wrong="Ελλα&#x301;δα", right="Ελλάδα"),
        Example(locale="bg", source="End", wrong="Краи&#x306;", right="Край"),
        Example(locale="ar", source="Europe", wrong="ا&#x654;وروبا", right="أوروبا"),
        Example(locale="zh", source="indivisible", wrong="&#xF967;可分割", right="不可分割"),
    ),
)

KASHIDA: Final = Rule(
    id="kashida",
    severity=Severity.WARNING,
    claim="no Arabic word is stretched by a kashida",
    reason="Search does not find a stretched word, and a screen reader may spell it. Delete "
    "U+0640; it may stand at the end of a prefix before a foreign word or number, and in `هـ`.",
    examples=(
        Example(locale="ar", source="The Union", wrong="الاتحـــاد", right="الاتحاد"),
        Example(locale="ar", source="in 1440 AH", wrong="ســنة ١٤٤٠ هـ", right="سنة ١٤٤٠ هـ"),
    ),
)
