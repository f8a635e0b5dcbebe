# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server refuses before an endpoint sees it, and what of it can be configured."""
import asyncio
import json
import tempfile
import time
import unittest
from pathlib import Path

import httpx
import websockets
from websockets.legacy.client import connect as connect_websocket

from tickwell_process import ServerTest, Tickwell, run


def handshake_status(error):
    """Of a refused WebSocket, whatever the version of the library calls it."""
    return getattr(error, "status_code", None) or error.response.status_code


class Names(ServerTest):
    """A server on loopback answers no page that has pointed its own name at this machine."""

    flags = ("--trusted-host", "dash.example")

    def status(self, host, **kwargs):
        return httpx.get(self.server.url + "/health", headers={"Host": host}, **kwargs).status_code

    def test_its_own_names_are_answered(self):
        for host in [f"127.0.0.1:{self.server.port}", "localhost", "localhost:1", "a.localhost",
                     "127.9.9.9", "[::1]:8000", "dash.example", "dash.example:443"]:
            with self.subTest(host):
                self.assertEqual(self.status(host), 200)

    def test_another_name_is_refused_and_the_flag_named(self):
        answer = httpx.get(self.server.url + "/stocks", headers={"Host": "evil.example:8000"})
        self.assertEqual(answer.status_code, 400)
        self.assertIn("--trusted-host evil.example", answer.json()["detail"])

    async def test_a_websocket_under_another_name_is_refused(self):
        uri = f"ws://evil.example:{self.server.port}/ws/monitor"
        with self.assertRaises(websockets.InvalidHandshake) as refused:
            async with websockets.connect(uri, host="127.0.0.1", port=self.server.port,
                                          origin=f"http://evil.example:{self.server.port}"):
                pass
        self.assertEqual(handshake_status(refused.exception), 400)

    async def test_a_websocket_under_a_trusted_name_is_let_in(self):
        uri = f"ws://dash.example:{self.server.port}/ws/monitor"
        async with websockets.connect(uri, host="127.0.0.1", port=self.server.port,
                                      origin=f"http://dash.example:{self.server.port}") as client:
            self.assertIn("cpu_usage", json.loads(await client.recv()))


class Origins(ServerTest):
    """Pages of other sites may change nothing."""

    flags = ("--cors-origin", "https://app.example")

    def status(self, method, origin):
        return httpx.request(method, self.server.url + "/nowhere",
                             headers={"Origin": origin}).status_code

    def test_every_changing_method_of_a_foreign_page_is_refused(self):
        for method in ["POST", "PUT", "PATCH", "DELETE"]:
            for origin in ["https://evil.example", "null", f"http://localhost:{self.server.port}"]:
                with self.subTest(method=method, origin=origin):
                    self.assertEqual(self.status(method, origin), 403)

    def test_the_servers_own_and_allowed_pages_pass(self):
        for method in ["POST", "PUT", "PATCH", "DELETE"]:
            for origin in [self.server.url, "https://app.example"]:
                with self.subTest(method=method, origin=origin):
                    self.assertEqual(self.status(method, origin), 404)

    def test_foreign_pages_may_ask_but_not_read(self):
        answer = httpx.get(self.server.url + "/stocks", headers={"Origin": "https://evil.example"})
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn("access-control-allow-origin", answer.headers)


