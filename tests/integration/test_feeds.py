# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program with providers of prices on loopback, and with recordings."""
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import httpx

from provider import Alpaca, Binance
from tickwell_process import BIN, Tickwell

PASSWORD = "correct horse"


def wait_for(condition, what, timeout=20):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come within {timeout} s")


class Feeds(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def start(self, *flags, config="", env=None, data="data"):
        file = self.folder / "tickwell.toml"
        file.write_text(config)
        file.chmod(0o600)
        server = Tickwell(self.folder / data, "--config", str(file), *flags, env=env)
        self.addCleanup(lambda: server.process.poll() is None and server.stop())
        self.http = httpx.Client(base_url=server.url)
        self.addCleanup(self.http.close)
        return server

    def feed(self):
        return self.http.get("/health").json()["checks"]["feed"]

    def counted(self, name):
        metrics = self.http.get("/metrics").text.splitlines()
        start = f"tickwell_market_feed_{name}_total "
        return float(next(line for line in metrics if line.startswith(start)).split()[1])

    def wait_for_state(self, state, timeout=20):
        wait_for(lambda: self.feed()["status"] == state, state, timeout)
        return self.feed()

    def test_binance_comes_back_after_a_loss(self):
        with Binance() as provider:
            self.start("--feed", "binance", "--symbols", "BTCUSDT,ETHUSDT",
                       config=f"[feed]\nurl = '{provider.url}'\nstale-after = 1\n")
            self.wait_for_state("live")
            self.assertEqual(provider.paths, ["/stream?streams=btcusdt@trade/ethusdt@trade"])
            wait_for(lambda: self.http.get("/stocks/BTCUSDT").status_code == 200, "a price")
            stocks = self.http.get("/stocks").json()
            self.assertEqual(stocks["feed"], "binance")
            self.assertFalse(stocks["simulated"])
            provider.drop()
            wait_for(lambda: len(provider.paths) == 2, "the second connection")
            self.wait_for_state("live")
            self.assertEqual(self.counted("reconnects"), 1)
            for name in ("garbage", "duplicates"):
                wait_for(lambda name=name: self.counted(name), name)
            provider.silent = True
            stale = self.wait_for_state("stale")
            self.assertRegex(stale["message"], r"^No price for \d+ s$")
            provider.silent = False
            self.wait_for_state("live")

    def test_a_barred_region_is_said_so(self):
        with Binance() as provider:
            provider.status = 451
            self.start("--feed", "binance", config=f"[feed]\nurl = '{provider.url}'\n")
            feed = self.wait_for_state("refused")
            self.assertIn("451", feed["message"])
            self.assertEqual(self.http.get("/health").status_code, 503)
            time.sleep(2)  # longer than the first wait, had there been one
            self.assertEqual(len(provider.paths), 1)

    def test_alpaca_takes_its_key_from_the_environment_and_keeps_it_secret(self):
        with Alpaca() as provider:
            server = self.start("--feed", "alpaca", "--symbols", "FAKEPACA", "--log-level", "debug",
                                config=f"[feed]\nurl = '{provider.url}'\n",
                                env={"TICKWELL_ALPACA_KEY": "PKTEST", "TICKWELL_ALPACA_SECRET": "GOOD"})
            self.wait_for_state("live")
            self.assertEqual(provider.received[0],
                             {"action": "auth", "key": "PKTEST", "secret": "GOOD"})
            stock = wait_for(lambda: (lambda a: a.status_code == 200 and a.text)(
                self.http.get("/stocks/FAKEPACA")), "a price")
            self.assertIn("133.8512", stock)
            told = server.log_text() + self.http.get("/metrics").text + self.http.get("/health").text
            for secret in ("PKTEST", "GOOD"):
                self.assertNotIn(secret, told)

    def test_a_wrong_key_can_be_put_right_while_it_runs(self):
        with Alpaca() as provider:
            server = self.start("--feed", "alpaca", "--symbols", "FAKEPACA",
                                config=f"[feed]\nurl = '{provider.url}'\n[alpaca]\nkey = 'PKOLD'\n"
                                       "secret = 'WRONG'\n")
            self.assertIn("key", self.wait_for_state("refused")["message"])
            user = {"username": "admin", "email": "admin@example.org", "password": PASSWORD}
            self.http.post("/users/", json=user).raise_for_status()
            self.assertEqual(self.http.put("/feed", json={"feed": "simulator"}).status_code, 401)
            token = self.http.post("/token", data={"username": "admin", "password": PASSWORD})
            bearer = {"Authorization": "Bearer " + token.json()["access_token"]}
            for wrong in ({"feed": "yahoo"}, {"feed": "replay:/etc/passwd"},
                          {"feed": "alpaca", "key": "PK NEW", "secret": "S3 CRET"}):
                answer = self.http.put("/feed", json=wrong, headers=bearer)
                self.assertEqual(answer.status_code, 400, answer.text)
                self.assertNotIn("S3 CRET", answer.text)
            answer = self.http.put("/feed", headers=bearer,
                                   json={"feed": "alpaca", "key": "PKNEW", "secret": "GOOD"})
            self.assertEqual(answer.status_code, 200, answer.text)
            self.assertTrue(answer.json()["has_key"])
            self.assertNotIn("PKNEW", answer.text)
            self.wait_for_state("live")
            self.assertEqual(self.http.get("/feed").json()["feed"], "alpaca")
            keys = self.folder / "data" / "feed-keys"
            self.assertEqual(keys.stat().st_mode & 0o777, 0o600)
            self.assertEqual(server.stop(), 0)
            # What was given is known to the next start, when the configuration has none.
            server = self.start("--symbols", "FAKEPACA", config=f"[feed]\nurl = '{provider.url}'\n")
            self.assertEqual(self.http.get("/feed").json()["feed"], "alpaca")
            self.wait_for_state("live")
            self.http.put("/feed", json={"feed": "simulator"}, headers=bearer).raise_for_status()
            self.assertTrue(self.http.get("/stocks").json()["simulated"])

    def export(self, data, data_set):
        out = self.folder / f"{data}-{data_set}.csv"
        subprocess.run([str(BIN / "tickwelld"), "export", data_set, "--data-dir",
                        str(self.folder / data), "--out", str(out)], check=True, timeout=60,
                       capture_output=True)
        return out

    def test_a_recorded_session_is_replayed_to_the_same_bars(self):
        server = self.start("--symbols", "AAPL,TSLA,BTCUSDT", data="first")
        time.sleep(6)  # a session
        self.assertEqual(server.stop(), 0)
        ticks = self.export("first", "ticks")
        server = self.start("--feed", f"replay:{ticks}", "--replay-speed", "max", data="second")
        feed = self.wait_for_state("finished")
        self.assertEqual(feed["message"], "The file has ended")
        self.assertEqual(self.http.get("/health").status_code, 200)
        self.assertEqual(len(self.http.get("/stocks").json()["stocks"]), 3)
        self.assertEqual(server.stop(), 0)

        def rows(path, drop):
            lines = path.read_text().splitlines()
            return [",".join(line.split(",")[:drop]) for line in lines]
        self.assertGreater(len(rows(ticks, 5)), 20)
        self.assertEqual(rows(self.export("second", "ticks"), 4), rows(ticks, 4))
        # What was open when the first session began has trades of the simulator's past.
        begun = rows(ticks, 1)[1]
        seconds = [[row for row in rows(self.export(data, "candles"), 9)
                    if ",1s," in row and row > begun] for data in ("first", "second")]
        self.assertGreater(len(seconds[0]), 5)
        self.assertEqual(seconds[0], seconds[1])

    def test_a_bad_row_is_named(self):
        file = self.folder / "bad.csv"
        file.write_text("time,symbol,price,volume,seq\r\n2026-01-30T12:00:00Z,AAPL,10.00,1,1\r\n"
                        "2026-01-30T12:00:01Z,AAPL,ten,1,2\r\n2026-01-30T12:00:02Z,AAPL,11.00,1,3\r\n")
        server = self.start("--feed", f"replay:{file}", "--replay-speed", "max")
        self.wait_for_state("finished")
        self.assertIn("bad.csv:3: this row is bad: its price", server.log_text())
        self.assertEqual(server.stop(), 0)
        self.start("--feed", f"replay:{file}", "--replay-speed", "max", "--on-bad-row", "stop",
                   data="other")
        self.assertIn("bad.csv:3: this row is bad", self.wait_for_state("refused")["message"])

    def test_a_price_that_cannot_be_true_is_put_aside_and_shown(self):
        with Binance() as provider:
            self.start("--feed", "binance", "--symbols", "BTCUSDT",
                       config=f"[feed]\nurl = '{provider.url}'\n")
            self.wait_for_state("live")
            price = float(wait_for(lambda: self.http.get("/stocks/BTCUSDT").json().get("price"),
                                   "a price"))
            provider.misprint = price * 1000
            latest = wait_for(lambda: self.http.get("/feed/quarantine").json()["latest"],
                              "the misprint")[-1]
            self.assertEqual((latest["symbol"], latest["reason"]),
                             ("BTCUSDT", "its price is far from the last one"))
            self.assertLess(self.http.get("/stocks/BTCUSDT").json()["high"], price * 100)

    def test_a_missing_file_is_refused(self):
        self.start("--feed", f"replay:{self.folder}/none.csv")
        self.assertIn("none.csv", self.wait_for_state("refused")["message"])


if __name__ == "__main__":
    unittest.main()
