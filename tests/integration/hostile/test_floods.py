# SPDX-License-Identifier: GPL-3.0-or-later
"""Many bad clients at once: honest ones are served meanwhile, memory and descriptors stay bounded,
and all of it is given back."""
import random
import socket
import struct
import time
import unittest

from corpus import CASES, HOST, HONEST
from raw_client import Honest, RawClient, descriptors, is_sanitized, resident_bytes, settles
from tickwell_process import ServerTest

MEBIBYTE = 1024 * 1024
UPGRADE = (b"GET /ws/stock/AAPL HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\n"
           b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
LARGE_ANSWER = b"GET /stocks/AAPL/candles?interval=1s&limit=1000 HTTP/1.1\r\n" + HOST + b"\r\n"


def frame(opcode, payload, final=True, masked=True, reserved=0):
    head = bytes([(0x80 if final else 0) | reserved | opcode])
    mask_bit = 0x80 if masked else 0
    if len(payload) < 126:
        head += bytes([mask_bit | len(payload)])
    elif len(payload) < 65_536:
        head += bytes([mask_bit | 126]) + struct.pack(">H", len(payload))
    else:
        head += bytes([mask_bit | 127]) + struct.pack(">Q", len(payload))
    return head + (b"\0\0\0\0" if masked else b"") + payload


def frames(received):
    """Opcode and payload of every frame of a server."""
    at = 0
    while at + 2 <= len(received):
        size, head = received[at + 1], 2
        assert size < 128, "a server does not mask"
        if size == 126:
            size, head = struct.unpack(">H", received[at + 2:at + 4])[0], 4
        elif size == 127:
            size, head = struct.unpack(">Q", received[at + 2:at + 10])[0], 10
        yield received[at] & 0x0f, received[at + head:at + head + size]
        at += head + size


class Floods(ServerTest):
    def setUp(self):
        self.pid = self.server.process.pid
        self.at_once = 10 if is_sanitized(self.pid) else 2
        self.honest = Honest(self.server.port)
        self.addCleanup(self.honest.close)
        self.honest.ask()
        self.clients = []
        self.files = descriptors(self.pid)
        self.memory = resident_bytes(self.pid)

    def connect(self, count):
        clients = [RawClient(self.server.port) for _ in range(count)]
        self.clients += clients
        return clients

    def upgrade(self, client):
        client.send(UPGRADE)
        self.assertTrue(client.wait_until(lambda c: b"\r\n\r\n" in c.received))
        head, _, client.received = client.received.partition(b"\r\n\r\n")
        self.assertTrue(head.startswith(b"HTTP/1.1 101 "), head)

    def assert_honest_is_served(self):
        with Honest(self.server.port) as newcomer:
            self.assertLess(newcomer.ask(), self.at_once, "a new honest client is served at once")
        self.assertLess(self.honest.ask(), self.at_once, "an honest client is served at once")

    def assert_bounded(self, mebibytes):
        if is_sanitized(self.pid):
            return
        self.assertLess((resident_bytes(self.pid) - self.memory) / MEBIBYTE, mebibytes)

    def assert_all_given_back(self):
        for client in self.clients:
            client.close()
        # The store may have opened a file or two meanwhile.
        self.assertTrue(settles(lambda: descriptors(self.pid), self.files + 3),
                        "descriptors are given back")
        self.assert_honest_is_served()

    def test_ten_thousand_bad_requests(self):
        bad = [case.sent for case in CASES if case.closes and case.statuses[0] >= 400]
        for start in range(0, 10_000, 200):
            clients = [RawClient(self.server.port) for _ in range(200)]
            for i, client in enumerate(clients):
                client.send(bad[(start + i) % len(bad)])
            self.assertLess(self.honest.ask(), self.at_once, "an honest client is served at once")
            for client in clients:
                client.wait_until(lambda c: c.is_closed)
                self.assertEqual(len(client.answers), 1)
                client.close()
        self.assert_bounded(16)
        self.assert_all_given_back()

    def test_a_pipeline_of_ten_thousand(self):
        with RawClient(self.server.port) as client:
            client.send(HONEST * 10_000)
            self.assert_honest_is_served()
            self.assertTrue(client.wait_until(lambda c: c.received.count(b"HTTP/1.1 200 ") == 10_000))
        self.assert_bounded(16)
        self.assert_all_given_back()

    def test_three_hundred_half_open_connections(self):
        silent = self.connect(100)
        for client in self.connect(100):
            client.send(b"GET /health HTTP/1.1\r\nHost: loc")
        for client in self.connect(100):
            client.send(b"POST /health HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000\r\n\r\nx")
        self.assert_honest_is_served()
        self.assert_bounded(16)
        self.assertEqual([client for client in silent if client.is_closed], [])
        self.assert_all_given_back()

    def test_headers_that_drip_are_cut_off(self):
        drips = self.connect(50)
        for client in drips:
            client.send(b"GET /health HTTP/1.1\r\n")
        # The whole head has 10 s, whatever comes meanwhile.
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not all(client.received for client in drips):
            for client in drips:
                client.send(b"X")
            self.honest.ask()
            time.sleep(0.2)
        self.assertEqual({client.answers[0][0] for client in drips if client.answers}, {408})
        self.assertTrue(all(client.answers for client in drips))
        self.assert_all_given_back()

    def test_clients_that_never_read(self):
        for client in self.connect(50):
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            try:
                while True:  # until nothing more goes in
                    client.socket.send(LARGE_ANSWER * 50)
            except BlockingIOError:
                pass
        for _ in range(5):
            self.assert_honest_is_served()
        # What waits for each is one answer and the socket's high-water mark.
        self.assert_bounded(64)
        self.assert_all_given_back()

    def test_connections_cut_in_the_middle_of_an_answer(self):
        for _ in range(10):
            clients = [RawClient(self.server.port) for _ in range(30)]
            for i, client in enumerate(clients):
                client.send(LARGE_ANSWER * 3)
                if i % 2:
                    client.wait_until(lambda c: len(c.received) > 1000)
                client.reset()
            self.assertLess(self.honest.ask(), self.at_once, "an honest client is served at once")
        self.assert_bounded(32)
        self.assert_all_given_back()

    def test_garbage_behind_an_upgrade(self):
        closed_with = {
            "reserved bits": (frame(1, b"x", reserved=0x40), 1002),
            "reserved opcode": (frame(3, b"x"), 1002),
            "continuation of nothing": (frame(0, b"x"), 1002),
            "long ping": (frame(9, b"x" * 126), 1002),
            "fragmented ping": (frame(9, b"x", final=False), 1002),
            "invalid UTF-8": (frame(1, b"\xc3\x28"), 1007),
            "surrogate": (frame(1, b"\xed\xa0\x80"), 1007),
            "binary": (frame(2, b"\0"), 1003),
            "too large": (frame(1, b"x" * 65_537), 1009),
            "announced too large": (b"\x81\xff" + struct.pack(">Q", 1 << 40) + b"\0\0\0\0x", 1009),
            "close with a bad code": (frame(8, struct.pack(">H", 1005)), 1002),
            "HTTP": (HONEST, 1002),
        }
        for name, (sent, code) in closed_with.items():
            with self.subTest(name), RawClient(self.server.port) as client:
                self.upgrade(client)
                client.send(sent)
                self.assertTrue(client.wait_until(lambda c: c.is_closed))
                opcode, payload = list(frames(client.received))[-1]
                self.assertEqual((opcode, payload[:2]), (8, struct.pack(">H", code)))
        self.assert_all_given_back()

    def test_random_bytes_behind_upgrades(self):
        dice = random.Random(1)
        for client in self.connect(200):
            self.upgrade(client)
            client.send(dice.randbytes(dice.randrange(1, 2000)))
        self.assert_honest_is_served()
        self.assert_bounded(32)
        self.assert_all_given_back()


if __name__ == "__main__":
    unittest.main()
