"""TMX 1.4b, the form in which translation programs exchange their memories."""

from communique.memory.tmx.error import TmxError
from communique.memory.tmx.files import tmx_members
from communique.memory.tmx.read import Readable, Tally, TmxReader, read_tmx
from communique.memory.tmx.write import fits_tmx, written_tmx

__all__ = [
    "Readable",
    "Tally",
    "TmxError",
    "TmxReader",
    "fits_tmx",
    "read_tmx",
    "tmx_members",
    "written_tmx",
]
