"""Tell fontconfig about the prepared faces, and about nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from communique.fonts.faces import FAMILIES, FontError, FontSet

__all__ = ["configuration", "environment", "use_fonts"]

_VARIABLE = "FONTCONFIG_FILE"


def configuration(
    folders: Sequence[Path],
    cache: Path,
    families: Sequence[str] = FAMILIES,
    first: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Write a fontconfig file that offers the faces of some folders only.

    `folders` and `cache` are absolute; fontconfig keeps its index in `cache`, or with the user's
    other indices where `cache` is read-only. Nothing of the system is included, no slant and no
    weight is imitated, and whatever family is asked for, `families` come after it, so that no
    other can be chosen. `first` are the languages in which a family comes before the one asked
    for, so that no style sheet need know it.
    """
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
            "<fontconfig>\n",
            *(f"  <dir>{escape(str(folder))}</dir>\n" for folder in folders),
            f"  <cachedir>{escape(str(cache))}</cachedir>\n"
            '  <cachedir prefix="xdg">fontconfig</cachedir>\n',
            *(
                '  <match target="pattern">\n'
                f'    <test name="lang" compare="eq"><string>{language.lower()}</string></test>\n'
                '    <edit name="family" mode="prepend_first" binding="strong">\n'
                f"      <string>{family}</string>\n"
                "    </edit>\n"
                "  </match>\n"
                for family, languages in first.items()
                for language in languages
            ),
            '  <match target="pattern">\n'
            '    <edit name="family" mode="append_last" binding="weak">\n',
            *(f"      <string>{family}</string>\n" for family in families),
            "    </edit>\n"
            "  </match>\n"
            "  <config>\n"
            "    <rescan><int>0</int></rescan>\n"
            "  </config>\n"
            "</fontconfig>\n",
        )
    )


def environment(fonts: FontSet) -> dict[str, str]:
    """Give the environment variables under which WeasyPrint sees this font set only."""
    return {_VARIABLE: str(fonts.fontconfig_file)}


def use_fonts(fonts: FontSet) -> None:
    """Point this process, and those it starts, at a font set.

    Raises `FontError` if WeasyPrint is loaded already and may have read another configuration.
    """
    wanted = environment(fonts)
    settled = all(os.environ.get(name) == value for name, value in wanted.items())
    if "weasyprint" in sys.modules and not settled:
        raise FontError(
            f"WeasyPrint was loaded before the fonts in `{fonts.folder}` were chosen",
            hint="call `use_fonts` before anything imports weasyprint",
        )
    os.environ.update(wanted)
