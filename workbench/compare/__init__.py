"""Comparison of words, documents and drafts; every module is one question.

| Module | Question |
|---|---|
| `words` | what changed between two texts, word by word |
| `redline` | one document that holds the old and the new |
| `collate`, `table` | n wordings in one bracketed text, or side by side |
| `merge`, `threeway` | what two people made of the same text |
| `drafts`, `spoken` | what happened to each provision, and how a chair says it |
| `profile` | what formulations say in substance |
| `foreign` | which paragraphs of another instrument correspond |

`tokens`, `align`, `rising`, `readable`, `common`, `pairing`, `units` and `lexicon` are what these stand on.
"""
