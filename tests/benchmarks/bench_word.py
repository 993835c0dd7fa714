"""`workbench render` to Word beside pandoc and docxtpl, in one run: `python -m tests.benchmarks.bench_word`.

The draft of `bench_writers` in layout negotiating. Pandoc makes its .docx from what our own Markdown writer gives,
docxtpl from a template with loops over articles, paragraphs and sub-paragraphs; neither writes the 40 comments,
and docxtpl no footnotes. Both are asked afterwards whether they hold the words of every provision.
A process is timed as installed programs run: its byte-code is there from the run before.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate

from tests.benchmarks.bench_compare import say
from tests.benchmarks.bench_writers import draft, race
from workbench.compose import compose
from workbench.document import Block, BlockRole, Document
from workbench.files.written import dump_draft
from workbench.model import Draft
from workbench.numbering import number
from workbench.writers import write

LAYOUT = "negotiating"
ROUNDS = 15
CATALOGUE = "international-solidarity"

#: A process that runs a command and prints the most memory that it took. It is small itself: what starts a
#: process counts as that process's memory until the command is loaded.
_MEMORY = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def numbered(drafted: Draft) -> Document:
    """The document of a draft, ready to be written."""
    return number(compose(drafted))


def word(drafted: Draft) -> bytes:
    """The Word file of a draft, in process."""
    return write(numbered(drafted), format="docx", layout=LAYOUT)


# --- processes --------------------------------------------------------------


class Programs:
    """What is run as a process, in a folder of its own."""

    def __init__(self, folder: Path, drafted: Draft) -> None:
        self.folder = folder
        quiet = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = quiet | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        script = shutil.which("workbench", path=str(Path(sys.executable).parent))
        self.workbench = [script] if script else [sys.executable, "-m", "workbench"]
        (folder / "draft.yaml").write_text(dump_draft(drafted), encoding="utf-8")
        (folder / "named.yaml").write_text(dump_draft(replace(drafted, catalogue=CATALOGUE)), encoding="utf-8")
        # Pandoc has no comments to write: as paragraphs they would be words more than it is asked for.
        markdown = write(numbered(drafted), format="md", layout=LAYOUT, options={"comments": "no"})
        (folder / "draft.md").write_bytes(markdown)

    def run(self, *command: str) -> str:
        """Run a command; returns what it says."""
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def rendering(self, file: str = "draft.yaml") -> list[str]:
        """The command that renders a draft file."""
        return [*self.workbench, "render", file, "-o", "ours.docx", "--layout", LAYOUT]

    def memory(self, *command: str) -> int:
        """The most memory that a command takes, in the system's own unit."""
        return int(self.run(sys.executable, "-S", "-c", _MEMORY, *command))


# --- docxtpl ----------------------------------------------------------------


def template() -> bytes:
    """A Word template that prints what the layout prints: paragraphs in loops, with their numbers and items."""
    file = docx.Document()
    file.add_heading("{{ title }}", 0)
    file.add_paragraph("{{ organ }},")
    _lines(file, "opening", "{{ line.text }}")
    file.add_paragraph("{%p for article in articles %}")
    file.add_heading("Article {{ article.number }}", 1)
    file.add_heading("{{ article.text }}", 2)
    _lines(file, "article.lines", "{{ line.number }}.\t{{ line.text }}")
    file.add_paragraph("{%p endfor %}")
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _lines(file: Any, named: str, words: str) -> None:
    """A loop over paragraphs and, in each, one over its sub-paragraphs."""
    file.add_paragraph(f"{{%p for line in {named} %}}")
    file.add_paragraph(words)
    file.add_paragraph("{%p for item in line.below %}")
    file.add_paragraph("{{ item.number }}\t{{ item.text }}", "List")
    file.add_paragraph("{%p endfor %}")
    file.add_paragraph("{%p endfor %}")


