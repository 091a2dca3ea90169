"""The checks of a catalogue against its template: is it complete, and is it right?"""

from communique.check.catalogue import check_catalogue, check_translation

__all__ = ["check_catalogue", "check_translation"]
