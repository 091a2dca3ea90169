"""Serve a page its style sheets, fonts and images from memory, and refuse every other address."""

from __future__ import annotations

import base64
import binascii
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from communique.frozen import Frozen
from communique.pdf.errors import PdfError

__all__ = [
    "ASSET_ROOT",
    "Resource",
    "ResourceError",
    "Resources",
]

ASSET_ROOT = "asset:///"
"""Address of the assets: the one named `logo.svg` is `asset:///logo.svg`."""

MAX_ASSET = 16 << 20
"""Largest asset, in bytes; a font of all Chinese characters has 11 MiB."""

MAX_DATA = 1 << 20
"""Longest `data:` address, in characters."""

MAX_REQUESTS = 500
"""How many addresses one page may ask for."""

_SHORT = 80

# Known here, because a machine's own table differs from the next one's.
_MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


class ResourceError(PdfError):
    """A page asked for an address it may not have."""


class Resource(Frozen):
    """What stands at an address."""

    content: bytes
    """The bytes."""
    media_type: str
    """Their type, such as `image/png`."""


@dataclass(slots=True)
class Resources:
    """Everything one page can ask for, and what it was refused."""

    assets: Mapping[str, bytes]
    """Bytes by name, with `/` between folders and none at the start."""
    requests: int = 0
    """How many addresses were asked for so far."""
    refusals: list[ResourceError] = field(default_factory=list)
    """Every refusal so far, in order."""

    def read(self, address: str) -> Resource:
        """What stands at an address: an asset, or the content of a `data:` address.

        Raises ResourceError, and keeps it in `refusals`: whoever asked may swallow it.
        """
        try:
            return self._read(address)
        except ResourceError as refusal:
            self.refusals.append(refusal)
            raise

    def _read(self, address: str) -> Resource:
        self.requests += 1
        if self.requests > MAX_REQUESTS:
            raise ResourceError(f"the page asks for more than {MAX_REQUESTS} resources")
        scheme, _, rest = address.partition(":")
        if scheme.lower() == "data":
            return _data(rest)
        if scheme.lower() != "asset":
            raise ResourceError(
                f"the page asks for `{_short(address)}`, which is not one of its assets",
                hint=f"name an asset, like `{ASSET_ROOT}logo.svg`; nothing comes from the network",
            )
        parts = urllib.parse.urlsplit(address)
        name = urllib.parse.unquote(parts.path).removeprefix("/")
        if parts.netloc or parts.query or name not in self.assets:
            known = ", ".join(f"`{one}`" for one in sorted(self.assets)[:8]) or "none"
            raise ResourceError(
                f"the page asks for `{_short(address)}`, and there is no such asset",
                hint=f"the assets are: {known}",
            )
        content = self.assets[name]
        if len(content) > MAX_ASSET:
            raise ResourceError(
                f"the asset `{name}` has {len(content)} bytes, more than {MAX_ASSET}"
            )
        return Resource(content=content, media_type=_media_type(name))


def _data(rest: str) -> Resource:
    """The content of a `data:` address (RFC 2397), given without its scheme."""
    if len(rest) > MAX_DATA:
        raise ResourceError(
            f"a `data:` address of the page has {len(rest)} characters, more than {MAX_DATA}",
            hint="make it an asset",
        )
    header, comma, payload = rest.partition(",")
    media_type, *parameters = (part.strip() for part in header.split(";"))
    content = urllib.parse.unquote_to_bytes(payload)
    try:
        if "base64" in (parameter.lower() for parameter in parameters):
            content = base64.b64decode(b"".join(content.split()), validate=True)
    except binascii.Error as error:
        raise ResourceError(f"the base64 of `data:{_short(rest)}` cannot be read") from error
    if not comma:
        raise ResourceError(f"`data:{_short(rest)}` has no comma, so no content")
    return Resource(content=content, media_type=media_type or "text/plain")


def _media_type(name: str) -> str:
    return _MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def _short(text: str) -> str:
    printable = "".join(character if character.isprintable() else "?" for character in text)
    return printable if len(printable) <= _SHORT else f"{printable[: _SHORT - 3]}..."
