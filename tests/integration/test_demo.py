# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoints that clients of the tutorials' services know."""
import hashlib
import unittest

import httpx

from tickwell_process import ServerTest


class Demo(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)

    def tearDown(self):
        self.client.close()

    def faults(self, path, method="GET"):
        answer = self.client.request(method, path)
        self.assertEqual(answer.status_code, 422, answer.text)
        return [(fault["type"], fault["loc"]) for fault in answer.json()["detail"]]

    def test_items_come_in_pages(self):
        self.assertEqual(self.client.get("/items/?skip=3&limit=2").json(),
                         {"skip": 3, "limit": 2, "items": ["item_3", "item_4"]})
        first = self.client.get("/items/").json()
        self.assertEqual((first["skip"], first["limit"], len(first["items"])), (0, 100, 100))

    def test_items_at_the_end_of_numbers(self):
        page = self.client.get(f"/items/?skip={2**63 - 1}&limit=2").json()
        self.assertEqual(page["items"], [f"item_{2**63 - 1}", f"item_{2**63}"])

    def test_items_without_the_slash_are_redirected(self):
        self.assertEqual(self.client.get("/items").status_code, 307)

    def test_all_faults_of_a_page_are_named(self):
        self.assertEqual(self.faults("/items/?skip=-1&limit=1001"),
                         [("greater_than_equal", ["query", "skip"]),
                          ("less_than_equal", ["query", "limit"])])
        self.assertEqual(self.faults("/items/?skip=x&limit="),
                         [("int_parsing", ["query", "skip"]), ("int_parsing", ["query", "limit"])])
        self.assertEqual(self.faults(f"/items/?skip={2**63}"),
                         [("int_parsing_size", ["query", "skip"])])

    def test_the_limited_one_is_limited_for_loopback_too(self):
        answers = [self.client.get("/limited/") for _ in range(6)]
        self.assertEqual([answer.status_code for answer in answers], [200] * 5 + [429])
        self.assertGreaterEqual(int(answers[-1].headers["retry-after"]), 1)
        self.assertIn("detail", answers[-1].json())

    def test_a_text_is_hashed(self):
        for text in ("", "hello", "价格 & more", "x" * 4000):
            answer = self.client.post("/process-data/", params={"data": text})
            self.assertEqual(answer.json(),
                             {"hash": hashlib.sha256(text.encode()).hexdigest()})

    def test_a_missing_text_is_a_fault(self):
        self.assertEqual(self.faults("/process-data/", "POST"), [("missing", ["query", "data"])])

    def test_other_methods_are_refused(self):
        answer = self.client.get("/process-data/?data=x")
        self.assertEqual(answer.status_code, 405)
        self.assertIn("POST", answer.headers["allow"])


if __name__ == "__main__":
    unittest.main()
