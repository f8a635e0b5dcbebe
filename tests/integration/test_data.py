# SPDX-License-Identifier: GPL-3.0-or-later
"""Data items and the value that is costly to make."""
import asyncio
import time
import unittest

import httpx

from tickwell_process import ServerTest

ITEM = {"id": "7", "name": "温度 \"probe\"", "value": 21.5, "tags": ["lab", "élan"]}


class DataItems(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)

    def tearDown(self):
        self.client.close()

    def faults(self, **options):
        answer = self.client.post("/data/", **options)
        self.assertEqual(answer.status_code, 422, answer.text)
        return [(fault["type"], fault["loc"][1:]) for fault in answer.json()["detail"]]

    def test_an_item_comes_back(self):
        self.assertEqual(self.client.post("/data/", json=ITEM).json(), ITEM)
        self.assertEqual(self.client.get("/data/7").json(), ITEM)

    def test_a_later_item_replaces_it(self):
        self.client.post("/data/", json={**ITEM, "id": "again"})
        self.client.post("/data/", json={"id": "again", "name": "x", "value": 0})
        self.assertEqual(self.client.get("/data/again").json(),
                         {"id": "again", "name": "x", "value": 0, "tags": []})

    def test_ids_are_texts_of_any_kind(self):
        for name, path in [("a/b", "a%2Fb"), ("价", "%E4%BB%B7"), ("../x", "..%2Fx"), ("%", "%25")]:
            with self.subTest(name):
                self.client.post("/data/", json={**ITEM, "id": name})
                self.assertEqual(self.client.get("/data/" + path).json()["id"], name)

    def test_an_unknown_item_is_404(self):
        answer = self.client.get("/data/nobody")
        self.assertEqual(answer.status_code, 404)
        self.assertIn("nobody", answer.json()["detail"])

    def test_all_faults_are_named_and_nothing_is_kept(self):
        self.assertEqual(self.faults(json={"id": "bad", "value": -1, "tags": [1]}),
                         [("missing", ["name"]), ("greater_than_equal", ["value"]),
                          ("string_type", ["tags", 0])])
        self.assertEqual(self.client.get("/data/bad").status_code, 404)

    def test_wrong_bodies_are_422(self):
        good = {"name": "x", "value": 1}
        for content, kind in [(b"", "missing"), (b"{", "json_invalid"), (b"[]", "model_attributes_type"),
                              (b'"x"', "model_attributes_type"),
                              (b'{"id":"x","name":"\xff","value":1}', "json_invalid"),
                              (b'{"id":"x","name":"x","value":1e999}', None),
                              (b"[" * 100 + b"]" * 100, "json_invalid")]:
            with self.subTest(content[:30]):
                faults = self.faults(content=content)
                if kind:
                    self.assertEqual(faults[0][0], kind)
        self.assertEqual(self.faults(json={**good, "id": ""}), [("string_too_short", ["id"])])
        self.assertEqual(self.faults(json={**good, "id": "x" * 129}), [("string_too_long", ["id"])])
        self.assertEqual(self.faults(json={**good, "id": "x", "tags": None}), [("list_type", ["tags"])])

    def test_a_huge_body_is_413(self):
        answer = self.client.post("/data/", json={**ITEM, "name": "x" * 300_000})
        self.assertEqual(answer.status_code, 413)


class Costly(ServerTest):
    async def test_is_made_once_for_all_who_ask(self):
        async with httpx.AsyncClient(base_url=self.server.url, timeout=10) as client:
            begin = time.monotonic()
            answers = await asyncio.gather(*(client.get("/cached-data/") for _ in range(20)))
            self.assertGreater(time.monotonic() - begin, 1.9)
            self.assertLess(time.monotonic() - begin, 4)
            self.assertEqual({answer.status_code for answer in answers}, {200})
            self.assertEqual(len({answer.json()["timestamp"] for answer in answers}), 1)
            begin = time.monotonic()
            again = await client.get("/cached-data/")
            self.assertLess(time.monotonic() - begin, 1)
            self.assertEqual(again.json(), answers[0].json())


class CostlyAndLeft(ServerTest):
    async def test_outlives_the_one_who_asked_first(self):
        async with httpx.AsyncClient(base_url=self.server.url) as client:
            with self.assertRaises(httpx.ReadTimeout):
                await client.get("/cached-data/", timeout=0.5)
            begin = time.monotonic()
            answer = await client.get("/cached-data/", timeout=10)
            self.assertEqual(answer.status_code, 200)
            self.assertLess(time.monotonic() - begin, 1.9)


if __name__ == "__main__":
    unittest.main()
