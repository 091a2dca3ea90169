"""Pseudo-locales: texts that look translated, and what shows that a text is not."""

from communique.pseudo.letters import pseudo_text
from communique.pseudo.messages import PseudoError, pseudo_messages
from communique.pseudo.unmarked import unmarked_in_html, unmarked_in_style

__all__ = [
    "PseudoError",
    "pseudo_messages",
    "pseudo_text",
    "unmarked_in_html",
    "unmarked_in_style",
]
