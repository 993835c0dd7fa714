"""Comparison: words of two texts, redlines, collations of n wordings, merges, drafts, and foreign texts."""
