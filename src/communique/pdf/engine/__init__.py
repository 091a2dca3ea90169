"""WeasyPrint 70.0 and the repairs of its defects; importing any module here loads WeasyPrint."""
