# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request of the corpus in every split, each followed by an honest one."""
import json
import unittest

from raw_client import Honest, RawClient, descriptors, is_sanitized, resident_bytes, settles
from corpus import CASES, HONEST, LARGE
from tickwell_process import ServerTest

MEBIBYTE = 1024 * 1024


class HostileRequests(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.honest = Honest(cls.server.port)
        cls.at_once = 10 if is_sanitized(cls.server.process.pid) else 2

    @classmethod
    def tearDownClass(cls):
        cls.honest.close()
        super().tearDownClass()

    def setUp(self):
        self.honest.ask()

    def tearDown(self):
        self.assertLess(self.honest.ask(), self.at_once, "an honest client is served at once")

    def check(self, case, client, how):
        """What came for @p case and the honest request behind it."""
        with self.subTest(case.name, how=how):
            wanted = len(case.statuses) + (0 if case.closes else 1)
            client.wait_until(lambda c: c.is_closed if case.closes else len(c.answers) >= wanted)
            statuses = tuple(answer[0] for answer in client.answers)
            if case.closes:
                self.assertEqual(statuses, case.statuses)
                self.assertTrue(client.is_closed, "the connection ends")
                status, headers, body = client.answers[-1]
                self.assertEqual(headers.get("connection"), "close")
                if status >= 400:
                    self.assertTrue(json.loads(body)["detail"])
            else:
                self.assertEqual(statuses, (*case.statuses, 200))
                self.assertEqual(client.answers[-1][1]["x-request-id"], "honest")
        client.close()

    def send_split(self, case, positions, how):
        data = case.sent + HONEST
        clients = [(RawClient(self.server.port), at) for at in positions]
        for client, at in clients:
            client.send(data[:at])
        self.honest.barrier()
        for client, at in clients:
            client.send(data[at:])
        for client, at in clients:
            self.check(case, client, how.format(at))

    def test_whole(self):
        for case in CASES + LARGE:
            with RawClient(self.server.port) as client:
                client.send(case.sent + HONEST)
                self.check(case, client, "whole")

    def test_split_at_every_byte(self):
        for case in CASES:
            self.send_split(case, range(1, len(case.sent) + 1), "split at {}")

    def test_large_ones_split_here_and_there(self):
        for case in LARGE:
            size = len(case.sent)
            self.send_split(case, [1, *range(997, size, 4999), size - 1], "split at {}")

    def test_byte_by_byte(self):
        clients = [(case, RawClient(self.server.port)) for case in CASES]
        for at in range(max(len(case.sent) for case in CASES)):
            for case, client in clients:
                client.send(case.sent[at:at + 1])
            self.honest.ask()
        for case, client in clients:
            client.send(HONEST)
            self.check(case, client, "byte by byte")

    def test_nothing_was_smuggled(self):
        self.test_whole()
        log = self.server.log_text()
        self.assertIn("/health", log)
        self.assertNotIn("/smuggled", log)

    def test_memory_and_descriptors_come_back(self):
        self.test_whole()
        pid = self.server.process.pid
        memory, files = resident_bytes(pid), descriptors(pid)
        for _ in range(20):
            self.test_whole()
        self.assertTrue(settles(lambda: descriptors(pid), files + 3), "descriptors are given back")
        if not is_sanitized(pid):
            self.assertLess(resident_bytes(pid) - memory, 8 * MEBIBYTE)


if __name__ == "__main__":
    unittest.main()
