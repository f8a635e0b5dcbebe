#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares our CSV description with `pandas.read_csv(path).describe()` on the same file.

usage: bench_describe.py DESCRIBE_CSV [MEGABYTES] [RUNS]

DESCRIBE_CSV is build/release/tests/describe_csv. The file, of 1000 MB unless told otherwise, is made in
a temporary folder: ids, times, prices, readings of many digits, a text column, blank cells. Both take
turns, each in a process of its own, so that a busy machine disturbs them alike; the medians of wall
time, CPU time and peak memory count.
"""
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

PANDAS = """
import json, sys
import pandas
print(json.dumps(pandas.read_csv(sys.argv[1]).describe().to_dict()))
"""
HEADER = "id,time,symbol,price,volume,bid,ask,temperature,load,latitude,longitude,status,note,ratio\n"
NOTES = ["", "", "ok", "late", '"filled, in part"', "reopened after a halt", "néant"]


def row(source, number):
    price = source.gauss(180, 40)
    reading = "" if source.random() < 0.05 else repr(source.gauss(0, 1))
    return (f"{number},2026-11-{number % 28 + 1:02}T12:{number % 60:02}:00.{number % 10**6:06}Z,"
            f"{source.choice(('AAPL', 'MSFT', 'BRK.B', 'TSLA'))},{price:.2f},"
            f"{int(source.expovariate(1 / 3000))},{price - 0.01:.4f},{price + 0.01:.4f},"
            f"{source.uniform(-20, 40):.1f},{source.random():.3f},{source.uniform(-90, 90):.6f},"
            f"{source.uniform(-180, 180):.6f},{source.choice((200, 201, 404, 503))},"
            f"{source.choice(NOTES)},{reading}\n")


def make(path, size):
    """Rows until the file has `size` bytes: some are drawn, the rest repeat them with new ids."""
    source = random.Random(1)
    rows = [row(source, number).split(",", 1)[1] for number in range(200_000)]
    number = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        while file.tell() < size:
            source.shuffle(rows)
            file.writelines(f"{number + i},{rest}" for i, rest in enumerate(rows[:50_000]))
            number += 50_000
    return number


def timed(command):
    """Output, wall and CPU seconds and peak resident MiB of a command."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return json.loads(output), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def close(a, b):
    if a is None or b is None or not math.isfinite(b):
        return a is None and (b is None or not math.isfinite(b))
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def check_equal(ours, theirs):
    if ours.keys() != theirs.keys():
        sys.exit(f"the columns differ: {list(ours)} and {list(theirs)}")
    for name, column in theirs.items():
        for figure, value in column.items():
            if not close(ours[name][figure], value):
                sys.exit(f"{name} {figure}: {ours[name][figure]} and {value}")
    count = sum(int(column["count"]) for column in theirs.values())
    print(f"{len(theirs)} columns with {count:,} numbers are equal to 1e-9")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    with tempfile.TemporaryDirectory(prefix="tickwell-bench-") as folder:
        path = os.path.join(folder, "large.csv")
        rows = make(path, megabytes * 1_000_000)
        print(f"{os.path.getsize(path) / 1e6:.0f} MB, {rows:,} rows")
        ways = {
            "ours": [program, path],
            "ours, one thread": [program, "--threads", "1", path],
            "pandas": ["/usr/bin/python3", "-c", PANDAS, path],
        }
        taken = {name: [] for name in ways}
        for _ in range(runs):
            for name, command in ways.items():
                taken[name].append(timed(command))
    check_equal(taken["ours"][0][0], taken["pandas"][0][0])
    medians = {name: [statistics.median(run[i] for run in results) for i in (1, 2, 3)]
               for name, results in taken.items()}
    base = medians["ours"]
    for name, (wall, cpu, memory) in medians.items():
        print(f"{name:17} {wall:7.2f} s {wall / base[0]:6.2f}x   cpu {cpu:7.2f} s"
              f"   peak {memory:6.0f} MiB {memory / base[2]:6.2f}x")


main()
