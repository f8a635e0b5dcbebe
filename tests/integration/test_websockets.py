# SPDX-License-Identifier: GPL-3.0-or-later
"""WebSocket endpoints as existing clients use them, with Python's websockets."""
import asyncio
import json
import time
import unittest

import httpx
import websockets
# The client that Debian 12's and Debian 13's versions both have.
from websockets.legacy.client import connect as connect_websocket

from tickwell_process import ServerTest

CONTINUATION, TEXT = 0, 1


async def receive(client, timeout=10):
    return json.loads(await asyncio.wait_for(client.recv(), timeout))


class WebSockets(ServerTest):
    def connect(self, path, **kwargs):
        return connect_websocket(self.server.ws + path, **kwargs)

    async def assertClosed(self, client, code):
        with self.assertRaises(websockets.ConnectionClosed) as closed:
            while True:
                await asyncio.wait_for(client.recv(), 10)
        self.assertEqual(closed.exception.code, code)

    async def test_stock_sends_the_latest_at_once_and_then_ticks(self):
        async with self.connect("/ws/stock/AAPL") as client:
            first = await receive(client, 2)
            self.assertLessEqual({"symbol", "price", "timestamp", "volume"}, set(first))
            self.assertEqual(first["symbol"], "AAPL")
            seen = [await receive(client, 2) for _ in range(5)]
            self.assertEqual([m["timestamp"] for m in seen], sorted(m["timestamp"] for m in seen))

    async def test_stock_speaks_at_least_once_a_second(self):
        async with self.connect("/ws/stock/QUIET") as client:
            await receive(client, 3)
            gaps, last = [], time.monotonic()
            for _ in range(6):
                await receive(client, 3)
                gaps.append(time.monotonic() - last)
                last = time.monotonic()
            self.assertLess(max(gaps), 1.5)

    async def test_stock_keeps_to_max_rate(self):
        async with self.connect("/ws/stock/AAPL?max_rate=1") as client:
            await receive(client)
            start = time.monotonic()
            for _ in range(3):
                await receive(client)
            self.assertGreater(time.monotonic() - start, 1.8)

    async def test_a_symbol_that_cannot_be_is_closed_with_4404(self):
        for symbol in ["aapl", "A_B", "THIRTEENCHARS"]:
            with self.subTest(symbol):
                async with self.connect("/ws/stock/" + symbol) as client:
                    await self.assertClosed(client, 4404)

    async def test_monitor_sends_a_sample_each_second_until_stop(self):
        async with self.connect("/ws/monitor") as client:
            first = await receive(client, 3)
            self.assertLessEqual(
                {"timestamp", "cpu_usage", "memory_usage", "network_in", "network_out",
                 "active_connections", "per_core", "load", "swap_usage", "disk_read",
                 "disk_write", "disk_usage", "process"}, set(first))
            second = await receive(client, 3)
            third = await receive(client, 3)
            self.assertAlmostEqual(third["timestamp"] - second["timestamp"], 1, delta=0.3)
            self.assertGreaterEqual(third["active_connections"], 1)
            await client.send("stop")
            await self.assertClosed(client, 1000)

    async def test_cpu_follows_a_real_load(self):
        async def cpu(seconds):
            async with self.connect("/ws/monitor") as client:
                await receive(client)
                readings = [await receive(client) for _ in range(seconds)]
                return max(r["cpu_usage"] for r in readings), readings[0]["per_core"]

        process = await asyncio.create_subprocess_exec(
            "timeout", "20", "sh", "-c", "while :; do :; done")
        try:
            busy, cores = await cpu(3)
        finally:
            process.terminate()
            await process.wait()
        # One busy core out of all of them, whatever else runs.
        self.assertGreater(busy, 100 / len(cores) * 0.8)

    async def test_what_one_says_all_hear(self):
        async with self.connect("/ws/7") as seven, self.connect("/ws/8") as eight:
            await seven.send("good morning")
            for client in (seven, eight):
                self.assertEqual(await asyncio.wait_for(client.recv(), 5),
                                 "Client 7 says: good morning")
            await seven.close()
            self.assertEqual(await asyncio.wait_for(eight.recv(), 5), "Client 7 disconnected")

    async def test_a_path_that_is_not_there_refuses_the_handshake(self):
        for path in ["/ws/abc", "/ws", "/ws/stock", "/stocks"]:
            with self.subTest(path), self.assertRaises(websockets.InvalidStatusCode) as refused:
                async with self.connect(path):
                    pass
            self.assertIn(refused.exception.status_code, (400, 404, 405, 426))

    async def test_a_page_of_another_origin_is_refused(self):
        with self.assertRaises(websockets.InvalidStatusCode) as refused:
            async with self.connect("/ws/monitor", origin="https://evil.example"):
                pass
        self.assertEqual(refused.exception.status_code, 403)
        async with self.connect("/ws/monitor", origin=self.server.url) as client:
            await receive(client, 3)

    async def test_a_message_over_64_KiB_is_closed_with_1009(self):
        async with self.connect("/ws/9") as client:
            await client.send("x" * (64 * 1024 + 1))
            await self.assertClosed(client, 1009)

    async def test_a_character_may_be_split_over_fragments(self):
        text = "一二三 😀 é"
        data = text.encode()
        async with self.connect("/ws/11") as client:
            for cut in range(len(data) + 1):
                await client.write_frame(False, TEXT, data[:cut])
                await client.ping()
                await client.write_frame(True, CONTINUATION, data[cut:])
                self.assertEqual(await asyncio.wait_for(client.recv(), 5),
                                 "Client 11 says: " + text)

    async def test_a_character_may_be_split_byte_by_byte(self):
        text = "半导体 😀" * 50
        data = text.encode()
        async with self.connect("/ws/12") as client:
            await client.write_frame(False, TEXT, b"")
            for byte in data:
                await client.write_frame(False, CONTINUATION, bytes([byte]))
            await client.write_frame(True, CONTINUATION, b"")
            self.assertEqual(await asyncio.wait_for(client.recv(), 10), "Client 12 says: " + text)

    async def test_text_that_is_not_utf8_is_closed_with_1007(self):
        for frames in [[b"\xff"], [b"\xe4", b"x"], [b"ok", b"\xed\xa0", b"\x80"], [b"\xe4\xbb"]]:
            with self.subTest(frames):
                async with self.connect("/ws/13") as client:
                    for n, data in enumerate(frames):
                        await client.write_frame(n == len(frames) - 1,
                                                 CONTINUATION if n else TEXT, data)
                    await self.assertClosed(client, 1007)

    async def test_fragments_over_64_KiB_together_are_closed_with_1009(self):
        async with self.connect("/ws/14") as client:
            await client.write_frame(False, TEXT, b"x" * 40_000)
            await client.write_frame(False, CONTINUATION, b"x" * 40_000)
            await self.assertClosed(client, 1009)

    async def test_an_unmasked_frame_is_closed_with_1002(self):
        async with self.connect("/ws/15") as client:
            client.transport.write(b"\x81\x01x")
            await self.assertClosed(client, 1002)

    async def test_a_client_that_stops_reading_slows_no_other(self):
        async with self.connect("/ws/stock/AAPL", max_queue=1, read_limit=1024) as stalled:
            stalled.transport.pause_reading()
            async with self.connect("/ws/stock/AAPL") as other:
                start = time.monotonic()
                for _ in range(8):
                    await receive(other, 3)
                self.assertLess(time.monotonic() - start, 9)
            self.assertEqual(httpx.get(self.server.url + "/health").status_code, 200)
            stalled.transport.resume_reading()


if __name__ == "__main__":
    unittest.main()
