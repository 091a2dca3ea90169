"""The glossary of a house: terms and names, with what each language calls them."""

from communique.glossary.forbidden import Forbidden, forbidden_in
from communique.glossary.glossary import GLOSSARY_PATHS, Glossary, Kind, Term
from communique.glossary.read import read_glossary
from communique.glossary.source import Occurrence, occurrences
from communique.glossary.target import View, standing_forms

__all__ = [
    "GLOSSARY_PATHS",
    "Forbidden",
    "Glossary",
    "Kind",
    "Occurrence",
    "Term",
    "View",
    "forbidden_in",
    "occurrences",
    "read_glossary",
    "standing_forms",
]
