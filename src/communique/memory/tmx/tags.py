"""Which language of a project is meant by a tag in a file of another program."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from communique.frozen import Frozen
from communique.locales import LocaleError, locale
from communique.locales.cldr import current_language, likely_region, likely_script

__all__ = ["Meaning", "meaning_of"]

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_SCRIPT: Final = re.compile(r"[A-Za-z]{4}")
_REGION: Final = re.compile(r"[A-Za-z]{2}|[0-9]{3}")

# CLDR has it apart from Bokmål, which it means in all that is translated.
_SPOKEN: Final = {"no": "nb"}


class Meaning(Frozen):
    """What a tag means."""

    locale: str
    """BCP 47 tag of the project."""
    distance: int
    """0 for the tag itself; of two texts in one language the nearer one counts."""


class _Variety(Frozen):
    """A language, its script and its region, as a tag says them or CLDR fills them in."""

    language: str
    script: str
    region: str
    likely: str
    """The region where none is said."""


def meaning_of(written: str, *, source_locale: str, locales: Collection[str]) -> Meaning | None:
    """The locale of a project that a tag means, such as `EN-GB`, `fr_FR` or DGT's `BG-01`.

    A source text may come from any region. A translation may not where a reader notices the
    region: in English and Portuguese. Scripts are never mixed up. None where the tag means no
    locale of the project, or two of them alike.
    """
    spoken = _spoken(written)
    if spoken is None:
        return None
    language, script, region = spoken
    tag = "-".join(part for part in (language, script, region) if part)
    if tag == source_locale or tag in locales:
        return Meaning(locale=tag, distance=0)
    identifier = tag.replace("-", "_")
    said = _Variety(
        language=language,
        script=likely_script(identifier),
        region=region,
        likely=likely_region(identifier),
    )
    found = sorted(
        _distances(said, source_locale=source_locale, locales=locales),
        key=lambda meaning: meaning.distance,
    )
    if not found or (len(found) > 1 and found[0].distance == found[1].distance):
        return None
    return found[0]


def _spoken(written: str) -> tuple[str, str, str] | None:
    """Language, script and region of a tag; whatever else it has is left out."""
    first, *parts = re.split(r"[-_]", written.strip()[:40])
    if not _LANGUAGE.fullmatch(first.lower()):
        return None
    language, *aliased = current_language(_SPOKEN.get(first.lower(), first.lower())).split("_")
    parts = [*parts, *aliased]
    scripts = [part.title() for part in parts if _SCRIPT.fullmatch(part)]
    # A script comes before a region, and DGT's `01` is none.
    regions = [part.upper() for part in parts if _REGION.fullmatch(part)]
    return language, "".join(scripts[:1]), "".join(regions[:1])


def _distances(
    said: _Variety, *, source_locale: str, locales: Collection[str]
) -> Iterator[Meaning]:
    for tag in {source_locale: None, **dict.fromkeys(locales)}:
        own = _own(tag)
        if own is None or (own.language, own.script) != (said.language, said.script):
            continue
        if said.region == own.region or (said.region or said.likely) == (own.region or own.likely):
            distance = 1
        else:
            distance = 2 if not (said.region and own.region) else 3
        same = said.region == own.region
        if same or tag == source_locale or (distance < 3 and not _regional(own.language)):
            yield Meaning(locale=tag, distance=distance)


def _own(tag: str) -> _Variety | None:
    """The variety that a tag of a project means."""
    try:
        known = locale(tag)
    except LocaleError:
        return None
    # Where the house has added a script, the script is what counts.
    said = known.cldr if _regional(known.language) else known.posix
    return _Variety(
        language=known.language,
        script=likely_script(known.cldr),
        region="".join(part for part in said.split("_")[1:] if _REGION.fullmatch(part)),
        likely=likely_region(known.cldr),
    )


@lru_cache(maxsize=64)
def _regional(language: str) -> bool:
    """Whether the bare tag of a language means the variety of a region: `en`, `pt`."""
    try:
        _, *parts = locale(language).cldr.split("_")
    except LocaleError:
        return False
    return len(parts) == 1
