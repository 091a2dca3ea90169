"""House styles: how an institution sets each language, as data."""

from communique.styles.style import HARD_SPACES, STYLES, Style, style_of

__all__ = ["HARD_SPACES", "STYLES", "Style", "style_of"]
