"""What became of a source text since it was translated, and what that means for translations."""

from communique.revision.carry import Clean, Proposal, proposals
from communique.revision.change import Change, Grade, Kind, Reason
from communique.revision.grade import HEADINGS, graded
from communique.revision.sentences import joined_sentences, sentence_pairs, sentences_of
from communique.revision.telling import remarks, told
from communique.revision.word_diff import word_diff

__all__ = [
    "HEADINGS",
    "Change",
    "Clean",
    "Grade",
    "Kind",
    "Proposal",
    "Reason",
    "graded",
    "joined_sentences",
    "proposals",
    "remarks",
    "sentence_pairs",
    "sentences_of",
    "told",
    "word_diff",
]
