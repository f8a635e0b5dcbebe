#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a value cached in Redis with the same in FastAPI: GET /cached-data/ while it is kept.

    bench_cached.py [--rounds 3] [--seconds 4] [--connections 64]

Each server has a core; Redis and the load share the other. The servers take turns within each round,
and medians count. Needs wrk, redis-server, python3-fastapi, python3-redis, uvicorn and
python3-uvloop from Debian.
"""
import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench_peers import (LOAD_CORE, PEERS, SERVER_CORE, free_port, pinned, requests_per_second)
from harness import server

PATH = "/cached-data/"


def wait_for(condition, what):
    deadline = time.monotonic() + 20
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"{what} does not start")
        time.sleep(0.05)


@contextlib.contextmanager
def ended(process):
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def redis():
    """Yields the URL of a Redis of our own, which keeps nothing on disk."""
    with tempfile.TemporaryDirectory(prefix="tickwell-bench-") as folder:
        path = Path(folder) / "redis.sock"
        words = ["redis-server", "--port", "0", "--unixsocket", path, "--save", "", "--dir", folder]
        with ended(subprocess.Popen(words, stdout=subprocess.DEVNULL, preexec_fn=pinned(LOAD_CORE))):
            wait_for(path.exists, "redis-server")
            yield f"unix://{path}"


@contextlib.contextmanager
def tickwell(url):
    with server("--symbols", "AAPL", "--redis", url, preexec=pinned(SERVER_CORE)) as ours:
        yield ours.port


@contextlib.contextmanager
def embedded(_):
    with server("--symbols", "AAPL", preexec=pinned(SERVER_CORE)) as ours:
        yield ours.port


@contextlib.contextmanager
def fastapi(url):
    port = free_port()
    words = ["/usr/bin/python3", "-m", "uvicorn", "--loop", "uvloop", "--port", str(port),
             "--no-access-log", "--log-level", "warning", "fastapi_cached:app"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "REDIS_URL": url}
    with ended(subprocess.Popen(words, cwd=PEERS, env=environment, stderr=subprocess.DEVNULL,
                                preexec_fn=pinned(SERVER_CORE))):
        def answers():
            with contextlib.suppress(OSError):
                return bool(urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}", timeout=10))
        wait_for(answers, "uvicorn")
        yield port


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=64)
    options = parser.parse_args()
    if os.cpu_count() < 2:
        sys.exit("needs two cores: one for the server, one for Redis and the load")
    seen = {tickwell: [], embedded: [], fastapi: []}
    for _ in range(options.rounds):
        for start, values in seen.items():
            with redis() as url, start(url) as port:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}", timeout=10) as answer:
                    answer.read()
                values.append(requests_per_second(port, PATH, options.connections, options.seconds))
    ours, memory, theirs = (statistics.median(values) for values in seen.values())
    print(f"GET {PATH}, kept in Redis, {options.connections} connections: {ours:,.0f} requests/s, "
          f"FastAPI {theirs:,.0f} (x{ours / theirs:.1f}); kept in memory {memory:,.0f}")


if __name__ == "__main__":
    main()
