"""Rules of punctuation, quotation marks, brackets and spaces."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "BRACKETS_UNPAIRED",
    "HARD_SPACE",
    "QUOTES_STYLE",
    "QUOTES_UNPAIRED",
    "SPACING",
    "TERMINAL_PUNCTUATION",
    "WORD_REPEATED",
]

TERMINAL_PUNCTUATION: Final = Rule(
    id="terminal-punctuation",
    severity=Severity.WARNING,
    claim="a translation ends with the same kind of mark as its source",
    reason="A lost question mark turns a question into a statement, a full stop at the end of a "
    "heading looks like a slip, and a missing one looks as if words were missing. Each language "
    "has its own marks: the Greek question mark is `;`, the Arabic one `؟`, the Chinese full "
    "stop `。`. A semicolon and a comma at the end of a list item are alike.",
    examples=(
        Example(
            locale="fr",
            source="The talks go on.",
            wrong="Les entretiens se poursuivent",
            right="Les entretiens se poursuivent.",
        ),
        Example(
            locale="de",
            context="heading",
            source="What comes next?",
            wrong="Was kommt als Nächstes",
            right="Was kommt als Nächstes?",
        ),
        Example(
            locale="el",
            source="Who took part?",
            wrong="Ποιοι συμμετείχαν?",
            right="Ποιοι συμμετείχαν;",
        ),
        Example(
            locale="bg",
            context="heading",
            source="Participants",
            wrong="Участници.",
            right="Участници",
        ),
        Example(
            locale="ar",
            source="Who took part?",
            wrong="من شارك",
            right="من شارك؟",
        ),
        Example(
            locale="zh",
            source="The talks go on.",
            wrong="会谈仍在继续",
            right="会谈仍在继续。",
        ),
    ),
)

QUOTES_UNPAIRED: Final = Rule(
    id="quotes-unpaired",
    severity=Severity.WARNING,
    claim="a quotation that begins also ends",
    reason="Without its second mark a reader cannot tell whose words they are. Put the mark where "
    "the quotation begins or ends.",
    examples=(
        Example(
            locale="pl",
            source="They spoke of a “new spirit” of cooperation.",
            wrong='Mówiono o „nowym duchu" współpracy.',
            right="Mówiono o „nowym duchu” współpracy.",
        ),
        Example(
            locale="fr",
            source="They spoke of a “new spirit” of cooperation.",
            wrong="Ils ont parlé d’un «nouvel esprit de coopération.",
            right="Ils ont parlé d’un «nouvel esprit» de coopération.",
        ),
        Example(
            locale="ru",
            source="They spoke of a “new spirit” of cooperation.",
            wrong="Они говорили о новом духе» сотрудничества.",
            right="Они говорили о «новом духе» сотрудничества.",
        ),
        Example(
            locale="el",
            source="They spoke of a “new spirit” of cooperation.",
            wrong="Μίλησαν για ένα «νέο πνεύμα συνεργασίας.",
            right="Μίλησαν για ένα «νέο πνεύμα» συνεργασίας.",
        ),
        Example(
            locale="ar",
            source="They spoke of a “new spirit” of cooperation.",
            wrong="تحدثوا عن «روح جديدة من التعاون.",
            right="تحدثوا عن «روح جديدة» من التعاون.",
        ),
        Example(
            locale="zh",
            source="They spoke of a “new spirit” of cooperation.",
            wrong="他们谈到了“新的合作精神。",
            right="他们谈到了“新的”合作精神。",
        ),
    ),
)

QUOTES_STYLE: Final = Rule(
    id="quotes-style",
    severity=Severity.WARNING,
    claim="quotations stand in the marks of the language, as the house sets it",
    reason="Marks that were copied from the source text show that nobody has read the translation "
    "as a text of its own. `communique check --fix` exchanges them. A house that has chosen a "
    "style has no straight marks, and its own marks for a quotation and for one inside it.",
    examples=(
        Example(
            locale="de",
            source="They spoke of a “new spirit”.",
            wrong="Sie sprachen von einem “neuen Geist”.",
            right="Sie sprachen von einem „neuen Geist“.",
        ),
        Example(
            locale="sv",
            source="They spoke of a “new spirit”.",
            wrong="De talade om en “ny anda”.",
            right="De talade om en ”ny anda”.",
        ),
        Example(
            locale="bg",
            source="They spoke of a “new spirit”.",
            wrong="Те говориха за “нов дух”.",
            right="Те говориха за „нов дух“.",
        ),
        Example(
            locale="el",
            source="They spoke of a “new spirit”.",
            wrong="Μίλησαν για ένα „νέο πνεύμα“.",
            right="Μίλησαν για ένα «νέο πνεύμα».",
        ),
        Example(
            locale="ar",
            source="They spoke of a “new spirit”.",
            wrong="تحدثوا عن „روح جديدة“.",
            right="تحدثوا عن «روح جديدة».",
        ),
        Example(
            locale="zh",
            source="They spoke of a “new spirit”.",
            wrong="他们谈到了«新精神»。",
            right="他们谈到了“新精神”。",
        ),
    ),
)

BRACKETS_UNPAIRED: Final = Rule(
    id="brackets-unpaired",
    severity=Severity.WARNING,
    claim="a bracket that opens also closes",
    reason="Without its second half a reader cannot tell what belongs into the brackets. Put it "
    "where they open or close.",
    examples=(
        Example(
            locale="it",
            source="The Office (UNOCT) leads the work.",
            wrong="L’Ufficio (UNOCT guida i lavori.",
            right="L’Ufficio (UNOCT) guida i lavori.",
        ),
        Example(
            locale="el",
            source="The Office (UNOCT) leads the work.",
            wrong="Το Γραφείο UNOCT) ηγείται των εργασιών.",
            right="Το Γραφείο (UNOCT) ηγείται των εργασιών.",
        ),
        Example(
            locale="ru",
            source="The Office (UNOCT) leads the work.",
            wrong="Управление (КТУ руководит работой.",
            right="Управление (КТУ) руководит работой.",
        ),
        Example(
            locale="ar",
            source="The Office (UNOCT) leads the work.",
            wrong="يقود المكتب (المعني العمل.",
            right="يقود المكتب (المعني) العمل.",
        ),
        Example(
            locale="zh",
            source="The Office (UNOCT) leads the work.",
            wrong="该办公室（反恐办领导这项工作。",
            right="该办公室（反恐办）领导这项工作。",
        ),
    ),
)

SPACING: Final = Rule(
    id="spacing",
    severity=Severity.WARNING,
    claim="spaces stand where the language, as the house sets it, has them",
    reason="A space too many tears a mark from its word, one too few runs two words together. "
    "French has spaces before `;`, `:`, `!` and `?` in the style of its country, and none in that "
    "of the European Union. `communique check --fix` mends what is safe.",
    examples=(
        Example(
            locale="es",
            source="The Union, the Office and the States agree.",
            wrong="La Unión , la Oficina y los Estados están de acuerdo.",
            right="La Unión, la Oficina y los Estados están de acuerdo.",
        ),
        Example(
            locale="fr",
            source="The Union, the Office and the States agree.",
            wrong="L’Union , le Bureau et les États en conviennent.",
            right="L’Union, le Bureau et les États en conviennent.",
        ),
        Example(
            locale="fi",
            source="The Office leads the work.",
            wrong="Virasto johtaa  työtä.",
            right="Virasto johtaa työtä.",
        ),
        Example(
            locale="el",
            source="The Union, the Office and the States agree.",
            wrong="Η Ένωση,το Γραφείο και τα κράτη συμφωνούν.",
            right="Η Ένωση, το Γραφείο και τα κράτη συμφωνούν.",
        ),
        Example(
            locale="ru",
            source="The Office (UNOCT) leads the work.",
            wrong="Управление ( КТУ) руководит работой.",
            right="Управление (КТУ) руководит работой.",
        ),
        Example(
            locale="ar",
            source="The Union, the Office and the States agree.",
            wrong="اتفق الاتحاد ، والمكتب والدول.",
            right="اتفق الاتحاد، والمكتب والدول.",
        ),
        Example(
            locale="zh",
            source="The Union, the Office and the States agree.",
            wrong="欧盟 ，办公室和会员国一致同意。",
            right="欧盟，办公室和会员国一致同意。",
        ),
    ),
)

HARD_SPACE: Final = Rule(
    id="hard-space",
    severity=Severity.WARNING,
    claim="a space at which no line may end is a hard one, where the house has a style",
    reason="At an ordinary space a line can end: then `%` or a colon begins the next line, or a "
    "number is torn in two. `communique check --fix` puts hard spaces in. A house without a style "
    "is not asked for them.",
    examples=(
        Example(wrong="6 % with an ordinary space", right="6\N{NO-BREAK SPACE}% with a hard space"),
    ),
)

WORD_REPEATED: Final = Rule(
    id="word-repeated",
    severity=Severity.WARNING,
    claim="no word stands twice in a row, but those that the language itself repeats",
    reason="A word that was typed or pasted twice is read as haste. Take one out; where it is "
    "meant, silence the finding with a comment.",
    examples=(
        Example(
            locale="sv",
            source="More information is available below.",
            wrong="Mer information finns finns nedan.",
            right="Mer information finns nedan.",
        ),
        Example(
            locale="de",
            source="The Office leads the work.",
            wrong="Das Büro leitet leitet die Arbeit.",
            right="Das Büro leitet die Arbeit.",
        ),
        Example(
            locale="el",
            source="The Office leads the work.",
            wrong="Το Γραφείο ηγείται ηγείται των εργασιών.",
            right="Το Γραφείο ηγείται των εργασιών.",
        ),
        Example(
            locale="bg",
            source="The Office leads the work.",
            wrong="Службата ръководи ръководи работата.",
            right="Службата ръководи работата.",
        ),
        Example(
            locale="ar",
            source="The Office leads the work.",
            wrong="يقود المكتب المكتب العمل.",
            right="يقود المكتب العمل.",
        ),
    ),
)
