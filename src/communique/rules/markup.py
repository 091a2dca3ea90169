"""Rules of inline markup, links and addresses."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "ADDRESS_CHANGED",
    "ADDRESS_FORBIDDEN",
    "BRACE_STRAY",
    "HOST_NEW",
    "LINK_CHANGED",
    "MARKUP_CHANGED",
    "MARKUP_FORBIDDEN",
]

MARKUP_FORBIDDEN: Final = Rule(
    id="markup-forbidden",
    severity=Severity.ERROR,
    claim="inline markup is emphasis, links, code, `[…]{.keep}` and `[…]{lang=…}`, nothing else",
    reason="HTML and scripts in a text could run in the browser of every reader of the house. "
    "Take the tag out; for emphasis write `*…*`, as the source does.",
    examples=(
        Example(
            locale="fr",
            source="Welcome",
            wrong="Bienvenue <script>alert(1)</script>",
            right="Bienvenue",
        ),
        Example(
            locale="ru", source="Welcome", wrong="Добро <b>пожаловать</b>", right="Добро пожаловать"
        ),
        Example(
            locale="ar", source="Welcome", wrong='<font color="red">مرحبا</font>', right="مرحبا"
        ),
        Example(locale="zh", source="Welcome", wrong="欢迎<br>", right="欢迎"),
    ),
    silenceable=False,
)

ADDRESS_FORBIDDEN: Final = Rule(
    id="address-forbidden",
    severity=Severity.ERROR,
    claim="a link leads to a fact or to an `https`, `http`, `mailto` or `tel` address",
    reason="Addresses of other kinds run scripts or open programs. Copy the target from the "
    "source.",
    examples=(
        Example(
            locale="fr",
            source="[report]({un_page})",
            wrong="[rapport](javascript:alert%281%29)",
            right="[rapport]({un_page})",
        ),
        Example(
            locale="el",
            source="[report]({un_page})",
            wrong="[έκθεση](data:text/html,x)",
            right="[έκθεση]({un_page})",
        ),
    ),
    silenceable=False,
)

BRACE_STRAY: Final = Rule(
    id="brace-stray",
    severity=Severity.ERROR,
    claim="braces stand around facts only",
    reason="A brace in print is a fact with a slip in it, and its value is missing. Write the fact "
    "as the source does: one brace on each side, no spaces.",
    examples=(
        Example(
            locale="fr",
            source="{agencies} agencies",
            wrong="{ agencies } agences",
            right="{agencies} agences",
        ),
        Example(
            locale="ar",
            source="{agencies} agencies",
            wrong="{{agencies}} وكالة",
            right="{agencies} وكالة",
        ),
        Example(
            locale="zh",
            source="{agencies} agencies",
            wrong="{agencies}}个机构",
            right="{agencies}个机构",
        ),
    ),
)

MARKUP_CHANGED: Final = Rule(
    id="markup-changed",
    severity=Severity.ERROR,
    claim="a translation has the emphasis, links, spans and line breaks of its source",
    reason="Lost or broken markup shows as stars and brackets, or as a stress that nobody meant. "
    "Put the signs of the source around the same words.",
    examples=(
        Example(
            locale="fr",
            source="**not** today",
            wrong="**pas aujourd’hui",
            right="**pas** aujourd’hui",
        ),
        Example(
            locale="el", source="the word *peace*", wrong="η λέξη ειρήνη", right="η λέξη *ειρήνη*"
        ),
        Example(
            locale="ru", source="[INTERPOL]{.keep}", wrong="INTERPOL", right="[INTERPOL]{.keep}"
        ),
        Example(
            locale="ar", source="the word *peace*", wrong="*كلمة* *السلام*", right="كلمة *السلام*"
        ),
        Example(locale="zh", source="**not** today", wrong="*不是*今天", right="**不是**今天"),
    ),
)

LINK_CHANGED: Final = Rule(
    id="link-changed",
    severity=Severity.ERROR,
    claim="a translation's links lead where those of its source lead, on the same words",
    reason="A changed address is a mistake at best, and a trap for readers at worst. Copy the "
    "target from the source; a page in another language is a fact of its own.",
    examples=(
        Example(
            locale="fr",
            source="See the [report](https://example.org/report).",
            wrong="Voir le [rapport](https://example.org/rapport).",
            right="Voir le [rapport](https://example.org/report).",
        ),
        Example(
            locale="ru",
            source="[UN]({un_page}) and [EU]({mail})",
            wrong="[EU]({un_page}) и [UN]({mail})",
            right="[EU]({mail}) и [UN]({un_page})",
        ),
        Example(
            locale="zh",
            source="See the [report]({un_page}).",
            wrong="请参阅报告。",
            right="请参阅[报告]({un_page})。",
        ),
    ),
)

HOST_NEW: Final = Rule(
    id="host-new",
    severity=Severity.ERROR,
    claim="no link and no address in a translation leads to a host that its source does not name",
    reason="Readers trust the house and follow its links; one letter of another alphabet in a "
    "host is enough to lead them to a stranger. Copy the address from the source.",
    examples=(
        Example(
            locale="fr",
            source="See the [report](https://example.org/report).",
            wrong="Voir le [rapport](https://example.org.example.net/report).",
            right="Voir le [rapport](https://example.org/report).",
        ),
        Example(
            locale="el",
            source="Write to press@example.org.",
            wrong="Γράψτε στο press@example.net.",
            right="Γράψτε στο press@example.org.",
        ),
        Example(
            locale="ru",
            source="Write to press@example.org.",
            wrong="Пишите на press@ex&#x430;mple.org.",
            right="Пишите на press@example.org.",
        ),
        Example(
            locale="ar",
            source="See the [report]({un_page}).",
            wrong="انظر [التقرير](https://example.net).",
            right="انظر [التقرير]({un_page}).",
        ),
        Example(
            locale="zh",
            source="See www.example.org.",
            wrong="见www.example.com。",
            right="见www.example.org。",
        ),
    ),
    silenceable=False,
)

ADDRESS_CHANGED: Final = Rule(
    id="address-changed",
    severity=Severity.ERROR,
    claim="e-mail addresses and web addresses in a translation are those of its source",
    reason="Mail would go astray, or readers to another page. Copy the address from the source.",
    examples=(
        Example(
            locale="fr",
            source="press@example.org",
            wrong="presse@example.org",
            right="press@example.org",
        ),
        Example(
            locale="ru",
            source="See www.example.org/report.",
            wrong="См. www.example.org/doklad.",
            right="См. www.example.org/report.",
        ),
        Example(
            locale="ar",
            source="Write to press@example.org.",
            wrong="راسلوا pres@example.org.",
            right="راسلوا press@example.org.",
        ),
        Example(
            locale="zh",
            source="Write to press@example.org.",
            wrong="请致函press-zh@example.org。",
            right="请致函press@example.org。",
        ),
    ),
)
