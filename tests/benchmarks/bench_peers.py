#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the server with its peers, side by side on this machine.

    bench_peers.py [fanout] [rest] [routes] [stalled] [idle] [--rounds 3] [--seconds 4] [--peers raw,ws,uvicorn]

Server and load have a core each. The peers take turns within each round, and medians count. Needs
wrk, python3-fastapi, uvicorn and python3-uvloop from Debian; `ws` comes from npm into a cache.
"""
import argparse
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from harness import BIN, cpu_seconds, resident_mib, server

PEERS = Path(__file__).parent / "peers"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tickwell/peers"
SERVER_CORE, LOAD_CORE = 0, 1
STOCK = "/stocks/AAPL"
ROUTES = 100
BENCHES = ["fanout", "rest", "routes", "stalled", "idle"]


def pinned(core):
    return lambda: os.sched_setaffinity(0, {core})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def node_folder():
    if not (CACHE / "node_modules/ws").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", CACHE, "ws"], check=True)
    shutil.copy(PEERS / "ws_server.mjs", CACHE)
    return CACHE


def command(peer, port):
    if peer == "routes":
        return [BIN / "route_server", str(port), str(ROUTES)], None
    if peer == "raw":
        return [BIN / "raw_server", str(port)], None
    if peer == "ws":
        return ["node", "ws_server.mjs", str(port)], node_folder()
    return ["/usr/bin/python3", "-m", "uvicorn", "--loop", "uvloop", "--port", str(port),
            "--no-access-log", "--log-level", "warning", "fastapi_server:app"], PEERS


@contextlib.contextmanager
def running(peer):
    """Yields (port, pid) of a server on its core."""
    if peer == "tickwell":
        with server("--symbols", "AAPL", preexec=pinned(SERVER_CORE)) as ours:
            yield ours.port, ours.process.pid
        return
    port = free_port()
    words, folder = command(peer, port)
    process = subprocess.Popen(words, cwd=folder, preexec_fn=pinned(SERVER_CORE),
                               env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def load(port, clients, *options):
    result = subprocess.run([BIN / "fanout_load", str(port), str(clients), *map(str, options)],
                            preexec_fn=pinned(LOAD_CORE), capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(result.stderr.strip())
    return json.loads(result.stdout)


def requests_per_second(port, path, connections, seconds):
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", f"http://127.0.0.1:{port}{path}"],
        preexec_fn=pinned(LOAD_CORE), capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise RuntimeError(output)
    return float(output.split("Requests/sec:")[1].split()[0])


def rounds(peers, options, measure):
    """The median of what `measure(port, pid)` gives, for each peer."""
    seen = {peer: [] for peer in peers}
    for _ in range(options.rounds):
        for peer in peers:
            with running(peer) as (port, pid):
                seen[peer].append(measure(port, pid))
    return {peer: statistics.median(values) for peer, values in seen.items()}


def row(title, values, unit):
    ours = values["tickwell"]
    ratios = "  ".join(f"{peer} {value:,.0f} (x{ours / value:.2f})"
                       for peer, value in values.items() if peer != "tickwell")
    print(f"{title:34} {ours:>12,.0f} {unit}   {ratios}", flush=True)


def bench_fanout(options):
    for clients in (1000, 5000):
        for window in (1, 16):
            values = rounds(options.all, options, lambda port, _, c=clients, w=window: load(
                port, c, "--window", w, "--seconds", options.seconds)["per_second"])
            row(f"fan-out, {clients} clients, window {window}", values, "messages/s")


def bench_rest(options):
    values = rounds(options.all, options, lambda port, _: requests_per_second(
        port, STOCK, 64, options.seconds))
    row(f"GET {STOCK}, 64 connections", values, "requests/s")
    alone, idle = [], []
    for _ in range(options.rounds):
        with running("tickwell") as (port, _):
            alone.append(requests_per_second(port, STOCK, 64, options.seconds))
        with running("tickwell") as (port, _):
            beside = subprocess.Popen([BIN / "fanout_load", str(port), "5000", "--rate", "0.01",
                                       "--seconds", str(options.seconds + 8)],
                                      stdout=subprocess.DEVNULL, preexec_fn=pinned(LOAD_CORE))
            time.sleep(5)
            idle.append(requests_per_second(port, STOCK, 64, options.seconds))
            beside.terminate()
            beside.wait()
    alone = statistics.median(alone)
    print(f"{'beside 5,000 idle WebSockets':34} {statistics.median(idle):>12,.0f} requests/s   "
          f"alone {alone:,.0f} (x{statistics.median(idle) / alone:.2f})", flush=True)


def bench_routes(options):
    first, last = [], []
    with running("routes") as (port, _):
        for _ in range(options.rounds):
            first.append(requests_per_second(port, "/r0/5", 64, options.seconds))
            last.append(requests_per_second(port, f"/r{ROUTES - 1}/5", 64, options.seconds))
    first, last = statistics.median(first), statistics.median(last)
    print(f"{f'the last of {ROUTES} routes':34} {last:>12,.0f} requests/s   "
          f"the first {first:,.0f} (x{last / first:.2f})", flush=True)


def bench_stalled(options):
    def p99(stalled):
        seen, memory = [], []
        for _ in range(options.rounds):
            with running("tickwell") as (port, pid):
                seen.append(load(port, 900 + stalled, "--stalled", stalled, "--rate", 50,
                                 "--seconds", options.seconds)["p99"])
                memory.append(resident_mib(pid))
        return statistics.median(seen), max(memory)

    (without, small), (beside, large) = p99(0), p99(100)
    print(f"{'900 readers, 50 messages/s: p99':34} {without:12.2f} ms  ({small:.0f} MiB)\n"
          f"{'beside 100 that never read':34} {beside:12.2f} ms  ({large:.0f} MiB)   "
          f"x{beside / without:.2f}", flush=True)


def bench_idle(options):
    count = 10_000
    with running("tickwell") as (port, pid):
        before = resident_mib(pid)
        clients = subprocess.Popen([BIN / "fanout_load", str(port), str(count), "--rate", "0.001",
                                    "--path", "/ws/monitor", "--seconds", "25"],
                                   stdout=subprocess.DEVNULL, preexec_fn=pinned(LOAD_CORE))
        time.sleep(14)
        used, start = cpu_seconds(pid), time.monotonic()
        time.sleep(8)
        used = (cpu_seconds(pid) - used) / (time.monotonic() - start)
        each = (resident_mib(pid) - before) * 1024 / count
        clients.terminate()
        clients.wait()
    print(f"{count:,} WebSockets, monitor each second: {each:.1f} kB each, "
          f"{100 * used:.0f} % of a core", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", choices=[[], *BENCHES])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--peers", default="raw,ws,uvicorn")
    options = parser.parse_args()
    options.all = ["tickwell", *filter(None, options.peers.split(","))]
    if os.cpu_count() < 2:
        sys.exit("needs two cores: one for the server, one for the load")
    for what in options.what or BENCHES:
        globals()[f"bench_{what}"](options)


if __name__ == "__main__":
    main()
