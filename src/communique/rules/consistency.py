"""Rules of translations against each other and for their place."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "TITLE_LONG",
    "TRANSLATION_MISPLACED",
    "TRANSLATION_SHARED",
    "TRANSLATION_VARIES",
]

TRANSLATION_MISPLACED: Final = Rule(
    id="translation-misplaced",
    severity=Severity.ERROR,
    claim="a translation stands at its own message",
    reason="Two translations were swapped, or one was pasted into the wrong message. Each would be "
    "printed in the place of the other. Exchange them.",
    examples=(
        Example(
            wrong="“{agencies} agencies took part.” is “Plus d’informations : {page}”, which "
            "belongs to “More information: {page}”",
            right="“{agencies} agencies took part.” is “{agencies} organismes ont participé.”",
        ),
    ),
)

TRANSLATION_VARIES: Final = Rule(
    id="translation-varies",
    severity=Severity.WARNING,
    claim="a text that stands in several releases, in the same role, is translated once",
    reason="Readers who compare two releases look for a difference in meaning. Take one of the "
    "translations for both, or tell the two texts apart by a `context` comment in the source.",
    examples=(
        Example(
            wrong="“Background” is “Contexte” in one release and “Historique” in another",
            right="“Contexte” in both",
        ),
    ),
)

TRANSLATION_SHARED: Final = Rule(
    id="translation-shared",
    severity=Severity.WARNING,
    claim="two texts that say different things have different translations",
    reason="One of the two translations was usually pasted into the wrong message. Translate the "
    "message that the translation is not of.",
    examples=(
        Example(
            wrong="“Both sides signed the agreement.” and “The talks go on in June.” are both "
            "“Les deux parties ont signé l’accord.”",
            right="“Les discussions se poursuivent en juin.” for the second",
        ),
    ),
)

TITLE_LONG: Final = Rule(
    id="title-long",
    severity=Severity.WARNING,
    claim="a title, subtitle or heading has room in its place",
    reason="A title of more than three lines pushes the text off the first screen, and what "
    "shows titles elsewhere cuts it off. Say it in fewer words.",
    examples=(
        Example(
            locale="fr",
            context="heading",
            source="Participants",
            wrong="Liste complète de toutes les personnes qui ont pris part à la réunion",
            right="Participants",
        ),
        Example(
            locale="bg",
            context="heading",
            source="Participants",
            wrong="Пълен списък на всички лица, които взеха участие в срещата на двете страни",
            right="Участници",
        ),
        Example(
            locale="ar",
            context="heading",
            source="Participants",
            wrong="قائمة كاملة بأسماء جميع الأشخاص الذين شاركوا في الاجتماع المشترك بين الجانبين",
            right="المشاركون",
        ),
        Example(
            locale="zh",
            context="heading",
            source="Participants",
            wrong="出席本次欧洲联盟与联合国高级别会议的全体代表和随行人员的完整名单如下所示",
            right="与会者",
        ),
    ),
)
