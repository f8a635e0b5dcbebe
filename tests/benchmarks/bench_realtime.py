#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a tick takes to its WebSocket clients.

Starts the server with an empty data folder, connects clients to /ws/stock/SYMBOL and compares
each new tick's timestamp with the clock when the client has it. The clients run in processes of
their own on the same machine, so what they take to read is in the figures too.

    bench_realtime.py [--clients 100] [--seconds 10] [--symbol AAPL] [--processes 2]
"""

import argparse
import asyncio
import json
import multiprocessing
import time
from datetime import datetime

import websockets

from harness import cpu_seconds, resident_mib, server, summary


async def follow(url, end, latencies, counts):
    async with websockets.connect(url, max_queue=None, compression=None) as client:
        last = json.loads(await client.recv())["timestamp"]  # the latest one, however old it is
        while (left := end - time.monotonic()) > 0:
            try:
                text = await asyncio.wait_for(client.recv(), left)
            except asyncio.TimeoutError:
                break
            now = time.time()
            stamp = json.loads(text)["timestamp"]
            counts.append(1)
            if stamp == last:
                continue  # a price that was only said again
            last = stamp
            sent = datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()
            latencies.append(now - sent)


def client_process(url, clients, seconds, results):
    async def run():
        latencies, counts = [], []
        end = time.monotonic() + seconds
        await asyncio.gather(*(follow(url, end, latencies, counts) for _ in range(clients)))
        return latencies, len(counts)

    results.put(asyncio.run(run()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--symbol", default="AAPL")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()

    with server("--symbols", options.symbol, "--seed", "1", "--log-level", "warning") as running:
        results = multiprocessing.Queue()
        share = [options.clients // options.processes] * options.processes
        share[0] += options.clients - sum(share)
        url = f"{running.ws}/ws/stock/{options.symbol}"
        before, start = cpu_seconds(running.process.pid), time.monotonic()
        workers = [multiprocessing.Process(target=client_process,
                                           args=(url, count, options.seconds, results))
                   for count in share if count]
        for worker in workers:
            worker.start()
        latencies, messages = [], 0
        for _ in workers:
            some, count = results.get(timeout=options.seconds + 60)
            latencies += some
            messages += count
        elapsed = time.monotonic() - start
        used = cpu_seconds(running.process.pid) - before
        for worker in workers:
            worker.join()
        print(summary(f"tick to {options.clients} clients", latencies, "ms", 1000))
        print(f"{'messages':28} {messages / elapsed:.0f} a second")
        print(f"{'server':28} {100 * used / elapsed:.1f} % of a core, "
              f"{resident_mib(running.process.pid):.1f} MiB resident")


if __name__ == "__main__":
    main()
