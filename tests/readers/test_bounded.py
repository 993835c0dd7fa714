"""A child process reads what comes from elsewhere; whatever happens in it, here there is a text or one line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.test_inspection import REFUSED
from tests.readers import rogues
from tests.writers import samples
from workbench.errors import WorkbenchError
from workbench.inspection import MAX_FILE
from workbench.readers.bounded import bounded
from workbench.readers.texts import Text, read_text
from workbench.writers import write


def read(data: bytes, name: str = "returned.docx") -> Text:
    return bounded(read_text, data, name, gives=Text)


@pytest.mark.parametrize("sample", ["plain", "hostile"])
def test_a_good_file_is_read_as_in_this_process(sample: str) -> None:
    data = write(getattr(samples, sample)(), format="docx", layout="negotiating")

    assert read(data) == read_text(data, "returned.docx")


def test_a_text_with_half_a_character_arrives() -> None:
    data = "a \ud800 b \u202e c".encode("utf-16", "surrogatepass")

    with pytest.raises(WorkbenchError, match="neither a Word file"):
        read(data, "x.txt")


@pytest.mark.parametrize("case", [case for case in REFUSED if case != "large"])  # which is not even handed over
def test_what_is_refused_is_refused_in_the_same_words(case: str) -> None:
    data = REFUSED[case][0]()
    with pytest.raises(WorkbenchError) as here:
        read_text(data, "returned.docx")

    with pytest.raises(WorkbenchError) as there:
        read(data)

    assert str(there.value) == str(here.value)


def test_a_file_that_is_too_large_is_not_even_handed_over() -> None:
    with pytest.raises(WorkbenchError, match="larger than 25 MB"):
        bounded(rogues.endless, b"\0" * (MAX_FILE + 1), "x.docx", gives=Text)


@pytest.mark.parametrize(
    ("reader", "says"),
    [
        (rogues.endless, "takes too long"),
        (rogues.asleep, "takes too long"),
        (rogues.rubbish, "could not be read"),
        (rogues.flood, "could not be read"),
        (rogues.wrong, "could not be read"),
        (rogues.dies, "could not be read"),
        (rogues.breaks, "could not be read"),
        (rogues.refuses, "x.docx: holds nothing"),
    ],
)
def test_a_reader_that_goes_wrong_ends_in_one_clear_line(reader: Callable[[bytes, str], Text], says: str) -> None:
    began = time.monotonic()

    with pytest.raises(WorkbenchError, match=says) as error:
        bounded(reader, b"PK" * 300_000, "x.docx", gives=Text, seconds=1.5)

    assert "\n" not in str(error.value)
    assert "x.docx" in str(error.value)
    assert time.monotonic() - began < 30


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no memory")
def test_a_reader_that_eats_memory_is_stopped() -> None:
    with pytest.raises(WorkbenchError, match="memory"):
        bounded(rogues.hungry, b"", "x.docx", gives=Text)


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds time only")
def test_a_reader_sees_no_environment_and_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", "postgresql://secret")
    target = tmp_path / "written"

    found = bounded(rogues.curious, str(target).encode(), "x", gives=Text).notices

    allowed = {"starts"} if os.geteuid() == 0 else set()  # of root, processes are not counted
    assert set(found) <= allowed
    assert not target.exists() or target.stat().st_size == 0
