"""Loading a catalogue beside parsing the same files with libyaml: `python -m tests.benchmarks.bench_catalogue`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import yaml

from workbench.files import catalogues
from workbench.files.catalogues import presets
from workbench.files.drafts import load_draft
from workbench.places import elements_folder

GOAL = 6.0

Ratio = tuple[str, float, str, float]


def best(work: Callable[[], object], times: int = 7) -> float:
    """The seconds of the quickest of several runs."""

    def once() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return min(once() for _ in range(times))


def parse(files: list[Path]) -> None:
    """The yardstick: the same files read and parsed with libyaml, into plain values."""
    for path in files:
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def ratios() -> list[Ratio]:
    """What was measured: (name, ratio, yardstick, goal)."""
    out: list[Ratio] = []
    for main in sorted(elements_folder().glob("*/catalogue.yaml")):
        folder = main.parent
        drafts = [path for _, path in presets(folder)]
        files = [path for path in folder.rglob("*.yaml") if path not in drafts]
        yardstick = f"parsing its {len(files)} files with libyaml"
        # As it is read the first time; later processes find what is kept of it.
        loading = best(lambda folder=folder: catalogues._read(folder))  # type: ignore[misc]
        out.append((f"loading {folder.name}", loading / best(lambda files=files: parse(files)), yardstick, GOAL))  # type: ignore[misc]
        if drafts:
            reading = best(lambda drafts=drafts: [load_draft(path) for path in drafts])  # type: ignore[misc]
            floor = best(lambda drafts=drafts: parse(drafts))  # type: ignore[misc]
            out.append((f"reading its {len(drafts)} presets", reading / floor, "parsing them with libyaml", GOAL))
    return out


def main() -> None:
    """Prints all ratios."""
    for name, ratio, yardstick, goal in ratios():
        kept = "kept" if ratio <= goal else "MISSED"
        print(f"{name:<40} {ratio:6.2f} times {yardstick:<40} (goal: <= {goal:g}) {kept}")


if __name__ == "__main__":
    main()
