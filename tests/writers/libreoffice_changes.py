"""What LibreOffice reads in Word files after accepting, and after rejecting, all changes: one process for all files.

Run by a Python that has LibreOffice's `uno` (Debian: /usr/bin/python3 with python3-uno), never imported by tests:

    python3 libreoffice_changes.py SOFFICE FOLDER     reads FOLDER/*.docx, writes FOLDER/read.json

For each file and side a list of paragraphs: bookmarks, words without numbers, remarks and fields, footnotes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_SIDES = {"new": ".uno:AcceptAllTrackedChanges", "old": ".uno:RejectAllTrackedChanges"}
_START = 60
_FIELD_MARKS = {"TextFieldStart": 1, "TextFieldEnd": -1}


def main(soffice: str, folder: Path) -> None:
    """Read all files of the folder on both sides."""
    import uno

    pipe = f"workbench-{os.getpid()}"
    command = [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    office = subprocess.Popen(command, start_new_session=True, env={**os.environ, "HOME": str(folder)}, **quiet)
    try:
        context = _connected(uno, pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        hidden.Name, hidden.Value = "Hidden", True
        out: dict[str, dict[str, list[Any]]] = {}
        for path in sorted(folder.glob("*.docx")):
            for side, command_name in _SIDES.items():
                document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
                dispatcher.executeDispatch(document.CurrentController.Frame, command_name, "", 0, ())
                out.setdefault(path.stem, {})[side] = _paragraphs(document.Text)
                document.close(True)
        (folder / "read.json").write_text(json.dumps(out), encoding="utf-8")
    finally:
        os.killpg(office.pid, signal.SIGKILL)


def _connected(uno: Any, pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + _START
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # uno's own are known only once it runs
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _each(collection: Any) -> Any:
    found = collection.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def _paragraphs(text: Any) -> list[Any]:
    return [_paragraph(each) for each in _each(text) if each.supportsService("com.sun.star.text.Paragraph")]


def _paragraph(paragraph: Any) -> list[Any]:
    anchors, words, notes = [], "", []
    within_field = 0
    for portion in _each(paragraph):
        kind = portion.TextPortionType
        if kind == "Bookmark" and portion.IsStart:
            anchors.append(portion.Bookmark.Name)
        elif kind == "Footnote":
            notes.append(" ".join(each.getString() for each in _each(portion.Footnote.Text)).strip())
        elif kind in _FIELD_MARKS:
            within_field += _FIELD_MARKS[kind]
        elif kind == "Text" and not within_field and portion.CharStyleName not in ("ParNo", "Aside"):
            words += portion.getString()
    return [anchors, words, notes]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
