#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures look-ups of users while ticks are stored: GET /users/{id} on SQLite and on PostgreSQL.

    bench_users.py [--rounds 3] [--seconds 4] [--connections 64] [--symbols 500]

The server has a core; PostgreSQL and the load share the other. The engines take turns within each
round, and medians count. Needs wrk and postgresql from Debian.
"""
import argparse
import contextlib
import os
import statistics
import sys
import time

import httpx

from bench_peers import LOAD_CORE, SERVER_CORE, pinned, requests_per_second
from harness import server
from postgres_process import Postgres


@contextlib.contextmanager
def sqlite():
    yield ()


@contextlib.contextmanager
def postgresql():
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {LOAD_CORE})
    try:
        postgres = Postgres().start()
    finally:
        os.sched_setaffinity(0, before)
    try:
        yield ("--database", postgres.url)
    finally:
        postgres.close()


def stored(url):
    """Ticks so far, and when that was."""
    for line in httpx.get(url + "/metrics").text.splitlines():
        if line.startswith("tickwell_market_ticks_total "):
            return float(line.split()[1]), time.monotonic()
    sys.exit("the server does not count ticks")


def measure(flags, options):
    """Look-ups and ticks a second."""
    names = ",".join(f"S{i}" for i in range(options.symbols))
    with server("--symbols", names, *flags, preexec=pinned(SERVER_CORE)) as ours:
        user = httpx.post(ours.url + "/users/", timeout=20, json={
            "username": "ann", "email": "ann@example.com", "password": "correct horse"}).json()
        ticks, begin = stored(ours.url)
        rate = requests_per_second(ours.port, f"/users/{user['id']}", options.connections,
                                   options.seconds)
        more, end = stored(ours.url)
        return rate, (more - ticks) / (end - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--symbols", type=int, default=500)
    options = parser.parse_args()
    if os.cpu_count() < 2:
        sys.exit("needs two cores: one for the server, one for the database and the load")
    seen = {sqlite: [], postgresql: []}
    for _ in range(options.rounds):
        for engine, values in seen.items():
            with engine() as flags:
                values.append(measure(flags, options))
    for engine, values in seen.items():
        rate = statistics.median(rate for rate, _ in values)
        ticks = statistics.median(ticks for _, ticks in values)
        print(f"GET /users/{{id}} on {engine.__name__}: {rate:,.0f} requests/s "
              f"while {ticks:,.0f} ticks/s are stored")


if __name__ == "__main__":
    main()
