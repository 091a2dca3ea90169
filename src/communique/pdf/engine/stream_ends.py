r"""Mend the end of a stream whose last byte is a carriage return (pydyf 0.13).

The end of a line stands between the bytes of a stream and `endstream`. Upstream writes a line
feed, which makes one end of line of both where the bytes end in a carriage return, as one file of
some 25 does: the length is then one too many (ISO 19005-2, 6.1.7.1).
"""

from __future__ import annotations

from typing import Any

import pydyf

__all__ = ["stream_data"]

_END = b"\nendstream"
_stock_data = pydyf.Stream.data


@property  # type: ignore[misc]
def stream_data(stream: Any) -> bytes:
    """A stream as it stands in the file, from its dictionary to `endstream`."""
    data: bytes = _stock_data.fget(stream)
    return data[: -len(_END)] + b"\r" + _END if data.endswith(b"\r" + _END) else data
