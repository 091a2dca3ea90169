"""Read the outline of a glyph as the operators of a path (ISO 32000-1, 8.5.2)."""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, harfbuzz

__all__ = ["outline_of"]

ffi.cdef(
    """
    typedef struct hb_draw_funcs_t hb_draw_funcs_t;
    typedef void (*communique_point_t) (void *, void *, void *, float, float, void *);
    typedef void (*communique_quadratic_t) (
        void *, void *, void *, float, float, float, float, void *);
    typedef void (*communique_cubic_t) (
        void *, void *, void *, float, float, float, float, float, float, void *);
    typedef void (*communique_close_t) (void *, void *, void *, void *);
    hb_draw_funcs_t * hb_draw_funcs_create (void);
    void hb_draw_funcs_destroy (hb_draw_funcs_t *funcs);
    void hb_draw_funcs_set_move_to_func (
        hb_draw_funcs_t *funcs, communique_point_t func, void *data, void *destroy);
    void hb_draw_funcs_set_line_to_func (
        hb_draw_funcs_t *funcs, communique_point_t func, void *data, void *destroy);
    void hb_draw_funcs_set_quadratic_to_func (
        hb_draw_funcs_t *funcs, communique_quadratic_t func, void *data, void *destroy);
    void hb_draw_funcs_set_cubic_to_func (
        hb_draw_funcs_t *funcs, communique_cubic_t func, void *data, void *destroy);
    void hb_draw_funcs_set_close_path_func (
        hb_draw_funcs_t *funcs, communique_close_t func, void *data, void *destroy);
    void hb_font_get_glyph_shape (
        hb_font_t *font, hb_codepoint_t glyph, hb_draw_funcs_t *funcs, void *data);
    void hb_font_get_scale (hb_font_t *font, int *x_scale, int *y_scale);
    """,
    override=True,
)


def outline_of(font: Any, glyph: int) -> list[bytes]:
    """The path around a glyph in thousandths of its size, y upwards; empty where it has no ink.

    `font` is a `hb_font_t *`.
    """
    pen = _Pen()
    callbacks = (
        ("move_to", "point", pen.move),
        ("line_to", "point", pen.line),
        ("quadratic_to", "quadratic", pen.quadratic),
        ("cubic_to", "cubic", pen.cubic),
        ("close_path", "close", pen.close),
    )
    funcs = harfbuzz.hb_draw_funcs_create()
    kept = []
    for name, kind, method in callbacks:
        callback = ffi.callback(f"communique_{kind}_t", method)
        kept.append(callback)
        setter = getattr(harfbuzz, f"hb_draw_funcs_set_{name}_func")
        setter(funcs, callback, ffi.NULL, ffi.NULL)
    harfbuzz.hb_font_get_glyph_shape(font, glyph, funcs, ffi.NULL)
    harfbuzz.hb_draw_funcs_destroy(funcs)
    scale = ffi.new("int[2]")
    harfbuzz.hb_font_get_scale(font, scale, scale + 1)
    return [
        b" ".join(
            (*(b"%d" % round(value * 1000 / scale[at % 2]) for at, value in enumerate(points)), end)
        )
        for points, end in pen.path
    ]


class _Pen:
    """What harfbuzz tells of an outline."""

    def __init__(self) -> None:
        self.path: list[tuple[tuple[float, ...], bytes]] = []
        self.at = (0.0, 0.0)

    def move(self, _f: Any, _d: Any, _s: Any, x: float, y: float, _u: Any) -> None:
        """Begin a contour."""
        self.at = x, y
        self.path.append(((x, y), b"m"))

    def line(self, _f: Any, _d: Any, _s: Any, x: float, y: float, _u: Any) -> None:
        """Draw a line."""
        self.at = x, y
        self.path.append(((x, y), b"l"))

    def quadratic(
        self, _f: Any, _d: Any, _s: Any, cx: float, cy: float, x: float, y: float, _u: Any
    ) -> None:
        """Draw a curve with one control point, which PDF draws with two."""
        from_x, from_y = self.at
        first = from_x + (cx - from_x) * 2 / 3, from_y + (cy - from_y) * 2 / 3
        second = x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3
        self.at = x, y
        self.path.append(((*first, *second, x, y), b"c"))

    def cubic(self, _f: Any, _d: Any, _s: Any, *points: Any) -> None:
        """Draw a curve with two control points."""
        *coordinates, _ = points
        self.at = coordinates[4], coordinates[5]
        self.path.append((tuple(coordinates), b"c"))

    def close(self, _f: Any, _d: Any, _s: Any, _u: Any) -> None:
        """End a contour."""
        self.path.append(((), b"h"))
