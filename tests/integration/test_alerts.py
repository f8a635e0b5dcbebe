# SPDX-License-Identifier: GPL-3.0-or-later
"""Alerts over REST, and over the death of the program."""
import tempfile
import time
import unittest
from pathlib import Path

import httpx

from tickwell_process import ServerTest, Tickwell, member


def until(check, seconds=20):
    """Asks again until the answer is true, and gives it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := check():
            return answer
        time.sleep(0.02)
    raise AssertionError("it did not come to pass")


class Client:
    def __init__(self, url, headers=None):
        self.http = httpx.Client(base_url=url, headers=headers, timeout=20)

    def add(self, **body):
        answer = self.http.post("/alerts", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def alerts(self):
        return {alert["id"]: alert for alert in self.http.get("/alerts").json()["alerts"]}

    def events(self, alert, **query):
        events = self.http.get("/alerts/events", params=query).json()["events"]
        return [event for event in events if event["alert_id"] == alert["id"]]

    def price(self, symbol):
        return until(lambda: self.http.get(f"/stocks/{symbol}").json().get("price"))

    def set_price(self, symbol, price):
        answer = self.http.put(f"/stocks/{symbol}/price", json={"price": price})
        assert answer.status_code == 200, answer.text

    def close(self):
        self.http.close()


class Alerts(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.headers = member(cls.server.url)

    def setUp(self):
        self.client = Client(self.server.url, self.headers)
        self.addCleanup(self.client.close)

    def test_an_alert_is_there_until_it_is_deleted(self):
        alert = self.client.add(kind="price", symbol="AAPL", direction="above", threshold=1e6)
        self.assertEqual(
            {key: alert[key] for key in ("kind", "symbol", "direction", "threshold", "hysteresis",
                                         "cool_down", "repeat", "state", "fired_at", "last_event")},
            {"kind": "price", "symbol": "AAPL", "direction": "above", "threshold": 1e6,
             "hysteresis": 0, "cool_down": 0, "repeat": False, "state": "armed", "fired_at": None,
             "last_event": None})
        self.assertEqual(self.client.alerts()[alert["id"]], alert)
        path = f"/alerts/{alert['id']}"
        self.assertEqual(self.client.http.delete(path).status_code, 204)
        self.assertNotIn(alert["id"], self.client.alerts())
        self.assertEqual(self.client.http.delete(path).status_code, 404)

    def test_a_price_that_crosses_fires_once(self):
        high = round(self.client.price("CROSS") * 3, 2)
        alert = self.client.add(kind="price", symbol="CROSS", direction="above", threshold=high)
        self.client.set_price("CROSS", high + 1)
        self.client.set_price("CROSS", high - 1)
        self.client.set_price("CROSS", high + 2)
        event, = until(lambda: self.client.events(alert))
        self.assertEqual(event["value"], high + 1)
        self.assertIn("CROSS rose to", event["text"])
        now = self.client.alerts()[alert["id"]]
        self.assertEqual((now["state"], now["fired_at"], now["last_event"]),
                         ("fired", event["time"], event))
        self.assertEqual(len(self.client.events(alert)), 1)

    def test_one_that_repeats_waits_for_its_return(self):
        high = round(self.client.price("AGAIN") * 3, 2)
        alert = self.client.add(kind="price", symbol="AGAIN", direction="above", threshold=high,
                                hysteresis=10, repeat=True)
        for count in (1, 2, 3):
            self.client.set_price("AGAIN", round(high + 1, 2))
            until(lambda: len(self.client.events(alert)) == count)
            self.client.set_price("AGAIN", round(high - 11, 2))
            until(lambda: self.client.alerts()[alert["id"]]["state"] == "armed")
        newest, *older = self.client.events(alert)
        self.assertEqual(self.client.events(alert, before=newest["seq"], limit=1000), older)

    def test_a_move_within_a_window(self):
        price = self.client.price("MOVE")
        alert = self.client.add(kind="percent_move", symbol="MOVE", direction="below",
                                threshold=50, window=600)
        self.client.set_price("MOVE", round(price * 0.4, 2))
        event, = until(lambda: self.client.events(alert))
        self.assertLess(event["value"], -50)

    def test_an_indicator_and_the_host(self):
        alert = self.client.add(kind="indicator", symbol="AAPL", indicator="macd_signal",
                                interval="1s", direction="either")
        self.assertEqual((alert["period"], alert["slow_period"], alert["signal_period"]),
                         (12, 26, 9))
        until(lambda: self.client.events(alert), 60)
        alert = self.client.add(kind="host", reading="memory_usage", direction="above",
                                threshold=99.5, hysteresis=5, cool_down=60, repeat=True)
        self.assertEqual((alert["reading"], alert["cool_down"]), ("memory_usage", 60))

    def test_a_host_that_is_beyond_already_fires(self):
        alert = self.client.add(kind="host", reading="memory_usage", direction="above",
                                threshold=0.01)
        event, = until(lambda: self.client.events(alert))
        self.assertGreater(event["value"], 0.01)

    def test_faults_are_named_and_change_nothing(self):
        before = len(self.client.alerts())
        price = {"kind": "price", "symbol": "AAPL", "direction": "above", "threshold": 1}
        host = {"kind": "host", "reading": "cpu_usage", "direction": "above", "threshold": 90}
        for body, location in [
                ({}, ["kind", "direction"]),
                ({**price, "kind": "feeling"}, ["kind"]),
                ({**price, "direction": "sideways"}, ["direction"]),
                ({**price, "threshold": None}, ["threshold"]),
                ({**price, "threshold": "NaN"}, ["threshold"]),
                ({**price, "symbol": None}, ["symbol"]),
                ({**price, "window": 60}, ["window"]),
                ({**price, "reading": "cpu_usage", "period": 5}, ["reading", "period"]),
                ({**price, "cool_down": -1}, ["cool_down"]),
                ({**price, "threshold": -1}, []),
                ({**price, "hysteresis": 2}, []),
                ({**price, "kind": "percent_move", "window": 1}, ["window"]),
                ({**price, "kind": "indicator"}, ["indicator"]),
                ({**price, "kind": "indicator", "indicator": "rsi", "slow_period": 5},
                 ["slow_period"]),
                ({**price, "kind": "indicator", "indicator": "rsi", "threshold": 100}, []),
                ({**price, "kind": "indicator", "indicator": "sma_sma", "period": 501}, ["period"]),
                ({**price, "kind": "indicator", "indicator": "sma_sma", "period": 60}, []),
                ({**host, "symbol": "AAPL"}, ["symbol"]),
                ({**host, "threshold": 101}, [])]:
            with self.subTest(body):
                answer = self.client.http.post("/alerts", json=body)
                self.assertEqual(answer.status_code, 422, answer.text)
                self.assertEqual([fault["loc"] for fault in answer.json()["detail"]],
                                 [["body", name] for name in location] or [["body"]])
        answer = self.client.http.post("/alerts", json={**price, "symbol": "no such"})
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.client.http.get("/alerts/events?limit=0").status_code, 422)
        self.assertEqual(self.client.http.delete("/alerts/x").status_code, 422)
        self.assertEqual(len(self.client.alerts()), before)


class Owners(unittest.TestCase):
    def test_with_authentication_all_of_it_needs_a_token(self):
        with tempfile.TemporaryDirectory() as folder, \
                Tickwell(Path(folder) / "data", "--authentication") as server:
            headers = member(server.url)
            body = {"kind": "host", "reading": "load1", "direction": "above", "threshold": 1000}
            for ask in (lambda **more: httpx.get(server.url + "/alerts", **more),
                        lambda **more: httpx.get(server.url + "/alerts/events", **more),
                        lambda **more: httpx.post(server.url + "/alerts", json=body, **more)):
                self.assertEqual(ask().status_code, 401)
                self.assertEqual(ask(headers=headers).status_code, 200)
            self.assertEqual(httpx.delete(server.url + "/alerts/1").status_code, 401)


class Crash(unittest.TestCase):
    def test_an_alert_fires_once_over_kills(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server = Tickwell(data)
            headers = member(server.url)
            client = Client(server.url, headers)
            high = round(client.price("KILL") * 3, 2)
            alert = client.add(kind="price", symbol="KILL", direction="above", threshold=high)
            other = client.add(kind="price", symbol="KILL", direction="above", threshold=2 * high)
            client.close()
            server.kill()

            server = Tickwell(data)
            client = Client(server.url, headers)
            self.assertEqual(set(client.alerts()), {alert["id"], other["id"]})
            client.price("KILL")
            client.set_price("KILL", high + 1)
            event, = until(lambda: client.events(alert))
            client.close()
            server.kill()

            with Tickwell(data) as server:
                client = Client(server.url, headers)
                self.assertEqual(client.events(alert), [event])
                self.assertEqual(client.alerts()[alert["id"]]["state"], "fired")
                client.price("KILL")
                client.set_price("KILL", high - 1)
                client.set_price("KILL", high + 1)
                client.set_price("KILL", 2 * high + 1)
                until(lambda: client.events(other))
                self.assertEqual(client.events(alert), [event])
                client.http.delete(f"/alerts/{other['id']}")
                added = client.add(kind="price", symbol="KILL", direction="above", threshold=1)
                self.assertGreater(added["id"], other["id"])
                client.close()

    def test_what_was_killed_on_the_way_is_told_once(self):
        """However early it dies after the price: once in the end, never twice."""
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server = Tickwell(data)
            headers = member(server.url)
            for delay in (0, 0.002, 0.005, 0.02, 0.1):
                client = Client(server.url, headers)
                price = client.price("EARLY")
                client.set_price("EARLY", price)
                alert = client.add(kind="price", symbol="EARLY", direction="above",
                                   threshold=round(price + 50, 2))
                client.set_price("EARLY", round(price + 60, 2))
                time.sleep(delay)
                server.kill()
                client.close()
                server = Tickwell(data)
                client = Client(server.url, headers)
                price = client.price("EARLY")
                client.set_price("EARLY", round(max(price, alert["threshold"]) + 1, 2))
                until(lambda: client.events(alert))
                time.sleep(0.2)
                self.assertEqual(len(client.events(alert)), 1)
                client.close()
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
