"""Real pages: a Word file as PDF through LibreOffice where it is installed, and its pages as pictures."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import WorkbenchError

#: A declaration takes seconds; what takes longer than this has come to a stop.
TIMEOUT = 120

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
    with tempfile.TemporaryDirectory(prefix="workbench-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "draft.docx").write_bytes(word)
        # A profile of its own, so that an open LibreOffice window is neither needed nor disturbed.
        command = [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "draft.docx"),
        ]
        try:
            subprocess.run(  # noqa: S603 - the program is found above, the file is ours
                command, capture_output=True, timeout=TIMEOUT, check=False, env={**os.environ, "HOME": str(folder)}
            )
        except subprocess.TimeoutExpired as error:
            raise WorkbenchError(f"LibreOffice did not finish within {TIMEOUT} seconds; try again") from error
        made = folder / "draft.pdf"
        if not made.is_file():
            raise WorkbenchError("LibreOffice could not make a PDF of this draft; download the Word file instead")
        return made.read_bytes()


def pictures(pdf: bytes, *, width: int = 900) -> Iterator[bytes]:
    """The pages of a PDF as PNG pictures `width` pixels wide, one after the other."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=width / page.get_width()).to_pil()
            out = io.BytesIO()
            picture.save(out, format="PNG", optimize=False)
            yield out.getvalue()
            page.close()
    finally:
        document.close()
