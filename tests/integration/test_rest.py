# SPDX-License-Identifier: GPL-3.0-or-later
"""REST as existing clients use it, with httpx."""
import gzip
import re
import socket
import unittest

import httpx

from tickwell_process import ServerTest

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class Rest(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)
        self.addCleanup(self.client.close)

    def test_root_says_what_this_is(self):
        answer = self.client.get("/")
        self.assertEqual(answer.status_code, 200)
        body = answer.json()
        self.assertEqual(set(body), {"message", "timestamp", "version", "docs"})
        self.assertRegex(body["timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")

    def test_a_browser_is_led_to_a_page(self):
        answer = self.client.get("/", headers={"Accept": "text/html"}, follow_redirects=True)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.headers["content-type"].startswith("text/html"))
        self.assertIn("swagger-ui", answer.text)

    def test_health_checks_every_part(self):
        body = self.client.get("/health").json()
        self.assertEqual(body["status"], "ok")
        self.assertGreater(body["uptime"], 0)
        self.assertEqual(set(body["checks"]), {"store", "feed", "trading", "monitor", "cache"})

    def test_every_answer_carries_the_common_headers(self):
        for path in ["/", "/health", "/nowhere", "/stocks/not%20a%20symbol"]:
            with self.subTest(path):
                headers = self.client.get(path).headers
                self.assertRegex(headers["x-request-id"], f"^{UUID}$")
                self.assertGreaterEqual(float(headers["x-process-time"]), 0)
                self.assertIn("GMT", headers["date"])

    def test_a_good_request_id_is_kept_and_a_bad_one_replaced(self):
        kept = self.client.get("/", headers={"X-Request-ID": "trace.42_a-b"})
        self.assertEqual(kept.headers["x-request-id"], "trace.42_a-b")
        replaced = self.client.get("/", headers={"X-Request-ID": "two words"})
        self.assertRegex(replaced.headers["x-request-id"], UUID)

    def test_unknown_paths_and_methods(self):
        missing = self.client.get("/nowhere")
        self.assertEqual((missing.status_code, missing.json()), (404, {"detail": "Not Found"}))
        wrong = self.client.delete("/stocks")
        self.assertEqual((wrong.status_code, wrong.json()), (405, {"detail": "Method Not Allowed"}))
        self.assertEqual(set(re.split(r",\s*", wrong.headers["allow"])) & {"GET", "HEAD"},
                         {"GET", "HEAD"})
        slash = self.client.get("/stocks/?a=1")
        self.assertEqual(slash.status_code, 307)
        self.assertTrue(slash.headers["location"].endswith("/stocks?a=1"))

    def test_head_is_get_without_a_body(self):
        get, head = self.client.get("/docs"), self.client.head("/docs")
        self.assertEqual(head.status_code, 200)
        self.assertEqual(head.content, b"")
        self.assertEqual(head.headers["content-type"], get.headers["content-type"])

    def test_large_answers_are_compressed_when_asked(self):
        request = self.client.build_request("GET", "/openapi.json",
                                            headers={"Accept-Encoding": "gzip"})
        answer = self.client.send(request, stream=True)
        raw = b"".join(answer.iter_raw())
        self.assertEqual(answer.headers["content-encoding"], "gzip")
        self.assertIn(b"Tickwell", gzip.decompress(raw))
        plain = self.client.get("/openapi.json", headers={"Accept-Encoding": "identity"})
        self.assertNotIn("content-encoding", plain.headers)

    def test_stocks_say_that_they_are_simulated(self):
        body = self.client.get("/stocks").json()
        self.assertEqual(body["feed"], "simulator")
        self.assertIs(body["simulated"], True)
        self.assertGreaterEqual(len(body["stocks"]), 12)
        for stock in body["stocks"]:
            self.assertGreater(stock["price"], 0)
            self.assertLessEqual(stock["low"], stock["price"])
            self.assertGreaterEqual(stock["high"], stock["price"])

    def test_any_well_formed_symbol_is_there_on_demand(self):
        answer = self.client.get("/stocks/^QX-1.B")
        self.assertIn(answer.status_code, (200, 503))
        for symbol in ["aapl", "TOO-LONG-SYMBOL", "A B", "A%2FB"]:
            with self.subTest(symbol):
                self.assertEqual(self.client.get("/stocks/" + symbol).status_code, 404)
        for path in ["/stocks/%00", "/stocks/%FF", "/stocks/%4"]:
            with self.subTest(path), socket.create_connection(("127.0.0.1", self.server.port)) as s:
                s.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
                self.assertTrue(s.recv(4096).startswith(b"HTTP/1.1 400 "))

    def test_candles_are_whole_and_in_order(self):
        for interval, seconds in [("1s", 1), ("1m", 60), ("5m", 300), ("1h", 3600), ("1d", 86400)]:
            with self.subTest(interval):
                body = self.client.get("/stocks/AAPL/candles", timeout=60,
                                       params={"interval": interval, "limit": 50}).json()
                self.assertEqual(body["interval"], interval)
                bars = body["candles"]
                self.assertGreater(len(bars), 1)
                self.assertLessEqual(len(bars), 50)
                times = [bar["time"] for bar in bars]
                self.assertEqual(times, sorted(set(times)))
                for bar in bars:
                    self.assertLessEqual(bar["low"], min(bar["open"], bar["close"]))
                    self.assertGreaterEqual(bar["high"], max(bar["open"], bar["close"]))
                    self.assertGreater(bar["ticks"], 0)

    def test_all_faults_of_a_request_are_named_at_once(self):
        answer = self.client.get("/stocks/AAPL/candles?interval=2m&limit=0&from=yesterday")
        self.assertEqual(answer.status_code, 422)
        faults = {tuple(fault["loc"]): fault for fault in answer.json()["detail"]}
        self.assertEqual(set(faults), {("query", "interval"), ("query", "limit"), ("query", "from")})
        limit = faults[("query", "limit")]
        self.assertEqual(limit["type"], "greater_than_equal")
        self.assertEqual(limit["msg"], "Input should be greater than or equal to 1")
        self.assertEqual(limit["ctx"], {"ge": 1})
        for fault in faults.values():
            self.assertLessEqual({"type", "loc", "msg", "input"}, set(fault))

    def test_monitor_gives_real_readings(self):
        sample = self.client.get("/monitor").json()
        self.assertGreater(sample["memory_usage"], 0)
        self.assertLess(sample["memory_usage"], 100)
        self.assertEqual(sample["process"]["pid"], self.server.process.pid)
        with open("/proc/loadavg") as loads:
            self.assertAlmostEqual(sample["load"][0], float(loads.read().split()[0]), delta=1.5)

    def test_rubbish_gets_a_400_and_the_next_client_is_served(self):
        for rubbish in [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"]:
            with self.subTest(rubbish), socket.create_connection(("127.0.0.1", self.server.port)) as s:
                s.settimeout(15)
                s.sendall(rubbish + b"\r\n\r\n")
                head = s.recv(4096)
                self.assertTrue(head.startswith(b"HTTP/1.1 400 "), head)
        self.assertEqual(self.client.get("/health").status_code, 200)

    def test_pipelined_answers_come_in_order(self):
        with socket.create_connection(("127.0.0.1", self.server.port)) as s:
            s.settimeout(15)
            s.sendall(b"".join(
                b"GET %s HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: n%d\r\n%s\r\n"
                % (path, n, b"Connection: close\r\n" if n == 3 else b"")
                for n, path in enumerate([b"/export/monitor.csv", b"/health",
                                          b"/stocks/AAPL/candles?interval=1h&limit=5", b"/"])))
            received = b""
            while data := s.recv(65536):
                received += data
        self.assertEqual(re.findall(rb"(?i)x-request-id: (n\d)", received),
                         [b"n0", b"n1", b"n2", b"n3"])

    def test_another_sites_page_may_not_write(self):
        answer = self.client.get("/health", headers={"Origin": "https://evil.example"})
        self.assertNotIn("access-control-allow-origin", answer.headers)

    def test_the_access_log_has_one_line_for_each_request(self):
        self.client.get("/health?token=secret", headers={"X-Request-ID": "logged-1"})
        lines = [line for line in self.server.log_text().splitlines() if "logged-1" in line]
        self.assertEqual(len(lines), 1)
        self.assertIn("GET", lines[0])
        self.assertIn("/health", lines[0])
        self.assertIn("200", lines[0])
        self.assertNotIn("secret", lines[0])


if __name__ == "__main__":
    unittest.main()
