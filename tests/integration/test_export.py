# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV export over HTTP and from the command line, read back with pandas (API.md §5)."""
import asyncio
import io
import time
import unittest
from pathlib import Path

import httpx
import pandas
import websockets

from tickwell_process import ServerTest, run

COLUMNS = {
    "ticks": "time,symbol,price,volume,seq",
    "candles": "time,symbol,interval,open,high,low,close,volume,ticks",
    "monitor": "time,cpu_usage,memory_usage,swap_usage,network_in,network_out,disk_read,"
               "disk_write,load1,active_connections",
    "chat": "time,room,user_id,message,seq",
}


class Export(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wait_for_rows()

    @classmethod
    def wait_for_rows(cls):
        """Until a few seconds of everything are on disk."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            ticks = httpx.get(cls.server.url + "/export/ticks.csv").text.count("\n")
            bars = httpx.get(cls.server.url + "/export/candles.csv").text.count("\n")
            samples = httpx.get(cls.server.url + "/export/monitor.csv").text.count("\n")
            if ticks > 50 and bars > 20 and samples > 3:
                return
            time.sleep(0.25)
        raise AssertionError("nothing was captured in 30 s")

    def csv(self, data_set, **params):
        answer = httpx.get(f"{self.server.url}/export/{data_set}.csv", params=params)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertTrue(answer.headers["content-type"].startswith("text/csv"))
        return answer.text

    def test_each_data_set_has_its_columns_and_crlf(self):
        for data_set, header in COLUMNS.items():
            with self.subTest(data_set):
                text = self.csv(data_set)
                self.assertEqual(text.split("\r\n")[0], header)
                if data_set != "chat":  # whose cells may hold line breaks
                    self.assertEqual(text.count("\n"), text.count("\r\n"))

    def test_pandas_reads_ticks(self):
        ticks = pandas.read_csv(io.StringIO(self.csv("ticks")), parse_dates=["time"])
        self.assertGreater(len(ticks), 20)
        self.assertTrue((ticks.price > 0).all())
        self.assertTrue(ticks.seq.is_unique)
        self.assertEqual(str(ticks.time.dtype), "datetime64[ns, UTC]")

    def test_pandas_makes_the_same_one_second_bars(self):
        deadline = time.monotonic() + 20
        both = []
        while len(both) < 2 and time.monotonic() < deadline:
            bars = pandas.read_csv(io.StringIO(self.csv("candles", symbol="AAPL", interval="1s")),
                                   parse_dates=["time"]).set_index("time")
            ticks = pandas.read_csv(io.StringIO(self.csv("ticks", symbol="AAPL")),
                                    parse_dates=["time"]).set_index("time")
            made = ticks.price.resample("1s", origin="epoch").ohlc().dropna()
            # The first second began before the program did, and the last goes on.
            both = bars.index.intersection(made.index)[1:-1]
        self.assertGreater(len(both), 1)
        for column in ["open", "high", "low", "close"]:
            self.assertEqual(list(bars.loc[both, column]), list(made.loc[both, column]))

    def test_symbol_and_range_choose_rows(self):
        text = self.csv("ticks", symbol="MSFT")
        ticks = pandas.read_csv(io.StringIO(text))
        self.assertEqual(set(ticks.symbol), {"MSFT"})
        start, end = ticks.time.iloc[1], ticks.time.iloc[3]
        part = pandas.read_csv(io.StringIO(self.csv("ticks", symbol="MSFT", **{"from": start,
                                                                              "to": end})))
        self.assertEqual(list(part.time), list(ticks.time.iloc[1:3]))

    def test_bad_parameters_are_named(self):
        for params in [{"from": "x"}, {"symbol": "not one"}, {"from": "2026-02-01", "to": "2026-01-01"}]:
            answer = httpx.get(self.server.url + "/export/ticks.csv", params=params)
            self.assertEqual(answer.status_code, 422, params)
        self.assertEqual(httpx.get(self.server.url + "/export/secrets.csv").status_code, 404)

    async def test_chat_cells_are_quoted_and_made_harmless(self):
        async with websockets.connect(self.server.ws + "/ws/chat/mal") as mal:
            for text in ["=1+1", 'say "hi", ok', "two\nlines"]:
                await mal.send(text)
        text = ""
        for _ in range(40):
            text = self.csv("chat")
            if "lines" in text:
                break
            await asyncio.sleep(0.1)
        self.assertIn("'=1+1", text)
        self.assertIn('"say ""hi"", ok"', text)
        chat = pandas.read_csv(io.StringIO(text))
        self.assertEqual(list(chat[chat.user_id == "mal"].message),
                         ["'=1+1", 'say "hi", ok', "two\nlines"])

    def test_the_command_line_writes_the_same_beside_a_running_server(self):
        out = Path(self.folder.name) / "ticks.csv"
        done = run("export", "ticks", "--data-dir", self.server.data_dir, "--out", out, "--symbol",
                   "AAPL")
        self.assertEqual(done.returncode, 0, done.stderr)
        written = out.read_bytes().decode()
        self.assertTrue(self.csv("ticks", symbol="AAPL").startswith(written))
        self.assertGreater(written.count("\r\n"), 1)

    def test_the_command_line_refuses_what_cannot_be(self):
        out = Path(self.folder.name) / "x.csv"
        for arguments, status, word in [
            (["export", "secrets", "--out", out], 2, "secrets"),
            (["export", "ticks"], 2, "--out"),
            (["export", "ticks", "--out", out, "--from", "x"], 2, "from"),
            (["export", "ticks", "--out", Path(self.folder.name) / "no" / "x.csv"], 1, "no"),
            (["export", "ticks", "--out", out, "--data-dir", Path(self.folder.name) / "absent"], 1,
             "absent"),
        ]:
            with self.subTest(str(arguments)):
                if "--data-dir" not in arguments:
                    arguments = [*arguments, "--data-dir", self.server.data_dir]
                refused = run(*arguments)
                self.assertEqual(refused.returncode, status, refused.stderr)
                self.assertIn(word, refused.stderr)
                self.assertEqual(len(refused.stderr.strip().splitlines()), 1, refused.stderr)
                self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
