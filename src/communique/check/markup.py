"""Markup: a translation has the emphasis, links and spans of its source, and nothing unsafe."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from communique import rules
from communique.check.marks import are_marked_alike
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import addresses_in, may_have_address, reading
from communique.findings import Rule
from communique.frozen import Frozen
from communique.release import (
    FACT,
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    Span,
    Text,
    Unsafe,
    address_problem,
    markup_problems,
    plain_text,
    walk,
)

__all__ = ["markup_problems_of"]

_STRAY: Final = ("**", "*", "__", "_", "`", "](", "[", "]", "\\")
# One page, whatever is written before its host and whether a slash stands at its end.
_BEFORE_HOST = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
# What the rules on characters tell, with the place.
_TOLD_ELSEWHERE: Final = frozenset({rules.TEXT_CONTROL, rules.BIDI_CONTROL})
# Few letters before the two of a country are part of the ending, as in `gov.uk`.
_SHORT_LABEL: Final = 3
_MOST_NAMED: Final = 5
_NESTING: Final = (Emphasis, Link, Span)
# How often each rule is told of one text.
_MOST_TOLD: Final = 5
# No host is longer (RFC 1035, 2.3.4).
_LONGEST_HOST: Final = 253


def markup_problems_of(pair: Pair) -> Iterator[Problem]:
    """Everything in the markup that is unsafe or not the source's."""
    if are_marked_alike(pair.source, pair.translation):
        return
    told: Counter[Rule] = Counter()
    for problem in _problems(pair):
        told[problem.rule] += 1
        if told[problem.rule] <= _MOST_TOLD:
            yield problem


def _problems(pair: Pair) -> Iterator[Problem]:
    source, translation = _contents(pair.source.text), _contents(pair.translation.text)
    refused: set[Rule] = set()
    for rule, sentence in translation.unsafe:
        # What the source has as well is told once, where the source stands.
        # One slip has two ends, `<b>` and `</b>`; the first tells enough.
        if rule not in refused and (rule, sentence) not in source.unsafe:
            refused.add(rule)
            hint = "write the text alone, with the markup of the source"
            yield Problem(rule=rule, message=sentence, hint=hint)
    # What is refused may have broken the markup around it.
    stray = None if refused else _stray(source.letters, translation.letters, pair)
    if stray is not None:
        yield stray
    elif rules.MARKUP_FORBIDDEN not in refused:
        yield from _count_problems(source.markup, translation.markup)
    # Markup that is broken or refused is why a link is missing, and told once.
    broken = stray is not None or bool(refused)
    if source.links or translation.links:
        yield from _link_problems(source, translation, broken=broken)
    if source.addresses or translation.addresses:
        yield from _address_problems(source, translation)


class _Contents(Frozen):
    """What the inline markup of a text holds."""

    unsafe: Mapping[tuple[Rule, str], None]
    """What may stand in no text, in order: rule and sentence."""
    letters: str
    """The letters outside of code, with a NUL between those that markup keeps apart."""
    markup: Mapping[str, int]
    """How often each kind of markup but links stands there."""
    links: tuple[tuple[str, str], ...]
    """Words and target of each link."""
    targets: frozenset[str]
    """The targets, each written in the one way that tells whether two are the same."""
    addresses: Mapping[str, str]
    """The addresses in the running text, by that way of writing them."""
    text: str
    """The text as written."""


@lru_cache(maxsize=4096)
def _contents(text: str) -> _Contents:
    tree = reading(text).pieces
    pieces = tuple(walk(tree))
    links = tuple(
        (plain_text(piece.children).strip(), piece.target)
        for piece in pieces
        if isinstance(piece, Link)
    )
    return _Contents(
        unsafe={
            (rule, sentence): None
            for rule, sentence in markup_problems(text, tree)
            if rule not in _TOLD_ELSEWHERE
        },
        letters="\0".join(piece.content for piece in pieces if isinstance(piece, Text)),
        markup=_markup_of(pieces),
        links=links,
        targets=frozenset(_page(target) for _, target in links),
        addresses=_addresses(text, pieces),
        text=text,
    )


