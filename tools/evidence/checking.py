"""Check every catalogue of some folders and say how many messages and findings there are.

    python checking.py FOLDER/TAG...

What a measurement of speed runs as a process of its own: it loads what a check needs, reads the
files, and stops.
"""

from __future__ import annotations

import sys

from communique.garbage import collect_seldom

if __name__ == "__main__":
    collect_seldom()

from pathlib import Path

from communique.catalogue import TemplateMessage, read_catalogue
from communique.check import Setting, check_catalogue
from communique.check.places import Places
from communique.locales import locale
from communique.styles import style_of


def check_folder(folder: Path, tag: str) -> tuple[int, int]:
    """How many messages and findings there are in the catalogues of a folder."""
    of = locale(tag)
    setting = Setting(source_locale=locale("en"), locale=of, style=style_of("", of))
    messages = findings = 0
    for path in sorted(folder.glob("*.po")):
        read, found = read_catalogue(path.read_bytes(), path=path.name, locale=of)
        findings += len(found)
        if read is None:
            continue
        template = [
            TemplateMessage(id=message.id, plural_id=message.plural_id, context=message.context)
            for message in read.catalogue.messages
            if not message.obsolete
        ]
        places = Places(path=path.name, scanned=read.scanned)
        findings += len(check_catalogue(read.catalogue, template, setting, places=places))
        messages += len(template)
    return messages, findings


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(argument, *check_folder(Path(argument), Path(argument).name))
