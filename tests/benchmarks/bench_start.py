#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a program takes from its start to its `Listening` line, and to a first answer.

    bench_start.py [--program tickwelld|tickwell] [--runs 20]

Each run has an empty data folder. Where there is no display, start the window with
QT_QPA_PLATFORM=offscreen in the environment.
"""

import argparse
import time
import urllib.request

from harness import server, summary


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="tickwelld", choices=["tickwelld", "tickwell"])
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()

    listening, answered, ended = [], [], []
    for _ in range(options.runs):
        start = time.monotonic()
        with server("--log-level", "warning", program=options.program) as running:
            listening.append(time.monotonic() - start)
            with urllib.request.urlopen(running.url + "/health", timeout=10) as answer:
                answer.read()
            answered.append(time.monotonic() - start)
            start = time.monotonic()
            running.stop()
            ended.append(time.monotonic() - start)
    print(summary(f"{options.program}: start to listening", listening, "ms", 1000))
    print(summary("start to first answer", answered, "ms", 1000))
    print(summary("SIGTERM to end", ended, "ms", 1000))


if __name__ == "__main__":
    main()
