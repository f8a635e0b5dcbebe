# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept when the program is killed, and when its disk is full."""
import resource
import signal
import tempfile
import time
import unittest
from pathlib import Path

import httpx
import pandas

from tickwell_process import Tickwell, run


class Durability(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"
        self.out = Path(folder.name) / "ticks.csv"

    def stored_ticks(self):
        done = run("export", "ticks", "--data-dir", self.data, "--out", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        return pandas.read_csv(self.out, parse_dates=["time"])

    def test_five_kills_in_a_row_lose_nothing_older_than_a_second(self):
        seen = {}
        for _ in range(5):
            server = Tickwell(self.data)
            # What clients were told in this life of the program, and when.
            with httpx.Client(base_url=server.url) as client:
                end = time.monotonic() + 4
                while time.monotonic() < end:
                    for stock in client.get("/stocks").json()["stocks"]:
                        seen.setdefault(stock["seq"], (time.time(), stock["symbol"], stock["price"]))
                    time.sleep(0.05)
            killed = time.time()
            server.kill()
            ticks = self.stored_ticks().set_index("seq")
            self.assertTrue(ticks.index.is_unique)
            missing = [seq for seq, (told, symbol, price) in seen.items()
                       if seq > 0 and told < killed - 1 and seq not in ticks.index]
            self.assertEqual(missing, [])
            for seq in [seq for seq in list(seen)[-200:] if seq in ticks.index]:
                self.assertEqual(ticks.symbol[seq], seen[seq][1])
                self.assertEqual(ticks.price[seq], seen[seq][2])
            # What was told in the last second may be numbered anew.
            seen = {seq: fact for seq, fact in seen.items() if seq in ticks.index}

    def test_a_full_disk_is_said_and_recording_goes_on_when_there_is_room(self):
        limit = 1 << 20

        def small_disk():
            # The nearest that an ordinary user can come to a full disk: no file may grow past this.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

        symbols = ",".join(f"SYM{n}" for n in range(400))
        with Tickwell(self.data, "--symbols", symbols, preexec=small_disk) as server:
            def health():
                return httpx.get(server.url + "/health").json()["checks"]["store"]

            deadline = time.monotonic() + 60
            while not health()["error"]:
                self.assertLess(time.monotonic(), deadline, "the disk never filled")
                time.sleep(0.2)
            self.assertEqual(httpx.get(server.url + "/health").status_code, 503)
            self.assertEqual(httpx.get(server.url + "/stocks").status_code, 200)
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE,
                             (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            deadline = time.monotonic() + 30
            while health()["error"]:
                self.assertLess(time.monotonic(), deadline, "recording did not go on")
                time.sleep(0.2)
            self.assertEqual(health()["dropped"], 0)
            self.assertEqual(server.stop(), 0)
        ticks = self.stored_ticks()
        self.assertTrue(ticks.seq.is_unique)
        self.assertEqual(ticks.seq.max() - ticks.seq.min() + 1, len(ticks))


if __name__ == "__main__":
    unittest.main()
