"""Rules of the proof: what was rendered, read back and held against what was written."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = [
    "PROOF_FONT",
    "PROOF_GLYPH",
    "PROOF_LANGUAGE",
    "PROOF_LINK",
    "PROOF_OVERFLOW",
    "PROOF_PAGES",
    "PROOF_PART_MISSING",
    "PROOF_STALE",
    "PROOF_TEXT_FOREIGN",
    "PROOF_TEXT_MISSING",
]

_PAGE: Final = "templates/release.html.j2"
_PAPER: Final = "templates/release.pdf.html.j2"
_STYLE: Final = "templates/pdf/release.css"

PROOF_TEXT_MISSING: Final = Rule(
    id="proof-text-missing",
    severity=Severity.ERROR,
    claim="every text of an edition is on its page and in its PDF, once, in order, word for word",
    reason="A template leaves it out, shows it twice over, or changes it; or a style sheet hides "
    "it. Readers get less than, or something else than, what was translated and checked. The "
    "finding points to the message; mend the template that the hint names.",
    examples=(
        Example(
            path=_PAPER,
            wrong="{{ page.body | striptags | truncate(120) }}\n{% endif %}",
            right="{{ page.body }}\n{% endif %}",
        ),
        Example(
            path=_PAGE,
            wrong='<p class="subtitle">{{ page.subtitle | upper | replace("RIVER", "SEA") }}',
            right='<p class="subtitle">{{ page.subtitle }}',
        ),
    ),
    silenceable=False,
)

PROOF_TEXT_FOREIGN: Final = Rule(
    id="proof-text-foreign",
    severity=Severity.ERROR,
    claim="all text on a page and in a PDF is in a catalogue or is a value of the release",
    reason="Words that stand in a template itself are the same in every language, and nobody has "
    "translated or checked them. Mark them with `pgettext`. What is the same in every language, "
    'such as a name in a logo, stands in an element with `translate="no"`.',
    examples=(
        Example(
            path=_PAPER,
            wrong='<p class="end">For immediate release:',
            right='<p class="end">',
        ),
    ),
    silenceable=False,
)

PROOF_PART_MISSING: Final = Rule(
    id="proof-part-missing",
    severity=Severity.ERROR,
    claim="masthead, dateline, end mark, contacts and page numbers stand where readers look for "
    "them",
    reason="Journalists go by these parts: who says it, where and when, where the text for "
    "publication ends, and whom to ask. Masthead, headline and dateline belong on the first page, "
    "the end mark behind the text, the number on every page.",
    examples=(
        Example(
            path=_PAPER,
            wrong='<p class="end"></p>',
            right='<p class="end">{{ pgettext("end mark", "Ends") }}</p>',
        ),
        Example(
            path=_PAGE,
            wrong="{% for contact in page.contacts[1:] %}",
            right="{% for contact in page.contacts %}",
        ),
    ),
    silenceable=False,
)

PROOF_GLYPH: Final = Rule(
    id="proof-glyph",
    severity=Severity.ERROR,
    claim="every character of a PDF is drawn, and says what it is",
    reason="A reader would see an empty box, or a screen reader and a search would find nothing. "
    "The build finds characters that no font has before it writes a PDF; this rule finds them in "
    "the file itself.",
    examples=(
        Example(
            wrong="a PDF in which a glyph is that for missing characters",
            right="the same with a character that the fonts have",
        ),
    ),
    silenceable=False,
)

PROOF_OVERFLOW: Final = Rule(
    id="proof-overflow",
    severity=Severity.ERROR,
    claim="no text of a PDF leaves its page or its box, or stands over other text",
    reason="A translation can be half as long again as its source. What does not fit is cut off, "
    "cannot be printed, or cannot be read. Let the box grow, or the text wrap; widths and heights "
    "that fit the source alone do not last. Text closer than 5 mm to the edge is outside of what "
    "most printers print.",
    examples=(
        Example(
            path=_STYLE,
            wrong=".dateline { position: absolute; left: -19mm;",
            right=".dateline {",
        ),
    ),
    silenceable=False,
)

PROOF_PAGES: Final = Rule(
    id="proof-pages",
    severity=Severity.ERROR,
    claim="an edition has about as many pages as the edition in the source language",
    reason="Up to one page more, or half as many again, is what languages differ by; half as many "
    "is the least. Beyond that, something was lost or laid out wrong: an empty page, a box on a "
    "page of its own, a font of another size.",
    examples=(
        Example(
            wrong="the source has 2 pages and the French edition has 4",
            right="the French edition has 3",
        ),
    ),
    silenceable=False,
)

PROOF_LINK: Final = Rule(
    id="proof-link",
    severity=Severity.ERROR,
    claim="links lead where the texts of the edition say, from the words that they say",
    reason="A link that leads elsewhere, or nowhere, is a wrong statement that nobody sees before "
    "a reader follows it. Addresses come from facts and from `house.toml`, not from templates.",
    examples=(
        Example(
            path=_PAPER,
            wrong='<a href="mailto:press@example.org" dir="ltr">{{ contact.email }}</a>',
            right='<a href="mailto:{{ contact.email }}" dir="ltr">{{ contact.email }}</a>',
        ),
        Example(
            path=_PAGE,
            wrong='<a href="../all.html">',
            right='<a href="../">',
        ),
    ),
    silenceable=False,
)

PROOF_LANGUAGE: Final = Rule(
    id="proof-language",
    severity=Severity.ERROR,
    claim="every text is marked as in the language that it is in",
    reason="Screen readers speak a text in the language it is marked as, browsers hyphenate and "
    "choose letters by it, and search engines file it there. The frame of a page takes language "
    "and direction from `locale`.",
    examples=(
        Example(
            path=_PAPER,
            wrong='<html lang="en" dir="{{ locale.direction }}">',
            right='<html lang="{{ locale.written_tag }}" dir="{{ locale.direction }}">',
        ),
        Example(
            path=_PAGE,
            wrong='<h1 lang="en">{{ page.title }}',
            right="<h1>{{ page.title }}",
        ),
    ),
    silenceable=False,
)

PROOF_FONT: Final = Rule(
    id="proof-font",
    severity=Severity.ERROR,
    claim="a PDF carries all its fonts, and says what their glyphs mean",
    reason="Without them another machine shows other letters, or none; an archive keeps files "
    "longer than any machine has its fonts.",
    examples=(
        Example(
            wrong="a PDF that a program has shrunk by taking out its fonts",
            right="the PDF as it was built",
        ),
    ),
    silenceable=False,
)

PROOF_STALE: Final = Rule(
    id="proof-stale",
    severity=Severity.ERROR,
    claim="what lies in the output folder was built from the texts as they are now",
    reason="A text was changed and nothing was built since, or somebody has changed or removed a "
    "file of the build. Run `communique build`.",
    examples=(
        Example(
            wrong="a catalogue that was changed after the build",
            right="`communique build` after the change",
        ),
    ),
    silenceable=False,
)
