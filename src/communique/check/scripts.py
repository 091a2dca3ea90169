"""Scripts: words of letters from one alphabet, paragraphs in the script of their language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from communique import rules
from communique.check.copies import copied_words
from communique.check.lookalikes import LATIN_TWINS, as_latin
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.reading import OBJECT
from communique.frozen import Frozen
from communique.locales import Locale
from communique.locales.scripts import script_of
from communique.release import BARE_ADDRESS

__all__ = ["script_problems"]

_ALPHABETS: Final = {
    "Latin": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff",
    "Greek": "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fbc"
    "\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc",
    "Cyrillic": "\u0400-\u0481\u048a-\u052f\u1c80-\u1c88\ua640-\ua66e\ua680-\ua69d",
    "Armenian": "\u0531-\u0556\u0560-\u0588",
    "Hebrew": "\u05d0-\u05f2",
    "Arabic": "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc",
    "Georgian": "\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf",
    "Cherokee": "\u13a0-\u13fd\uab70-\uabbf",
}
"""The alphabets that can be taken for one another, as classes of a regular expression."""

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA: Final = "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_OWN: Final = {
    "Latn": _ALPHABETS["Latin"],
    "Grek": _ALPHABETS["Greek"],
    "Cyrl": _ALPHABETS["Cyrillic"],
    "Armn": _ALPHABETS["Armenian"],
    "Hebr": _ALPHABETS["Hebrew"],
    "Arab": _ALPHABETS["Arabic"],
    "Geor": _ALPHABETS["Georgian"],
    # Japanese in a Chinese catalogue is another language, of which the rule on those tells.
    "Hans": _HAN + _KANA,
    "Hant": _HAN + _KANA,
    "Jpan": _HAN + _KANA,
    "Kore": _HAN + "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
}
"""The letters of each script, by its code in ISO 15924."""

_NAMES: Final = {
    "Latn": "Latin", "Grek": "Greek", "Cyrl": "Cyrillic", "Armn": "Armenian", "Hebr": "Hebrew",
    "Arab": "Arabic", "Geor": "Georgian", "Hans": "Chinese", "Hant": "Chinese",
    "Jpan": "Japanese", "Kore": "Korean",
}  # fmt: skip

# A unit or a mathematical letter with a Latin one: μm, kΩ, ΔT, λx.
_SYMBOLS: Final = frozenset("ΓΔΘΛΞΠΣΦΨΩβγδεζηθλμνξπρσςτφχψω")
_LEAST_LETTERS: Final = 20
_LONGEST_NAME: Final = 64
# A text that was typed on the wrong keyboard is one mistake.
_MOST_TOLD: Final = 5
# A Chinese character says about as much as this many letters of an alphabet.
_HAN_WEIGHT: Final = 3

_MARK = "\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(f"[{''.join(_ALPHABETS.values())}{_MARK}]+")
_ALPHABET_OF: Final = tuple((name, re.compile(f"[{it}]")) for name, it in _ALPHABETS.items())
_ANY_LETTER = re.compile(r"[^\W\d_]")
# Katakana and radicals that look like the ideograph beside them.
_HAN_TWINS: Final = dict(zip("ニロカエトタハ", "二口力工卜夕八", strict=True))
_HAN_TWIN = re.compile(
    "(?<![\u3041-\u30ff\uff66-\uff9d])[ニロカエトタハ\u2e80-\u2fd5](?![\u3041-\u30ff\uff66-\uff9d])"
)


class _Gates(Frozen):
    """What to look for first in a text of one script."""

    script: str
    """Its code."""
    own: re.Pattern[str]
    """A letter of it."""
    odd: re.Pattern[str]
    """A letter that is neither of the script nor Latin."""
    pure: re.Pattern[str]
    """A word of it."""
    joined: re.Pattern[str] | None
    """A Latin letter that touches one of the script; None where that is usual."""


def script_problems(pair: Pair) -> Iterator[Problem]:
    """Words of mixed scripts, and a text in another script than that of its language."""
    letters = pair.translation.letters
    gates = _gates_of(pair.setting.locale)
    if gates is None:
        return
    latin = gates.script == "Latn"
    if latin and letters.isascii():
        return
    odd = gates.odd.search(letters) is not None
    if odd if latin else (odd or _is_mostly_ascii(letters)):
        wrong = _wrong_problem(pair, gates)
        if wrong is not None:
            yield wrong
            return
    if odd or (gates.joined and gates.joined.search(letters)):
        yield from _mixed_problems(pair, gates)
    if gates.script in ("Hans", "Hant"):
        yield from _twin_problems(pair)


@lru_cache(maxsize=256)
def _gates_of(locale: Locale) -> _Gates | None:
    script = script_of(locale)
    own = _OWN.get(script)
    if own is None:
        return None
    latin = _ALPHABETS["Latin"]
    # Marks, digits and punctuation of all scripts are left out as far as blocks tell them apart.
    odd = (
        f"[^\x00-\u036f{own}{latin}\u0483-\u0489\u0559-\u055f\u0591-\u05cf\u05f3-\u061f\u0640"
        "\u064b-\u066d\u0670\u06d4\u06d6-\u06ed\u06f0-\u06f9"
        "\u1ab0-\u1aff\u1dc0-\u1dff\u2000-\u2bff\u3000-\u3004\u3006\u3008-\u3040\u30fb"
        "\ufe00-\ufe6f\uff00-\uff65\uffe0-\uffff\U0001d7ce-\U0001d7ff\U0001f000-\U0001faff"
        "\U000e0000-\U0010ffff]"
    )
    joined = None
    if script not in ("Latn", "Hans", "Hant", "Jpan", "Kore"):
        joined = re.compile(f"[{latin}](?:(?<=[{own}].)|(?=[{own}]))")
    return _Gates(
        script=script,
        own=re.compile(f"[{own}]"),
        odd=re.compile(odd),
        pure=re.compile(f"[{own}{_MARK}]+"),
        joined=joined,
    )


def _is_mostly_ascii(letters: str) -> bool:
    """Whether less than a third of a text can be letters beyond ASCII."""
    more = len(letters.encode(errors="replace")) - len(letters)
    return more * 3 < len(letters) and len(letters) >= _LEAST_LETTERS


def _mixed_problems(pair: Pair, gates: _Gates) -> Iterator[Problem]:
    letters = pair.translation.letters
    told = 0
    for match in _WORD.finditer(letters):
        word = match[0]
        if word.isascii() or len(word) > _LONGEST_NAME or gates.pure.fullmatch(word):
            continue
        if word in pair.source.letters:
            continue
        runs = _runs(word)
        foreign = _foreign_run(runs, gates.script) if len(runs) > 1 else None
        if foreign is not None and not _is_address(pair, match):
            yield _mixed(word, runs, foreign, match.start())
            told += 1
        elif gates.script == "Latn" and len(runs) == 1 and _is_disguised(word, runs[0], pair):
            yield _mixed(word, (*runs, _Run(alphabet="Latin", text="")), 0, match.start())
            told += 1
        if told == _MOST_TOLD:
            return


def _twin_problems(pair: Pair) -> Iterator[Problem]:
    """The first character in Chinese text that only looks Chinese."""
    for match in _HAN_TWIN.finditer(pair.translation.letters):
        expected = _HAN_TWINS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        if expected != match[0] and match[0] not in pair.source.letters:
            yield Problem(
                rule=rules.SCRIPT_MIXED,
                message=f"`{match[0]}` (U+{ord(match[0]):04X}) is no Chinese character, "
                f"expected `{expected}` (U+{ord(expected):04X})",
                hint="type the character again",
                found=match[0],
                at=match.start(),
                expected=expected,
            )
            return


def _is_disguised(word: str, run: _Run, pair: Pair) -> bool:
    """Whether a word in other letters alone is one of the source that looks the same: `СОР`."""
    latin = as_latin(word)
    if not latin.isascii() or not latin.isalpha():
        return False
    if len(word) == 1:
        # Beside other words of its alphabet it is a word of theirs.
        alone = len(dict(_ALPHABET_OF)[run.alphabet].findall(pair.translation.letters)) == 1
        return alone and run.alphabet == "Cyrillic" and word.islower()
    return re.search(rf"\b{latin}\b", pair.source.letters) is not None


class _Run(Frozen):
    """Letters of one alphabet in a row."""

    alphabet: str
    """Its name."""
    text: str
    """The letters, with the marks on them."""
    at: int = 0
    """Where they begin in the word."""


def _runs(word: str) -> list[_Run]:
    """The pieces of a word, each in one alphabet."""
    runs: list[_Run] = []
    alphabets = [_alphabet_of(character) for character in word]
    start = 0
    for at in range(1, len(word) + 1):
        if at < len(word) and alphabets[at] in ("", alphabets[start]):
            continue
        if at < len(word) and not alphabets[start]:
            start = at
            continue
        if alphabets[start]:
            runs.append(_Run(alphabet=alphabets[start], text=word[start:at], at=start))
        start = at
    return runs


@lru_cache(maxsize=2048)
def _alphabet_of(character: str) -> str:
    """The name of the alphabet of a letter; empty for a mark."""
    return next((name for name, it in _ALPHABET_OF if it.match(character)), "")


def _foreign_run(runs: Sequence[_Run], script: str) -> int | None:
    """Which of the runs is surely not meant to be there; None where that cannot be told."""
    sizes: dict[str, int] = {}
    for run in runs:
        sizes[run.alphabet] = sizes.get(run.alphabet, 0) + len(run.text)
    own = _NAMES[script]
    main = max(sizes, key=lambda alphabet: (sizes[alphabet], alphabet == own))
    for at, run in enumerate(runs):
        if run.alphabet != main and not _is_lawful(runs, at, own):
            return at
    return None


def _is_lawful(runs: Sequence[_Run], at: int, own: str) -> bool:
    """Whether a run of another alphabet may be meant: a symbol, a prefix or an ending."""
    text = _base(runs[at].text)
    first, last = at == 0, at == len(runs) - 1
    neighbour = _base(runs[at - 1].text if at else runs[at + 1].text)
    if len(runs) == 2 and {text, neighbour} & _SYMBOLS:
        # The unit of a thousandth of a metre, or a product of two variables.
        return len(text) == len(neighbour) or not {text, neighbour}.isdisjoint("μΩ")
    if not (first or last) or len(runs) > 2:
        return False
    if runs[at].alphabet == "Arabic" or runs[1 - at].alphabet == "Arabic":
        # Arabic writes “and”, “to” and “the” in one with the word behind.
        return len(text) > 1 or (runs[at].alphabet == "Arabic" and first)
    if last and runs[at].alphabet == own:
        # A native ending behind a foreign abbreviation or name: `DVDта`.
        return neighbour[-2:].isupper() and len(neighbour) > 1 and text.islower()
    twins = "\0" not in _in_alphabet(text, runs[1 - at].alphabet)
    if len(text) == 1 and len(neighbour) > 1:
        # `eЗдраве`, `грN`: another case as well as another alphabet.
        before, after = (text, neighbour[0]) if first else (neighbour[-1], text)
        return before.islower() and after.isupper() and (first or not twins)
    return len(neighbour) > 1 and not twins


def _base(text: str) -> str:
    """The letters without accents and invisible characters."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(one for one in decomposed if _ANY_LETTER.match(one))


