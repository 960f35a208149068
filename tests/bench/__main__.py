"""Cold runs of `generate` and `facts`, interleaved with the plain script's: `python -m tests.bench [ROUNDS]`.

Every run is a process of its own; medians and ratios are printed. Seconds depend on the machine and its other work,
ratios hardly do. Exit 1 when a ratio or the memory is over its bound.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import SEED, clean_environment, program

BOTH_AT_MOST = 0.75
FACTS_AT_MOST = 0.4
MEGABYTES_AT_MOST = 150
CHECK_AT_MOST = 0.25
PLAIN = Path(__file__).with_name("plain.py")


def run(command: list[str]) -> tuple[float, float]:
    """Wall seconds and CPU seconds of a process with its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, env=clean_environment(), check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_megabytes(command: list[str]) -> float:
    """The largest sum of what the command's processes hold at one time, each page counted once (PSS), in MB."""
    process = subprocess.Popen(command, env=clean_environment(), stdout=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(held(pid) for pid in family(process.pid)))
        time.sleep(0.01)
    return peak / 1024


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except OSError:
        return []


def held(pid: int) -> float:
    """Proportional set size of a process in kB; 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return float(next(line.split()[1] for line in lines if line.startswith("Pss:")))


def main(arguments: list[str]) -> int:
    rounds = int(arguments[0]) if arguments else 9
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        commands = {
            "plain script, both files": [sys.executable, str(PLAIN), str(SEED), str(out / "plain")],
            "reportgen generate": program("generate", "--quiet", "--out", out / "both", SEED),
            "  without its check": [
                sys.executable,
                "-m",
                "tests.bench.unproven",
                "generate",
                "--quiet",
                "--out",
                str(out / "bare"),
                str(SEED),
            ],
            "reportgen generate --only pdf": program(
                "generate", "--quiet", "--out", out / "pdf", "--only", "pdf", SEED
            ),
            "reportgen generate --only pptx": program(
                "generate", "--quiet", "--out", out / "pptx", "--only", "pptx", SEED
            ),
            "reportgen facts --json": program("facts", "--quiet", "--json", SEED),
        }
        for command in commands.values():
            run(command)  # caches of fonts and byte code, as after any first use
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(run(command))
        plain, generate, unproven, *_, facts = commands
        peaks = {name: peak_megabytes(commands[name]) for name in (plain, generate, facts)}
    wall = {name: statistics.median(first for first, _ in times) for name, times in taken.items()}
    print(f"{'cold, median of ' + str(rounds):32} wall s   min   max  cpu s  x plain  peak MB")
    for name, times in taken.items():
        walls = [first for first, _ in times]
        cpu = statistics.median(second for _, second in times)
        peak = f"{peaks[name]:8.0f}" if name in peaks else ""
        print(
            f"{name:32} {wall[name]:6.2f} {min(walls):5.2f} {max(walls):5.2f} {cpu:6.2f} "
            f"{wall[name] / wall[plain]:8.2f} {peak}"
        )
    checks = (
        ("generate / plain script", wall[generate] / wall[plain], BOTH_AT_MOST),
        ("facts / generate", wall[facts] / wall[generate], FACTS_AT_MOST),
        ("the check / generate", 1 - wall[unproven] / wall[generate], CHECK_AT_MOST),
        ("peak MB of generate", peaks[generate], MEGABYTES_AT_MOST),
    )
    for what, value, bound in checks:
        print(f"{what}: {value:.2f} (at most {bound}){'' if value <= bound else '  OVER'}")
    return 0 if all(value <= bound for _, value, bound in checks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
