"""One catalogue against the messages that the texts have now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from communique import rules
from communique.catalogue import Catalogue, Message, MessageKey, TemplateMessage
from communique.check.characters import character_problems
from communique.check.facts import fact_problems
from communique.check.languages import language_problems
from communique.check.markup import markup_problems_of
from communique.check.misplaced import TIES, Judged, may_be_misplaced, misplaced
from communique.check.pair import Pair, Setting
from communique.check.places import Places
from communique.check.problem import Problem
from communique.check.reading import reading
from communique.check.scripts import script_problems
from communique.check.terms import term_problems
from communique.check.titles import title_problems
from communique.check.typography import typography_problems
from communique.check.values import value_problems
from communique.findings import Finding, Place
from communique.frozen import replace
from communique.locales import LocaleError, parse_plural_forms

__all__ = ["FAMILIES", "check_catalogue", "check_translation", "pairs_of"]

Family: TypeAlias = Callable[[Pair], Iterator[Problem]]
"""A family of rules: what it finds wrong with one translation."""

_FORM: Final[tuple[Family, ...]] = (fact_problems, markup_problems_of, character_problems)
_LANGUAGE: Final[tuple[Family, ...]] = (script_problems, language_problems)
_WORDING: Final[tuple[Family, ...]] = (
    value_problems,
    typography_problems,
    term_problems,
    title_problems,
)
FAMILIES: Final = _FORM + _LANGUAGE + _WORDING
"""Every family of rules that looks at one translation at a time."""

# Those that a rule of `TIES` belongs to, the quickest to find something first.
_TYING: Final[tuple[Family, ...]] = (
    *_LANGUAGE,
    markup_problems_of,
    fact_problems,
    title_problems,
    term_problems,
    value_problems,
)

# A text in another language is to be translated; what else is wrong in it is of no use to know.
_NO_TRANSLATION: Final = frozenset({rules.SCRIPT_WRONG, rules.LANGUAGE_WRONG, rules.SOURCE_COPIED})

# Enough to see every repetition of a plural rule, which none has later than after a hundred.
_NUMBERS: Final = range(201)


def check_catalogue(
    catalogue: Catalogue,
    messages: Sequence[TemplateMessage],
    setting: Setting,
    *,
    places: Places | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong with the translations of these messages.

    `places` tells columns and the places of the source; without it there are lines alone.
    """
    places = places or Places(path=catalogue.path, locale=catalogue.locale)
    current = catalogue.current()
    lone = _lone_forms(catalogue)
    keys = [source.key for source in messages]
    checked = {
        key: tuple(check_translation(source, message, setting, lone_forms=lone))
        for source, key in zip(messages, keys, strict=True)
        if (message := current.get(key)) is not None
    }
    checked |= _misplaced(messages, current, checked, setting)
    findings: list[Finding] = []
    for source, key in zip(messages, keys, strict=True):
        message = current.get(key)
        if message is None:
            findings.append(_stale(catalogue, source, places))
        elif problems := checked[key]:
            findings += [places.finding(problem, message, source) for problem in problems]
    return tuple(findings)


def _misplaced(
    messages: Sequence[TemplateMessage],
    current: Mapping[MessageKey, Message],
    checked: Mapping[MessageKey, tuple[Problem, ...]],
    setting: Setting,
) -> dict[MessageKey, tuple[Problem, ...]]:
    """The one problem of each translation that is another message's, in place of all of its."""
    if not may_be_misplaced(checked.values()):
        return {}
    single = [
        source
        for source in messages
        if source.key in checked and current[source.key].translated and not source.plural_id
    ]
    judged = [
        Judged(pair=pair, problems=checked[source.key])
        for source in single
        for pair in pairs_of(source, current[source.key], setting)
    ]
    found = misplaced(judged, judge, may_belong)
    return {single[number].key: (problem,) for number, problem in found.items()}


def judge(pair: Pair) -> list[Problem]:
    """Everything that one translation, read alone, is wrong in."""
    problems: list[Problem] = []
    for family in _FORM:
        problems += family(pair)
    for family in _LANGUAGE:
        problems += family(pair)
    # What a text is wrong in as one of its language says nothing of one of another.
    if not any(problem.rule in _NO_TRANSLATION for problem in problems):
        for family in _WORDING:
            problems += family(pair)
    return problems


def may_belong(pair: Pair) -> bool:
    """Whether nothing ties a translation to another source: no rule of `TIES` finds anything.

    The families that no translation is judged by that is none have no say then: to be none is
    against one of these rules.
    """
    return not any(problem.rule in TIES for family in _TYING for problem in family(pair))


@lru_cache(maxsize=4096)
def _judged(
    setting: Setting, source: str, translation: str, context: str | None, *, lone: bool
) -> tuple[Problem, ...]:
    """The same, once for a text that many releases share: a heading, what ends each of them."""
    pair = Pair(
        setting=setting,
        source=reading(source),
        translation=reading(translation),
        context=context,
        lone=lone,
    )
    return tuple(judge(pair))


def check_translation(
    source: TemplateMessage,
    message: Message,
    setting: Setting,
    *,
    lone_forms: Collection[int] = (),
) -> Iterator[Problem]:
    """Everything that is wrong with one message and its translation.

    `lone_forms` are the plural forms that stand with one number alone, and so may say it in a
    word: “one page”, or nothing at all.
    """
    if not message.translated:
        yield Problem(
            rule=rules.MESSAGE_MISSING,
            message=f"`{_beginning(source.id)}` is not translated",
            hint="translate it; the edition is withheld until then",
            form=next((n for n, text in enumerate(message.translations) if not text.strip()), 0),
        )
        return
    if message.fuzzy:
        yield Problem(
            rule=rules.MESSAGE_FUZZY,
            message=f"the translation of `{_beginning(source.id)}` is marked fuzzy",
            hint="check the translation and remove the flag",
        )
    text = source.plural_id or source.id
    for form, translation in enumerate(message.translations):
        lone = bool(source.plural_id) and form in lone_forms
        for problem in _judged(setting, text, translation, source.context, lone=lone):
            yield replace(problem, form=form) if form else problem


def pairs_of(
    source: TemplateMessage,
    message: Message,
    setting: Setting,
    *,
    lone_forms: Collection[int] = (),
) -> Iterator[Pair]:
    """Source text and translation of a message, once for each form of a plural."""
    text = reading(source.plural_id or source.id)
    for form, translation in enumerate(message.translations):
        yield Pair(
            setting=setting,
            source=text,
            translation=reading(translation),
            context=source.context,
            lone=bool(source.plural_id) and form in lone_forms,
        )


def _stale(catalogue: Catalogue, source: TemplateMessage, places: Places) -> Finding:
    return Finding(
        rule=rules.MESSAGE_STALE,
        message=f"the catalogue does not have `{_beginning(source.id)}`",
        place=Place(path=catalogue.path, line=1, role=source.place),
        expected=source.id,
        hint="run `communique update`, then translate the message",
        locale=catalogue.locale,
        source_place=places.of_source(source),
        subject=source.subject,
        source_text=source.id,
    )


def _lone_forms(catalogue: Catalogue) -> frozenset[int]:
    """The plural forms of a catalogue that stand with one number alone."""
    try:
        forms = parse_plural_forms(catalogue.headers.get("Plural-Forms", ""))
    except LocaleError:
        return frozenset()
    counts = Counter(forms.index(number) for number in _NUMBERS)
    return frozenset(form for form, count in counts.items() if count == 1)


def _beginning(text: str, length: int = 50) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
