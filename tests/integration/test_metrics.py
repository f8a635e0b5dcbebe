# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics as Prometheus reads them, and the list of connections."""
import asyncio
import os
import re
import shutil
import subprocess
import unittest

import httpx
import websockets

from tickwell_process import ServerTest

SAMPLE = re.compile(r'([a-z_]+)(?:\{(.*)\})? (\S+)')


class MetricsTest(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)
        self.addCleanup(self.client.close)

    def scrape(self):
        """{(name, labels as written): value}"""
        samples = {}
        for line in self.client.get("/metrics").text.splitlines():
            if line.startswith("#"):
                continue
            name, labels, value = SAMPLE.fullmatch(line).groups()
            self.assertNotIn((name, labels or ""), samples, "a series occurs twice")
            samples[name, labels or ""] = float(value)
        return samples

    async def eventually(self, name, labels, wanted):
        for _ in range(100):
            if self.scrape().get((name, labels)) == wanted:
                return
            await asyncio.sleep(0.05)
        self.assertEqual(self.scrape().get((name, labels)), wanted)


class Metrics(MetricsTest):
    def test_promtool_finds_no_fault(self):
        promtool = shutil.which("promtool")
        if not promtool and os.environ.get("CI") != "true":
            self.skipTest("promtool is not here; Debian's package prometheus has it")
        # With every kind of series there is: routes, faults, refusals, a client.
        self.client.get("/stocks/AAPL")
        self.client.get("/nowhere")
        self.client.get("/" + "x" * 9000)
        text = self.client.get("/metrics").text
        check = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True,
                               text=True, timeout=30)
        self.assertEqual((check.returncode, check.stdout, check.stderr), (0, "", ""))

    def test_the_content_type_names_the_format(self):
        answer = self.client.get("/metrics")
        self.assertEqual(answer.headers["content-type"],
                         "text/plain; version=0.0.4; charset=utf-8")

    def test_requests_are_counted_by_route(self):
        labels = 'method="GET",endpoint="/stocks/{symbol}",status="200"'
        before = self.scrape().get(("request_count_total", labels), 0)
        for symbol in ("AAPL", "MSFT", "AAPL"):
            self.assertEqual(self.client.get("/stocks/" + symbol).status_code, 200)
        after = self.scrape()
        self.assertEqual(after["request_count_total", labels] - before, 3)
        count = after["request_latency_seconds_count", 'endpoint="/stocks/{symbol}"']
        bucket = after["request_latency_seconds_bucket", 'endpoint="/stocks/{symbol}",le="+Inf"']
        self.assertEqual(count, bucket)

    def test_paths_and_methods_of_clients_make_no_labels(self):
        self.client.get("/nowhere/0")
        self.client.request("PROPFIND", "/nowhere")
        self.scrape()
        once = self.scrape()
        for i in range(20):
            self.client.get(f"/nowhere/{i}")
        self.assertEqual(set(self.scrape()), set(once))
        for name, labels in once:
            self.assertNotRegex(labels, "nowhere|PROPFIND")

    def test_refusals_are_counted_by_reason(self):
        self.client.get("/" + "x" * 9000)
        reasons = {labels for name, labels in self.scrape()
                   if name == "tickwell_http_refusals_total"}
        self.assertTrue(reasons)

    def test_the_process_is_measured(self):
        samples = self.scrape()
        self.assertGreater(samples["process_cpu_seconds_total", ""], 0)
        self.assertGreater(samples["process_resident_memory_bytes", ""], 1_000_000)
        self.assertGreater(samples["process_open_fds", ""], 3)
        self.assertGreater(samples["process_start_time_seconds", ""], 1.6e9)
        self.assertGreater(samples["tickwell_uptime_seconds", ""], 0)

    async def test_ticks_and_clients_are_counted(self):
        async with websockets.connect(self.server.ws + "/ws/stock/AAPL") as client:
            await client.recv()
            samples = self.scrape()
            # That may have told where the symbol stood before any tick of this life.
            while samples["tickwell_market_ticks_total", ""] == 0:
                await asyncio.wait_for(client.recv(), 10)
                samples = self.scrape()
            self.assertGreaterEqual(samples["tickwell_websocket_connections", ""], 1)
            self.assertGreaterEqual(samples["tickwell_websocket_frames_sent_total", ""], 1)


class Connections(MetricsTest):
    def listed(self):
        answer = self.client.get("/connections")
        self.assertEqual(answer.status_code, 200)
        return answer.json()["connections"]

    async def test_a_client_is_listed_while_it_is_connected(self):
        async with websockets.connect(self.server.ws + "/ws/stock/AAPL?token=secret") as client:
            await client.recv()
            one, = self.listed()
            self.assertEqual(set(one), {"id", "address", "path", "since", "queued_bytes", "sent",
                                        "conflated", "dropped"})
            host, port = client.local_address
            self.assertEqual(one["address"], f"{host}:{port}")
            self.assertEqual(one["path"], "/ws/stock/AAPL")
            self.assertGreaterEqual(one["sent"], 1)
            self.assertRegex(one["since"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        await self.eventually("tickwell_websocket_connections", "", 0)
        self.assertEqual(self.listed(), [])

    async def test_ending_a_connection_closes_it_with_a_reason(self):
        async with websockets.connect(self.server.ws + "/ws/monitor") as client:
            await client.recv()
            one, = self.listed()
            answer = self.client.delete(f"/connections/{one['id']}")
            self.assertEqual((answer.status_code, answer.content), (204, b""))
            with self.assertRaises(websockets.ConnectionClosed) as closed:
                while True:
                    await asyncio.wait_for(client.recv(), 10)
            self.assertEqual(closed.exception.code, 1008)
            self.assertEqual(closed.exception.reason, "Ended by the administrator")
        self.assertEqual(self.client.delete(f"/connections/{one['id']}").status_code, 404)

    def test_a_connection_that_is_not_there_is_not_found(self):
        for number in (0, 987654321, -1):
            answer = self.client.delete(f"/connections/{number}")
            self.assertEqual((answer.status_code, answer.json()),
                             (404, {"detail": f"There is no connection {number}"}))

    def test_what_is_no_number_is_refused(self):
        answer = self.client.delete("/connections/abc")
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(answer.json()["detail"][0]["loc"], ["path", "id"])

    def test_who_comes_through_a_proxy_is_refused(self):
        for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
            for method in ("GET", "DELETE"):
                with self.subTest(header=header, method=method):
                    path = "/connections" + ("/1" if method == "DELETE" else "")
                    answer = self.client.request(method, path, headers={header: "192.0.2.7"})
                    self.assertEqual(answer.status_code, 401)


if __name__ == "__main__":
    unittest.main()
