# SPDX-License-Identifier: GPL-3.0-or-later
"""The cache in a Redis: shared, restarted under load, and away."""
import asyncio
import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import httpx

from tickwell_process import Tickwell, run

PASSWORD = "open:sesame/é"
URL_PASSWORD = "open%3Asesame%2F%C3%A9"


class Redis:
    """A redis-server of the test's own, without anything on disk."""

    def __init__(self, folder, *lines):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.lines = ["bind 127.0.0.1", f"port {self.port}", "save \"\"", f"dir {folder}", *lines]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(["redis-server", "-"], stdin=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL)
        self.process.stdin.write("\n".join(self.lines).encode())
        self.process.stdin.close()
        deadline = time.monotonic() + 20
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return self
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline
                time.sleep(0.02)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.wait()

    def ask(self, *commands):
        """The raw answers to commands sent on a connection of their own."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as client:
            client.sendall("".join(command + "\r\n" for command in (*commands, "QUIT")).encode())
            answer = b""
            while part := client.recv(65536):
                answer += part
            return answer


def setUpModule():
    if not shutil.which("redis-server"):
        if os.environ.get("CI") == "true":
            raise AssertionError("redis-server is not installed")
        raise unittest.SkipTest("Debian's package redis-server is not installed")


class RedisTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.redis = Redis(self.folder, f'requirepass "{PASSWORD}"')
        self.addCleanup(self.redis.kill)

    @property
    def url(self):
        return f"redis://:{URL_PASSWORD}@localhost:{self.redis.port}/2"

    def tickwell(self, name="data", *flags):
        server = Tickwell(self.folder / name, "--redis", self.url, *flags)
        self.addCleanup(server.__exit__)
        return server

    def asked(self, *commands):
        return self.redis.ask(f'AUTH "{PASSWORD}"', "SELECT 2", *commands)

    def metric(self, server, name):
        text = httpx.get(server.url + "/metrics").text
        return float(re.search(rf"^{name} (\S+)$", text, re.MULTILINE)[1])

    async def up(self, server, wanted):
        deadline = time.monotonic() + 15
        while self.metric(server, "tickwell_cache_up") != wanted:
            self.assertLess(time.monotonic(), deadline, server.log_text())
            await asyncio.sleep(0.05)

    def cache_log(self, server):
        return [line.split(" ", 1)[1] for line in server.log_text().splitlines()
                if " tickwell.cache: " in line]

    def assert_secret(self, server):
        told = server.log_text() + httpx.get(server.url + "/metrics").text \
            + httpx.get(server.url + "/health").text
        for word in (PASSWORD, URL_PASSWORD, "sesame"):
            self.assertNotIn(word, told)


class Shared(RedisTest):
    def test_items_are_in_redis_under_the_prefix(self):
        self.redis.start()
        server = self.tickwell()
        item = {"id": "7", "name": "温度", "value": 21.5, "tags": ["lab"]}
        self.assertEqual(httpx.post(server.url + "/data/", json=item).status_code, 200)
        self.assertIn("温度".encode(), self.asked("GET tickwell:data:7"))
        self.assert_secret(server)

    def test_servers_share_items_and_a_restart_keeps_them(self):
        self.redis.start()
        one, two = self.tickwell("one"), self.tickwell("two")
        item = {"id": "7", "name": "x", "value": 1, "tags": []}
        httpx.post(one.url + "/data/", json=item)
        self.assertEqual(httpx.get(two.url + "/data/7").json(), item)
        self.assertEqual(one.stop(), 0)
        again = self.tickwell("one")
        self.assertEqual(httpx.get(again.url + "/data/7").json(), item)

    def test_the_costly_value_is_kept_for_a_minute(self):
        self.redis.start()
        one, two = self.tickwell("one"), self.tickwell("two")
        value = httpx.get(one.url + "/cached-data/").json()
        self.assertEqual(httpx.get(two.url + "/cached-data/").json(), value)
        life = int(self.asked("PTTL tickwell:cached-data").split(b":")[1].split()[0])
        self.assertTrue(40_000 < life <= 60_000, life)


class Away(RedisTest):
    def test_the_server_starts_without_redis_and_says_so_once(self):
        server = self.tickwell()
        with httpx.Client(base_url=server.url) as client:
            for _ in range(5):
                self.assertEqual(client.get("/data/7").status_code, 404)
                answer = client.post("/data/", json={"id": "7", "name": "x", "value": 1})
                self.assertEqual(answer.status_code, 503)
                self.assertIn("retry-after", answer.headers)
            health = client.get("/health")
        self.assertEqual(health.status_code, 200)
        self.assertEqual(health.json()["status"], "degraded")
        cache = health.json()["checks"]["cache"]
        self.assertEqual((cache["status"], cache["engine"]), ("down", "redis"))
        self.assertIn(f"localhost:{self.redis.port}", cache["message"])
        self.assertEqual(self.metric(server, "tickwell_cache_up"), 0)
        self.assertGreaterEqual(self.metric(server, "tickwell_cache_errors_total"), 10)
        self.assertEqual(len(self.cache_log(server)), 1, self.cache_log(server))
        self.assert_secret(server)

    async def test_the_costly_value_is_made_once_for_all_who_ask_meanwhile(self):
        server = self.tickwell()
        async with httpx.AsyncClient(base_url=server.url, timeout=10) as client:
            answers = await asyncio.gather(*(client.get("/cached-data/") for _ in range(20)))
            self.assertEqual({answer.status_code for answer in answers}, {200})
            self.assertEqual(len({answer.json()["timestamp"] for answer in answers}), 1)
            later = await client.get("/cached-data/")
            self.assertNotEqual(later.json()["timestamp"], answers[0].json()["timestamp"])

    def test_a_wrong_password_is_named_without_being_told(self):
        self.redis.start()
        self.redis.ask(f'AUTH "{PASSWORD}"', "CONFIG SET requirepass another")
        server = self.tickwell()
        self.assertEqual(httpx.get(server.url + "/data/7").status_code, 404)
        self.assertIn("refuses the user or the password", self.cache_log(server)[0])
        self.assert_secret(server)

    def test_a_wrong_url_ends_the_program_without_the_password(self):
        result = run("--redis", f"redis://:{URL_PASSWORD}@localhost/x", "--data-dir",
                     self.folder / "data")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(len(result.stderr.splitlines()), 1)
        self.assertIn("--redis", result.stderr)
        self.assertNotIn("sesame", result.stderr)


class Restarted(RedisTest):
    async def test_under_load_nothing_fails_but_what_cannot_be_kept(self):
        self.redis.start()
        server = self.tickwell()
        seen = {}    # (what, status): how often
        slowest = 0
        kept = {}    # what was accepted last, by id
        ending = asyncio.Event()

        async def ask(client, number):
            nonlocal slowest
            value = 0
            while not ending.is_set():
                value += 1
                item = {"id": f"w{number}", "name": "x", "value": value, "tags": []}
                for what, request in (
                        ("post", client.post("/data/", json=item)),
                        ("get", client.get(f"/data/w{number}")),
                        ("root", client.get("/"))):
                    answer = await request
                    # As the server sees it: this loop also waits for what starts and stops Redis.
                    slowest = max(slowest, float(answer.headers["x-process-time"]))
                    seen[what, answer.status_code] = seen.get((what, answer.status_code), 0) + 1
                    if what == "post" and answer.status_code == 200:
                        kept[number] = value

        async def ask_costly(client):
            while not ending.is_set():
                answer = await client.get("/cached-data/")
                seen["cached", answer.status_code] = seen.get(("cached", answer.status_code), 0) + 1
                await asyncio.sleep(0.05)

        async with httpx.AsyncClient(base_url=server.url, timeout=10) as client:
            workers = [asyncio.create_task(ask(client, number)) for number in range(8)]
            workers.append(asyncio.create_task(ask_costly(client)))
            for _ in range(2):
                await asyncio.sleep(1)
                self.redis.kill()
                await self.up(server, 0)
                await asyncio.sleep(1)
                self.redis.start()
                await self.up(server, 1)
            before = dict(kept)
            deadline = time.monotonic() + 10
            while any(kept.get(number, 0) <= before.get(number, 0) for number in range(8)):
                self.assertLess(time.monotonic(), deadline, "somebody's items are not taken again")
                await asyncio.sleep(0.05)
            ending.set()
            await asyncio.gather(*workers)
            for number, value in kept.items():
                self.assertEqual((await client.get(f"/data/w{number}")).json()["value"], value)
        allowed = {("post", 200), ("post", 503), ("get", 200), ("get", 404), ("root", 200),
                   ("cached", 200)}
        self.assertLessEqual(set(seen), allowed, seen)
        self.assertIn(("post", 503), seen)
        self.assertLess(slowest, 1)
        log = self.cache_log(server)
        self.assertEqual(["is out" in line for line in log], [False, True, False, True, False], log)
        self.assertEqual([line.split(" ")[0] for line in log],
                         ["INFO", "WARNING", "INFO", "WARNING", "INFO"])
        self.assert_secret(server)
        self.assertEqual(httpx.get(server.url + "/health").json()["status"], "ok")

    async def test_a_redis_that_stands_still_holds_nobody(self):
        self.redis.start()
        server = self.tickwell()
        item = {"id": "7", "name": "x", "value": 1, "tags": []}
        async with httpx.AsyncClient(base_url=server.url, timeout=10) as client:
            self.assertEqual((await client.post("/data/", json=item)).status_code, 200)
            self.redis.process.send_signal(19)  # SIGSTOP: it takes what is sent, and is silent
            with contextlib.ExitStack() as stack:
                stack.callback(self.redis.process.send_signal, 18)
                answers = await asyncio.gather(
                    *(client.get("/data/7") for _ in range(20)),
                    *(client.post("/data/", json=item) for _ in range(20)))
                self.assertLess(max(float(answer.headers["x-process-time"]) for answer in answers), 1)
                self.assertEqual([answer.status_code for answer in answers], [404] * 20 + [503] * 20)
            await self.up(server, 1)
            self.assertEqual((await client.get("/data/7")).json(), item)


if __name__ == "__main__":
    unittest.main()
