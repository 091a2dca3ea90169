"""Every rule the tool can find broken, in one list; the reference page is made from it."""

from __future__ import annotations

from typing import Final

from communique.findings import Rule, Severity

__all__ = ["RULES"]


def _rule(
    id: str,  # noqa: A002 - the word that users see
    severity: Severity,
    *,
    claim: str,
    reason: str,
    wrong: str,
    right: str,
) -> Rule:
    return Rule(id=id, severity=severity, claim=claim, reason=reason, wrong=wrong, right=right)


# --- the source: release texts and the house ---

SOURCE_ENCODING: Final = _rule(
    "source-encoding",
    Severity.ERROR,
    claim="a release text, `house.toml` and every page template is UTF-8",
    reason="Other encodings turn letters into other ones without a word. Save the file as UTF-8.",
    wrong="a file saved as Windows-1252, in which `é` is the single byte E9",
    right="the same file saved as UTF-8",
)
FRONT_MATTER: Final = _rule(
    "front-matter",
    Severity.ERROR,
    claim="front matter is TOML between two lines of `+++`, with known keys of the right types",
    reason="A key that is misspelt or of another type would be missing from every edition.",
    wrong='date = "25 May 2018"',
    right="date = 2018-05-25",
)
HOUSE_VALUE: Final = _rule(
    "house-value",
    Severity.ERROR,
    claim="`house.toml` is TOML with known tables and keys of the right types",
    reason="What all releases share must be right before any of them is.",
    wrong="[contacts.desk]\nname = 7",
    right='[contacts.desk]\nname = "Press desk"',
)
HOUSE_UNKNOWN: Final = _rule(
    "house-unknown",
    Severity.ERROR,
    claim="a type, city, issuer, contact or boilerplate that a release names is in `house.toml`",
    reason="Names stand in one place, so that all releases share one translation of them.",
    wrong='city = "brusels"',
    right='city = "brussels"',
)
RELEASE_STRUCTURE: Final = _rule(
    "release-structure",
    Severity.ERROR,
    claim="a release consists of paragraphs, headings, lists and quotations, in order",
    reason="Anything else would be lost, or would read differently on paper and on screen.",
    wrong="<div>Text</div>",
    right="Text",
)
RELEASE_DUPLICATE: Final = _rule(
    "release-duplicate",
    Severity.ERROR,
    claim="each release id, which is the name of its file, stands for one release",
    reason="Two releases with one id would share an address and overwrite each other.",
    wrong="release/2018/summit.md and release/2019/summit.md",
    right="release/2018-summit.md and release/2019-summit.md",
)
FACT_VALUE: Final = _rule(
    "fact-value",
    Severity.ERROR,
    claim="a fact is a number, a date, an amount, a percentage, an address or a name",
    reason="Only a value of a known type can be written as each language writes it.",
    wrong='established = { date = "June 2017" }',
    right='established = { date = "2017-06" }',
)
FACT_UNDEFINED: Final = _rule(
    "fact-undefined",
    Severity.ERROR,
    claim="every fact that the text names is defined under `[facts]`",
    reason="There is no value to print.",
    wrong="… led {agancies} agencies",
    right="… led {agencies} agencies",
)
FACT_UNUSED: Final = _rule(
    "fact-unused",
    Severity.WARNING,
    claim="every fact that is defined is used in the text",
    reason="A value that nobody reads is usually one that was typed into the text as well.",
    wrong="agencies = 6 with “six agencies” in the text",
    right="agencies = 6 with “{agencies} agencies” in the text",
)
ADDRESS_BARE: Final = _rule(
    "address-bare",
    Severity.WARNING,
    claim="addresses of web pages and e-mail addresses are facts, not text",
    reason="A translator need not retype an address that is a fact, and cannot mistype it.",
    wrong="See https://example.org/report",
    right='See {report}, with report = "https://example.org/report" under [facts]',
)
# --- markup, in the source and in translations ---

