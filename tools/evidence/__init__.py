"""Evidence for the checks: precision on real texts, recall on planted faults, speed."""
