"""Keeps drafts and their revisions in a database: what is saved is never changed, and nobody's text is lost.

>>> import tempfile
>>> from workbench.model import Draft
>>> with tempfile.TemporaryDirectory() as folder:
...     store = open_store(f"sqlite:///{folder}/workbench.db")
...     _ = store.create(Draft(title="Declaration"), author="Drafter 1", at="2026-11-23T09:00:00Z", draft_id="d1")
...     new = Draft(title="Draft declaration")
...     saved = store.save("d1", new, base=1, save_id="s1", author="Drafter 1", at="2026-11-23T09:01:00Z")
...     print(saved.number, store.head("d1").draft.title)
...     store.close()
2 Draft declaration
"""

from workbench.store.answers import Conflict, DraftLine, HistoryLine, Loaded, NothingToUndo, Saved, Shelved, StoreError
from workbench.store.rows import name_of
from workbench.store.store import Store, open_store

__all__ = [
    "Conflict",
    "DraftLine",
    "HistoryLine",
    "Loaded",
    "NothingToUndo",
    "Saved",
    "Shelved",
    "Store",
    "StoreError",
    "name_of",
    "open_store",
]
