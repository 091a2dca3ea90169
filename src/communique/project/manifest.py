"""The manifest: every input and output of a build with its digest, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

from communique import __version__
from communique.artefact import Artefact, sha256
from communique.edition import Edition
from communique.fonts import FontSet
from communique.locales import SAMPLE_LOCALES, in_house_order
from communique.project.build import Build

__all__ = [
    "MANIFEST",
    "kept_of",
    "manifest_text",
    "outputs_of",
    "read_manifest",
    "without_kept",
]

MANIFEST: Final = "manifest.json"
"""Name of the manifest in the output folder; it is written last."""

_FORMAT: Final = 1
# What decides about the bytes of pages and PDF files besides the inputs.
_LIBRARIES: Final = ("babel", "jinja2", "markdown-it-py", "weasyprint", "pydyf", "fonttools")


def manifest_text(
    build: Build,
    *,
    inputs: Mapping[str, bytes],
    fonts: FontSet,
    earlier: Mapping[str, object],
) -> str:
    """The manifest of a build, ready to be written.

    After a build of some languages or releases only, the outputs and editions of the earlier
    manifest that were not asked for are listed still, unless they may not go out any more. Files
    of an earlier build that are in no edition any more stand under `kept`, until they are removed.
    """
    outputs: dict[str, object] = {artefact.path: _output(artefact) for artefact in build.artefacts}
    editions = {_key(edition) for edition in build.editions}
    before = outputs_of(earlier)
    withheld = [*build.withheld, *(planned for planned in build.others if planned.blockers)]
    if build.others:
        gone = {_key(planned.edition) for planned in withheld}
        lost = {path for key in gone for path in _paths(*key)}
        outputs = {path: found for path, found in before.items() if path not in lost} | outputs
        editions |= _editions_of(earlier) - gone
    kept = sorted({*before, *_kept(earlier)} - set(outputs))
    data = {
        "format": _FORMAT,
        "communique": __version__,
        "libraries": {name: version(name) for name in _LIBRARIES},
        "fonts": fonts.digest,
        "inputs": {path: sha256(content) for path, content in sorted(inputs.items())},
        "outputs": dict(sorted(outputs.items())),
        "editions": [_edition(*key) for key in sorted(editions, key=_place_in_order)],
        "withheld": [
            {
                "release": planned.edition.release.id,
                "locale": planned.edition.locale.tag,
                "rules": sorted({finding.rule.id for finding in planned.blockers}),
            }
            for planned in sorted(withheld, key=lambda found: _place_in_order(_key(found.edition)))
        ],
        "kept": kept,
    }
    return _written(data)


def read_manifest(folder: Path) -> Mapping[str, object]:
    """The manifest in an output folder; empty where there is none that can be read."""
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        # It may hold half a character, which JSON can name and no file can have.
        json.dumps(data, ensure_ascii=False).encode()
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def outputs_of(manifest: Mapping[str, object]) -> dict[str, object]:
    """The outputs that a manifest names, by path."""
    outputs = manifest.get("outputs")
    return (
        {str(path): found for path, found in outputs.items()} if isinstance(outputs, dict) else {}
    )


def without_kept(text: str) -> str:
    """A manifest after the files of earlier builds that it names were removed."""
    return _written(json.loads(text) | {"kept": []})


def kept_of(text: str) -> tuple[str, ...]:
    """The files of earlier builds that a manifest names."""
    return tuple(_kept(json.loads(text)))


def _written(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _kept(manifest: Mapping[str, object]) -> list[str]:
    kept = manifest.get("kept")
    return [str(path) for path in kept] if isinstance(kept, list) else []


def _editions_of(manifest: Mapping[str, object]) -> set[tuple[str, str]]:
    """Release and language of each edition that a manifest names; what is no such is left out."""
    editions = manifest.get("editions")
    keys = set()
    for known in editions if isinstance(editions, list) else []:
        match known:
            case {"release": str(release), "locale": str(tag)}:
                keys.add((release, tag))
    return keys


def _output(artefact: Artefact) -> dict[str, object]:
    known = {
        "sha256": artefact.digest,
        "bytes": len(artefact.content),
        "type": artefact.media_type,
        "locale": artefact.locale,
        "release": artefact.release,
    }
    return {name: value for name, value in known.items() if value != ""}


def _key(edition: Edition) -> tuple[str, str]:
    return (edition.release.id, edition.locale.tag)


def _place_in_order(key: tuple[str, str]) -> tuple[str, int, str]:
    """By release, and the languages in the order of the house, whatever was built when."""
    release, tag = key
    known = in_house_order((*SAMPLE_LOCALES, tag))
    return (release, known.index(tag), tag)


def _edition(release: str, tag: str) -> dict[str, object]:
    page, pdf = _paths(release, tag)
    return {"release": release, "locale": tag, "page": page, "pdf": pdf}


def _paths(release: str, tag: str) -> tuple[str, str]:
    return (f"{tag}/{release}/index.html", f"{tag}/{release}/{release}.{tag}.pdf")
