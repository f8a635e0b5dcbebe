# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server asks of other servers: GET /external-api and POST /fetch."""
import asyncio
import json
import time
import unittest
from pathlib import Path
import tempfile

import httpx

from tickwell_process import ServerTest, Tickwell, member


class Upstream:
    """Another server, on a free port: `answers` maps a path to bytes, or to a coroutine function
    that gets the writer."""

    def __init__(self, answers):
        self.answers = answers
        self.requests = []
        self.open = 0
        self.most = 0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_):
        self.server.close()

    async def serve(self, reader, writer):
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ")[1].decode()
                self.requests.append(path)
                answer = self.answers.get(path, ok(b"{}"))
                if callable(answer):
                    # A client that leaves ends it.
                    task = asyncio.ensure_future(answer(writer))
                    gone = asyncio.ensure_future(reader.read(1))
                    await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
                    if not task.done():
                        task.cancel()
                        return
                    gone.cancel()
                    return
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.open -= 1
            writer.close()


def ok(body, status="200 OK", headers=""):
    return (f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n").encode() + body


async def silence(_):
    await asyncio.sleep(3600)


def configured(folder, port, upstream="/"):
    path = Path(folder) / "outbound.toml"
    path.write_text(f'[outbound]\nallow = ["localhost:{port}"]\n'
                    f'allow-private = ["127.0.0.1:{port}"]\n'
                    f'upstream = "http://127.0.0.1:{port}{upstream}"\n'
                    'retries = 1\ntry-timeout = 1\ntotal-timeout = 20\nanswer = 100000\n')
    return path


class OutboundTest(unittest.IsolatedAsyncioTestCase):
    """Each test has an upstream and a server that may ask it."""

    answers = {}

    async def asyncSetUp(self):
        self.upstream = await Upstream(dict(self.answers)).__aenter__()
        self.folder = tempfile.TemporaryDirectory()
        path = configured(self.folder.name, self.upstream.port)
        self.server = await asyncio.to_thread(Tickwell, Path(self.folder.name) / "data",
                                              "--config", str(path))
        headers = await asyncio.to_thread(member, self.server.url)
        self.client = httpx.AsyncClient(base_url=self.server.url, timeout=30, headers=headers)

    async def asyncTearDown(self):
        await self.client.aclose()
        code = await asyncio.to_thread(self.server.stop)
        await self.upstream.__aexit__()
        self.folder.cleanup()
        self.assertEqual(code, 0)

    async def fetch(self, *paths, **options):
        urls = [path if "//" in path else self.upstream.url + path for path in paths]
        return await self.client.post("/fetch", json={"urls": urls, **options})

    async def metric(self, name):
        text = (await self.client.get("/metrics")).text
        return float(next(line for line in text.splitlines() if line.startswith(name + " ")).split()[1])

    async def until(self, done):
        deadline = time.monotonic() + 10
        while not await done() if asyncio.iscoroutinefunction(done) else not done():
            self.assertLess(time.monotonic(), deadline)
            await asyncio.sleep(0.02)


class ExternalApi(OutboundTest):
    async def test_passes_the_json_on(self):
        self.upstream.answers["/"] = ok('{"price": 1.50, "name": "价"}'.encode())
        answer = await self.client.get("/external-api")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["content-type"], "application/json")
        self.assertEqual(answer.content, '{"price": 1.50, "name": "价"}'.encode())

    async def test_what_is_no_json_is_502(self):
        for body in [b"<html>", b"", b"{", b'{"a":\xff}', b"[" * 100 + b"]" * 100]:
            with self.subTest(body[:10]):
                self.upstream.answers["/"] = ok(body)
                answer = await self.client.get("/external-api")
                self.assertEqual(answer.status_code, 502)
                self.assertIn("no JSON", answer.json()["detail"])

    async def test_too_large_is_502(self):
        self.upstream.answers["/"] = ok(b'"' + b"x" * 100_000 + b'"')
        answer = await self.client.get("/external-api")
        self.assertEqual(answer.status_code, 502)
        self.assertIn("larger than 100000 bytes", answer.json()["detail"])

    async def test_another_status_is_passed_on(self):
        for status in [201, 400, 404, 418, 429, 500]:
            with self.subTest(status):
                self.upstream.answers["/"] = ok(b"{}", f"{status} X")
                answer = await self.client.get("/external-api")
                self.assertEqual(answer.status_code, status)
                self.assertEqual(answer.json(), {"detail": f"The upstream answered {status}"})

    async def test_a_status_without_a_body_is_502(self):
        self.upstream.answers["/"] = b"HTTP/1.1 204 No Content\r\n\r\n"
        answer = await self.client.get("/external-api")
        self.assertEqual(answer.status_code, 502)
        self.assertEqual(answer.json(), {"detail": "The upstream answered 204"})

    async def test_a_busy_one_is_asked_again(self):
        answers = iter([ok(b"", "503 Busy"), ok(b"[1]")])

        async def next_answer(writer):
            writer.write(next(answers))
            await writer.drain()

        self.upstream.answers["/"] = next_answer
        begin = time.monotonic()
        self.assertEqual((await self.client.get("/external-api")).json(), [1])
        self.assertGreater(time.monotonic() - begin, 0.95)
        self.assertEqual(await self.metric("tickwell_outbound_retries_total"), 1)

    async def test_a_silent_one_is_502_and_blocks_nobody(self):
        self.upstream.answers["/"] = silence
        waiting = asyncio.ensure_future(self.client.get("/external-api"))
        await self.until(lambda: self.upstream.requests)
        slowest = 0
        for _ in range(20):
            begin = time.monotonic()
            await self.client.get("/health")
            slowest = max(slowest, time.monotonic() - begin)
        self.assertLess(slowest, 0.5)
        answer = await waiting
        self.assertEqual(answer.status_code, 502)
        self.assertIn("gave no answer in 1 s", answer.json()["detail"])

    async def test_an_unreachable_one_is_502(self):
        self.upstream.server.close()
        await self.upstream.server.wait_closed()
        answer = await self.client.get("/external-api")
        self.assertEqual(answer.status_code, 502)
        self.assertIn("refuses connections", answer.json()["detail"])
        self.assertEqual(await self.metric("tickwell_outbound_failures_total"), 1)

    async def test_a_client_that_leaves_ends_the_request(self):
        self.upstream.answers["/"] = silence
        with self.assertRaises(httpx.ReadTimeout):
            await self.client.get("/external-api", timeout=0.3)
        await self.until(lambda: self.upstream.open == 0)

        async def is_counted():
            return await self.metric("tickwell_outbound_cancelled_total") == 1

        await self.until(is_counted)


