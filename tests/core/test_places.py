"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from workbench.places import write_whole


def test_what_is_written_is_there_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.docx", b"one")
    write_whole(tmp_path / "a.docx", b"two")

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.docx", b"two")]


def test_what_was_there_stays_where_the_new_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"the only copy")
    whole = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        whole(path, data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"something new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.docx", b"the only copy")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither such rights nor such links")
def test_rights_and_links_stay_as_they_are(tmp_path: Path) -> None:
    file, link = tmp_path / "a.docx", tmp_path / "link.docx"
    file.write_bytes(b"one")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, b"two")

    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), link.is_symlink()) == (b"two", 0o640, True)


def test_a_device_is_written_to() -> None:
    write_whole(Path(os.devnull), b"gone")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_a_pipe_is_written_to_and_a_link_to_itself_is_a_plain_refusal(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    write_whole(Path(f"/dev/fd/{writing}"), b"through")
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == b"through"

    loop = tmp_path / "loop.docx"
    loop.symlink_to(loop)
    with pytest.raises(OSError, match="symbolic links"):
        write_whole(loop, b"never")