MARKUP_FORBIDDEN: Final = _rule(
    "markup-forbidden",
    Severity.ERROR,
    claim="inline markup is emphasis, links, code, `[…]{.keep}` and `[…]{lang=…}`, nothing else",
    reason="HTML and scripts in a text could run in the browser of every reader of the house.",
    wrong="Bienvenue <script>alert(1)</script>",
    right="Bienvenue",
)
ADDRESS_FORBIDDEN: Final = _rule(
    "address-forbidden",
    Severity.ERROR,
    claim="a link leads to a fact or to an `https`, `http`, `mailto` or `tel` address",
    reason="Other schemes run scripts or open programs.",
    wrong="[rapport](javascript:alert(1))",
    right="[rapport]({report})",
)
BRACE_STRAY: Final = _rule(
    "brace-stray",
    Severity.ERROR,
    claim="braces stand around facts only",
    reason="A brace in print is a fact with a slip in its name, or a template left as it is.",
    wrong="{ agencies } or {{ agencies }}",
    right="{agencies}",
)

# --- catalogues ---

CATALOGUE_MISSING: Final = _rule(
    "catalogue-missing",
    Severity.ERROR,
    claim="there is a catalogue for each domain in each locale of the release",
    reason="Without it nothing of the release is translated. `communique update` makes one.",
    wrong="locales/fr/LC_MESSAGES has no <id>.po",
    right="communique update",
)
CATALOGUE_ENCODING: Final = _rule(
    "catalogue-encoding",
    Severity.ERROR,
    claim="a catalogue is UTF-8 without a byte order mark, and its header says so",
    reason="Read in another encoding its letters would be others.",
    wrong='"Content-Type: text/plain; charset=ISO-8859-1\\n"',
    right='"Content-Type: text/plain; charset=UTF-8\\n"',
)
CATALOGUE_SYNTAX: Final = _rule(
    "catalogue-syntax",
    Severity.ERROR,
    claim="a catalogue follows the syntax of the gettext manual, “The Format of PO Files”",
    reason="What cannot be read is not guessed at; nothing of the file is used until it is mended.",
    wrong='msgstr "Hintergrund',
    right='msgstr "Hintergrund"',
)
CATALOGUE_DUPLICATE: Final = _rule(
    "catalogue-duplicate",
    Severity.ERROR,
    claim="a message, which is msgid and msgctxt, stands once in a catalogue",
    reason="Of two translations nobody could say which one is meant.",
    wrong='msgid "Background" twice',
    right='msgid "Background" once',
)
CATALOGUE_HEADER: Final = _rule(
    "catalogue-header",
    Severity.ERROR,
    claim="the header of a catalogue names its own language and is not marked fuzzy",
    reason="A catalogue in the wrong folder would publish one language under the name of another.",
    wrong='"Language: de\\n" in locales/fr/',
    right='"Language: fr\\n" in locales/fr/',
)
PLURAL_FORMS: Final = _rule(
    "plural-forms",
    Severity.ERROR,
    claim="a message with a plural has as many forms as the header of its catalogue declares",
    reason="The form for some number would be missing.",
    wrong="nplurals=3 with msgstr[0] and msgstr[1]",
    right="nplurals=3 with msgstr[0], msgstr[1] and msgstr[2]",
)
TEMPLATE_STALE: Final = _rule(
    "template-stale",
    Severity.ERROR,
    claim="the template catalogues in `locales/` hold just the messages of the texts",
    reason="Translators would work on an older text. Run `communique update`.",
    wrong="a paragraph changed after the last `communique extract`",
    right="communique update",
)
MESSAGE_MISSING: Final = _rule(
    "missing",
    Severity.ERROR,
    claim="every message has a translation",
    reason="The edition would have a gap; it is withheld until the message is translated.",
    wrong='msgstr ""',
    right='msgstr "Contexte"',
)
MESSAGE_FUZZY: Final = _rule(
    "fuzzy",
    Severity.ERROR,
    claim="no message is marked fuzzy",
    reason="A fuzzy translation is a proposal that nobody has approved, so it is never published.",
    wrong="#, fuzzy",
    right="the flag is removed by the person who has checked the translation",
)
MESSAGE_STALE: Final = _rule(
    "stale",
    Severity.ERROR,
    claim="a catalogue has every message that the text has now",
    reason="The translation is of an older text. Run `communique update`, then translate.",
    wrong="a paragraph was changed and the catalogues were not updated",
    right="communique update",
)

