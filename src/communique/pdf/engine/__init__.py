"""WeasyPrint 70.0 and the repairs of its defects; all but `pinned` load WeasyPrint."""
