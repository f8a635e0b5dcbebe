#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares how fast ticks get into PostgreSQL with `psql \\copy` of the same rows.

    bench_postgres.py BENCH_STORE [ROWS] [RUNS]

Ours writes transactions of 20,000 rows, passes over rows that are there already and counts rows by
symbol and hour; \\copy puts all rows into a table of the same shape, with its key, in one
transaction. They take turns in one private PostgreSQL with its own settings; the medians count.
"""
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness  # noqa: F401 - finds the modules of the tests
from postgres_process import Postgres


def ours(postgres, program, rows):
    postgres.sql("SET client_min_messages TO error; DROP SCHEMA IF EXISTS tickwell CASCADE")
    output = subprocess.run([program, "make", postgres.url, str(rows)], check=True,
                            capture_output=True, text=True).stdout
    return float(output.split("rows/s")[0].split()[-1])


def theirs(postgres, file, rows):
    postgres.sql("DROP TABLE IF EXISTS copied; CREATE TABLE copied (LIKE tickwell.ticks INCLUDING ALL)")
    start = time.perf_counter()
    postgres.sql(f"\\copy copied FROM '{file}'")
    return rows / (time.perf_counter() - start)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    postgres = Postgres().start()
    stored, copied = [], []
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "ticks.copy"
            for _ in range(runs):
                stored.append(ours(postgres, program, rows))
                if not file.exists():
                    postgres.sql(f"\\copy (SELECT * FROM tickwell.ticks ORDER BY seq) TO '{file}'")
                copied.append(theirs(postgres, file, rows))
    finally:
        postgres.close()
    mine, other = statistics.median(stored), statistics.median(copied)
    print(f"{rows:,} ticks into PostgreSQL: {mine:,.0f} rows/s, psql \\copy {other:,.0f} rows/s "
          f"(x{mine / other:.2f})")


if __name__ == "__main__":
    main()
