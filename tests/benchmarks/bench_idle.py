#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program uses while nobody does anything with it.

    bench_idle.py [--program tickwelld|tickwell] [--seconds 30] [--settle 5]
    bench_idle.py --pid PID [--seconds 30]
"""

import argparse
import time
from contextlib import nullcontext

from harness import cpu_seconds, resident_mib, server


def measure(pid, seconds):
    before, start = cpu_seconds(pid), time.monotonic()
    time.sleep(seconds)
    used, elapsed = cpu_seconds(pid) - before, time.monotonic() - start
    return 100 * used / elapsed, resident_mib(pid)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="tickwelld", choices=["tickwelld", "tickwell"])
    parser.add_argument("--pid", type=int, help="of a program that runs already")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--settle", type=float, default=5, help="seconds to wait after the start")
    options = parser.parse_args()

    started = nullcontext() if options.pid else server("--log-level", "warning",
                                                       program=options.program)
    with started as running:
        pid = options.pid or running.process.pid
        if running:
            time.sleep(options.settle)
        percent, mib = measure(pid, options.seconds)
        print(f"idle: {percent:.2f} % of a core, {mib:.1f} MiB resident, over {options.seconds:.0f} s")


if __name__ == "__main__":
    main()
