# SPDX-License-Identifier: GPL-3.0-or-later
"""Paper trading over REST and WebSocket, and over the death of the program."""
import asyncio
import csv
import io
import json
import random
import tempfile
import threading
import time
import unittest
from decimal import Decimal
from pathlib import Path

import httpx
from websockets.legacy.client import connect as connect_websocket

from tickwell_process import ServerTest, Tickwell, member


def until(check, seconds=20):
    """Asks again until the answer is true, and gives it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := check():
            return answer
        time.sleep(0.02)
    raise AssertionError("it did not come to pass")


class Trader:
    def __init__(self, url, name):
        self.name = name
        self.client = httpx.Client(base_url=url, timeout=20)

    def order(self, symbol, side, quantity, price=None, **more):
        body = {"symbol": symbol, "side": side, "quantity": quantity, "trader_id": self.name,
                "type": "limit" if price else "market", **more}
        if price:
            body["price"] = price
        answer = self.client.post("/orders", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def get(self, path, **query):
        answer = self.client.get(path, params={"trader_id": self.name, **query})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def price(self, symbol):
        return until(lambda: self.client.get(f"/stocks/{symbol}").json().get("price"))

    def buy_now(self, symbol, quantity):
        """Buys from the market, and waits until it has sold enough."""
        self.price(symbol)
        order = self.order(symbol, "buy", quantity)
        return until(lambda: (now := self.get(f"/orders/{order['order_id']}"))
                     ["status"] == "executed" and now)

    def close(self):
        self.client.close()


class Orders(ServerTest):
    def setUp(self):
        self.ana = Trader(self.server.url, "ana-" + self._testMethodName)
        self.bob = Trader(self.server.url, "bob-" + self._testMethodName)
        self.addCleanup(self.ana.close)
        self.addCleanup(self.bob.close)

    def test_an_account_opens_with_a_hundred_thousand(self):
        account = self.ana.get("/account")
        self.assertEqual((account["cash"], account["reserved"], account["equity"]),
                         (100_000, 0, 100_000))
        self.assertEqual(self.ana.get("/positions"), [])
        self.assertEqual(self.ana.get("/orders"), [])

    def test_two_traders_trade_at_the_resting_orders_price(self):
        self.ana.buy_now("TWO", 4)
        high = round(self.ana.price("TWO") * 2, 2)
        resting = self.ana.order("TWO", "sell", 4, high)
        self.assertEqual((resting["status"], resting["state"]), ("pending", "new"))
        incoming = self.bob.order("TWO", "buy", 3, round(high * 1.1, 2))
        self.assertEqual((incoming["status"], incoming["average_fill_price"]), ("executed", high))
        resting = self.ana.get(f"/orders/{resting['order_id']}")
        self.assertEqual((resting["state"], resting["filled_quantity"]), ("partially_filled", 3))
        position, = self.bob.get("/positions")
        self.assertEqual((position["quantity"], position["average_price"]), (3, high))
        self.assertAlmostEqual(self.bob.get("/account")["cash"], 100_000 - 3 * high, places=6)

    def test_the_shape_of_older_clients_is_a_limit_order(self):
        answer = self.ana.client.post("/orders", json={
            "trader_id": self.ana.name, "symbol": "AAPL", "type": "buy", "quantity": 2,
            "price": 1.5})
        order = answer.json()
        self.assertEqual((order["trader_id"], order["type"], order["order_type"], order["status"]),
                         (self.ana.name, "buy", "limit", "pending"))

    def test_a_client_order_id_is_one_order(self):
        first = self.ana.order("AAPL", "buy", 1, 1.0, client_order_id="x1")
        again = self.ana.order("AAPL", "buy", 50, 2.0, client_order_id="x1")
        self.assertEqual(first, again)
        self.assertEqual(len(self.ana.get("/orders")), 1)
        self.assertNotEqual(self.bob.order("AAPL", "buy", 1, 1.0, client_order_id="x1")["order_id"],
                            first["order_id"])

    def test_what_money_does_not_allow_is_rejected_with_the_reason(self):
        order = self.ana.order("AAPL", "buy", 200_000, 1.0)
        self.assertEqual(order["status"], "rejected")
        self.assertIn("100000.00 is free", order["reason"])
        order = self.ana.order("AAPL", "sell", 1, 1.0)
        self.assertEqual(order["status"], "rejected")
        self.assertEqual(self.ana.get("/account")["reserved"], 0)

    def test_cancels_and_changes(self):
        order = self.ana.order("AAPL", "buy", 10, 1.0, time_in_force="gtc")
        path = f"/orders/{order['order_id']}?trader_id={self.ana.name}"
        self.assertEqual(self.ana.get("/account")["reserved"], 10)
        cut = self.ana.client.patch(path, json={"quantity": 4}).json()
        self.assertEqual((cut["order_id"], cut["quantity"]), (order["order_id"], 4))
        moved = self.ana.client.patch(path, json={"price": 2}).json()
        self.assertNotEqual(moved["order_id"], order["order_id"])
        self.assertEqual(self.ana.get(f"/orders/{order['order_id']}")["replaced_by"],
                         moved["order_id"])
        self.assertEqual(self.ana.get("/account")["reserved"], 8)
        path = f"/orders/{moved['order_id']}?trader_id={self.ana.name}"
        self.assertEqual(self.ana.client.delete(path).json()["status"], "cancelled")
        self.assertEqual(self.ana.client.delete(path).status_code, 409)
        self.assertEqual(self.ana.get("/account")["reserved"], 0)
        self.assertEqual(self.ana.get("/orders", status="open"), [])
        self.assertEqual(self.bob.client.delete("/orders/1?trader_id=nobody").status_code, 404)

    def test_a_stop_is_moved(self):
        order = self.ana.order("AAPL", "buy", 1, type="stop", stop_price=9_000)
        path = f"/orders/{order['order_id']}?trader_id={self.ana.name}"
        moved = self.ana.client.patch(path, json={"stop_price": 8_000}).json()
        self.assertEqual((moved["stop_price"], moved["status"]), (8_000, "pending"))
        self.assertEqual(self.ana.get("/account")["reserved"], 8_400)

    def test_faults_are_named_and_change_nothing(self):
        for body, location in [
                ({"symbol": "AAPL", "side": "buy", "quantity": 0, "price": 1}, "quantity"),
                ({"symbol": "AAPL", "side": "buy", "quantity": "NaN", "price": 1}, "quantity"),
                ({"symbol": "AAPL", "side": "buy", "quantity": 1, "price": -1}, "price"),
                ({"symbol": "AAPL", "side": "buy", "quantity": 1}, "price"),
                ({"symbol": "AAPL", "side": "hold", "quantity": 1, "price": 1}, "side"),
                ({"symbol": "AAPL", "quantity": 1, "price": 1}, "side"),
                ({"symbol": "AAPL", "type": "buy", "side": "sell", "quantity": 1, "price": 1}, "side"),
                ({"symbol": "AAPL", "type": "market", "side": "buy", "quantity": 1, "price": 1},
                 "price"),
                ({"symbol": "AAPL", "type": "stop", "side": "buy", "quantity": 1}, "stop_price"),
                ({"side": "buy", "quantity": 1, "price": 1}, "symbol"),
                ({"symbol": "AAPL", "side": "buy", "quantity": 1, "price": 1,
                  "time_in_force": "never"}, "time_in_force"),
                ({"symbol": "AAPL", "side": "buy", "quantity": 1, "price": 1,
                  "client_order_id": "x" * 129}, "client_order_id")]:
            with self.subTest(body):
                answer = self.ana.client.post("/orders", json={**body, "trader_id": self.ana.name})
                self.assertEqual(answer.status_code, 422, answer.text)
                self.assertEqual([fault["loc"] for fault in answer.json()["detail"]],
                                 [["body", location]])
        answer = self.ana.client.post("/orders", json={
            "symbol": "AAPL", "side": "buy", "quantity": 1, "price": 1.234})
        self.assertEqual(answer.status_code, 422)
        answer = self.ana.client.post("/orders", json={
            "symbol": "no such", "side": "buy", "quantity": 1, "price": 1})
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.ana.get("/orders"), [])


class Exports(ServerTest):
    def rows(self, path):
        answer = httpx.get(self.server.url + path, timeout=20)
        self.assertEqual(answer.status_code, 200, answer.text)
        return list(csv.DictReader(io.StringIO(answer.text)))

    def test_orders_and_trades_as_csv(self):
        trader = Trader(self.server.url, "=csv-1")
        self.addCleanup(trader.close)
        filled = trader.buy_now("CSVA", 2)
        waiting = trader.order("CSVB", "buy", 1.5, 1.25, client_order_id='say "a,b"')
        first, second = self.rows("/export/orders.csv")
        self.assertEqual((first["order_id"], first["trader_id"], first["status"], first["price"]),
                         (filled["order_id"], "'=csv-1", "executed", ""))
        self.assertEqual(Decimal(first["average_fill_price"]),
                         Decimal(str(filled["average_fill_price"])))
        self.assertEqual((second["client_order_id"], second["quantity"], second["price"]),
                         ('say "a,b"', "1.5", "1.25"))
        self.assertEqual(second["timestamp"], waiting["timestamp"])
        self.assertEqual(self.rows("/export/orders.csv?symbol=CSVB"), [second])
        self.assertEqual(self.rows("/export/orders.csv?from=2100-01-01T00:00:00Z"), [])
        trades = self.rows("/export/trades.csv")
        self.assertEqual(sum(Decimal(trade["quantity"]) for trade in trades), 2)
        self.assertEqual({(trade["symbol"], trade["buy_order_id"], trade["sell_order_id"])
                          for trade in trades}, {("CSVA", filled["order_id"], "")})


class Streams(ServerTest):
    async def messages(self, socket, kind, count=1):
        found = []
        while len(found) < count:
            message = json.loads(await asyncio.wait_for(socket.recv(), 20))
            if message["type"] == kind:
                found.append(message.get("data", message))
        return found

    async def test_an_account_hears_of_its_orders_alone(self):
        async with connect_websocket(self.server.ws + "/ws/trading?trader_id=one-1") as one, \
                connect_websocket(self.server.ws + "/ws/trading?trader_id=two-2") as two:
            account, = await self.messages(one, "account_update")
            self.assertEqual(account["cash"], 100_000)
            await one.send(json.dumps({"type": "place_order", "symbol": "AAPL", "side": "buy",
                                       "order_type": "limit", "quantity": 3, "price": 1}))
            order, = await self.messages(one, "order_update")
            self.assertEqual((order["trader_id"], order["status"], order["quantity"]),
                             ("one-1", "pending", 3))
            await one.send(json.dumps({"type": "cancel_order", "order_id": int(order["order_id"])}))
            order, = await self.messages(one, "order_update")
            self.assertEqual(order["status"], "cancelled")
            await two.send(json.dumps({"type": "place_order", "data": {
                "symbol": "MSFT", "type": "buy", "quantity": 1, "price": 1}}))
            order, = await self.messages(two, "order_update")
            self.assertEqual((order["trader_id"], order["symbol"]), ("two-2", "MSFT"))
            await two.send(json.dumps({"type": "place_order", "data": 7}))
            error, = await self.messages(two, "error")
            self.assertIn("symbol", str(error["detail"]))

    async def test_prices_come_beside(self):
        async with connect_websocket(self.server.ws + "/ws/trading") as socket:
            price, = await self.messages(socket, "price_update")
            self.assertEqual(set(price), {"type", "symbol", "price", "timestamp"})

    async def test_a_newcomer_hears_what_stands(self):
        client = httpx.Client(base_url=self.server.url)
        order = client.post("/orders", json={"symbol": "AAPL", "side": "buy", "quantity": 2,
                                             "price": 1, "trader_id": "late-1"}).json()
        async with connect_websocket(self.server.ws + "/ws/trading?trader_id=late-1") as socket:
            heard, = await self.messages(socket, "order_update")
            self.assertEqual(heard, order)

    async def test_rubbish_is_answered_and_changes_nothing(self):
        async with connect_websocket(self.server.ws + "/ws/trading?trader_id=bad-1") as socket:
            for text in ["", "x", "[]", "{}", '{"type":"place_order"}', '{"type":"cancel_order"}',
                         '{"type":"cancel_order","order_id":999999}', '{"type":"sing"}',
                         '{"type":"place_order","data":{"symbol":"AAPL","trader_id":"other",'
                         '"type":"buy","quantity":1,"price":1}}']:
                await socket.send(text)
                error, = await self.messages(socket, "error")
                self.assertTrue(error["detail"], text)
        self.assertEqual(httpx.get(self.server.url + "/orders?trader_id=bad-1").json(), [])


class Owners(unittest.TestCase):
    def test_the_account_of_a_user_needs_the_users_token(self):
        with tempfile.TemporaryDirectory() as folder, Tickwell(Path(folder) / "data") as server:
            headers = member(server.url, "ana")
            body = {"symbol": "AAPL", "side": "buy", "quantity": 1, "price": 1}
            own = httpx.post(server.url + "/orders", json=body, headers=headers)
            self.assertEqual(own.json()["trader_id"], "ana")
            stolen = httpx.post(server.url + "/orders", json={**body, "trader_id": "Ana"})
            self.assertEqual(stolen.status_code, 401)
            self.assertEqual(httpx.get(server.url + "/account?trader_id=ana").status_code, 401)
            other = httpx.post(server.url + "/orders", json={**body, "trader_id": "bob"},
                               headers=headers)
            self.assertEqual(other.status_code, 403)
            order = own.json()["order_id"]
            self.assertEqual(httpx.delete(f"{server.url}/orders/{order}").status_code, 404)
            self.assertEqual(
                httpx.delete(f"{server.url}/orders/{order}", headers=headers).status_code, 200)


class ShortSelling(unittest.TestCase):
    def test_what_is_not_held_is_sold_where_that_is_switched_on(self):
        with tempfile.TemporaryDirectory() as folder, \
                Tickwell(Path(folder) / "data", "--short-selling") as server:
            ana = Trader(server.url, "ana")
            self.addCleanup(ana.close)
            price = ana.price("AAPL")
            order = ana.order("AAPL", "sell", 1, round(price * 0.5, 2))
            sold = until(lambda: (now := ana.get(f"/orders/{order['order_id']}"))
                         ["status"] == "executed" and now)
            position, = ana.get("/positions")
            self.assertEqual(position["quantity"], -1)
            account = ana.get("/account")
            self.assertAlmostEqual(account["reserved"], 1.5 * sold["average_fill_price"], places=2)


class Crash(unittest.TestCase):
    """What was answered is there after the program was killed, and adds up."""

    def test_nothing_answered_is_lost(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            answered = {}
            for round_ in range(4):
                server = Tickwell(data)
                self.check(server, answered)
                self.trade_until_killed(server, answered, round_)
            with Tickwell(data) as server:
                self.check(server, answered)
                self.assertGreater(len(answered), 20)

    def trade_until_killed(self, server, answered, round_):
        def trade(name):
            trader = Trader(server.url, name)
            number = 0
            try:
                while number < 200:  # of 1,000 that are read back
                    number += 1
                    mine = f"{round_}-{number}"
                    price = None if number % 3 else 1.0
                    order = trader.order("AAPL", "buy", 0.01, price, client_order_id=mine)
                    answered[name, mine] = order
                    if price and number % 2:
                        path = f"/orders/{order['order_id']}?trader_id={name}"
                        cancelled = trader.client.delete(path)
                        if cancelled.status_code == 200:
                            answered[name, mine] = cancelled.json()
            except httpx.HTTPError:
                pass
            finally:
                trader.close()

        first = Trader(server.url, "kill-0")
        first.price("AAPL")
        first.close()
        threads = [threading.Thread(target=trade, args=(f"kill-{i}",)) for i in range(3)]
        for thread in threads:
            thread.start()
        enough = len(answered) + 10
        until(lambda: len(answered) > enough, seconds=60)
        time.sleep(random.uniform(0, 0.5))
        server.kill()
        for thread in threads:
            thread.join()

    def check(self, server, answered):
        for name in {name for name, _ in answered}:
            trader = Trader(server.url, name)
            orders, account, positions = self.at_one_moment(trader)
            for (owner, mine), order in answered.items():
                if owner != name:
                    continue
                now = orders[mine]
                self.assertEqual(now["order_id"], order["order_id"])
                self.assertGreaterEqual(now["filled_quantity"], order["filled_quantity"])
                if order["status"] != "pending":
                    self.assertEqual(now, order)
            # The money that is gone is what the filled orders cost.
            spent = sum(Decimal(str(order["filled_quantity"]))
                        * Decimal(str(order["average_fill_price"]))
                        for order in orders.values() if order["filled_quantity"])
            self.assertAlmostEqual(float(spent), 100_000 - account["cash"], places=3)
            held = sum(Decimal(str(order["filled_quantity"])) for order in orders.values())
            self.assertEqual(sum(Decimal(str(one["quantity"])) for one in positions), held)
            trader.close()

    def at_one_moment(self, trader):
        """Orders by the client's id, the account and the positions, between two ticks: what was
        waiting when the program was killed fills while they are being read."""
        while True:
            orders = trader.get("/orders", limit=1000)
            account = trader.get("/account")
            positions = trader.get("/positions")
            if trader.get("/orders", limit=1000) == orders:
                break
        return {order["client_order_id"]: order for order in orders}, account, positions


if __name__ == "__main__":
    unittest.main()
