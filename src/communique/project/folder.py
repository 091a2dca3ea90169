"""A build brought into its folder: the files, the manifest, and what is no longer needed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from communique.fonts import FontSet
from communique.project.build import Build
from communique.project.manifest import (
    MANIFEST,
    kept_of,
    manifest_text,
    read_manifest,
    without_kept,
)
from communique.project.output import remove_files, write_files

__all__ = ["write_build"]


def write_build(
    folder: Path, build: Build, inputs: Mapping[str, bytes], fonts: FontSet, *, prune: bool
) -> tuple[str, ...]:
    """Write a build as one set, its manifest last; raises ProjectError.

    Files of earlier builds that are in no edition now stay where they are, unless `prune` asks
    for their removal. Returns those that still stand there.
    """
    text = manifest_text(build, inputs=inputs, fonts=fonts, earlier=read_manifest(folder))
    files = {artefact.path: artefact.content for artefact in build.artefacts}
    write_files(folder, {**files, MANIFEST: text.encode()})
    kept = kept_of(text)
    if not prune:
        return kept
    remove_files(folder, kept)
    write_files(folder, {MANIFEST: without_kept(text).encode()})
    return ()
