"""The set phrases of press releases that say what a line is."""

from __future__ import annotations

import re

from communique.release import BARE_ADDRESS

__all__ = [
    "EMBARGO",
    "HONORIFIC",
    "MARKER",
    "MORE_OPENING",
    "ends_sentence",
    "is_end_mark",
    "looks_like_heading",
    "section_role",
]

HONORIFIC = re.compile(r"(Ms|Mrs|Mr|Miss|Mx|Dr|Prof|Sir|Dame)\b\.?\s+")
"""A form of address at the beginning of a text."""

MARKER = re.compile(r"(?:(?P<bullet>[-*•◦▪‣·–—])|(?P<number>\d{1,3})(?P<mark>[.)]))\s+(?=\S)")
"""The sign or the number that a list item begins with."""

EMBARGO = re.compile(
    r"\W*(?:for immediate release|not for release before|not for publication before"
    r"|(?:strictly )?(?:under )?embargo(?:ed)?(?: until| till| to| for|\s*[:–—-]|\W*$))",
    re.IGNORECASE,
)
"""The beginning of a line that says when a release may be published."""

MORE_OPENING = re.compile(
    r"(?:for )?(?:more|further|additional) (?:information|details)\b.{0,40}?"
    r"(?:\b(?:visit|see|contact|please|available|at|from|write|call)\b|:)"
    r"|(?:media|press) (?:contacts?|enquiries|inquiries)\b\s*:|contacts?\s*:",
    re.IGNORECASE,
)
"""The beginning of a paragraph that says where there is more to learn."""

_RULE = re.compile(r"[*#_=~.\-–—•\s]{3,}")
_END_WORD = re.compile(r"[\W_]*(?:ENDS?|Ends)[\W_]*|[-–—#]+\s*30\s*[-–—#]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ROLES = {
    "background": "background",
    "background information": "background",
    "context": "background",
    "note to editors": "background",
    "notes to editors": "background",
    "notes for editors": "background",
    "contact": "more",
    "contacts": "more",
    "for further information": "more",
    "for more information": "more",
    "further information": "more",
    "media contact": "more",
    "media contacts": "more",
    "more information": "more",
    "press contact": "more",
    "press contacts": "more",
}
_HEADING_LENGTH = 80


def section_role(text: str) -> str:
    """The role of the section that a line of these words opens; empty where it opens none."""
    if not text[:1].isupper():
        return ""
    return _ROLES.get(text.rstrip(": ").casefold(), "")


def ends_sentence(text: str) -> bool:
    """Whether a sentence is over at the end of the text."""
    return _SENTENCE_END.search(text) is not None


def is_end_mark(text: str) -> bool:
    """Whether a line says that the release is over: `****`, `###`, `-30-`, `ENDS`."""
    return _RULE.fullmatch(text) is not None or _END_WORD.fullmatch(text) is not None


def looks_like_heading(text: str, *, longest: int = _HEADING_LENGTH) -> bool:
    """Whether the words could be a headline: few, without an end, and no address."""
    return (
        len(text) <= longest
        and (text[:1].isupper() or text[:1].isdigit())
        and text[-1] not in ".,;:"
        and not text.endswith("…")
        and BARE_ADDRESS.search(text) is None
    )
