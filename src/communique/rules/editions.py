"""Rules of pages, paper and edition sets."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "EDITIONS_DIFFER",
    "FONT_MISSING",
    "GLYPH_MISSING",
    "PAGE_FAILED",
    "PDF_FAILED",
    "TEXT_UNMARKED",
]

PAGE_FAILED: Final = Rule(
    id="page-failed",
    severity=Severity.ERROR,
    claim="a page template can be filled in for every edition",
    reason="The template has a mistake, or asks for what is not there.",
    examples=(
        Example(
            path="templates/release.html.j2",
            wrong="<h1>{{ page.titel }}",
            right="<h1>{{ page.title }}",
        ),
    ),
    silenceable=False,
)

PDF_FAILED: Final = Rule(
    id="pdf-failed",
    severity=Severity.ERROR,
    claim="every style, image and font of a page can be used in its PDF",
    reason="What the engine leaves out would be missing on paper.",
    examples=(
        Example(
            path="templates/release.pdf.html.j2",
            wrong='<header class="masthead"><img src="https://example.org/logo.png" alt="">',
            right='<header class="masthead">',
        ),
    ),
    silenceable=False,
)

GLYPH_MISSING: Final = Rule(
    id="glyph-missing",
    severity=Severity.ERROR,
    claim="the fonts of the house have every character of an edition",
    reason="A reader would see an empty box. Use another character, or add a font.",
    examples=(
        Example(
            path="locales/fr/LC_MESSAGES/library-opening.po",
            wrong='msgstr "Ce qu’on y trouve 🪤"',
            right='msgstr "Ce qu’on y trouve"',
        ),
    ),
    silenceable=False,
)

TEXT_UNMARKED: Final = Rule(
    id="text-unmarked",
    severity=Severity.ERROR,
    claim="every word of a page template can be translated",
    reason="It would stand in the source language in every edition. A build in a pseudo-locale, "
    "`communique build --locale en-XA`, finds it: there, all that is marked for translation is in "
    "other letters. Mark it by `pgettext`. What is the same in every language, such as a name in "
    'a logo, stands in an element with `translate="no"`.',
    examples=(
        Example(
            path="templates/release.html.j2",
            wrong='<p class="end">Ends</p>',
            right='<p class="end">{{ pgettext("end mark", "Ends") }}</p>',
        ),
    ),
    silenceable=False,
)

FONT_MISSING: Final = Rule(
    id="font-missing",
    severity=Severity.ERROR,
    claim="there is a font for the script of every language of the house",
    reason="Without it a page would be rows of empty boxes. Most scripts need no more than a "
    "package with a font, which is installed by pip.",
    examples=(
        Example(
            path="release/house.toml",
            wrong='locales = ["fr", "ar", "ka"]',
            right='locales = ["fr", "ar"]',
        ),
    ),
    silenceable=False,
)

EDITIONS_DIFFER: Final = Rule(
    id="editions-differ",
    severity=Severity.ERROR,
    claim="what most editions of a release say, no single one says otherwise",
    reason="A date, a name, a quotation or half a paragraph differs in one language only, though "
    "that translation can be defended when it is read alone. Compare it with the source and with "
    "another language; `communique concordance` shows all of them beside each other.",
    examples=(
        Example(
            wrong="“on 3/4” is 3 April in twenty-five languages and 4 March in one",
            right="3 April in all of them",
        ),
    ),
)