def _mixed(word: str, runs: Sequence[_Run], foreign: int, at: int) -> Problem:
    """What to tell of one run of a word that begins at `at`."""
    run = runs[foreign]
    main = runs[foreign - 1 if foreign else 1].alphabet
    codes = ", ".join(f"U+{ord(character):04X}" for character in run.text[:3])
    expected = _in_alphabet(run.text, main)
    mended = "".join(
        piece.text if piece.alphabet == main else _in_alphabet(piece.text, main) for piece in runs
    )
    whole = "the word" if "\0" in mended else f"`{mended}`"
    return Problem(
        rule=rules.SCRIPT_MIXED,
        message=f"`{run.text}` ({codes}) in `{word}` is {run.alphabet}, expected {main} letters",
        hint=f"write {whole} in {main} letters only",
        found=run.text,
        at=at + run.at,
        expected="" if "\0" in expected else expected,
    )


def _in_alphabet(text: str, alphabet: str) -> str:
    """A text in the letters of another alphabet that look the same; a NUL where there is none."""
    wanted = dict(_ALPHABET_OF)[alphabet]
    letters = []
    for character in text:
        latin = LATIN_TWINS.get(character, character)
        same = [one for one, twin in LATIN_TWINS.items() if twin == latin and wanted.match(one)]
        letters.append(latin if wanted.match(latin) else same[0] if same else "\0")
    return "".join(letters)


