"""Tell fontconfig about the prepared faces, and about nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from communique.fonts.faces import FAMILIES, FontError, FontSet

__all__ = ["configuration", "environment", "use_fonts"]

_VARIABLE = "FONTCONFIG_FILE"


def configuration(faces: Path, cache: Path) -> str:
    """Write a fontconfig file that offers the faces of one folder only.

    `faces` and `cache` are absolute folders; fontconfig keeps its index in `cache`, or with the
    user's other indices where `cache` is read-only. Nothing of the system is included, no slant
    and no weight is imitated, and whatever family is asked for, ours come after it, so that no
    other can be chosen.
    """
    families = "".join(f"      <string>{family}</string>\n" for family in FAMILIES)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        "<fontconfig>\n"
        f"  <dir>{escape(str(faces))}</dir>\n"
        f"  <cachedir>{escape(str(cache))}</cachedir>\n"
        '  <cachedir prefix="xdg">fontconfig</cachedir>\n'
        '  <match target="pattern">\n'
        '    <edit name="family" mode="append_last" binding="weak">\n'
        f"{families}"
        "    </edit>\n"
        "  </match>\n"
        "  <config>\n"
        "    <rescan><int>0</int></rescan>\n"
        "  </config>\n"
        "</fontconfig>\n"
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
