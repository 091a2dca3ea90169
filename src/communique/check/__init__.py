"""The checks of a catalogue against its template: is it complete, and is it right?"""

from communique.check.catalogue import check_catalogue, check_translation, pairs_of
from communique.check.concordance import Concordance, Row, concordance
from communique.check.consistency import consistency_problems
from communique.check.pair import Pair, Setting
from communique.check.places import Places
from communique.check.silence import digest_of, silencer_text, silencers_of, silencing

__all__ = [
    "Concordance",
    "Pair",
    "Places",
    "Row",
    "Setting",
    "check_catalogue",
    "check_translation",
    "concordance",
    "consistency_problems",
    "digest_of",
    "pairs_of",
    "silencer_text",
    "silencers_of",
    "silencing",
]
