"""Artefacts: finished bytes with their media type and digest."""

from __future__ import annotations

import hashlib

from communique.frozen import Frozen

__all__ = ["Artefact", "sha256"]


class Artefact(Frozen):
    """A finished file, not yet written anywhere."""

    path: str
    """Where it goes, relative to the output folder, with `/` between its parts."""
    media_type: str
    """Its media type, such as `text/html`."""
    content: bytes
    """Its bytes."""
    locale: str = ""
    """BCP 47 tag of its language; empty where it has none."""
    release: str = ""
    """Id of the release it belongs to; empty where it belongs to none."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.content)


def sha256(content: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