class NoUpstream(ServerTest):
    def test_says_how_to_configure_one(self):
        answer = httpx.get(self.server.url + "/external-api")
        self.assertEqual(answer.status_code, 503)
        self.assertIn("[outbound]", answer.json()["detail"])


class Fetch(OutboundTest):
    async def test_results_are_in_order_with_statistics(self):
        async def slow(writer):
            await asyncio.sleep(0.3)
            writer.write(ok(b"slow"))
            await writer.drain()

        self.upstream.answers |= {"/a": slow, "/b": ok(b"four", "404 None"), "/c": ok(b"")}
        answer = await self.fetch("/a", "/b", "/c")
        self.assertEqual(answer.status_code, 200)
        results, stats = answer.json()["results"], answer.json()["stats"]
        self.assertEqual([result["url"] for result in results],
                         [self.upstream.url + path for path in ("/a", "/b", "/c")])
        self.assertEqual([(result["status"], result["content_length"]) for result in results],
                         [(200, 4), (404, 4), (200, 0)])
        self.assertGreater(results[0]["elapsed"], 0.29)
        self.assertEqual(stats["total_requests"], 3)
        self.assertAlmostEqual(stats["total_response_time"],
                               sum(result["elapsed"] for result in results), places=6)
        self.assertAlmostEqual(stats["average_response_time"], stats["total_response_time"] / 3,
                               places=6)

    async def test_at_most_so_many_at_a_time(self):
        async def slow(writer):
            await asyncio.sleep(0.1)
            writer.write(ok(b""))
            await writer.drain()

        self.upstream.answers = {f"/{i}": slow for i in range(12)}
        answer = await self.fetch(*self.upstream.answers, concurrency=4)
        self.assertEqual({result["status"] for result in answer.json()["results"]}, {200})
        self.assertEqual(self.upstream.most, 4)

    async def test_what_fails_says_why_and_leaves_the_others_alone(self):
        answer = await self.fetch("/a", "http://elsewhere.invalid/",
                                  f"http://localhost:{self.upstream.port}/",
                                  "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/",
                                  retries=0)
        self.assertEqual(answer.status_code, 200)
        results = answer.json()["results"]
        self.assertEqual(results[0]["status"], 200)
        for result in results[1:]:
            self.assertEqual(set(result), {"url", "error"})
        self.assertIn("has an address that is not public", results[2]["error"])
        for i in (1, 3, 4):
            self.assertIn("not on the allow list", results[i]["error"])
        self.assertEqual(answer.json()["stats"]["total_requests"], 1)

    async def test_redirects_are_checked(self):
        self.upstream.answers |= {
            "/a": ok(b"", "302 Found", "Location: /b\r\n"), "/b": ok(b"there"),
            "/in": ok(b"", "302 Found", "Location: http://169.254.169.254/\r\n"),
            "/loop": ok(b"", "302 Found", "Location: /loop\r\n")}
        results = (await self.fetch("/a", "/in", "/loop")).json()["results"]
        self.assertEqual(results[0]["content_length"], 5)
        self.assertIn("not on the allow list", results[1]["error"])
        self.assertIn("more than 5 times", results[2]["error"])

    async def test_time_is_bounded_for_each_try(self):
        self.upstream.answers["/a"] = silence
        begin = time.monotonic()
        result = (await self.fetch("/a", timeout=0.2, retries=0)).json()["results"][0]
        self.assertLess(time.monotonic() - begin, 1)
        self.assertIn("gave no answer in 0.2 s", result["error"])

    async def test_a_url_may_come_twice(self):
        results = (await self.fetch("/a", "/a")).json()["results"]
        self.assertEqual(len(results), 2)

    async def test_streams_each_as_it_completes_and_statistics_last(self):
        release = asyncio.Event()

        async def held(writer):
            await release.wait()
            writer.write(ok(b"held"))
            await writer.drain()

        self.upstream.answers |= {"/held": held, "/b": ok(b"b")}
        urls = [self.upstream.url + path for path in ("/held", "/b")]
        async with self.client.stream("POST", "/fetch?stream=true", json={"urls": urls}) as answer:
            self.assertEqual(answer.headers["content-type"], "application/x-ndjson")
            lines = answer.aiter_lines()
            first = json.loads(await anext(lines))
            self.assertEqual((first["url"], first["status"]), (urls[1], 200))
            release.set()
            rest = [json.loads(line) async for line in lines]
        self.assertEqual(rest[0]["url"], urls[0])
        self.assertEqual(list(rest[1]), ["stats"])
        self.assertEqual(rest[1]["stats"]["total_requests"], 2)
        self.assertEqual(len(rest), 2)

    async def test_a_client_that_leaves_ends_all(self):
        self.upstream.answers |= {f"/{i}": silence for i in range(6)}
        for query in ("", "?stream=true"):
            with self.subTest(query):
                urls = [f"{self.upstream.url}/{i}" for i in range(6)]
                seen = len(self.upstream.requests)
                with self.assertRaises(httpx.ReadTimeout):
                    async with self.client.stream("POST", "/fetch" + query, timeout=0.4,
                                                  json={"urls": urls, "timeout": 60}) as answer:
                        await answer.aread()
                await self.until(lambda: self.upstream.open == 0)
                self.assertEqual(len(self.upstream.requests) - seen, 3)

    async def test_stops_while_it_fetches(self):
        self.upstream.answers["/a"] = silence
        waiting = asyncio.ensure_future(self.fetch("/a", timeout=60))
        await self.until(lambda: self.upstream.requests)
        begin = time.monotonic()
        self.assertEqual(await asyncio.to_thread(self.server.stop), 0)
        self.assertLess(time.monotonic() - begin, 10)
        await asyncio.gather(waiting, return_exceptions=True)
        self.server = Tickwell(Path(self.folder.name) / "data2")


