# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: the release program on a data folder of its own, and figures."""

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("TICKWELL_BIN", str(ROOT / "build/release/bin"))
os.environ["TICKWELL_UNCHECKED"] = "1"  # answers are tested elsewhere
sys.path.insert(0, str(ROOT / "tests/integration"))

from tickwell_process import BIN, Tickwell  # noqa: E402


@contextmanager
def server(*flags, program="tickwelld", preexec=None):
    """A running server with an empty data folder, stopped and removed afterwards."""
    if not (BIN / program).exists():
        sys.exit(f"{BIN / program} is not there: build the release preset first")
    with tempfile.TemporaryDirectory(prefix="tickwell-bench-") as folder:
        with Tickwell(Path(folder) / "data", *flags, program=program, preexec=preexec) as running:
            yield running


def percentile(values, percent):
    """The value below which `percent` of `values` lie (nearest rank); they need not be sorted."""
    ordered = sorted(values)
    rank = max(0, min(len(ordered) - 1, round(percent / 100 * len(ordered) + 0.5) - 1))
    return ordered[rank]


def summary(name, values, unit, scale=1.0):
    """One line of figures."""
    figures = "  ".join(f"{label} {percentile(values, p) * scale:9.3f}"
                        for label, p in [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)])
    return f"{name:28} {figures} {unit}  (n={len(values)})"


def cpu_seconds(pid):
    """User and system time of all threads of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")
