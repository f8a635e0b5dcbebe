# SPDX-License-Identifier: GPL-3.0-or-later
"""The recording in a PostgreSQL: the same answers, and nothing lost while it is away."""
import asyncio
import tempfile
import time
import unittest
from pathlib import Path

import httpx
import websockets

import postgres_process
from tickwell_process import Tickwell, run


def setUpModule():
    postgres_process.require()


class PostgresTest(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        cls.postgres = postgres_process.Postgres("fsync=off").start()
        cls.addClassCleanup(cls.postgres.close)

    def setUp(self):
        self.postgres.sql("SET client_min_messages TO error; DROP SCHEMA IF EXISTS tickwell CASCADE")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def tickwell(self, name="data", *flags):
        server = Tickwell(self.folder / name, "--database", self.postgres.url, *flags)
        self.addCleanup(server.__exit__)
        return server

    async def eventually(self, condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            await asyncio.sleep(0.1)

    def healthy(self, server):
        return httpx.get(server.url + "/health").status_code == 200

    async def test_every_data_set_is_recorded_and_read(self):
        server = self.tickwell()
        async with websockets.connect(server.ws + "/ws/chat/ana") as chat:
            await chat.send("=1+1, \"quoted\" 你好")
            await self.eventually(lambda: all(
                httpx.get(f"{server.url}/export/{name}.csv").text.count("\n") > 1
                for name in ("ticks", "candles", "monitor", "chat")))
        with httpx.Client(base_url=server.url) as client:
            self.assertIn(",\"'=1+1, \"\"quoted\"\" 你好\",", client.get("/export/chat.csv").text)
            self.assertTrue(client.get("/stocks/AAPL/candles?interval=1s").json())
            self.assertGreater(client.get("/health").json()["checks"]["store"]["rows"], 0)
        self.assertEqual(list((self.folder / "data").glob("*.db")), [])
        self.assertEqual(server.stop(), 0)
        out = self.folder / "ticks.csv"
        done = run("export", "ticks", "--database", self.postgres.url, "--out", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(out.read_text().splitlines()) - 1,
                         int(self.postgres.sql("SELECT count(*) FROM tickwell.ticks")[0]))

    async def test_an_outage_loses_nothing_that_was_accepted(self):
        server = self.tickwell()
        sent = 0
        async with websockets.connect(server.ws + "/ws/chat/ana") as chat:
            async def read():
                async for _ in chat:
                    pass

            reader = asyncio.create_task(read())

            async def talk(count):
                nonlocal sent
                for _ in range(count):
                    sent += 1
                    await chat.send(f"message {sent}")
                    await asyncio.sleep(0.05)

            await talk(5)
            for _ in range(2):
                self.postgres.kill()
                await talk(10)
                await self.eventually(lambda: not self.healthy(server))
                # What needs no database answers as ever, and what does says why.
                self.assertEqual(httpx.get(server.url + "/stocks/AAPL").status_code, 200)
                answer = httpx.get(server.url + "/export/ticks.csv")
                self.assertEqual(answer.status_code, 503, answer.text)
                self.assertNotIn("notasked", answer.text)
                self.postgres.start()
                await self.eventually(lambda: self.healthy(server))
                await talk(5)
            reader.cancel()
        self.assertEqual(server.stop(), 0)
        self.assertNotIn("notasked", server.log_text())
        texts = self.postgres.sql("SELECT text FROM tickwell.chat_messages WHERE user_id = 'ana' "
                                  "AND text LIKE 'message %' ORDER BY seq")
        self.assertEqual(texts, [f"message {n + 1}" for n in range(sent)])
        gaps = self.postgres.sql("SELECT count(*), count(DISTINCT seq), max(seq) FROM tickwell.ticks")
        self.assertEqual(len(set(gaps[0].split("|"))), 1, gaps)

    async def test_numbering_goes_on_after_a_restart(self):
        server = self.tickwell()
        await self.eventually(lambda: int(self.postgres.sql(
            "SELECT count(*) FROM tickwell.ticks")[0]) > 0)
        self.assertEqual(server.stop(), 0)
        again = self.tickwell()
        before = int(self.postgres.sql("SELECT max(seq) FROM tickwell.ticks")[0])
        await self.eventually(lambda: int(self.postgres.sql(
            "SELECT max(seq) FROM tickwell.ticks")[0]) > before)
        self.assertEqual(again.stop(), 0)

    def test_a_second_server_is_refused(self):
        self.tickwell()
        done = run("--port", "0", "--data-dir", self.folder / "other", "--database",
                   self.postgres.url)
        self.assertEqual(done.returncode, 1)
        self.assertIn("another Tickwell", done.stderr)

    def test_without_a_database_it_says_why_and_ends(self):
        for url in (f"postgresql://bob:opensesame@/db?host={self.folder}",
                    "postgresql://bob:opensesame@h:port/db", "postgresql://bob:opensesame%@h/db"):
            with self.subTest(url):
                done = run("--port", "0", "--data-dir", self.folder / "data", "--database", url)
                self.assertEqual(done.returncode, 1)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertNotIn("opensesame", done.stderr)


if __name__ == "__main__":
    unittest.main()
