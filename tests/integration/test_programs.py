# SPDX-License-Identifier: GPL-3.0-or-later
"""Flags, first line, exit statuses and shutdown of the programs (API.md §1)."""
import os
import signal
import socket
import sqlite3
import stat
import tempfile
import unittest
from pathlib import Path

import httpx
import websockets

from tickwell_process import Tickwell, run


class Programs(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data = self.folder / "data"

    def assertRefused(self, result, status, *words):
        """One line on stderr that says what and why, and the status."""
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertEqual(result.stdout, "")
        lines = result.stderr.strip().splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        for word in words:
            self.assertIn(word, lines[0])

    def test_version_and_help_go_to_stdout(self):
        version = run("--version")
        self.assertEqual(version.returncode, 0)
        self.assertRegex(version.stdout, r"^tickwelld \d+\.\d+\.\d+\n$")
        help_text = run("--help")
        self.assertEqual(help_text.returncode, 0)
        for flag in ["--host", "--port", "--data-dir", "--config", "--feed", "--symbols", "--seed",
                     "--database", "--redis", "--cors-origin", "--tls-cert", "--tls-key",
                     "--log-level", "--version", "--help", "export"]:
            self.assertIn(flag, help_text.stdout)

    def test_malformed_flags_are_usage_errors(self):
        for flags, words in [
            (["--port", "70000"], ["port", "70000"]),
            (["--port", "x"], ["port"]),
            (["--frobnicate"], ["frobnicate"]),
            (["--symbols", "AAPL,b@d"], ["b@d"]),
            (["--feed", "nonesuch"], ["nonesuch"]),
            (["--log-level", "loud"], ["loud"]),
            (["--config", str(self.folder / "absent.toml")], ["absent.toml"]),
            (["surplus"], ["surplus"]),
        ]:
            with self.subTest(flags):
                self.assertRefused(run("--data-dir", self.data, *flags), 2, *words)

    def test_another_host_than_loopback_needs_allow_anonymous(self):
        self.assertRefused(run("--host", "0.0.0.0", "--port", "0", "--data-dir", self.data), 2,
                           "0.0.0.0", "--allow-anonymous")

    def test_a_busy_port_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.assertRefused(run("--port", port, "--data-dir", self.data), 1, str(port), "use")

    def test_a_data_dir_that_is_a_file_is_refused(self):
        self.data.write_text("mine")
        self.assertRefused(run("--port", "0", "--data-dir", self.data), 1, str(self.data))
        self.assertEqual(self.data.read_text(), "mine")

    def test_a_corrupt_database_is_refused_and_kept(self):
        self.data.mkdir()
        database = self.data / "tickwell.db"
        database.write_bytes(b"these are my holiday notes" * 100)
        before = database.read_bytes()
        self.assertRefused(run("--port", "0", "--data-dir", self.data), 1, "tickwell.db")
        self.assertEqual(database.read_bytes(), before)

    def test_a_newer_database_is_refused_and_kept(self):
        with Tickwell(self.data) as server:
            self.assertEqual(server.stop(), 0)
        with sqlite3.connect(self.data / "tickwell.db") as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.close()
        before = (self.data / "tickwell.db").read_bytes()
        self.assertRefused(run("--port", "0", "--data-dir", self.data), 1, "newer")
        self.assertEqual((self.data / "tickwell.db").read_bytes(), before)

    def test_a_second_server_on_one_data_dir_is_refused(self):
        with Tickwell(self.data):
            self.assertRefused(run("--port", "0", "--data-dir", self.data), 1, str(self.data))

    def test_the_data_dir_is_private(self):
        with Tickwell(self.data):
            self.assertEqual(stat.S_IMODE(os.stat(self.data).st_mode), 0o700)

    def test_signals_end_it_cleanly(self):
        for number in [signal.SIGINT, signal.SIGTERM]:
            with self.subTest(number.name), Tickwell(self.data) as server:
                self.assertEqual(server.stop(number), 0)

    async def test_shutdown_closes_websockets_with_1001(self):
        with Tickwell(self.data) as server:
            async with websockets.connect(server.ws + "/ws/monitor") as client:
                await client.recv()
                server.process.send_signal(signal.SIGTERM)
                with self.assertRaises(websockets.ConnectionClosed) as closed:
                    while True:
                        await client.recv()
                self.assertEqual(closed.exception.code, 1001)
            self.assertEqual(server.process.wait(15), 0)

    def test_shutdown_is_quick_beside_an_idle_keep_alive_client(self):
        with Tickwell(self.data) as server, httpx.Client(base_url=server.url) as client:
            self.assertEqual(client.get("/health").status_code, 200)
            self.assertEqual(server.stop(), 0)

    def test_flags_win_over_the_configuration_file(self):
        config = self.folder / "tickwell.toml"
        config.write_text('symbols = ["MSFT", "NVDA"]\nseed = 9\nlog-level = "warning"\n')
        with Tickwell(self.data, "--config", str(config), "--symbols", "TSLA") as server:
            stocks = httpx.get(server.url + "/stocks").json()["stocks"]
            self.assertEqual([stock["symbol"] for stock in stocks], ["TSLA"])


if __name__ == "__main__":
    unittest.main()
