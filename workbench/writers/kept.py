"""The layouts that are shipped, kept compiled between runs in the user's cache folder, as Python keeps its modules.

A program that starts for every file that it writes would compile them each time, which takes longer than writing.
"""

from __future__ import annotations

import os
from contextlib import suppress

from jinja2 import FileSystemBytecodeCache, compiler
from jinja2.bccache import Bucket

from workbench import document, model
from workbench.places import kept_folder
from workbench.writers import laid_out, layout_language

#: What makes compiled layouts out of their texts, and says what they may read and call; those that another one made
#: are not used.
_MAKERS = (compiler.__file__, layout_language.__file__, laid_out.__file__, document.__file__, model.__file__)


class KeptLayouts(FileSystemBytecodeCache):
    """Compiled layouts in a folder; where one cannot be read or written, it is compiled as if there were none."""

    def get_source_checksum(self, source: str) -> str:
        """The sign of a text, and of what compiles it: their sizes and times, as Python tells its modules apart."""
        made = [(file.st_size, file.st_mtime_ns) for file in map(os.stat, _MAKERS)]
        return super().get_source_checksum(f"{made}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept, if anything is; a damaged file may fail in any way, and is as good as none."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled layout."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept_layouts() -> KeptLayouts | None:
    """Where layouts are kept; None where nothing is to be kept."""
    folder = kept_folder()
    return None if folder is None else KeptLayouts(str(folder))
