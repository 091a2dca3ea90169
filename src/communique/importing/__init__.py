"""Import: a release in plain text becomes a marked release text, with every guess named."""

from communique.importing.plain_text import Imported, import_plain_text
from communique.importing.remarks import LeftOut

__all__ = ["Imported", "LeftOut", "import_plain_text"]
