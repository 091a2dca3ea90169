"""What is left of markup when its tags are taken away."""

from __future__ import annotations

import html
import re
from typing import Final

from markupsafe import Markup

__all__ = ["TAG", "plain_letters"]

TAG: Final = re.compile(r"<[^>]*>")
"""A tag in markup of our own, in which no attribute has a `>`."""


def plain_letters(markup: Markup) -> str:
    """The letters of some markup that we made ourselves, with all of its spaces."""
    return html.unescape(TAG.sub("", markup))
