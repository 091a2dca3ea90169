"""A glossary as TBX: ISO 30042:2019 in both of its styles, and `martif` files of 2008.

Of all that TBX can say, this reads the terms, the languages and what is preferred, admitted,
forbidden or not to be translated.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from communique.findings import CommuniqueError
from communique.glossary.glossary import Kind, Term
from communique.glossary.problems import Problems, form_problem
from communique.locales import Locale, LocaleError, locale

__all__ = ["read_tbx"]

_DEEPEST: Final = 64

_ROOTS: Final = ("tbx", "martif")
_CONCEPTS: Final = ("conceptEntry", "termEntry")
_LANGUAGES: Final = ("langSec", "langSet")
_TERMS: Final = ("termSec", "tig", "ntig")
# What says something about a term: by its `type` in the style DCA, by its name in DCT.
_STATUS: Final = ("administrativeStatus", "normativeAuthorization")
_TYPE: Final = "termType"
_TRANSLATED: Final = "translationNote"
_COMMENT: Final = "transferComment"
_TOLD: Final = ("termNote", "note", "descrip", "admin")

_FORBIDDEN: Final = frozenset(
    {"deprecatedTerm", "deprecatedTerm-admn-sts", "supersededTerm", "supersededTerm-admn-sts",
     "forbidden", "obsolete"}
)  # fmt: skip
_ACRONYMS: Final = frozenset({"acronym", "abbreviation", "initialism"})
_UNTRANSLATED: Final = frozenset({"do not translate", "do-not-translate"})


class _RefusedError(CommuniqueError):
    """What this program does not read in any file, however well formed."""


@dataclass(slots=True)
class _Spoken:
    """A term of a concept, as it is being read."""

    tag: str
    line: int
    text: str = ""
    forbidden: bool = False
    acronym: bool = False


@dataclass(slots=True)
class _Concept:
    line: int
    untranslated: bool = False
    terms: list[_Spoken] = field(default_factory=list)


def read_tbx(content: bytes, *, source: Locale, problems: Problems) -> tuple[Term, ...]:
    """The terms of a TBX file; mistakes go into `problems`."""
    reader = _Reader(problems)
    try:
        reader.read(content)
    except expat.ExpatError as error:
        problems.add(
            error.lineno,
            f"the file is no well-formed XML: {expat.errors.messages[error.code]}",
            hint="export the file again",
        )
    except _RefusedError as error:
        problems.add(reader.line, str(error), hint=error.hint)
    return tuple(term for concept in reader.concepts for term in _terms(concept, source, problems))


class _Reader:
    """Follows the elements of a file, without entities and to a limited depth."""

    def __init__(self, problems: Problems) -> None:
        self.concepts: list[_Concept] = []
        """The concepts that were read to their end."""
        self._problems = problems
        self._path: list[tuple[str, dict[str, str]]] = []
        self._text: list[str] = []
        self._concept: _Concept | None = None
        self._spoken: _Spoken | None = None
        self._tag = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._entity

    @property
    def line(self) -> int:
        """The line that is being read, counted from 1."""
        return self._parser.CurrentLineNumber

    def read(self, content: bytes) -> None:
        """Read a file; raises ExpatError and _RefusedError."""
        self._parser.Parse(content, True)  # noqa: FBT003 -- the parser takes it by position

    def _doctype(self, *declared: object) -> None:
        internal = bool(declared[-1])
        # The name of a DTD, which many programs write, is harmless: nothing fetches it.
        if internal:
            raise _RefusedError(
                "the file declares a document type of its own, expected none",
                hint="take out `[…]` in the line `<!DOCTYPE …>`",
            )

    def _entity(self, name: str, *_more: object) -> NoReturn:
        raise _RefusedError(
            f"the file uses the entity `{name[:40]}`, expected characters", hint="write it out"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if len(self._path) >= _DEEPEST:
            raise _RefusedError(f"the file is nested more than {_DEEPEST} deep")
        if not self._path and name not in _ROOTS:
            raise _RefusedError(
                f"the file begins with `<{name[:40]}>`, expected `<tbx>` or `<martif>`",
                hint="export the terms as TBX",
            )
        self._path.append((name, attributes))
        # Marks inside a term, such as `<hi>`, leave its text as it is.
        if not any(outer == "term" for outer, _ in self._path[:-1]):
            self._text.clear()
        if name in _CONCEPTS:
            self._concept = _Concept(line=self.line)
        elif name in _LANGUAGES:
            self._tag = self._language(attributes)
        elif name in _TERMS:
            self._spoken = _Spoken(tag=self._tag, line=self.line)

    def _end(self, _name: str) -> None:
        name, attributes = self._path.pop()
        text = " ".join("".join(self._text).split())
        if name == "term" and self._spoken is not None:
            self._spoken.line = self.line
            self._spoken.text = unicodedata.normalize("NFC", text)
        elif name in _TERMS and self._spoken is not None:
            if self._concept is not None and self._spoken.tag:
                self._concept.terms.append(self._spoken)
            self._spoken = None
        elif name in _CONCEPTS and self._concept is not None:
            self.concepts.append(self._concept)
            self._concept = None
        elif name not in {"term", "hi"}:
            self._tell(attributes.get("type", name) if name in _TOLD else name, text)

    def _tell(self, about: str, text: str) -> None:
        """Take in what is said about a term or a whole concept."""
        if self._concept is not None and (
            (about in {"note", _COMMENT} and text.casefold() in _UNTRANSLATED)
            or (about == _TRANSLATED and text.casefold() == "no")
        ):
            self._concept.untranslated = True
        elif self._spoken is not None and about in _STATUS:
            self._spoken.forbidden = text in _FORBIDDEN
        elif self._spoken is not None and about == _TYPE:
            self._spoken.acronym = text in _ACRONYMS

    def _language(self, attributes: dict[str, str]) -> str:
        """The BCP 47 tag of a section; empty where it is of no language that a house has."""
        written = attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
        if not written:
            self._problems.add(
                self.line, "the section has no `xml:lang`, expected a BCP 47 tag such as `fr`"
            )
            return ""
        language, *parts = written.replace("_", "-").split("-")
        parts = [part.title() if len(part) > len("US") else part.upper() for part in parts]
        try:
            return locale("-".join([language.lower(), *parts])).tag
        except LocaleError:
            # Terms in Latin, or in no language at all, are nothing to check.
            return ""


def _terms(concept: _Concept, source: Locale, problems: Problems) -> Iterator[Term]:
    """The entries of a concept: one of its words in full, one of its acronyms."""
    spoken = []
    for term in concept.terms:
        problem = form_problem(term.text) if term.text else "the term is empty"
        if problem:
            problems.add(term.line, problem, found=term.text)
        else:
            spoken.append(term)
    own = [term for term in spoken if term.tag == source.tag and not term.forbidden]
    own = own or [
        term for term in spoken if term.tag.split("-")[0] == source.language and not term.forbidden
    ]
    full = tuple(term.text for term in own if not term.acronym)
    short = tuple(term.text for term in own if term.acronym)
    if concept.untranslated and own:
        yield Term(kind=Kind.NAME, forms=_named(source, (*full, *short), spoken), line=concept.line)
        return
    if full:
        yield Term(
            kind=Kind.TERM,
            forms=_named(source, full, sorted(spoken, key=lambda term: term.acronym)),
            forbidden=_forbidden(spoken, source),
            line=concept.line,
        )
    if short:
        yield Term(
            kind=Kind.ACRONYM,
            forms=_named(source, short, sorted(spoken, key=lambda term: not term.acronym)),
            forbidden={} if full else _forbidden(spoken, source),
            line=concept.line,
        )


def _named(
    source: Locale, own: tuple[str, ...], spoken: list[_Spoken]
) -> dict[str, tuple[str, ...]]:
    """The right forms by language; an acronym may stand for the words, and they for it."""
    forms = {source.tag: own}
    for term in spoken:
        if not term.forbidden and term.tag.split("-")[0] != source.language:
            forms[term.tag] = (*forms.get(term.tag, ()), term.text)
    return forms


def _forbidden(spoken: list[_Spoken], source: Locale) -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for term in spoken:
        if term.forbidden and term.tag.split("-")[0] != source.language:
            forms[term.tag] = (*forms.get(term.tag, ()), term.text)
    return forms
