"""Embedding levels and letter joining of a text, asked of libfribidi."""

from __future__ import annotations

import ctypes
import functools
import sys
from ctypes import POINTER, c_int, c_int8, c_uint8, c_uint32

from communique.pdf.libraries import FRIBIDI, open_library

__all__ = ["embedding_levels", "is_transparent", "joins", "mirrored"]

_UTF_32 = f"utf-32-{'le' if sys.byteorder == 'little' else 'be'}"
_PARAGRAPH_LTR = 0x110
_PARAGRAPH_RTL = 0x111
_JOINS_PREVIOUS = 0x01
_JOINS_NEXT = 0x02
_TRANSPARENT = 0x08


def embedding_levels(text: str, *, rtl: bool) -> list[int]:
    """The resolved level of each character of one paragraph (UAX #9, rules X1 to I2).

    Even levels run from left to right, odd ones from right to left; `rtl` tells the paragraph's
    own direction. Raises LibraryError where libfribidi is missing.
    """
    if not text:
        return []
    library = _library()
    count = len(text)
    characters = _characters(text)
    types = (c_uint32 * count)()
    brackets = (c_uint32 * count)()
    levels = (c_int8 * count)()
    direction = c_uint32(_PARAGRAPH_RTL if rtl else _PARAGRAPH_LTR)
    library.fribidi_get_bidi_types(characters, count, types)
    library.fribidi_get_bracket_types(characters, count, types, brackets)
    if not library.fribidi_get_par_embedding_levels_ex(
        types, brackets, count, ctypes.byref(direction), levels
    ):
        raise MemoryError("libfribidi found no memory for a paragraph")
    return list(levels)


@functools.lru_cache(maxsize=4096)
def joins(before: str, after: str) -> bool:
    """Whether two neighbouring letters are written joined (Unicode 9.2, cursive joining)."""
    first, second = _joining_type(before), _joining_type(after)
    return bool(first & _JOINS_NEXT) and bool(second & _JOINS_PREVIOUS)


def is_transparent(character: str) -> bool:
    """Whether joining looks through this character, as it does through a vowel mark."""
    return bool(_joining_type(character) & _TRANSPARENT)


@functools.lru_cache(maxsize=4096)
def mirrored(character: str) -> str:
    """The character drawn for another one where text runs from right to left (UAX #9, L4)."""
    result = (c_uint32 * 1)()
    _library().fribidi_get_mirror_char(ord(character), result)
    return chr(result[0])


@functools.lru_cache(maxsize=4096)
def _joining_type(character: str) -> int:
    result = (c_uint8 * 1)()
    _library().fribidi_get_joining_types(_characters(character), 1, result)
    return int(result[0])


def _characters(text: str) -> ctypes.Array[c_uint32]:
    return (c_uint32 * len(text)).from_buffer_copy(text.encode(_UTF_32))


@functools.cache
def _library() -> ctypes.CDLL:
    library = open_library(FRIBIDI)
    library.fribidi_get_bidi_types.argtypes = [POINTER(c_uint32), c_int, POINTER(c_uint32)]
    library.fribidi_get_bidi_types.restype = None
    library.fribidi_get_bracket_types.argtypes = [
        POINTER(c_uint32),
        c_int,
        POINTER(c_uint32),
        POINTER(c_uint32),
    ]
    library.fribidi_get_bracket_types.restype = None
    library.fribidi_get_par_embedding_levels_ex.argtypes = [
        POINTER(c_uint32),
        POINTER(c_uint32),
        c_int,
        POINTER(c_uint32),
        POINTER(c_int8),
    ]
    library.fribidi_get_par_embedding_levels_ex.restype = c_int8
    library.fribidi_get_mirror_char.argtypes = [c_uint32, POINTER(c_uint32)]
    library.fribidi_get_mirror_char.restype = c_int
    library.fribidi_get_joining_types.argtypes = [POINTER(c_uint32), c_int, POINTER(c_uint8)]
    library.fribidi_get_joining_types.restype = None
    return library
