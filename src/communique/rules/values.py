"""Rules of the values in a translation: numbers, amounts, dates, times, references."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = ["VALUE_ADDED", "VALUE_CHANGED", "VALUE_MISSING"]

VALUE_CHANGED: Final = Rule(
    id="value-changed",
    severity=Severity.ERROR,
    claim="a translation says the same numbers, amounts, dates and times as its source",
    reason="Two editions would state different facts, and one of them is wrong. Write the value "
    "of the source in the way of the language: digits, words, separators, scale words, the clock "
    "of 12 or of 24 hours and the order of a date are free, the value is not.",
    examples=(
        Example(
            locale="fr",
            source="The fund has EUR 1.5 billion.",
            wrong="Le fonds dispose de 1,5 million d’euros.",
            right="Le fonds dispose de 1,5 milliard d’euros.",
        ),
        Example(
            locale="de",
            source="It begins on 25 May 2018 at 5.30 p.m.",
            wrong="Es beginnt am 25. Mai 2018 um 5.30 Uhr.",
            right="Es beginnt am 25. Mai 2018 um 17.30 Uhr.",
        ),
        Example(
            locale="el",
            source="They met on 25 May 2018.",
            wrong="Συναντήθηκαν στις 25 Ιουνίου 2018.",
            right="Συναντήθηκαν στις 25 Μαΐου 2018.",
        ),
        Example(
            locale="ru",
            source="Six agencies took part.",
            wrong="Участвовали 7 учреждений.",
            right="Участвовали шесть учреждений.",
        ),
        Example(
            locale="ar",
            source="Growth was 17 per cent.",
            wrong="بلغ النمو ٧١ في المائة.",
            right="بلغ النمو ١٧ في المائة.",
        ),
        Example(
            locale="zh",
            source="It costs 1.5 billion euros.",
            wrong="费用为1.5亿欧元。",
            right="费用为15亿欧元。",
        ),
    ),
)

VALUE_MISSING: Final = Rule(
    id="value-missing",
    severity=Severity.WARNING,
    claim="a translation says every number, amount, date and time of its source",
    reason="A reader of this edition would learn less than the readers of the others. Say the "
    "value, in digits or in words.",
    examples=(
        Example(
            locale="fr",
            source="The office opened in June 2017.",
            wrong="Le bureau a ouvert ses portes.",
            right="Le bureau a ouvert ses portes en juin 2017.",
        ),
        Example(
            locale="pl",
            source="12 500 people work there.",
            wrong="Pracują tam ludzie.",
            right="Pracuje tam 12 500 osób.",
        ),
        Example(
            locale="ar",
            source="Resolution A/RES/72/284 was adopted.",
            wrong="اعتُمد القرار.",
            right="اعتُمد القرار A/RES/72/284.",
        ),
        Example(
            locale="zh",
            source="The meeting is at 14:30.",
            wrong="会议开始。",
            right="会议于下午2时30分开始。",
        ),
    ),
)

VALUE_ADDED: Final = Rule(
    id="value-added",
    severity=Severity.INFO,
    claim="a translation has no number in digits that its source lacks",
    reason="It may be a year that explains, or a number left behind from an older text. Take it "
    "out, or let the source say it as well.",
    examples=(
        Example(
            locale="it",
            source="The office opened last year.",
            wrong="L’ufficio ha aperto nel 2017.",
            right="L’ufficio ha aperto l’anno scorso.",
        ),
        Example(
            locale="bg",
            source="Many people work there.",
            wrong="Там работят 300 души.",
            right="Там работят много хора.",
        ),
    ),
)
