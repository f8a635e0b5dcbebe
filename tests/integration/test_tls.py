# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTPS and wss:// as clients use them, and certificates that are renewed while the server runs."""
import asyncio
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import httpx
import websockets

from tickwell_process import Tickwell, run


def make_certificate(folder, name):
    """A self-signed certificate for this machine; gives its file and that of its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-keyout", key,
                    "-out", certificate, "-subj", f"/CN={name}",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                   check=True, capture_output=True)
    return certificate, key


class Https(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data = self.folder / "data"
        live = self.folder / "live"
        live.mkdir()
        first = make_certificate(self.folder, "first")
        self.certificate, self.key = live / "cert.pem", live / "key.pem"
        shutil.copy(first[0], self.certificate)
        shutil.copy(first[1], self.key)
        self.flags = ["--tls-cert", str(self.certificate), "--tls-key", str(self.key)]

    def server(self):
        return Tickwell(self.data, *self.flags)

    def trust(self, certificate=None):
        return ssl.create_default_context(cafile=certificate or self.certificate)

    def name_shown(self, server):
        """The common name of the certificate that a new connection gets."""
        pem = ssl.get_server_certificate(("127.0.0.1", server.port), timeout=10)
        text = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=pem, text=True,
                              check=True, capture_output=True).stdout
        return text.strip().rpartition("=")[2].strip()

    def wait_for(self, what, condition):
        end = time.monotonic() + 20
        while not condition():
            if time.monotonic() > end:
                self.fail(f"{what} did not happen within 20 s")
            time.sleep(0.05)

    def put(self, source, target):
        """As tools that renew certificates do it: under its name only when whole."""
        temporary = target.with_suffix(".new")
        shutil.copy(source, temporary)
        os.replace(temporary, target)

    def test_httpx_reads_over_https(self):
        with self.server() as server:
            self.assertTrue(server.url.startswith("https://127.0.0.1:"))
            with httpx.Client(base_url=server.url, verify=self.trust()) as client:
                for _ in range(3):
                    self.assertEqual(client.get("/health").status_code, 200)
                self.assertEqual(client.post("/nowhere", content=b"x" * 1_000_000).status_code, 404)
                self.assertEqual(client.post("/nowhere", headers={"Origin": "http://evil.example"}
                                             ).status_code, 403)
                self.assertEqual(client.post("/nowhere", headers={"Origin": server.url}
                                             ).status_code, 404)
            self.assertEqual(server.stop(), 0)

    def test_curl_reads_over_https(self):
        with self.server() as server:
            for flags in [["--http1.1"], ["--http1.0"], ["--tls-max", "1.2"], ["--tlsv1.3"]]:
                with self.subTest(flags):
                    result = subprocess.run(
                        ["curl", "-sS", "--cacert", str(self.certificate), *flags,
                         server.url + "/export/monitor.csv"], capture_output=True, text=True)
                    self.assertEqual(result.returncode, 0, result.stderr)
                    self.assertTrue(result.stdout.startswith("time,cpu_usage"))

    def test_the_end_of_a_connection_is_told_by_tls(self):
        with self.server() as server:
            for request in [b"GET /export/monitor.csv HTTP/1.0\r\n\r\n",
                            b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                            b"BREW / HTTP/1.1\r\n\r\n"]:
                with self.subTest(request), \
                        socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
                    # Without that, a cut answer would look like a whole one: it then raises.
                    with self.trust().wrap_socket(plain, server_hostname="localhost",
                                                  suppress_ragged_eofs=False) as client:
                        client.sendall(request)
                        received = b""
                        while data := client.recv(65536):
                            received += data
                    self.assertTrue(received.startswith(b"HTTP/1.1 "))

    def test_a_refused_upload_is_told_why(self):
        with self.server() as server:
            result = subprocess.run(
                ["curl", "-sS", "--cacert", str(self.certificate), "-w", "%{http_code}", "-T", "-",
                 server.url + "/nowhere"], input=b"x" * 40_000_000, capture_output=True)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertTrue(result.stdout.endswith(b"413"), result.stdout)

    async def test_websockets_stream_over_tls(self):
        with self.server() as server:
            async with websockets.connect(server.ws + "/ws/monitor", ssl=self.trust()) as client:
                for _ in range(2):
                    self.assertIn("cpu_usage", json.loads(await client.recv()))
            async with websockets.connect(server.ws + "/ws/7", ssl=self.trust()) as one, \
                    websockets.connect(server.ws + "/ws/8", ssl=self.trust()) as other:
                await one.send("hello")
                text = await asyncio.wait_for(other.recv(), 10)
                self.assertEqual(text, "Client 7 says: hello")

    async def test_shutdown_closes_websockets_over_tls_with_1001(self):
        with self.server() as server:
            async with websockets.connect(server.ws + "/ws/monitor", ssl=self.trust()) as client:
                await client.recv()
                server.process.send_signal(signal.SIGTERM)
                with self.assertRaises(websockets.ConnectionClosed) as closed:
                    while True:
                        await client.recv()
                self.assertEqual(closed.exception.code, 1001)
            self.assertEqual(server.process.wait(15), 0)

    def test_plain_http_gets_nothing_and_does_no_harm(self):
        with self.server() as server:
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
                client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                self.assertNotIn(b"HTTP/1.1 200", client.recv(4096))
            self.assertEqual(self.name_shown(server), "first")

    def test_a_renewed_certificate_is_used_without_a_restart(self):
        second = make_certificate(self.folder, "second")
        with self.server() as server, \
                httpx.Client(base_url=server.url, verify=self.trust()) as open_before:
            self.assertEqual(open_before.get("/health").status_code, 200)
            self.put(second[1], self.key)
            self.put(second[0], self.certificate)
            self.wait_for("the renewal", lambda: self.name_shown(server) == "second")
            self.assertEqual(open_before.get("/health").status_code, 200)
            self.assertEqual(httpx.get(server.url + "/health", verify=self.trust(second[0])
                                       ).status_code, 200)

    def test_a_bad_certificate_leaves_the_old_one_in_use(self):
        second = make_certificate(self.folder, "second")
        with self.server() as server:
            self.put(second[0], self.certificate)
            self.wait_for("a warning", lambda: "does not belong" in server.log_text())
            self.assertIn("WARNING", server.log_text())
            self.assertEqual(self.name_shown(server), "first")
            self.put(second[1], self.key)
            self.wait_for("the renewal", lambda: self.name_shown(server) == "second")

    def test_sighup_reads_the_certificate_again(self):
        with self.server() as server:
            server.process.send_signal(signal.SIGHUP)
            self.wait_for("the reload", lambda: "was read again" in server.log_text())
            server.process.send_signal(signal.SIGHUP)
            self.wait_for("another", lambda: server.log_text().count("was read again") == 2)
            self.assertEqual(self.name_shown(server), "first")
            self.assertEqual(server.stop(), 0)

    def test_sighup_ends_a_server_without_a_certificate(self):
        with Tickwell(self.data) as server:
            self.assertEqual(server.stop(signal.SIGHUP), 0)

    def test_what_cannot_be_used_is_one_line_and_status_1(self):
        second = make_certificate(self.folder, "second")
        locked = self.folder / "locked.key"
        subprocess.run(["openssl", "ec", "-in", second[1], "-aes128", "-passout", "pass:x",
                        "-out", locked], check=True, capture_output=True)
        for certificate, key, word in [(self.certificate, second[1], "does not belong"),
                                       (self.folder / "absent", self.key, "absent"),
                                       (self.certificate, self.folder / "absent", "absent"),
                                       (self.key, self.key, "PEM"),
                                       (self.certificate, self.certificate, "private key"),
                                       (second[0], locked, "passphrase"),
                                       (self.folder, self.key, "folder")]:
            with self.subTest(word):
                result = run("--port", "0", "--data-dir", self.data, "--tls-cert", certificate,
                             "--tls-key", key)
                self.assertEqual(result.returncode, 1, result.stderr)
                self.assertEqual(result.stdout, "")
                self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
                self.assertIn(word, result.stderr)


if __name__ == "__main__":
    unittest.main()