@lru_cache(maxsize=256)
def _hosts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The hosts that links and addresses of a text lead to; and with all that they are part of."""
    contents = _contents(text)
    known = {target for _, target in contents.links}.union(contents.addresses.values())
    hosts = frozenset(filter(None, map(_host, known)))
    return hosts, frozenset(domain for host in hosts for domain in _domains(host))


def _stray(source: str, letters: str, pair: Pair) -> Problem | None:
    """The first mark that stands as a letter, more often than in the source."""
    for mark in _STRAY:
        if mark in letters and letters.count(mark) > source.count(mark):
            return Problem(
                rule=rules.MARKUP_CHANGED,
                message=f"`{mark}` stands in the text as letters; its markup is not closed",
                hint="close the markup, without a space inside it",
                found=mark,
                at=max(0, pair.translation.letters.find(mark)),
            )
    return None


def _count_problems(expected: Mapping[str, int], found: Mapping[str, int]) -> Iterator[Problem]:
    """Markup that stands more or less often than in the source; links are told by their target."""
    if expected == found:
        return
    changes = [
        f"{found[name]} × {name}, the source {expected[name]}"
        for name in sorted({*expected, *found})
        if expected[name] != found[name]
        # HTML that the source has not is refused, and a fact in code is missing as a fact.
        and (expected[name] or not name.startswith(("`<", "`` `{")))
    ]
    if changes:
        yield Problem(
            rule=rules.MARKUP_CHANGED,
            message=f"the translation has {'; '.join(changes[:_MOST_NAMED])}",
            hint="keep the markup of the source around the same words",
        )


def _markup_of(pieces: Iterable[Inline]) -> Counter[str]:
    """How often each kind of markup but links stands among these pieces."""
    names: Counter[str] = Counter()
    for piece in pieces:
        match piece:
            case Emphasis(strong=strong):
                names["`**strong emphasis**`" if strong else "`*emphasis*`"] += 1
            case Code(content=content):
                names[f"`` `{content}` ``"] += 1
            case Break():
                names["line break"] += 1
            case Span(keep=True, children=children):
                names[f"`[{plain_text(children)}]{{.keep}}`"] += 1
            case Span(language=language):
                names[f"`[…]{{lang={language}}}`"] += 1
            case Unsafe(content=content):
                names[f"`{content}`"] += 1
            case _:
                pass
    return names


def _link_problems(source: _Contents, translation: _Contents, *, broken: bool) -> Iterator[Problem]:
    """Links that lead elsewhere than those of the source, or nowhere."""
    if source.links == translation.links:
        return
    expected = Counter(_page(target) for _, target in source.links)
    found = Counter(_page(target) for _, target in translation.links)
    if expected == found:
        yield from _swap_problems(source.links, translation.links)
        return
    written = {_page(target): target for _, target in reversed((*source.links, *translation.links))}
    missing = deque((expected - found).elements())
    shown = list(dict.fromkeys(target for _, target in source.links))[:_MOST_NAMED]
    known = ", ".join(f"`{target}`" for target in shown) or "no link"
    for page in (found - expected).elements():
        target = written[page]
        # A bare address that was made a link leads where it says.
        if page in source.addresses and page not in source.targets:
            continue
        meant = written[missing.popleft()] if missing else ""
        if not FACT.fullmatch(target) and address_problem(target):
            continue
        if _is_new(target, source):
            yield _new_host(target, meant, f"the source has {known}")
            continue
        yield Problem(
            rule=rules.LINK_CHANGED,
            message=f"a link leads to `{target}`, which no link of the source does",
            hint=f"the source has {known}",
            found=target,
            expected=meant,
            source_found=meant,
        )
    for page in missing if not broken else ():
        yield Problem(
            rule=rules.LINK_CHANGED,
            message=f"no link leads to `{written[page]}` as in the source",
            hint="keep the link around the same words",
            expected=written[page],
            source_found=written[page],
        )


def _swap_problems(
    source: Sequence[tuple[str, str]], translation: Sequence[tuple[str, str]]
) -> Iterator[Problem]:
    """The first link with the words of one link of the source, and the target of another."""
    if len(source) < 2 or source == translation:
        return
    targets: dict[str, dict[str, str]] = {}
    for words, target in source:
        targets.setdefault(words, {})[_page(target)] = target
    for words, target in translation:
        meant = targets.get(words)
        if words and meant and _page(target) not in meant:
            yield Problem(
                rule=rules.LINK_CHANGED,
                message=f"the link on `{words}` leads to `{target}`, in the source to "
                f"`{min(meant.values())}`",
                hint="put each target behind the words it belongs to",
                found=target,
                expected=min(meant.values()),
                source_found=words,
            )
            return


def _address_problems(source: _Contents, translation: _Contents) -> Iterator[Problem]:
    """Addresses in the text itself that are not those of the source."""
    missing = sorted(source.addresses.keys() - translation.addresses.keys())
    # What each may stand for: e-mail for e-mail, a page for a page.
    meant_by = {
        mail: deque(page for page in missing if ("@" in page) == mail) for mail in (True, False)
    }
    replaced: set[str] = set()
    for page in sorted(translation.addresses.keys() - source.addresses.keys()):
        # A link of the source that has become a bare address is told as a link, if at all.
        if page in source.targets:
            continue
        address = translation.addresses[page]
        alike = meant_by["@" in page]
        meant = ""
        if alike:
            replaced.add(alike[0])
            meant = source.addresses[alike.popleft()]
        # An address that is a link as well is told as a link.
        if page in translation.targets:
            continue
        if _is_new(address, source):
            yield _new_host(address, meant, "write the address as in the source")
            continue
        yield Problem(
            rule=rules.ADDRESS_CHANGED,
            message=f"`{address}` is not in the source"
            + (f", which has `{meant}`" if meant else ""),
            hint="write the address as in the source",
            found=address,
            expected=meant,
            source_found=meant,
        )
    for page in missing:
        # One that was or has become a link is told as that, if at all.
        if page in replaced or page in source.targets or page in translation.targets:
            continue
        address = source.addresses[page]
        yield Problem(
            rule=rules.ADDRESS_CHANGED,
            message=f"`{address}` of the source is missing",
            hint="write the address as in the source",
            expected=address,
            source_found=address,
        )


def _addresses(text: str, pieces: Iterable[Inline]) -> Mapping[str, str]:
    """The addresses in the running text, with letters of other alphabets that stand in them."""
    if not may_have_address(text):
        return {}
    running = "".join(
        piece.content if isinstance(piece, Text) else _edge_of(piece) for piece in pieces
    )
    found = (address.rstrip(".,;:!?") for address in addresses_in(running))
    return {_page(address): address for address in found}


@lru_cache(maxsize=4096)
def _page(address: str) -> str:
    """One way to write an address, whatever stands before its host and a slash at its end."""
    address = _BEFORE_HOST.sub("", address, count=1) if ":" in address else address
    address = address.removesuffix("/")
    host, slash, path = address.partition("/")
    return f"{host.lower()}{slash}{path}"


def _edge_of(piece: Inline) -> str:
    """What a piece without letters of its own leaves between those beside it."""
    return "" if isinstance(piece, _NESTING) else " "


def _is_new(address: str, source: _Contents) -> bool:
    """Whether an address leads to a host that nothing in a source text names.

    Parts of one site are one, `www.un.org` and `un.org`, or two agencies of it.
    """
    host = _host(address)
    hosts, named = _hosts(source.text)
    if not host or host in named or not hosts.isdisjoint(_domains(host)):
        return False
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= _SHORT_LABEL
    count = 3 if short else 2
    return len(labels) <= count or ".".join(labels[-count:]) not in named


def _domains(host: str) -> Iterator[str]:
    """A host and each domain that it is part of."""
    yield host
    while len(host) <= _LONGEST_HOST and "." in host:
        host = host.partition(".")[2]
        yield host


def _host(address: str) -> str:
    """The host of a web address, or what stands behind the @ of an e-mail address."""
    if "://" not in address:
        scheme, _, rest = address.rpartition("mailto:")
        name, at, host = rest.partition("?")[0].rpartition("@")
        if at:
            return host.rstrip(".").lower()
        if scheme or (not name and not host.lower().startswith("www.")):
            return ""
        address = f"http://{host}"
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return address.partition("://")[2]


def _new_host(address: str, meant: str, hint: str) -> Problem:
    return Problem(
        rule=rules.HOST_NEW,
        message=f"`{address}` leads to `{_host(address)}`, a host that the source does not name",
        hint=hint,
        found=address,
        expected=meant,
        source_found=meant,
    )