def _is_address(pair: Pair, match: re.Match[str]) -> bool:
    """Whether a word is part of an address, of which the rules on links tell."""
    letters, text = pair.translation.letters, pair.translation.text
    start, end = match.span()
    around = letters[max(0, start - _LONGEST_NAME) : start].rpartition(" ")[2]
    if "@" in around or "@" in letters[end : end + _LONGEST_NAME].partition(" ")[0]:
        return True
    if OBJECT not in (letters[start - 1 : start], letters[end : end + 1]):
        return False
    return any(
        text.startswith(match[0], address.end()) or text.endswith(match[0], 0, address.start())
        for address in BARE_ADDRESS.finditer(text)
    )


def _wrong_problem(pair: Pair, gates: _Gates) -> Problem | None:
    """What to tell of a text that has most of its letters in another script."""
    letters = pair.translation.letters
    known = {word.casefold() for word in _WORD.findall(pair.source.letters)}
    own = len(gates.own.findall(letters))
    foreign = 0
    first = -1
    for match in re.finditer(r"[^\W\d_]+", letters):
        word = match[0]
        if word.casefold() in known or (word.isupper() and word.isascii()):
            continue
        count = len(word) - len(gates.own.findall(word))
        count += (_HAN_WEIGHT - 1) * len(re.findall(f"[{_HAN}]", word)) if count else 0
        if count and first < 0:
            first = match.start()
        foreign += count
    if gates.script in ("Hans", "Hant", "Jpan", "Kore"):
        own *= _HAN_WEIGHT
    if foreign < _LEAST_LETTERS or foreign <= own or copied_words(pair):
        return None
    name = _NAMES[gates.script]
    return Problem(
        rule=rules.SCRIPT_WRONG,
        message=f"the text has {foreign} letters that are not {name}, and {own} that are",
        hint="translate it, or move it to the catalogue of its language",
        found=letters[first:],
        at=first,
    )
