"""From a source text to provisions, and the proof that nothing of it was lost."""