class Configured(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.config = self.folder / "tickwell.toml"

    def server(self, text, *flags):
        self.config.write_text(text)
        return Tickwell(self.folder / "data", "--config", str(self.config), *flags)

    def test_a_client_that_asks_too_often_is_told_when_to_come_back(self):
        with self.server("rate-limit = 6\n[limits]\nrate-burst = 3\non-loopback = true\n") as server:
            with httpx.Client(base_url=server.url) as client:
                answers = [client.get("/stocks") for _ in range(4)]
                self.assertEqual([answer.status_code for answer in answers], [200, 200, 200, 429])
                self.assertEqual(answers[3].headers["retry-after"], "10")
                self.assertIn("detail", answers[3].json())
                for _ in range(20):
                    self.assertEqual(client.get("/health").status_code, 200)

    def test_loopback_may_ask_as_often_as_it_likes(self):
        with self.server("rate-limit = 1\n") as server, httpx.Client(base_url=server.url) as client:
            for _ in range(50):
                self.assertEqual(client.get("/stocks").status_code, 200)

    def test_a_websocket_client_that_says_too_much_waits(self):
        said = [f"line {number}" for number in range(60)]

        async def heard(server):
            async with connect_websocket(f"ws://127.0.0.1:{server.port}/ws/chat/ana") as ana:
                for line in said:
                    await ana.send(line)
                while len(lines := [event["message"] for event in events
                                    if event["type"] == "chat_message"]) < len(said):
                    events.append(json.loads(await asyncio.wait_for(ana.recv(), 20)))
                return lines

        events = []
        with self.server("[limits]\nwebsocket-rate = 20\non-loopback = true\n") as server:
            begin = time.monotonic()
            self.assertEqual(asyncio.run(heard(server)), said)
            self.assertGreater(time.monotonic() - begin, 0.9)  # 40 at once, then 20 a second
            metrics = httpx.get(server.url + "/metrics").text
            self.assertRegex(metrics, r"\ntickwell_websocket_throttled_total [1-9]")

    def test_limits_of_the_file_hold(self):
        with self.server("[limits]\nbody = 10\nrequest-line = 256\nheaders = 1024\n"
                         "header-count = 10\n") as server:
            with httpx.Client(base_url=server.url) as client:
                self.assertEqual(client.post("/nowhere", content=b"x" * 10).status_code, 404)
                self.assertEqual(client.post("/nowhere", content=b"x" * 11).status_code, 413)
                self.assertEqual(client.get("/" + "a" * 300).status_code, 414)
                self.assertEqual(client.get("/", headers={"X": "a" * 1024}).status_code, 431)
                self.assertEqual(client.get("/", headers={f"X-{n}": "a" for n in range(11)}
                                            ).status_code, 431)

    def test_bad_limits_are_usage_errors(self):
        for text, words in [("[limits]\nbody = 'large'\n", ["tickwell.toml:2", "limits.body", "large"]),
                            ("[limits]\nbodies = 1\n", ["tickwell.toml:2", "limits.bodies"]),
                            ("rate-limit = -1\n", ["tickwell.toml:1", "rate-limit"])]:
            with self.subTest(text):
                self.config.write_text(text)
                result = run("--config", self.config, "--data-dir", self.folder / "data")
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stderr.count("\n"), 1)
                for word in words:
                    self.assertIn(word, result.stderr)


class Logs(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"

    def test_every_line_is_json_when_asked(self):
        with Tickwell(self.data, "--log-format", "json", "--log-level", "debug") as server:
            httpx.get(server.url + "/stocks?token=s3cret", headers={"X-Request-ID": "logged-1"})
            server.stop()
            lines = [json.loads(line) for line in server.log_text().splitlines()]
        for line in lines:
            self.assertLessEqual({"time", "level", "category"}, set(line))
        access = [line for line in lines if line.get("id") == "logged-1"]
        self.assertEqual(len(access), 1)
        self.assertEqual((access[0]["method"], access[0]["path"], access[0]["status"]),
                         ("GET", "/stocks", 200))
        self.assertGreater(access[0]["seconds"], 0)

    async def test_no_token_ever_reaches_the_log(self):
        with Tickwell(self.data, "--log-level", "debug") as server:
            token = "s3cret-t0ken"
            with httpx.Client(base_url=server.url) as client:
                for path in ["/health", "/nowhere", "/stocks/", "/stocks/%FF",
                             "/stocks/AAPL/candles"]:
                    client.get(f"{path}?token={token}&limit=x",
                               headers={"Authorization": f"Bearer {token}"})
                client.post(f"/stocks?token={token}", headers={"Origin": "https://evil.example"})
                client.get(f"/stocks?token={token}", headers={"Host": "evil.example"})
                client.get(f"/stocks?token={token}" + "x" * 9000)
            for path in ["/ws/monitor", "/ws/nowhere/at/all", "/ws/stock/bad symbol"]:
                try:
                    async with websockets.connect(f"{server.ws}{path}?token={token}") as socket:
                        await socket.send("stop")
                        await socket.recv()
                except (websockets.WebSocketException, OSError):
                    pass
            server.stop()
            self.assertIn("/health", server.log_text())
            self.assertNotIn(token, server.log_text())


if __name__ == "__main__":
    unittest.main()
