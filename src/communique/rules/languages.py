"""Rules of the language a translation is in."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = ["LANGUAGE_WRONG", "SOURCE_COPIED"]

LANGUAGE_WRONG: Final = Rule(
    id="language-wrong",
    severity=Severity.ERROR,
    claim="a text is in the language of its catalogue",
    reason="A paragraph was pasted into the wrong catalogue, or the catalogue was begun as a "
    "copy of another one. Put the text of this language in its place.",
    examples=(
        Example(
            locale="pt",
            source="Both sides agreed that this work must go on.",
            wrong="Las dos partes acordaron que este trabajo debe continuar con los gobiernos.",
            right="As duas partes concordaram que este trabalho tem de continuar com os governos.",
        ),
        Example(
            locale="sk",
            source="Both sides agreed that this work must go on.",
            wrong="Obě strany se shodly, že tato práce musí pokračovat při jednáních.",
            right="Obe strany sa zhodli, že táto práca musí pokračovať pri rokovaniach.",
        ),
        Example(
            locale="bg",
            source="Both sides agreed that this work must go on.",
            wrong="Обе стороны согласились, что эта работа должна быть продолжена в этом году.",
            right="Двете страни се съгласиха, че тази работа трябва да продължи и през годината.",
        ),
        Example(
            locale="ar",
            source="Both sides agreed that this work must go on.",
            wrong="هر دو طرف توافق کردند که این کار باید ادامه یابد و از آن حمایت شود.",
            right="اتفق الجانبان على أن هذا العمل يجب أن يستمر وأن يحظى بالدعم.",
        ),
        Example(
            locale="zh",
            source="Both sides agreed that this work must go on.",
            wrong="雙方同意這項工作必須繼續進行。",
            right="双方同意这项工作必须继续进行。",
        ),
    ),
)

SOURCE_COPIED: Final = Rule(
    id="source-copied",
    severity=Severity.ERROR,
    claim="no long piece of the source stands untranslated in a translation",
    reason="Readers get a sentence in a language that is not theirs. Translate it; names, titles "
    "in quotation marks, addresses and code may stay.",
    examples=(
        Example(
            locale="fr",
            source="The talks were held in Brussels today.",
            wrong="The talks were held in Brussels today.",
            right="Les entretiens ont eu lieu aujourd’hui à Bruxelles.",
        ),
        Example(
            locale="el",
            source="They met today and agreed on the next steps for the region.",
            wrong="Συναντήθηκαν σήμερα and agreed on the next steps for the region.",
            right="Συναντήθηκαν σήμερα και συμφώνησαν για τα επόμενα βήματα στην περιοχή.",
        ),
        Example(
            locale="ru",
            source="They met today and agreed on the next steps for the region.",
            wrong="Они встретились сегодня and agreed on the next steps for the region.",
            right="Они встретились сегодня и согласовали следующие шаги для региона.",
        ),
        Example(
            locale="ar",
            source="The talks were held in Brussels today.",
            wrong="The talks were held in Brussels today.",
            right="جرت المحادثات في بروكسل اليوم.",
        ),
        Example(
            locale="zh",
            source="They met today and agreed on the next steps for the region.",
            wrong="他们今天会晤，and agreed on the next steps for the region.",
            right="他们今天会晤，并商定了该地区的后续步骤。",
        ),
    ),
)
