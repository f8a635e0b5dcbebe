# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's bars beside those that pandas makes of the same ticks (MARKETS.md, Bars)."""
import io
import random
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import httpx
import pandas

from provider import Alpaca
from tickwell_process import BIN, Tickwell

ZONES = {"AAPL": "America/New_York", "BTCUSDT": "UTC"}
RULES = {"1s": "1s", "1m": "1min", "5m": "5min", "1h": "1h", "1d": "1D"}


def wait_for(condition, what, timeout=30):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come within {timeout} s")


def read(text):
    return pandas.read_csv(io.StringIO(text), parse_dates=["time"])


def made_by_pandas(ticks, interval, zone):
    """Bars of the ticks of one symbol, in their order; an empty bucket has none."""
    ticks = ticks.sort_values(["time", "seq"]).set_index("time")
    if interval == "1d":
        buckets = ticks.tz_convert(zone).resample(RULES[interval])
    else:
        buckets = ticks.resample(RULES[interval], origin="epoch")
    bars = buckets.price.ohlc()
    bars["volume"] = buckets.volume.sum()
    bars["ticks"] = buckets.price.count()
    bars = bars[bars.ticks > 0]
    bars.index = bars.index.tz_convert("UTC")
    return bars


def recording(start, hours, seed):
    """Random trades as an export has them, some of which came up to ten seconds late."""
    chance = random.Random(seed)
    rows = []
    for symbol in ZONES:
        now, price = start.value // 1000, 10_000
        end = now + hours * 3_600_000_000
        while now < end:
            # Busy and quiet times, and gaps in which no bar is.
            now += chance.choice([30_000, 400_000, 5_000_000, 90_000_000, 2_000_000_000])
            price = max(100, price + chance.randint(-40, 40))
            late = chance.choice([0, 0, 0, 1_000_000, 9_999_999])
            rows.append((now, now - late, symbol, price / 100, chance.randint(1, 500)))
    rows.sort(key=lambda row: row[0])  # as they came
    ticks = pandas.DataFrame(rows, columns=["came", "time", "symbol", "price", "volume"])
    ticks["time"] = pandas.to_datetime(ticks.time, unit="us", utc=True)
    ticks["seq"] = range(1, len(ticks) + 1)
    return ticks.drop(columns="came").sort_values(["time", "seq"])


class Bars(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data = self.folder / "data"

    def start(self, *flags, env=None):
        server = Tickwell(self.data, *flags, env=env)
        self.addCleanup(lambda: server.process.poll() is None and server.stop())
        return server

    def export(self, data_set):
        out = self.folder / f"{data_set}.csv"
        subprocess.run([str(BIN / "tickwelld"), "export", data_set, "--data-dir", str(self.data),
                        "--out", str(out)], check=True, timeout=60, capture_output=True)
        return read(out.read_text())

    def replayed(self, start, hours):
        """A server that has played a recording, and what was in it."""
        ticks = recording(pandas.Timestamp(start), hours, seed=7)
        file = self.folder / "ticks.csv"
        written = ticks.assign(time=ticks.time.dt.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                               price=ticks.price.map("{:.2f}".format))
        written = written[["time", "symbol", "price", "volume", "seq"]]
        written.to_csv(file, index=False, lineterminator="\r\n")
        server = self.start("--feed", f"replay:{file}", "--replay-speed", "max")
        wait_for(lambda: httpx.get(server.url + "/health").json()["checks"]["feed"]["status"]
                 == "finished", "the end of the recording")
        return server, ticks

    def assert_same(self, bars, made):
        self.assertEqual(list(bars.time), list(made.index))
        for column in ["open", "high", "low", "close", "volume", "ticks"]:
            self.assertEqual(list(bars[column]), list(made[column]), column)

    def check_export(self, start, hours):
        server, ticks = self.replayed(start, hours)
        self.assertEqual(server.stop(), 0)
        candles = self.export("candles")
        for symbol, zone in ZONES.items():
            for interval in RULES:
                with self.subTest(symbol=symbol, interval=interval):
                    chosen = (candles.symbol == symbol) & (candles.interval == interval)
                    self.assert_same(candles[chosen], made_by_pandas(
                        ticks[ticks.symbol == symbol], interval, zone))

    def test_exported_bars_are_those_of_pandas(self):
        self.check_export("2026-01-30T12:00Z", 72)

    def test_a_day_of_23_hours_is_that_of_pandas(self):
        self.check_export("2026-03-06T12:00Z", 96)

    def test_a_day_of_25_hours_is_that_of_pandas(self):
        self.check_export("2026-10-30T12:00Z", 96)

    def test_bars_over_rest_are_those_of_pandas(self):
        server, ticks = self.replayed("2026-03-06T12:00Z", 96)
        for symbol, zone in ZONES.items():
            for interval in ["1h", "1d"]:
                with self.subTest(symbol=symbol, interval=interval):
                    answer = httpx.get(f"{server.url}/stocks/{symbol}/candles",
                                       params={"interval": interval, "limit": 5000})
                    bars = pandas.DataFrame(answer.json()["candles"])
                    bars["time"] = pandas.to_datetime(bars.time, utc=True)
                    self.assert_same(bars, made_by_pandas(
                        ticks[ticks.symbol == symbol], interval, zone))

    def test_a_restart_loses_no_tick_of_a_bar(self):
        env = {"TICKWELL_ALPACA_KEY": "k", "TICKWELL_ALPACA_SECRET": "GOOD"}
        config = self.folder / "tickwell.toml"
        with Alpaca() as provider:
            config.write_text(f"[feed]\nurl = '{provider.url}'\n")
            for least in (20, 40):
                server = self.start("--config", str(config), "--feed", "alpaca", "--symbols",
                                    "FAKEPACA", env=env)

                def day():
                    answer = httpx.get(server.url + "/stocks/FAKEPACA/candles?interval=1d")
                    return answer.status_code == 200 and sum(
                        bar["ticks"] for bar in answer.json()["candles"]) >= least
                wait_for(day, f"a day of {least} ticks")
                self.assertEqual(server.stop(), 0)
        ticks, candles = self.export("ticks"), self.export("candles")
        for interval in RULES:
            with self.subTest(interval):
                bars = candles[candles.interval == interval]
                self.assertEqual(bars.ticks.sum(), len(ticks))
                self.assertEqual(bars.volume.sum(), ticks.volume.sum())


if __name__ == "__main__":
    unittest.main()
