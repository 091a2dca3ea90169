"""Silencers: comments by which translators accept a finding in one message, with a reason.

    # communique: accept spacing [3f9a1c2b]: the firm writes its name so

A silencer stands above its message among the translator's own comments, which every tool for
catalogues keeps. The eight signs are those of the source text and its context; when these change,
the comment accepts nothing any more, because nobody has said yes to the new text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from communique import rules
from communique.catalogue import CatalogueFile, Message, TemplateMessage
from communique.catalogue.position import comment_position, entry_of
from communique.findings import Finding, Place, Rule
from communique.frozen import Frozen

__all__ = ["Silencer", "Silencing", "digest_of", "silencer_text", "silencers_of", "silencing"]

# With the accent, the space and the signs that keyboards of other languages offer.
_SILENCER: Final = re.compile(r"communiqu[eé]\s*[:\uff1a]\s*(.*)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s,\u060c\u3001\uff0c]+")
_DIGEST: Final = re.compile(r"\[([0-9A-Za-z]*)\]")
# Where a person may put it as well.
_LAST: Final = re.compile(r"\[([0-9A-Fa-f]{8})\]\s*$")
_KEYWORD: Final = "accept"


class Silencer(Frozen):
    """A comment that accepts findings of some rules in one message."""

    message: Message
    """The message it stands above."""
    locale: str
    """BCP 47 tag of its catalogue."""
    comment: str
    """The comment as written, without its `#`."""
    rules: tuple[str, ...]
    """Ids of the rules it names, as written."""
    digest: str
    """What it says the source text is; empty where it does not say."""
    reason: str
    """Why the findings are accepted; empty where it does not say."""
    place: Place
    """Where it stands."""

    @property
    def right(self) -> str:
        """The same as it should be written for the text as it is."""
        known = [name for name in self.rules if name in _known()]
        return silencer_text(self.message, known or ["RULE"], self.reason or "REASON")

    @property
    def problem(self) -> str:
        """Why it accepts nothing, in one sentence; empty where it does."""
        if not self.rules:
            return "the comment does not say which rule’s finding it accepts"
        for name in self.rules:
            if name not in _known():
                return f"the comment accepts `{name}`, which is no rule"
            if not _known()[name].silenceable:
                return f"the comment accepts `{name}`, which nobody can"
        if not any(character.isalpha() for character in self.reason):
            return "the comment does not say why the finding is accepted"
        if not self.digest:
            return "the comment does not say which text it was written for"
        if self.digest != digest_of(self.message):
            return f"the comment was written for another source text, `[{self.digest}]`"
        return ""


class Silencing(Frozen):
    """Findings, parted by whether somebody has accepted them."""

    left: tuple[Finding, ...]
    """Those that nobody has accepted, and what is wrong with the silencers."""
    silenced: tuple[Finding, ...]
    """Those that are accepted."""


def digest_of(message: Message | TemplateMessage) -> str:
    """Eight hexadecimal digits for the source text of a message and its context."""
    from hashlib import sha256

    text = f"{message.subject}\0{message.plural_id}" if message.plural_id else message.subject
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def silencer_text(message: Message | TemplateMessage, accepted: Iterable[str], reason: str) -> str:
    """The comment, without its `#`, that accepts findings of some rules in a message."""
    return f"communique: {_KEYWORD} {' '.join(accepted)} [{digest_of(message)}]: {reason}"


def silencers_of(file: CatalogueFile) -> Iterator[Silencer]:
    """The silencers of all current messages of a catalogue, right or wrong."""
    for message in file.catalogue.messages:
        for comment in message.translator_comments if not message.obsolete else ():
            if match := _SILENCER.fullmatch(comment):
                silencer = _read(file, message, comment, match[1])
                if silencer is not None:
                    yield silencer


def silencing(
    findings: Sequence[Finding], files: Iterable[CatalogueFile], *, unsure: Collection[str] = ()
) -> Silencing:
    """Take out of the findings what the silencers of these catalogues accept.

    `unsure` are the ids of rules that were not looked for everywhere, so that nobody can say
    that a silencer of theirs is not used.
    """
    accepting: dict[tuple[str, str, str], Silencer] = {}
    silencers: list[Silencer] = []
    for file in files:
        for silencer in silencers_of(file):
            silencers.append(silencer)
            if not silencer.problem:
                for name in silencer.rules:
                    key = (file.catalogue.path, silencer.message.subject, name)
                    accepting.setdefault(key, silencer)
    if not silencers:
        return Silencing(left=tuple(findings), silenced=())
    found = {_key(finding) for finding in findings}
    silenced = tuple(finding for finding in findings if _accepts(accepting, finding))
    left = [finding for finding in findings if not _accepts(accepting, finding)]
    for silencer in silencers:
        left += _problems(silencer, found, unsure)
    return Silencing(left=tuple(left), silenced=silenced)


def _known() -> dict[str, Rule]:
    return rules.RULES


def _read(file: CatalogueFile, message: Message, comment: str, said: str) -> Silencer | None:
    """What a comment says; None for one that speaks of a communiqué, and not to the program."""
    head, _, reason = re.sub(r"\s*\uff1a\s*", ": ", said, count=1).partition(":")
    digest = _DIGEST.search(head)
    if digest is None and (digest := _LAST.search(reason)):
        reason = reason[: digest.start()]
    first, *names = [word for word in _BETWEEN.split(_DIGEST.sub(" ", head)) if word] or [""]
    if first.lower() != _KEYWORD:
        names = [first, *names]
        if not any(name in _known() for name in names):
            return None
    entry = entry_of(file.scanned, message)
    line, column = comment_position(entry, comment) if entry else (message.line, 1)
    return Silencer(
        message=message,
        locale=file.catalogue.locale,
        comment=comment,
        rules=tuple(dict.fromkeys(names)),
        digest=digest[1].lower() if digest else "",
        reason=reason.strip(),
        place=Place(path=file.catalogue.path, line=line, column=column),
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.place.path, finding.subject, finding.rule.id)


def _accepts(accepting: dict[tuple[str, str, str], Silencer], finding: Finding) -> bool:
    return bool(finding.subject) and finding.rule.silenceable and _key(finding) in accepting


def _problems(
    silencer: Silencer, found: Collection[tuple[str, str, str]], unsure: Collection[str]
) -> Iterator[Finding]:
    """What is wrong with a silencer: that it says something wrong, or that it says nothing."""
    path, subject = silencer.place.path, silencer.message.subject
    idle = [
        name
        for name in silencer.rules
        if name in _known()
        and _known()[name].silenceable
        and name not in unsure
        and (path, subject, name) not in found
    ]
    # Of a text that is not there no rule can say anything.
    if silencer.message.translated and silencer.rules and len(idle) == len(silencer.rules):
        names = ", ".join(f"`{name}`" for name in idle)
        message = f"the comment accepts {names}, which finds nothing here"
        yield _finding(rules.SILENCER_UNUSED, silencer, message, "remove the comment")
    elif problem := silencer.problem:
        hint = f"if the finding is to be accepted, write `# {silencer.right}`"
        yield _finding(rules.SILENCER_WRONG, silencer, problem, hint)
    elif silencer.message.translated and idle:
        names = ", ".join(f"`{name}`" for name in idle)
        message = f"the comment accepts {names}, which finds nothing here"
        hint = f"take {names} out of the comment"
        yield _finding(rules.SILENCER_UNUSED, silencer, message, hint)


def _finding(rule: Rule, silencer: Silencer, message: str, hint: str) -> Finding:
    return Finding(
        rule=rule,
        message=message,
        place=silencer.place,
        found=silencer.comment,
        expected=silencer.right if rule is rules.SILENCER_WRONG else "",
        hint=hint,
        locale=silencer.locale,
        subject=silencer.message.subject,
        source_text=silencer.message.plural_id or silencer.message.id,
        translation=silencer.message.translations[0],
    )
