"""Rules of catalogues: the files, and how complete they are."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "CATALOGUE_DUPLICATE",
    "CATALOGUE_ENCODING",
    "CATALOGUE_HEADER",
    "CATALOGUE_MISSING",
    "CATALOGUE_SIZE",
    "CATALOGUE_SYNTAX",
    "CHANGED_FACTUAL",
    "CHANGED_WORDING",
    "MERGE_CONFLICT",
    "MESSAGE_FUZZY",
    "MESSAGE_MISSING",
    "MESSAGE_STALE",
    "PLURAL_FORMS",
    "TEMPLATE_STALE",
]

CATALOGUE_MISSING: Final = Rule(
    id="catalogue-missing",
    severity=Severity.ERROR,
    claim="there is a catalogue for each domain in each locale of the release",
    reason="Without it nothing of the release is translated. `communique update` makes one.",
    examples=(Example(wrong="locales/fr/LC_MESSAGES has no <id>.po", right="communique update"),),
    silenceable=False,
)

CATALOGUE_ENCODING: Final = Rule(
    id="catalogue-encoding",
    severity=Severity.ERROR,
    claim="a catalogue is UTF-8 without a byte order mark, and its header says so",
    reason="Read in another encoding its letters would be others.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong="charset=ISO-8859-1",
            right="charset=UTF-8",
        ),
    ),
    silenceable=False,
)

CATALOGUE_SYNTAX: Final = Rule(
    id="catalogue-syntax",
    severity=Severity.ERROR,
    claim="a catalogue follows the syntax of the gettext manual, “The Format of PO Files”",
    reason="What cannot be read is not guessed at; nothing of the file is used until it is mended.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='msgstr "Ce qu’on y trouve',
            right='msgstr "Ce qu’on y trouve"',
        ),
    ),
    silenceable=False,
)

CATALOGUE_SIZE: Final = Rule(
    id="catalogue-size",
    severity=Severity.ERROR,
    claim="a catalogue has at most 100 MB",
    reason="A file stands in memory ten times over while it is worked on. One that is larger than "
    "all releases of a house together is no catalogue, and is not read.",
    examples=(Example(wrong="a catalogue of 2 GB", right="the catalogue as it was before"),),
    silenceable=False,
)

CATALOGUE_DUPLICATE: Final = Rule(
    id="catalogue-duplicate",
    severity=Severity.ERROR,
    claim="a message, which is msgid and msgctxt, stands once in a catalogue",
    reason="Of two translations nobody could say which one is meant.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='msgctxt "heading"\nmsgid "What there is"\nmsgstr "Ce qu’on y trouve"\n\n'
            'msgctxt "heading"\nmsgid "What there is"\nmsgstr "L’offre"',
            right='msgctxt "heading"\nmsgid "What there is"\nmsgstr "Ce qu’on y trouve"',
        ),
    ),
    silenceable=False,
)

CATALOGUE_HEADER: Final = Rule(
    id="catalogue-header",
    severity=Severity.ERROR,
    claim="the header of a catalogue names its own language and is not marked fuzzy",
    reason="A catalogue in the wrong folder would publish one language under the name of another.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='"Language: de\\n"',
            right='"Language: fr\\n"',
        ),
    ),
    silenceable=False,
)

PLURAL_FORMS: Final = Rule(
    id="plural-forms",
    severity=Severity.ERROR,
    claim="a message with a plural has as many forms as the header of its catalogue declares",
    reason="The form for some number would be missing.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/house.po",
            wrong='"Plural-Forms: nplurals=3; plural=(n > 1);\\n"',
            right='"Plural-Forms: nplurals=2; plural=(n > 1);\\n"',
        ),
    ),
    silenceable=False,
)

TEMPLATE_STALE: Final = Rule(
    id="template-stale",
    severity=Severity.ERROR,
    claim="the template catalogues in `locales/` hold just the messages of the texts",
    reason="Translators would work on an older text. Run `communique update`.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong="> We have waited long for this.",
            right="> We have waited for this.",
        ),
    ),
    silenceable=False,
)

MESSAGE_MISSING: Final = Rule(
    id="missing",
    severity=Severity.ERROR,
    claim="every message has a translation",
    reason="The edition would have a gap; it is withheld until the message is translated.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='msgstr ""',
            right='msgstr "Ce qu’on y trouve"',
        ),
    ),
    silenceable=False,
)

MESSAGE_FUZZY: Final = Rule(
    id="fuzzy",
    severity=Severity.ERROR,
    claim="no message is marked fuzzy",
    reason="A fuzzy translation is a proposal that nobody has approved, so it is never published.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='#, fuzzy\nmsgctxt "heading"\nmsgid "What there is"',
            right='msgctxt "heading"\nmsgid "What there is"',
        ),
    ),
    silenceable=False,
)

MESSAGE_STALE: Final = Rule(
    id="stale",
    severity=Severity.ERROR,
    claim="a catalogue has every message that the text has now",
    reason="The translation is of an older text. Run `communique update`, then translate.",
    examples=(
        Example(
            path="release/library-opening.md",
            wrong="> We have waited long for this.",
            right="> We have waited for this.",
        ),
    ),
    silenceable=False,
)

MERGE_CONFLICT: Final = Rule(
    id="merge-conflict",
    severity=Severity.ERROR,
    claim="the two sides of a merge do not translate one message in two ways",
    reason="Only a person can choose. The merge keeps ours, fuzzy, and theirs in a comment.",
    examples=(
        Example(
            wrong='ours: msgstr "une bibliothèque"; theirs: msgstr "une médiathèque"',
            right='both: msgstr "une bibliothèque"',
        ),
    ),
    silenceable=False,
)

CHANGED_WORDING: Final = Rule(
    id="changed-wording",
    severity=Severity.ERROR,
    claim="a translation is of the present words of its source text",
    reason="`communique update` carries a translation over when its source text changes. Where "
    "spelling, signs or the capital letters of a heading are all that changed, it stays approved, "
    "with a comment that says so. Where other words stand there it is fuzzy, with the earlier text "
    "in `#| msgid` and the difference in a comment, until a person has looked at it.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='#, fuzzy\n#| msgctxt "heading"\n#| msgid "What you find there"\n'
            'msgctxt "heading"\nmsgid "What there is"',
            right='msgctxt "heading"\nmsgid "What there is"',
        ),
    ),
    silenceable=False,
)

CHANGED_FACTUAL: Final = Rule(
    id="changed-factual",
    severity=Severity.ERROR,
    claim="a translation says the facts of its present source text",
    reason="The source text said something else when it was translated: another number, date, "
    "name, term or link, a yes where there is a no, a may where there is a must, before instead of "
    "after. However small the edit, the old translation is wrong; it is never carried over as "
    "approved.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='#, fuzzy\n#| msgctxt "heading"\n#| msgid "What there is not"\n'
            'msgctxt "heading"\nmsgid "What there is"',
            right='msgctxt "heading"\nmsgid "What there is"',
        ),
    ),
    silenceable=False,
)
