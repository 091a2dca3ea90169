"""How fast and how big: what the committed figures of speed are measured by."""
