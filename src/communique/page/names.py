"""Names in a language that writes its nouns as it writes names."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

from communique.locales import Locale
from communique.page.binding import readable

__all__ = ["names_kept"]

# Elsewhere a capital is enough to tell a name, and the PDF engine cuts no word with one.
_CAPITAL_NOUNS: Final = frozenset({"de"})
# No shorter word is ever cut.
_NAME: Final = re.compile(r"[^\W\d_]{7,}")
_MARK: Final = '<span class="name">{}</span>'


def names_kept(markup: Markup, source: str, locale: Locale) -> Markup:
    """The markup of one block, each name in it marked so that it is never hyphenated.

    A long word with a capital that stands in the source text as well, letter for letter, is taken
    for a name; so is its genitive. In languages whose nouns have small letters nothing changes.
    """
    if locale.language not in _CAPITAL_NOUNS:
        return markup
    names = {name for name in _NAME.findall(source) if name[0].isupper()}
    if not names:
        return markup
    plain, places = readable(markup)
    pattern = rf"(?<!\w)(?:{'|'.join(sorted(names))})(?:s|es)?(?!\w)"
    text = str(markup)
    for match in reversed(list(re.finditer(pattern, plain))):
        begin, end = places[match.start()], places[match.end() - 1] + 1
        if end - begin == len(match[0]):
            text = text[:begin] + _MARK.format(match[0]) + text[end:]
    return Markup(text)  # noqa: S704 - letters of markup, with a mark around some
