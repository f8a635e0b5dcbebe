#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares our CSV export with `sqlite3 -csv` on the same database file.

usage: bench_export.py BENCH_STORE [ROWS] [RUNS]

Three ways take turns, so that a busy machine disturbs them alike; the medians count:
  ours       all ticks by time as CSV: RFC 3339 times, names, decimals with their own digits
  same text  the sqlite3 shell with a query that gives the same text (times, names, decimals)
  raw        the sqlite3 shell with the bare columns in stored order: no times, no names, no order
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

SAME_TEXT = """
SELECT strftime('%Y-%m-%dT%H:%M:%S', t.time / 1000000, 'unixepoch')
           || printf('.%06dZ', t.time % 1000000) AS time,
       s.name AS symbol,
       printf('%d.%02d', t.price / 100, t.price % 100) AS price,
       t.volume AS volume,
       t.seq AS seq
FROM ticks t JOIN symbols s ON s.id = t.symbol
ORDER BY t.time, t.seq
"""
RAW = "SELECT time, symbol, price, volume, seq FROM ticks"


def timed(command, out=None):
    """Wall and CPU seconds of a command whose output goes to the file out."""
    before = os.times()
    started = time.perf_counter()
    if out:
        with open(out, "wb") as file:
            subprocess.run(command, check=True, stdout=file)
    else:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - started
    after = os.times()
    cpu = (after.children_user - before.children_user
           + after.children_system - before.children_system)
    return wall, cpu


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 3_000_000
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "make", folder, str(rows)], check=True)
        database = os.path.join(folder, "tickwell.db")
        ours = os.path.join(folder, "ours.csv")
        theirs = os.path.join(folder, "theirs.csv")
        shell = ["sqlite3", "-readonly", "-header", "-csv", database]
        ways = {
            "ours": lambda: timed([program, "export", folder, ours]),
            "same text": lambda: timed(shell[:-1] + ["-newline", "\r\n", database, SAME_TEXT], theirs),
            "raw": lambda: timed(shell + [RAW], os.path.join(folder, "raw.csv")),
        }
        times = {name: [] for name in ways}
        for _ in range(runs):
            for name, run in ways.items():
                times[name].append(run())
        with open(ours, "rb") as a, open(theirs, "rb") as b:
            if a.read() != b.read():
                sys.exit("the two texts differ")
        print("the texts of ours and of the same-text query are equal, byte for byte")
        base = statistics.median(wall for wall, _ in times["ours"])
        base_cpu = statistics.median(cpu for _, cpu in times["ours"])
        for name, taken in times.items():
            wall = statistics.median(wall for wall, _ in taken)
            cpu = statistics.median(cpu for _, cpu in taken)
            print(f"{name:10} {wall:8.3f} s {rows / wall:12,.0f} rows/s  {wall / base:6.2f}x"
                  f"   cpu {cpu:7.3f} s {cpu / base_cpu:6.2f}x")


main()