# --- a translation against its source ---

FACT_MISSING: Final = _rule(
    "fact-missing",
    Severity.ERROR,
    claim="a translation has every fact of its source",
    reason="A number, date or address would be missing from the edition.",
    wrong="{agencies} agencies → des agences",
    right="{agencies} agencies → {agencies} agences",
)
FACT_UNKNOWN: Final = _rule(
    "fact-unknown",
    Severity.ERROR,
    claim="a translation has only facts of its source, in forms that exist",
    reason="There is no value to print, or none that the source states.",
    wrong="{agencies} agencies → {agences} agences",
    right="{agencies} agencies → {agencies} agences",
)
FACT_REPEATED: Final = _rule(
    "fact-repeated",
    Severity.ERROR,
    claim="a translation has a fact as often as its source",
    reason="A value that is doubled is usually a sentence that was pasted twice.",
    wrong="{agencies} agencies → {agencies} ({agencies}) agences",
    right="{agencies} agencies → {agencies} agences",
)
MARKUP_CHANGED: Final = _rule(
    "markup-changed",
    Severity.ERROR,
    claim="a translation has the emphasis, links, spans and line breaks of its source",
    reason="Lost or broken markup shows as stars and brackets, or a stress that nobody meant.",
    wrong="**not** today → **pas aujourd'hui",
    right="**not** today → **pas** aujourd'hui",
)
LINK_CHANGED: Final = _rule(
    "link-changed",
    Severity.ERROR,
    claim="a translation's links lead where those of its source lead",
    reason="A changed address is a mistake at best, and a trap for readers at worst.",
    wrong="[site]({un_page}) → [site](https://example.net)",
    right="[site]({un_page}) → [site]({un_page})",
)
ADDRESS_CHANGED: Final = _rule(
    "address-changed",
    Severity.ERROR,
    claim="e-mail addresses and web addresses in a translation are those of its source",
    reason="Mail would go astray, or readers to another site.",
    wrong="press@example.org → presse@example.org",
    right="press@example.org → press@example.org",
)
TEXT_CONTROL: Final = _rule(
    "control-character",
    Severity.ERROR,
    claim="a text has no control characters and none that override its direction",
    reason="They are invisible, and make a reader see another text than the one that was approved.",
    wrong="a RIGHT-TO-LEFT OVERRIDE in a name",
    right="the name alone",
)

# --- editions ---

PAGE_FAILED: Final = _rule(
    "page-failed",
    Severity.ERROR,
    claim="a page template can be filled in for every edition",
    reason="The template has a mistake, or asks for what is not there.",
    wrong="{{ edition.titel }}",
    right="{{ edition.title }}",
)
PDF_FAILED: Final = _rule(
    "pdf-failed",
    Severity.ERROR,
    claim="every style, image and font of a page can be used in its PDF",
    reason="What the engine leaves out would be missing on paper.",
    wrong='<img src="https://example.org/logo.png">',
    right='<img src="asset:///logo.svg">',
)
GLYPH_MISSING: Final = _rule(
    "glyph-missing",
    Severity.ERROR,
    claim="the fonts of the house have every character of an edition",
    reason="A reader would see an empty box. Use another character, or add a font.",
    wrong="a pictogram in a text",
    right="the same in words",
)

# --- import ---

IMPORT_UNSURE: Final = _rule(
    "import-unsure",
    Severity.WARNING,
    claim="what was recognised in an imported text is confirmed by a person",
    reason="A plain text does not say what is a title, a city or a fact; the import has guessed.",
    wrong="an imported release that nobody has read",
    right="the same, read against the original",
)

RULES: Final[dict[str, Rule]] = {
    rule.id: rule for rule in list(vars().values()) if isinstance(rule, Rule)
}
"""Every rule by its id, in the order of this page."""
