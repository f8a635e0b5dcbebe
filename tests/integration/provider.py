# SPDX-License-Identifier: GPL-3.0-or-later
"""Providers of prices on loopback, which speak the real ones' protocols and misbehave when told to."""
import asyncio
import http
import json
import threading
import time

import websockets
# The server that Debian 12's and Debian 13's versions both have.
from websockets.legacy.server import serve


class Provider:
    """A WebSocket server on a thread of its own. Use it as a context manager."""

    def __init__(self):
        self.paths = []
        self.received = []
        self.status = None  # of the handshake, instead of 101
        self.silent = False
        self.loop = asyncio.new_event_loop()
        self.clients = set()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.ready = threading.Event()
        self.thread.start()
        assert self.ready.wait(10)

    def run(self):
        asyncio.set_event_loop(self.loop)
        serving = serve(self.accept, "127.0.0.1", 0, process_request=self.greet)
        self.server = self.loop.run_until_complete(serving)
        self.port = self.server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def greet(self, path, _headers):
        self.paths.append(path)
        if self.status:
            return http.HTTPStatus(self.status), [], b""
        return None

    async def accept(self, socket, path):
        self.clients.add(socket)
        try:
            await self.serve(socket, path)
        except websockets.ConnectionClosed:
            pass
        finally:
            self.clients.discard(socket)

    async def hear(self, socket):
        message = json.loads(await socket.recv())
        self.received.append(message)
        return message

    def drop(self):
        """Cuts every connection without a word."""
        for client in list(self.clients):
            self.loop.call_soon_threadsafe(client.transport.abort)

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}"

    def __enter__(self):
        return self

    async def end(self):
        self.server.close()
        await self.server.wait_closed()

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.end(), self.loop).result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)


class Binance(Provider):
    """A trade of each stream each 20 ms, every fifth twice, with garbage in between, and a
    misprint when one is wanted."""

    misprint = None  # a price, which is said once

    async def serve(self, socket, path):
        streams = path.partition("streams=")[2].split("/")
        for number in range(1, 1_000_000):
            for stream in streams:
                misprint, self.misprint = self.misprint, None
                trade = {"e": "trade", "s": stream.partition("@")[0].upper(), "t": number,
                         "p": f"{misprint or 100.12 + number % 7:.8f}", "q": "0.50000000",
                         "T": int(time.time() * 1000)}
                message = json.dumps({"stream": stream, "data": trade})
                if not self.silent:
                    await socket.send(message)
                    if number % 5 == 0:
                        await socket.send(message)
            if number % 10 == 0:
                await socket.send("garbage{")
            await asyncio.sleep(0.02)


class Alpaca(Provider):
    """Lets in who has the secret `GOOD`."""

    async def serve(self, socket, _path):
        await socket.send('[{"T":"success","msg":"connected"}]')
        login = await self.hear(socket)
        if login["secret"] != "GOOD":
            await socket.send('[{"T":"error","code":402,"msg":"auth failed"}]')
            await socket.wait_closed()
            return
        await socket.send('[{"T":"success","msg":"authenticated"}]')
        symbols = (await self.hear(socket))["trades"]
        await socket.send(json.dumps([{"T": "subscription", "trades": symbols}]))
        for number in range(1, 1_000_000):
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S.123456789Z", time.gmtime())
            await socket.send('[{"T":"t","i":%d,"S":"%s","x":"V","p":133.8512,"s":100,"t":"%s"}]'
                              % (number, symbols[0], stamp))
            await asyncio.sleep(0.05)