def context(document: Document) -> dict[str, Any]:
    """What that template prints of a document."""

    def line(block: Block) -> dict[str, Any]:
        below = [{"number": item.number, "text": item.text} for item in block.children]
        return {"number": block.number, "text": block.text, "below": below}

    def role(wanted: BlockRole) -> Iterator[Block]:
        return (block for block in document.blocks if block.role is wanted)

    return {
        "title": document.title,
        "organ": document.front.organ,
        "opening": [line(block) for block in role(BlockRole.PREAMBULAR)],
        "articles": [
            {"number": article.number, "text": article.text, "lines": [line(block) for block in article.children]}
            for article in role(BlockRole.ARTICLE)
        ],
    }


def filled(source: bytes, values: Mapping[str, Any]) -> bytes:
    """The template filled by docxtpl."""
    file = DocxTemplate(BytesIO(source))
    file.render(values, autoescape=True)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def lacks(data: bytes, document: Document) -> list[str]:
    """The provisions whose words are not in a Word file."""
    text = " ".join(" ".join(p.text for p in docx.Document(BytesIO(data)).paragraphs).split())
    return [block.id for top in document.blocks for block in top.walk() if block.text not in text]


# --- the report -------------------------------------------------------------


def against_docxtpl(drafted: Draft) -> None:
    """In process beside docxtpl, from the same draft and numbers to the bytes of a file."""
    source, values = template(), context(numbered(drafted))
    assert not lacks(filled(source, values), numbered(drafted))
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: word(drafted),
        "docxtpl": lambda: filled(source, values),
    }
    spent = race(works, ROUNDS)
    ratio = spent["docxtpl"] / spent["ours"]
    say("compose, number, lay out, write, in process", spent["ours"], "docxtpl filling a template", spent["docxtpl"],
        "> 1", ratio, ratio > 1)  # fmt: skip


def against_pandoc(programs: Programs, drafted: Draft) -> None:
    """As a whole process and in process beside pandoc."""
    if not shutil.which("pandoc"):
        print("render against pandoc: not measured, pandoc is not installed; install it with: apt-get install pandoc")
        return
    works: dict[str, Callable[[], object]] = {
        "process": lambda: programs.run(*programs.rendering()),
        "pandoc": lambda: programs.run("pandoc", "draft.md", "-o", "theirs.docx"),
        "in process": lambda: word(drafted),
        "named": lambda: programs.run(*programs.rendering("named.yaml")),
    }
    spent = race(works, ROUNDS)
    assert not lacks((programs.folder / "theirs.docx").read_bytes(), numbered(drafted))
    theirs = spent["pandoc"]
    for what, goal in (("process", 1.5), ("in process", 10.0)):
        name = "workbench render, the whole process" if what == "process" else "the same in process"
        ratio = theirs / spent[what]
        say(name, spent[what], "pandoc from our Markdown", theirs, f">= {goal:g}", ratio, ratio >= goal)
    named, what = spent["named"], "where the draft names a catalogue, read as well"
    print(f"{what:<52} {named * 1000:9.2f} ms | {'pandoc from our Markdown':<38} {theirs * 1000:9.2f} ms | "
          f"{theirs / named:7.2f} (no goal)")  # fmt: skip


def against_bare_python(programs: Programs) -> None:
    """Peak memory beside a Python that has imported the libraries and does nothing."""
    if importlib.util.find_spec("resource") is None:
        print("peak memory: not measured, this system does not tell it (Linux and macOS do)")
        return
    commands = programs.rendering(), [sys.executable, "-c", "import lxml.etree, docx"]
    # The smaller of two: the first run may have to compile what it imports.
    mine, bare = (min(programs.memory(*command) for _ in range(2)) for command in commands)
    what, yardstick, kept = "peak memory of workbench render", "Python with lxml and python-docx", mine <= 4 * bare
    print(f"{what:<52} {mine:>12,} | {yardstick:<38} {bare:>12,} | "
          f"{mine / bare:7.2f} (goal: <= 4) {'kept' if kept else 'MISSED'}")  # fmt: skip


def main() -> None:
    """Prints all ratios."""
    gc.disable()  # as the app runs; see interface.md
    drafted = draft()
    with tempfile.TemporaryDirectory() as folder:
        programs = Programs(Path(folder), drafted)
        against_pandoc(programs, drafted)
        against_docxtpl(drafted)
        against_bare_python(programs)


if __name__ == "__main__":
    main()
