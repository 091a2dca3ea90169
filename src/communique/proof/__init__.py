"""Proof: what was rendered is read back and held against what was written."""

from communique.proof.edition_proof import (
    PdfProof,
    most_pages,
    page_count_finding,
    proof_page,
    proof_pdf,
)
from communique.proof.expectation import Expectation, Known, expectation_of

__all__ = [
    "Expectation",
    "Known",
    "PdfProof",
    "expectation_of",
    "most_pages",
    "page_count_finding",
    "proof_page",
    "proof_pdf",
]
