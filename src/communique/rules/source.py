"""Rules of release texts, the house and page templates."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "ADDRESS_BARE",
    "FACT_UNDEFINED",
    "FACT_UNUSED",
    "FACT_VALUE",
    "FRONT_MATTER",
    "HOUSE_UNKNOWN",
    "HOUSE_VALUE",
    "RELEASE_DUPLICATE",
    "RELEASE_STRUCTURE",
    "SOURCE_ENCODING",
]

SOURCE_ENCODING: Final = Rule(
    id="source-encoding",
    severity=Severity.ERROR,
    claim="a release text, `house.toml` and every page template is UTF-8",
    reason="Read in another encoding, `é` becomes two strange letters. Save the file as UTF-8.",
    examples=(
        Example(
            wrong="a file saved as Windows-1252, in which `é` is the single byte E9",
            right="the same file saved as UTF-8",
        ),
    ),
    silenceable=False,
)

FRONT_MATTER: Final = Rule(
    id="front-matter",
    severity=Severity.ERROR,
    claim="front matter is TOML between two lines of `+++`, with known keys of the right types",
    reason="What a misspelt key says would be missing from every edition. The message names the "
    "key that was expected; a date has no quotation marks.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong='date = "6 April 2019"',
            right="date = 2019-04-06",
        ),
    ),
    silenceable=False,
)

HOUSE_VALUE: Final = Rule(
    id="house-value",
    severity=Severity.ERROR,
    claim="`house.toml` is TOML with known tables and keys of the right types",
    reason="What all releases share must be right before any of them is. The reference of the "
    "house has the tables and their keys.",
    examples=(
        Example(path="release/house.toml", wrong="name = 7", right='name = "Town of Lowbridge"'),
    ),
    silenceable=False,
)

HOUSE_UNKNOWN: Final = Rule(
    id="house-unknown",
    severity=Severity.ERROR,
    claim="a type, city, issuer, contact or boilerplate that a release names is in `house.toml`",
    reason="Names stand in one place, so that all releases share one translation of them. Mend the "
    "name, or add the city, organisation or contact to `house.toml`.",
    examples=(
        Example(
            path="release/library-opening.md", wrong='city = "lowbrige"', right='city = "lowbridge"'
        ),
    ),
    silenceable=False,
)

RELEASE_STRUCTURE: Final = Rule(
    id="release-structure",
    severity=Severity.ERROR,
    claim="a release consists of paragraphs, headings, lists and quotations, in order",
    reason="Anything else would be lost, or would read differently on paper and on screen. Say it "
    "in paragraphs and lists; what page and paper look like is for the templates.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong="<div>We have waited for this.</div>",
            right="> We have waited for this.",
        ),
    ),
    silenceable=False,
)

RELEASE_DUPLICATE: Final = Rule(
    id="release-duplicate",
    severity=Severity.ERROR,
    claim="each release id, which is the name of its file, stands for one release",
    reason="Two releases with one id would share an address and overwrite each other. Rename one "
    "of the files.",
    examples=(
        Example(
            wrong="release/2018/summit.md and release/2019/summit.md",
            right="release/2018-summit.md and release/2019-summit.md",
        ),
    ),
    silenceable=False,
)

FACT_VALUE: Final = Rule(
    id="fact-value",
    severity=Severity.ERROR,
    claim="a fact is a number, a date, an amount, a percentage, an address or a name",
    reason="Only a value of a known type can be written as each language writes it. Dates are "
    "`2018-05-25`, a month is `2018-05`, and an amount has its currency beside it.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong='begun = { date = "June 2017" }',
            right='begun = { date = "2017-06" }',
        ),
    ),
    silenceable=False,
)

FACT_UNDEFINED: Final = Rule(
    id="fact-undefined",
    severity=Severity.ERROR,
    claim="every fact that the text names is defined under `[facts]`",
    reason="There is no value to print. Mend the name, or define the fact in the front matter.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong="grows by {grwoth} a year",
            right="grows by {growth} a year",
        ),
    ),
    silenceable=False,
)

FACT_UNUSED: Final = Rule(
    id="fact-unused",
    severity=Severity.WARNING,
    claim="every fact that is defined is used in the text",
    reason="A value that nobody reads is usually one that was typed into the text as well. Write "
    "`{name}` there, or remove the fact.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong="readers = 12500\nbooks = 30000",
            right="readers = 12500",
        ),
    ),
)

ADDRESS_BARE: Final = Rule(
    id="address-bare",
    severity=Severity.WARNING,
    claim="addresses of web pages and e-mail addresses are facts, not text",
    reason="A translator need not retype an address that is a fact, and cannot mistype it. Define "
    "it under `[facts]` and write its name in braces.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong="Write to desk@lowbridge.example.org or",
            right="Write to {desk} or",
        ),
    ),
)
