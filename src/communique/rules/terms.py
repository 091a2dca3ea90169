"""Rules of the glossary and of its terms in a translation."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = ["ACRONYM_CHANGED", "GLOSSARY_SYNTAX", "NAME_CHANGED", "TERM_FORBIDDEN", "TERM_MISSING"]

GLOSSARY_SYNTAX: Final = Rule(
    id="glossary-syntax",
    severity=Severity.ERROR,
    claim="a project has one glossary, and it is a table in CSV or a TBX file, as documented",
    reason="A term that cannot be read would not be checked, and nobody would notice. Mend the "
    "line that is named.",
    examples=(
        Example(path="release/glossary.csv", wrong="UN,akronym,VN,", right="UN,acronym,VN,"),
    ),
    silenceable=False,
)

TERM_MISSING: Final = Rule(
    id="term-missing",
    severity=Severity.WARNING,
    claim="a term of the glossary is translated by one of the words the glossary has for it",
    reason="Readers and courts take another word for another thing. Use the word of the "
    "glossary, in the form that your sentence asks for, or have yours added to the glossary.",
    examples=(
        Example(
            locale="de",
            source="The Member States agreed.",
            wrong="Die Mitgliedsländer stimmten zu.",
            right="Die Mitgliedstaaten stimmten zu.",
        ),
        Example(
            locale="el",
            source="The Security Council has met.",
            wrong="Συνεδρίασε η Επιτροπή Ασφάλειας.",
            right="Συνεδρίασε το Συμβούλιο Ασφαλείας.",
        ),
        Example(
            locale="bg",
            source="The Member States agreed.",
            wrong="Страните от Съюза се споразумяха.",
            right="Държавите членки се споразумяха.",
        ),
        Example(
            locale="ar",
            source="The Security Council has met.",
            wrong="اجتمعت الجمعية.",
            right="اجتمع مجلس الأمن.",
        ),
        Example(
            locale="zh",
            source="The Security Council has met.",
            wrong="大会举行了会议。",
            right="安全理事会举行了会议。",
        ),
        Example(
            locale="fi",
            source="The Member States agreed.",
            wrong="Jäsenmaat sopivat asiasta.",
            right="Jäsenvaltioiden kesken sovittiin asiasta.",
        ),
    ),
)

TERM_FORBIDDEN: Final = Rule(
    id="term-forbidden",
    severity=Severity.ERROR,
    claim="no translation has a word that the glossary forbids",
    reason="The house has decided against this word, usually because it is wrong or offends. "
    "Use the one that the glossary has in its place.",
    examples=(
        Example(
            locale="de",
            source="The United Nations agreed.",
            wrong="Die Vereinigten Nationen stimmten zu.",
            right="Die Vereinten Nationen stimmten zu.",
        ),
        Example(
            locale="ru",
            source="The Member States agreed.",
            wrong="Страны-участницы договорились.",
            right="Государства-члены договорились.",
        ),
        Example(
            locale="zh",
            source="The Member States agreed.",
            wrong="各会员国家达成一致。",
            right="各会员国达成一致。",
        ),
        Example(
            locale="ar",
            source="The Member States agreed.",
            wrong="اتفقت البلدان الأعضاء.",
            right="اتفقت الدول الأعضاء.",
        ),
    ),
)

NAME_CHANGED: Final = Rule(
    id="name-changed",
    severity=Severity.WARNING,
    claim="a name of the glossary stands in the translation as it is, inflected, or in one of "
    "the ways the glossary has for the language",
    reason="A misspelt name offends its bearer and is not found by those who search for it. In "
    "Greek, Cyrillic, Arabic and Chinese letters, and in Latvian, a name is looked for only if "
    "the glossary says how it is written there.",
    examples=(
        Example(
            locale="fr",
            source="António Guterres spoke.",
            wrong="António Gutierrez a pris la parole.",
            right="António Guterres a pris la parole.",
        ),
        Example(
            locale="pl",
            source="with António Guterres",
            wrong="z António Gutieresem",
            right="z António Guterresem",
        ),
        Example(
            locale="ru",
            source="António Guterres spoke.",
            wrong="Выступил Антониу Гутьеррес.",
            right="Выступил Антониу Гутерриш.",
        ),
        Example(
            locale="zh",
            source="António Guterres spoke.",
            wrong="安东尼奥·古铁雷兹发了言。",
            right="安东尼奥·古特雷斯发了言。",
        ),
    ),
)

ACRONYM_CHANGED: Final = Rule(
    id="acronym-changed",
    severity=Severity.WARNING,
    claim="an acronym of the glossary is the one the language has, or is written out",
    reason="Another acronym is another organisation, and one of another language is a riddle.",
    examples=(
        Example(
            locale="fr",
            source="The UN agreed.",
            wrong="L’UN a accepté.",
            right="L’ONU a accepté.",
        ),
        Example(
            locale="bg",
            source="The EU agreed.",
            wrong="ЕО се съгласи.",
            right="ЕС се съгласи.",
        ),
        Example(
            locale="el",
            source="The EU agreed.",
            wrong="Η EU συμφώνησε.",
            right="Η ΕΕ συμφώνησε.",
        ),
        Example(
            locale="zh",
            source="The EU agreed.",
            wrong="非盟表示同意。",
            right="欧盟表示同意。",
        ),
    ),
)
