"""All benchmarks, one after another, each in a process of its own: `python -m tests.benchmarks [NAME...]`.

Each prints ratios beside their yardsticks, measured in one run on this machine; the table at the end says
which of them ran. A name is that of a module without `bench_`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

FOLDER = Path(__file__).parent


def main(names: list[str]) -> int:
    """Runs the benchmarks named, or all; 1 if one of them failed, 2 if there is none of that name."""
    known = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    table = [(name, *run(name)) for name in names or known]
    print(f"\n{'benchmark':<14} {'seconds':>8}")
    for name, seconds, code in table:
        print(f"{name:<14} {seconds:8.1f}{'' if code == 0 else '  FAILED'}")
    return 1 if any(code for _, _, code in table) else 0


def run(name: str) -> tuple[float, int]:
    """Runs one benchmark, its report going straight to the terminal; the seconds it took and its exit code."""
    print(f"\n{name}\n{'-' * len(name)}", flush=True)
    start = perf_counter()
    done = subprocess.run([sys.executable, "-m", f"{__package__}.bench_{name}"], check=False)
    return perf_counter() - start, done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
