"""Several threads and programs at once: every acknowledged save stands, whatever is killed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.store.builders import Desk, begun, wording
from workbench.model import Draft
from workbench.store import Conflict, Store, open_store

ROOT = Path(__file__).parents[2]


def program(url: str, author: str, paragraph: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", url, author, paragraph, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def chain(store: Store, draft_id: str = "d1") -> list[Draft]:
    return [store.revision(draft_id, n).draft for n in range(1, store.head_number(draft_id) + 1)]


def test_threads_that_write_different_provisions_all_merge(store: Store) -> None:
    begun(store)

    def work(paragraph: str) -> int:
        desk = Desk(store, paragraph)
        return [desk.reword(paragraph, f"Wording {n}.").number for n in range(12)][-1]

    with ThreadPoolExecutor(4) as threads:
        last = max(threads.map(work, "abcd"))

    assert last == store.head_number("d1") == 1 + 4 * 12
    assert {wording(store.head("d1").draft, id) for id in "abcd"} == {"Wording 11."}


def test_threads_that_write_one_provision_never_overwrite_each_other(store: Store) -> None:
    begun(store)

    def work(author: str) -> tuple[list[str], int]:
        desk, stood, shelved = Desk(store, author), [], 0
        for n in range(12):
            try:
                desk.reword("a", f"{author} {n}.")
                stood.append(f"{author} {n}.")
            except Conflict:
                shelved += 1
                desk.look()
        return stood, shelved

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(work, ["Amina", "Boris", "Chen", "Dora"]))

    stood = [text for texts, _ in results for text in texts]
    assert sorted(stood) == sorted(wording(draft, "a") for draft in chain(store)[1:])
    assert len(store.shelf("d1")) == sum(shelved for _, shelved in results)
    assert len(stood) + len(store.shelf("d1")) == 4 * 12


def test_one_save_sent_by_several_threads_at_once_is_one_save(store: Store) -> None:
    desk = begun(store)
    new = desk.draft.__class__(title="New")

    def send(_: int) -> int:
        return store.save("d1", new, base=1, save_id="once", author="Amina", at="").number

    with ThreadPoolExecutor(4) as threads:
        numbers = set(threads.map(send, range(8)))

    assert numbers == {2}
    assert store.head_number("d1") == 2


def test_programs_that_write_different_provisions_all_merge(store: Store, url: str) -> None:
    begun(store)
    programs = [program(url, author, id, 15) for author, id in (("Boris", "b"), ("Chen", "c"), ("Dora", "d"))]

    outputs = [each.communicate()[0].split() for each in programs]

    assert [each.returncode for each in programs] == [0, 0, 0]
    numbers = sorted(int(number) for output in outputs for number in output[1:])
    assert numbers == list(range(2, 47))
    assert [wording(store.head("d1").draft, id) for id in "bcd"] == ["Boris 14.", "Chen 14.", "Dora 14."]
    assert len(chain(store)) == 46


def test_kill_9_in_the_middle_of_saves_loses_no_acknowledged_save(store: Store, url: str) -> None:
    begun(store)
    acknowledged = {1: "States shall cooperate."}

    for round_ in range(3):
        killed = program(url, f"R{round_}", "a", 100_000)
        assert killed.stdout is not None
        assert killed.stdout.readline() == "ready\n"
        for n in range(25 + round_):
            acknowledged[int(killed.stdout.readline())] = f"R{round_} {n}."
        killed.kill()
        rest = killed.stdout.read().split("\n")[:-1]  # a line cut off was not acknowledged
        for n, number in enumerate(rest, 25 + round_):
            acknowledged[int(number)] = f"R{round_} {n}."
        killed.wait()
        killed.stdout.close()

    other = open_store(url)
    assert other.head_number("d1") >= max(acknowledged)
    assert {number: wording(other.revision("d1", number).draft, "a") for number in acknowledged} == acknowledged
    assert wording(Desk(other, "Amina").reword("b", "Goes on.").draft, "b") == "Goes on."
    other.close()


def test_programs_that_start_at_once_on_an_empty_database_all_open_it(empty_url: str) -> None:
    opening = f"from workbench.store import open_store; open_store({empty_url!r}).close()"
    programs = [subprocess.Popen([sys.executable, "-c", opening], cwd=ROOT) for _ in range(4)]

    assert [each.wait() for each in programs] == [0, 0, 0, 0]

    store = open_store(empty_url)
    assert begun(store).base == 1
    store.close()


def test_two_drafts_have_nothing_to_do_with_each_other(store: Store) -> None:
    begun(store, draft_id="d1")
    other = begun(store, draft_id="d2")

    Desk(store, "Boris").reword("a", "New.")
    other.reword("a", "Other.")

    assert wording(store.head("d1").draft, "a") == "New."
    assert wording(store.head("d2").draft, "a") == "Other."
