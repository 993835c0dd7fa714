"""Real pages: a Word file as PDF through LibreOffice where it is installed, and its pages as pictures."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from workbench.errors import WorkbenchError

#: A declaration takes seconds; what takes longer than this has come to a stop.
TIMEOUT = 120

#: A PDF that is whole ends in so many bytes.
_TAIL = 1024

#: With its structure, for those who hear it read; LibreOffice before 7.4 leaves that out.
_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'

_MADE_AT = re.compile(rb"/CreationDate\(D:[0-9Z'+-]+\)")
#: The names of a file in its trailer; what pages hold is compressed, and nothing there looks so.
_MADE_OF = re.compile(
    rb"(?<=/ID \[ <)[0-9A-F]{32}(?=>\s)|(?<=>\n<)[0-9A-F]{32}(?=> \])|(?<=/DocChecksum /)[0-9A-F]{32}"
)

#: Two at a time: a server that is asked for pages by many keeps its memory.
_turn = threading.BoundedSemaphore(2)

#: The library that reads a PDF serves one thread at a time.
_reading = threading.Lock()

_USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
)


class NoLibreOfficeError(WorkbenchError):
    """Pages were asked for and LibreOffice is not there."""


def libreoffice() -> Path | None:
    """The program that makes pages, or None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else next((Path(place) for place in _USUAL_PLACES if Path(place).is_file()), None)


def to_pdf(word: bytes) -> bytes:
    """A Word file that the workbench wrote, as PDF; raises NoLibreOfficeError with the cure."""
    program = libreoffice()
    if program is None:
        raise NoLibreOfficeError(
            "PDF needs LibreOffice Writer, which is not installed here; install it, or print from Word"
        )
    pdf = _converted(word, program)
    # Contents are listed with estimated pages; how the text falls on pages is known only now.
    from workbench.writers.pdf_contents import linked_pages, listed_pages, with_pages

    listed = listed_pages(word)
    if listed:
        with _reading:
            found = linked_pages(pdf, len(listed))
        if found != listed and len(found) == len(listed):
            pdf = _converted(with_pages(word, found), program)
    return pdf


def _converted(word: bytes, program: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="workbench-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "draft.docx").write_bytes(word)
        # A profile of its own, so that an open LibreOffice window is neither needed nor disturbed.
        command = [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            _TAGGED,
            "--outdir",
            str(folder),
            str(folder / "draft.docx"),
        ]
        with _turn:
            _run(command, folder)
        made = folder / "draft.pdf"
        pdf = made.read_bytes() if made.is_file() else b""
        if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-_TAIL:]:
            raise WorkbenchError("LibreOffice could not make a PDF of this draft; take the Word file instead")
        return _without_clock(pdf, word)


def _without_clock(pdf: bytes, word: bytes) -> bytes:
    """The PDF without the time at which it was made, and named by what it was made of: the same draft, the same bytes.

    What is exchanged keeps its length, since a PDF counts the places of its parts.
    """
    pdf = _MADE_AT.sub(lambda found: b" " * len(found[0]), pdf)
    digest = hashlib.sha256(word).hexdigest().upper().encode()
    return _MADE_OF.sub(lambda found: digest[: len(found[0])], pdf)


def _run(command: list[str], home: Path) -> None:
    """Runs a program to its end, or ends it with all that it started."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is found by `libreoffice`, the file is ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
            start_new_session=True,
        )
    except OSError as error:
        said = f"{command[0]} cannot be started ({error.strerror or error})"
        raise WorkbenchError(f"{said}; install LibreOffice Writer anew, or take the Word file") from error
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise WorkbenchError(f"LibreOffice did not finish within {TIMEOUT} seconds; try again") from error
    finally:
        # What it started and left behind is still of its group, and ends too.
        if hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with _reading:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def pictures(pdf: bytes, *, width: int = 900, most: int = 0) -> tuple[bytes, ...]:
    """The pages of a PDF, or the first `most` of them, as PNG pictures `width` pixels wide."""
    import pypdfium2

    found = []
    with _reading:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for index in range(min(most or len(document), len(document))):
                page = document[index]
                picture = page.render(scale=width / page.get_width()).to_pil()
                page.close()
                out = io.BytesIO()
                picture.save(out, format="PNG", optimize=False)
                found.append(out.getvalue())
        finally:
            document.close()
    return tuple(found)