class WrongInput(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = httpx.Client(base_url=cls.server.url, headers=member(cls.server.url))

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        super().tearDownClass()

    def faults(self, **options):
        answer = self.client.post("/fetch", **options)
        self.assertEqual(answer.status_code, 422, answer.text)
        return [(fault["type"], fault["loc"]) for fault in answer.json()["detail"]]

    def test_numbers_have_bounds(self):
        url = ["http://a.invalid/"]
        for key, value, kind in [
                ("concurrency", 0, "greater_than_equal"), ("concurrency", 21, "less_than_equal"),
                ("concurrency", 1.5, "int_from_float"), ("concurrency", "x", "int_parsing"),
                ("timeout", 0, "greater_than"), ("timeout", 60.1, "less_than_equal"),
                ("timeout", -1, "greater_than"), ("timeout", "x", "float_parsing"),
                ("timeout", [], "float_type"), ("retries", -1, "greater_than_equal"),
                ("retries", 6, "less_than_equal"), ("retries", 10**30, None)]:
            with self.subTest(f"{key} {value}"):
                faults = self.faults(json={"urls": url, key: value})
                self.assertEqual([loc for _, loc in faults], [["body", key]])
                if kind:
                    self.assertEqual(faults[0][0], kind)

    def test_urls_are_a_list_of_one_to_a_hundred(self):
        self.assertEqual(self.faults(json={}), [("missing", ["body", "urls"])])
        self.assertEqual(self.faults(json={"urls": []}), [("too_short", ["body", "urls"])])
        self.assertEqual(self.faults(json={"urls": ["http://a.invalid/"] * 101}),
                         [("too_long", ["body", "urls"])])
        self.assertEqual(self.faults(json={"urls": "http://a.invalid/"}), [("list_type", ["body", "urls"])])
        self.assertEqual(self.faults(json={"urls": [1, None, ""]}),
                         [("string_type", ["body", "urls", 0]), ("string_type", ["body", "urls", 1]),
                          ("string_too_short", ["body", "urls", 2])])

    def test_urls_are_http_without_credentials(self):
        wrong = ["a.invalid", "/etc/passwd", "file:///etc/passwd", "ftp://a.invalid/", "gopher://a/",
                 "http://u:p@a.invalid/", "http://", "http://a.invalid:0/", "http://a b/",
                 "javascript:alert(1)", "http://a.invalid/\r\nX-Y: z", "'; DROP TABLE users; --"]
        self.assertEqual(self.faults(json={"urls": wrong}),
                         [("value_error", ["body", "urls", i]) for i in range(len(wrong))])
        self.assertEqual(self.faults(json={"urls": ["http://a.invalid/" + "x" * 2083]}),
                         [("string_too_long", ["body", "urls", 0])])

    def test_a_password_is_not_repeated_in_the_message(self):
        answer = self.client.post("/fetch", json={"urls": ["http://u:secret@a.invalid/"]})
        self.assertNotIn("secret", answer.json()["detail"][0]["msg"])

    def test_other_bodies_are_422(self):
        for content in [b"", b"{", b"[]", b'"x"', b"null", b'{"urls":["\xff"]}',
                        b'{"urls":' + b"[" * 100 + b"]" * 100 + b"}"]:
            with self.subTest(content[:20]):
                self.faults(content=content)

    def test_stream_is_a_flag(self):
        self.assertEqual(self.faults(params={"stream": "maybe"}, json={"urls": ["http://a.invalid/"]}),
                         [("bool_parsing", ["query", "stream"])])

    def test_a_huge_body_is_413(self):
        answer = self.client.post("/fetch", json={"urls": ["http://a.invalid/" + "x" * 600_000]})
        self.assertEqual(answer.status_code, 413)

    def test_without_a_token_it_is_a_401(self):
        answer = httpx.post(self.server.url + "/fetch", json={"urls": ["http://a.invalid/"]})
        self.assertEqual(answer.status_code, 401)

    def test_other_methods_are_405(self):
        self.assertEqual(httpx.get(self.server.url + "/fetch").status_code, 405)
        self.assertEqual(httpx.post(self.server.url + "/external-api").status_code, 405)


if __name__ == "__main__":
    unittest.main()
