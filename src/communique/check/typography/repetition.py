"""Whether a word stands twice in a row that the language does not repeat."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from operator import eq
from typing import Final

from communique import rules
from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.words import Words, cut_words, words_of

__all__ = ["repetition_problems"]

# Words that stand twice in good sentences: a pronoun or a preposition behind its twin (“die, die”
# without a comma, “that that”), and adverbs that a language doubles.
_LAWFUL: Final = {
    "ar": "جدا جداً شيئا شيئاً يوما يوماً خطوة كلمة حرفا حرفاً صفا صفاً رويدا رويداً قليلا قليلاً "
    "سنة عاما عاماً بابا باباً واحدا واحداً واحدة جزءا جزءاً من ما لا أن إن هو هي كلا نعم وقد "
    "قد",
    "bg": "да не се си че ще го я им му ги по едва лека полека бавно много това те тя той какво",
    "ca": "a que no sí tot nos vos",
    "cs": "to že se je si ji jí jich jim mu ho co by ne ano tak jen už má kdo kde kdy",
    "cy": "yn y a i",
    "da": "der det den de at er i på som til for af om med har var ud op ind hvad hvem han sig ved "
    "så",
    "de": "die der das dem den des sie ihr sich es wir uns was wer wie wo in an auf aus ab um zu "
    "vor mit nach über unter bei durch für von war ist sind hat wird wenn dass alle nein ja "
    "sehr",
    "el": "το τα τη την τον του της τους των τι που πως ότι να μας σας σιγά λίγο πολύ πρώτα κάτω "
    "πάνω γύρω ένα μία δύο δυο τώρα ίσα άκρη πρωί μόνο καλά κομμάτι βήμα ναι όχι αυτό",
    "en": "that had is was do did will in on to no bye very her you who so what this as it",
    "es": "no sí que si nos se muy casi ya poco luego a",
    "et": "on see ta kes mis et ei jah aina ka nende selle neid üha nii mida seda ikka kui siis",
    "fi": "on se ne ei mikä joka mitä että hän niin nyt pian yhä ihan kuin sen sitä jos heti he te "
    "me",
    "fr": "nous vous est a il on elle elles lui en si faire que après non oui très l la le les ce",
    "ga": "a é í sin is le ar na an go do de iad atá sí sé ann",
    "hr": "je da se to ih im mu što koji ne su ga si već tek još samo po ju joj",
    "hu": "az ez a hogy aki ami ha is ki mi már nem való még csak mint oly egyre egy minden szép "
    "majd",
    "it": "si no che è ha via man mano piano così quasi poco ora subito molto ben ci vi sotto sù",
    "lt": "kad jos jo jų tai vis ne tik kas kur yra ką ko kaip vos už ar",
    "lv": "ka tas to tā vai ir kas ko viņu pat vien tie tikko kur nu un",
    "mt": "li dak dik hekk kemm ftit wieħed waħda tnejn bil biċċa ma hu hi huma bilmod",
    "nl": "dat die in op zijn aan van had was het we er is heeft hebben uit te voor over door hij "
    "zij om met ze af bij zo heel u je wat wie als nee ja",
    "pl": "to co że tak nie kto jest coraz ledwo się już tylko być są no",
    "pt": "que se nos não sim muito quase já o a",
    "ro": "nu ce că care mai de a da foarte aproape doar abia o",
    "ru": "что это то как чуть еле едва кто его её ее их не всё все вот так тех тем том него них "
    "той да нет ещё еще где когда ли же бы по-очень очень",
    "sk": "to že sa je si ju ho ich im co čo by ne áno tak len už má kto kde so",
    "sl": "je se ga jih jo to si da ne so bi ki kar mu ji jim že vse še tu",
    "sv": "det att den är som i på för till om av de var har får med in ut upp sig så vad han ser "
    "hade",
    "tr": "da de çok tek bir yavaş",
    "uk": "що це то як ледве хто його її їх не все так тих тим де коли чи же",
}
# Languages that double words as their grammar.
_DOUBLING: Final = frozenset("fa fil haw hi hmn id ja km ko lo mi ms my sw ta th tl vi zh".split())
# What joins a word of one letter or two to the next one: l’UNESCO, b’lingwi, il-promozzjoni.
_JOINING: Final = {"ca": "’'", "fr": "’'", "ga": "’'", "it": "’'", "mt": "’'-"}
_WORD: Final = re.compile(r"\S+")
_LEADING: Final = "\"'“”„«»‘’‚‹›([{（-–—…¿¡*_"
_TRAILING: Final = "\"'“”„«»‘’‚‹›)]}）.,;:!?…؟،؛。，*_"


def repetition_problems(pair: Pair) -> tuple[Problem, ...]:
    """A word that stands twice in a row; at most one."""
    letters = pair.translation.letters
    joining, lawful = _custom(pair.setting.locale.tag)
    if lawful is None:
        return ()
    for mark in joining:
        letters = letters.replace(mark, " ")
    cut = words_of(letters) if letters == pair.translation.letters else cut_words(letters)
    if not _may_repeat(cut):
        return ()
    words = cut.listed
    for number, alike in enumerate(map(str.startswith, words[1:], words)):
        if not alike:
            continue
        word = words[number].lstrip(_LEADING)
        if words[number + 1].rstrip(_TRAILING) != word:
            continue
        if not word.isalpha() or word in lawful:
            continue
        if _repeats(pair.source.letters):
            return ()
        problem = _problem(pair.translation.letters, letters, number)
        return (problem,) if problem else ()
    return ()


def _may_repeat(words: Words) -> bool:
    """Whether a word may stand twice in a row; quick, and lets through all that do.

    The second is the first, or it is with signs behind it, and then no word of letters alone.
    """
    listed, every = words.listed, words.every
    if len(every) < len(listed) and any(map(eq, listed[1:], listed)):
        return True
    ended = [word.rstrip(_TRAILING) for word in words.marked if word[-1] in _TRAILING]
    return not every.isdisjoint(ended)


def _problem(letters: str, parted: str, number: int) -> Problem | None:
    """The finding for a word by its number in the text whose joined words are parted."""
    first, second = islice(_WORD.finditer(parted), number, number + 2)
    word = first[0].lstrip(_LEADING)
    start, end = first.end() - len(word), second.start() + len(word)
    found = letters[start:end]
    # An abbreviation is not the word that has its letters: ПО по.
    if word[1:] != found[-len(word) + 1 :] and len(word) > 1:
        return None
    return Problem(
        rule=rules.WORD_REPEATED,
        message=f"`{found}` is one word twice in a row",
        hint="take one out; if it is meant, silence the finding with a comment",
        found=found,
        at=start,
        expected=word,
    )


@lru_cache(maxsize=64)
def _custom(tag: str) -> tuple[str, frozenset[str] | None]:
    """What joins words in a language, and which it repeats; None where it may repeat any."""
    language = tag.partition("-")[0]
    lawful = None if language in _DOUBLING else frozenset(_LAWFUL.get(language, "").split())
    return _JOINING.get(language, ""), lawful


@lru_cache(maxsize=4096)
def _repeats(letters: str) -> bool:
    """Whether a source text has some word twice in a row itself."""
    words = [word.strip(_LEADING + _TRAILING) for word in letters.lower().split()]
    return any(first == second and first.isalpha() for first, second in pairwise(words))
