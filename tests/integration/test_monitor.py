# SPDX-License-Identifier: GPL-3.0-or-later
"""The host's readings of the past, over REST."""
import csv
import io
import time
import unittest
from datetime import datetime, timedelta, timezone

import httpx

from tickwell_process import ServerTest


def stamp(moment):
    return moment.isoformat().replace("+00:00", "Z")


class MonitorHistory(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)

    def tearDown(self):
        self.client.close()

    def history(self, **parameters):
        answer = self.client.get("/monitor/history", params=parameters)
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()

    def faults(self, **parameters):
        answer = self.client.get("/monitor/history", params=parameters)
        self.assertEqual(answer.status_code, 422, answer.text)
        return [(fault["type"], fault["loc"][-1]) for fault in answer.json()["detail"]]

    def recorded(self, count):
        for _ in range(100):
            rows = list(csv.DictReader(io.StringIO(self.client.get("/export/monitor.csv").text)))
            if len(rows) >= count:
                return rows
            time.sleep(0.1)
        self.fail("nothing was recorded")

    def test_is_what_was_recorded(self):
        rows = self.recorded(4)
        last = datetime.fromisoformat(rows[-1]["time"]) + timedelta(microseconds=1)
        page = self.history(step=3600 * 24, to=stamp(last))
        self.assertEqual(sum(step["samples"] for step in page["steps"]), len(rows))
        if len(page["steps"]) == 1:  # not over midnight
            memory = [float(row["memory_usage"]) for row in rows]
            spread = page["steps"][0]["memory_usage"]
            self.assertAlmostEqual(spread["min"], min(memory), delta=0.011)
            self.assertAlmostEqual(spread["max"], max(memory), delta=0.011)
            self.assertAlmostEqual(spread["avg"], sum(memory) / len(memory), delta=0.011)

    def test_steps_are_as_long_as_asked_for(self):
        self.recorded(3)
        page = self.history(step=1)
        self.assertEqual(page["step"], 1)
        self.assertGreaterEqual(len(page["steps"]), 3)
        times = [step["time"] for step in page["steps"]]
        self.assertEqual(times, sorted(times))
        self.assertTrue(all(moment.endswith(".000000Z") for moment in times), times)

    def test_a_long_time_has_long_steps(self):
        now = datetime.now(timezone.utc)
        page = self.history(**{"from": stamp(now - timedelta(days=30)), "to": stamp(now)})
        self.assertEqual(page["step"], 3600)
        self.assertEqual(self.history()["step"], 5)

    def test_a_time_without_readings_is_empty(self):
        page = self.history(**{"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"})
        self.assertEqual(page["steps"], [])

    def test_what_cannot_be_is_refused(self):
        self.assertEqual(self.faults(**{"from": "2020-01-02T00:00:00Z",
                                        "to": "2020-01-01T00:00:00Z"}), [("value_error", "from")])
        self.assertEqual(self.faults(**{"from": "2020-01-01T00:00:00Z", "step": 1}),
                         [("value_error", "step")])
        self.assertEqual(self.faults(**{"from": "then", "step": "x"}),
                         [("datetime_from_date_parsing", "from"), ("int_parsing", "step")])
        self.assertEqual(self.faults(step=-1), [("greater_than_equal", "step")])


if __name__ == "__main__":
    unittest.main()
