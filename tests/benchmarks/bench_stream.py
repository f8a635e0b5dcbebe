#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long ticks of many symbols take to very many WebSocket clients, and what that costs.

A provider on loopback speaks Alpaca's protocol and tells each of the symbols' trades at an even
rate, with the time at which it sends them: the simulator's symbols have at most four ticks
a second. The server takes them from there as from the real one, makes bars, records, and tells
them to the clients of /ws/stock/SYMBOL. A latency is from a tick's timestamp to the moment when
the client has read it. Provider and clients are processes of their own on the same machine.

    bench_stream.py [--symbols 50] [--rate 10] [--clients 1000] [--seconds 20]
"""

import argparse
import asyncio
import calendar
import json
import multiprocessing
import os
import resource
import selectors
import socket
import sys
import tempfile
import time

from harness import cpu_seconds, percentile, resident_mib, server

from provider import Provider

WARM_UP = 3  # seconds until the measurement begins


class Trades(Provider):
    """Alpaca's protocol; `rate` trades of each symbol a second, evenly spread over it."""

    def __init__(self, rate):
        self.rate = rate
        super().__init__()

    async def serve(self, socket, _path):
        await socket.send('[{"T":"success","msg":"connected"}]')
        await self.hear(socket)
        await socket.send('[{"T":"success","msg":"authenticated"}]')
        symbols = (await self.hear(socket))["trades"]
        await socket.send(json.dumps([{"T": "subscription", "trades": symbols}]))
        start, number = time.time(), 0
        while True:
            due = start + number / (self.rate * len(symbols))
            if (wait := due - time.time()) > 0:
                await asyncio.sleep(wait)
            now = time.time_ns()
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now // 10**9))
            await socket.send('[{"T":"t","i":%d,"S":"%s","x":"V","p":%d.%02d,"s":10,"t":"%s.%09dZ"}]'
                              % (number, symbols[number % len(symbols)], 100 + number % 7,
                                 number % 100, stamp, now % 10**9))
            number += 1


def provide(rate, port):
    provider = Trades(rate)
    port.put(provider.port)
    provider.thread.join()


class Client:
    """As little of a WebSocket client as there can be: what it costs is not the server's."""

    def __init__(self, port, symbol):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall((f"GET /ws/stock/{symbol} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                             "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                             "Sec-WebSocket-Version: 13\r\n\r\n").encode())
        head = b""
        while b"\r\n\r\n" not in head:
            more = self.socket.recv(4096)
            if not more:
                raise ConnectionError(head.decode(errors="replace"))
            head += more
        if not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(head.decode(errors="replace"))
        self.pending = head.partition(b"\r\n\r\n")[2]
        self.last = None
        self.socket.setblocking(False)

    def messages(self, data):
        """The texts of the frames that are whole."""
        data = self.pending + data
        at = 0
        while len(data) - at >= 2:
            length, start = data[at + 1] & 0x7F, at + 2
            if length == 126:
                length, start = int.from_bytes(data[start:start + 2], "big"), start + 2
            if len(data) < start + length:
                break
            if data[at] & 0x0F == 1:
                yield data[start:start + length]
            at = start + length
        self.pending = data[at:]


def stamp_of(message, seconds={}):
    """When the tick was sent; a price that is only said again has its old one."""
    at = message.index(b'"timestamp":"') + 13
    whole, fraction = message[at:at + 19], message[at + 20:message.index(b'Z', at)]
    if whole not in seconds:
        seconds.clear()
        seconds[whole] = calendar.timegm(time.strptime(whole.decode(), "%Y-%m-%dT%H:%M:%S"))
    return seconds[whole] + int(fraction.ljust(6, b"0")[:6]) / 1e6


def follow(port, symbols, count, seconds, results):
    """One process of clients: all latencies between its warm-up and its end."""
    waiting = selectors.DefaultSelector()
    for i in range(count):
        client = Client(port, symbols[i % len(symbols)])
        waiting.register(client.socket, selectors.EVENT_READ, client)
    results.put("connected")
    begin = time.time() + WARM_UP
    end = begin + seconds
    latencies, before = [], None
    while (now := time.time()) < end:
        if before is None and now >= begin:
            before = time.process_time()
        for key, _ in waiting.select(end - now):
            data = key.fileobj.recv(65536)
            now = time.time()
            if not data:
                raise ConnectionError("the server ended a connection")
            for message in key.data.messages(data):
                stamp = stamp_of(message)
                if stamp == key.data.last:
                    continue
                key.data.last = stamp
                if now >= begin:
                    latencies.append(now - stamp)
    results.put((latencies, time.process_time() - before))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--symbols", type=int, default=50)
    parser.add_argument("--rate", type=float, default=10, help="ticks of each symbol a second")
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < options.clients + 100:
        sys.exit(f"{options.clients} clients need more open files than the {hard} allowed here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    symbols = ["S" + chr(65 + i // 26 % 26) + chr(65 + i % 26) for i in range(options.symbols)]
    ports, results = multiprocessing.Queue(), multiprocessing.Queue()
    provider = multiprocessing.Process(target=provide, args=(options.rate, ports), daemon=True)
    provider.start()
    os.environ["TICKWELL_ALPACA_KEY"] = os.environ["TICKWELL_ALPACA_SECRET"] = "bench"
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as config:
        config.write(f"[feed]\nurl = 'ws://127.0.0.1:{ports.get(timeout=20)}'\n")
        config.flush()
        with server("--config", config.name, "--feed", "alpaca", "--symbols", ",".join(symbols),
                    "--log-level", "warning") as running:
            clients = multiprocessing.Process(target=follow, daemon=True, args=(
                running.port, symbols, options.clients, options.seconds, results))
            clients.start()
            assert results.get(timeout=60) == "connected"
            time.sleep(WARM_UP)
            used, start = cpu_seconds(running.process.pid), time.monotonic()
            time.sleep(options.seconds)
            used = cpu_seconds(running.process.pid) - used
            elapsed = time.monotonic() - start
            memory = resident_mib(running.process.pid)
            latencies, load = results.get(timeout=60)
            clients.join()
    provider.terminate()
    provider.join()
    expected = options.rate * options.clients
    print(f"{options.symbols} symbols, {options.rate:g} ticks/s each, {options.clients} clients, "
          f"{options.seconds:g} s; load of the machine {os.getloadavg()[0]:.1f} "
          f"on {os.cpu_count()} cores\n")
    print("| what | figure |\n|---|---|")
    for name, percent in [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)]:
        print(f"| tick to client, {name} | {percentile(latencies, percent) * 1000:.2f} ms |")
    print(f"| deliveries | {len(latencies) / options.seconds:.0f} a second of {expected:.0f} |")
    print(f"| the server | {100 * used / elapsed:.1f} % of a core, {memory:.1f} MiB |")
    print(f"| the clients | {100 * load / options.seconds:.1f} % of a core |")


if __name__ == "__main__":
    main()
