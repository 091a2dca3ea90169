"""Addresses in a text: web pages and e-mail, which become facts."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.frozen import Frozen
from communique.importing.joining import Passage
from communique.importing.names import email_fact_name, page_fact_name
from communique.importing.remarks import Remarks
from communique.release import BARE_ADDRESS, address_problem
from communique.release.facts import FactError, read_fact

__all__ = ["Address", "AddressFacts", "addresses_in"]


class Address(Frozen):
    """An address that stands in a text."""

    start: int
    """Where it begins, in characters."""
    end: int
    """Where it is over."""
    value: str
    """The address in full, with its scheme; an e-mail address as it is."""

    @property
    def is_email(self) -> bool:
        """Whether it is an e-mail address."""
        return "://" not in self.value


_SENTENCE_SIGNS = ".,;:!?…’”»"
# What is written like a host, but without `www.` or a scheme.
_HOST = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|edu|eu|gov|info|int|net|org|uk|be|de|fr)\b(?:/\S*)?",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?<=[_/.=-])en(?=/?$|[/?#&.])")


@lru_cache(maxsize=256)
def addresses_in(text: str) -> tuple[Address, ...]:
    """The addresses of a text that can be facts, in order."""
    found = []
    for match in BARE_ADDRESS.finditer(text):
        written = match[0].rstrip(_SENTENCE_SIGNS)
        value = f"https://{written}" if written.startswith("www.") else written
        if "://" in value:
            usable = not address_problem(value) and not set("{}") & set(value)
        else:
            usable = _is_email(value)
        if usable:
            end = match.start() + len(written)
            found.append(Address(start=match.start(), end=end, value=value))
    return tuple(found)


class AddressFacts:
    """The facts that the addresses of a release become, one for each address."""

    def __init__(self, *, remarks: Remarks) -> None:
        self._names: dict[str, str] = {}
        self._remarks = remarks

    @property
    def values(self) -> dict[str, str]:
        """The addresses by name of the fact, in the order of the text."""
        return {name: value for value, name in self._names.items()}

    def name_of(self, address: Address, passage: Passage) -> str:
        """The name of the fact for an address; what is unsure about it becomes a finding."""
        value = address.value
        if value not in self._names:
            taken = self._names.values()
            make = email_fact_name if address.is_email else page_fact_name
            self._names[value] = make(value, taken)
            if not address.is_email:
                self._tell_language(value, passage.line_at(address.start))
        return self._names[value]

    def tell_unusable(self, passage: Passage) -> None:
        """Findings for what looks like an address and stays in the text."""
        usable = addresses_in(passage.text)
        spans = [(address.start, address.end) for address in usable]
        for match in (*BARE_ADDRESS.finditer(passage.text), *_HOST.finditer(passage.text)):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                written = match[0].rstrip(_SENTENCE_SIGNS)
                self._remarks.unsure(
                    passage.line_at(match.start()),
                    f"`{written}` could be an address, and stays in the text",
                    found=written,
                    hint="write it as a fact if it is one",
                )

    def _tell_language(self, value: str, line: int) -> None:
        matches = list(_LANGUAGE.finditer(value.split("://", 1)[1]))
        if matches:
            at = matches[-1].start() + value.index("://") + len("://")
            name = self._names[value]
            pattern = f"{value[:at]}{{lang}}{value[at + 2 :]}"
            self._remarks.unsure(
                line,
                f"`en` in `{value}` could be the language of the page",
                found=value,
                hint=f'if it is: {name} = {{ url = "{pattern}", languages = ["en", …] }}',
            )


def _is_email(value: str) -> bool:
    try:
        read_fact({"email": value})
    except FactError:
        return False
    return True
