#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, tokens, and who may do what."""
import asyncio
import base64
import hashlib
import hmac
import json
import stat
import tempfile
import time
import unittest
from pathlib import Path

import httpx
import websockets
# The client that Debian 12's and Debian 13's versions both have.
from websockets.legacy.client import connect as connect_websocket

from tickwell_process import ServerTest, Tickwell, run

PASSWORD = "correct horse"


def new_user(name, **changes):
    return {"username": name, "email": f"{name}@example.com", "password": PASSWORD, **changes}


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def log_in(url, name, password=PASSWORD):
    answer = httpx.post(url + "/token", data={"username": name, "password": password})
    assert answer.status_code == 200, answer.text
    return answer.json()["access_token"]


def forged(token, header=None, claims=None, secret=b"guess"):
    """`token` with other contents, signed by somebody who does not know the secret."""
    def encode(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    def decode(part):
        return json.loads(base64.urlsafe_b64decode(part + "=="))

    parts = token.split(".")
    signed = encode({**decode(parts[0]), **(header or {})}) + b"." + encode(
        {**decode(parts[1]), **(claims or {})})
    signature = hmac.new(secret, signed, hashlib.sha256).digest()
    return (signed + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


class Accounts(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.http = httpx.Client(base_url=cls.server.url, timeout=20)
        cls.admin = cls.http.post("/users/", json=new_user("admin")).json()
        cls.admin_token = log_in(cls.server.url, "admin")

    @classmethod
    def tearDownClass(cls):
        cls.http.close()
        super().tearDownClass()

    def register(self, name):
        answer = self.http.post("/users/", json=new_user(name))
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()

    def test_a_new_user_is_shown_without_the_password(self):
        user = self.register("shown")
        self.assertEqual(set(user), {"id", "username", "email", "created_at"})
        self.assertEqual(self.http.get(f"/users/{user['id']}").json(), user)

    def test_async_users_is_the_same(self):
        answer = self.http.post("/async-users/", json=new_user("asynchronous"))
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["username"], "asynchronous")

    def test_a_taken_name_is_a_400(self):
        self.register("taken")
        answer = self.http.post("/users/", json=new_user("TAKEN", email="other@example.com"))
        self.assertEqual((answer.status_code, answer.json()),
                         (400, {"detail": "Username already registered"}))

    def test_a_taken_address_is_a_400(self):
        self.register("addressed")
        answer = self.http.post("/users/", json=new_user("x", email="Addressed@EXAMPLE.com"))
        self.assertEqual((answer.status_code, answer.json()),
                         (400, {"detail": "Email already registered"}))

    def test_of_many_at_once_one_has_the_name(self):
        async def register():
            async with httpx.AsyncClient(base_url=self.server.url, timeout=30) as http:
                return await asyncio.gather(*(
                    http.post("/users/", json=new_user("race", email=f"race{i}@example.com"))
                    for i in range(10)))

        statuses = [answer.status_code for answer in asyncio.run(register())]
        self.assertEqual(sorted(statuses), [200] + [400] * 9)

    def test_what_is_wrong_is_said_at_once_and_stores_nothing(self):
        before = len(self.http.get("/users/?limit=1000").json())
        for body, faults in (
                ({}, {("username", "missing"), ("email", "missing"), ("password", "missing")}),
                (new_user("", email="x", password="short"),
                 {("username", "string_too_short"), ("email", "value_error"),
                  ("password", "string_too_short")}),
                (new_user("a" * 51), {("username", "string_too_long")}),
                (new_user("bad name", email="x@y.example"), {("username", "string_pattern_mismatch")}),
                (new_user("'; DROP TABLE users; --", email="x@y.example"), {("username", "string_pattern_mismatch")}),
                (new_user("../../etc", email="x@y.example"), {("username", "string_pattern_mismatch")}),
                (new_user("ok\n", email="x@y.example"), {("username", "string_pattern_mismatch")}),
                (new_user("ünïcode", email="x@y.example"), {("username", "string_pattern_mismatch")}),
                (new_user("long", email="a" * 100 + "@example.com"),
                 {("email", "string_too_long")}),
                (new_user("x", password="p" * 129), {("password", "string_too_long")}),
                (new_user(1, email=[], password={}),
                 {("username", "string_type"), ("email", "string_type"),
                  ("password", "string_type")}),
                (new_user(None), {("username", "string_type")})):
            with self.subTest(body=body):
                answer = self.http.post("/users/", json=body)
                self.assertEqual(answer.status_code, 422, answer.text)
                self.assertEqual({(fault["loc"][-1], fault["type"])
                                  for fault in answer.json()["detail"]}, faults)
        self.assertEqual(len(self.http.get("/users/?limit=1000").json()), before)

    def test_a_body_that_is_no_object_is_a_422(self):
        for body in (b"", b"[]", b"1", b"{", b'"text"', b"\xff", b"[" * 100,
                     b'{"username":"a"' + b"," * 10 + b"}"):
            with self.subTest(body=body):
                answer = self.http.post("/users/", content=body)
                self.assertEqual(answer.status_code, 422, answer.text)

    def test_no_error_repeats_a_password(self):
        for body in (json.dumps({"password": "hunter2-hunter2"}),
                     json.dumps({"username": "x", "password": "hunter2"}),
                     json.dumps([new_user("x", password="hunter2-hunter2")]),
                     json.dumps(new_user("x", password={"a": "hunter2"}))):
            with self.subTest(body=body):
                answer = self.http.post("/users/", content=body)
                self.assertEqual(answer.status_code, 422)
                self.assertNotIn("hunter2", answer.text)

    def test_lists_in_pages(self):
        for name in ("page1", "page2", "page3"):
            self.register(name)
        every = self.http.get("/users/").json()
        self.assertEqual(every[0]["username"], "admin")
        self.assertEqual(self.http.get("/users/?skip=1&limit=2").json(), every[1:3])
        self.assertEqual(self.http.get("/optimized-users/?skip=1&limit=2").json(), every[1:3])
        for query in ("skip=-1", "limit=0", "limit=1001", "skip=x"):
            self.assertEqual(self.http.get("/users/?" + query).status_code, 422, query)

    def test_an_unknown_user_is_a_404(self):
        self.assertEqual(self.http.get("/users/999999").status_code, 404)
        self.assertEqual(self.http.get("/users/-1").status_code, 404)
        self.assertEqual(self.http.get("/users/x").status_code, 422)
        self.assertEqual(self.http.get("/users/1%20OR%201=1").status_code, 422)

    def test_a_token_tells_who_one_is(self):
        user = self.register("me")
        token = log_in(self.server.url, "me")
        self.assertEqual(self.http.get("/users/me/", headers=bearer(token)).json(), user)
        self.assertEqual(self.http.get("/users/me/", params={"token": token}).json(), user)

    def test_without_a_good_token_it_is_a_401(self):
        token = log_in(self.server.url, "admin")
        never = {"exp": 99999999999}
        for bad in ("", "x", token + "x", token[:-2], token.replace(".", "!"),
                    forged(token, claims=never), forged(token, {"alg": "none"}, never, b""),
                    forged(token, {"alg": "none"}).rsplit(".", 1)[0] + ".",
                    forged(token, {"alg": "HS512"}), "a" * 100000):
            with self.subTest(token=bad[:80]):
                answer = self.http.get("/users/me/", params={"token": bad}) if len(bad) < 5000 \
                    else self.http.get("/users/me/", headers=bearer(bad[:8000]))
                self.assertEqual(answer.status_code, 401, answer.text)
                self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")

    def test_log_in_wants_the_password_form(self):
        for form, kind in (({}, "missing"), ({"username": "admin"}, "missing"),
                           ({"username": "admin", "password": PASSWORD, "grant_type": "code"},
                            "string_pattern_mismatch")):
            answer = self.http.post("/token", data=form)
            self.assertEqual(answer.status_code, 422)
            self.assertEqual(answer.json()["detail"][0]["type"], kind)
        answer = self.http.post("/token", json={"username": "admin", "password": PASSWORD})
        self.assertEqual(answer.status_code, 422)
        self.assertNotIn(PASSWORD, answer.text)

    def test_a_wrong_log_in_is_a_401_and_says_nothing_more(self):
        wrong = self.http.post("/token", data={"username": "admin", "password": "wrong"})
        nobody = self.http.post("/token", data={"username": "nobody", "password": "wrong"})
        self.assertEqual(wrong.status_code, 401)
        self.assertEqual(wrong.headers["WWW-Authenticate"], "Bearer")
        self.assertEqual(nobody.json(), wrong.json())

    def test_guessing_is_slowed(self):
        self.register("guessed")
        answers = []
        # A wait may be over before the next guess comes, on a busy machine; it doubles each time.
        while len(answers) < 20 and (not answers or answers[-1].status_code != 429):
            guess = {"username": "guessed", "password": str(len(answers))}
            answers.append(self.http.post("/token", data=guess))
        self.assertGreater(len(answers), 11)
        self.assertEqual({answer.status_code for answer in answers[:-1]}, {401})
        self.assertEqual(answers[-1].status_code, 429)
        self.assertGreaterEqual(int(answers[-1].headers["Retry-After"]), 1)

    def test_one_changes_oneself(self):
        user = self.register("changing")
        token = bearer(log_in(self.server.url, "changing"))
        path = f"/users/{user['id']}"
        answer = self.http.patch(path, headers=token, json={"email": "changed@example.com"})
        self.assertEqual((answer.status_code, answer.json()["email"]),
                         (200, "changed@example.com"))
        self.assertEqual(self.http.patch(path, headers=token, json={}).status_code, 200)
        self.assertEqual(
            self.http.patch(path, headers=token, json={"username": "admin"}).status_code, 400)
        self.assertEqual(
            self.http.patch(path, headers=token, json={"is_administrator": True}).status_code, 403)
        self.assertEqual(self.http.patch(path, json={"email": "x@y.example"}).status_code, 401)

    def test_one_does_not_change_others(self):
        self.register("meddler")
        token = bearer(log_in(self.server.url, "meddler"))
        path = f"/users/{self.admin['id']}"
        self.assertEqual(
            self.http.patch(path, headers=token, json={"email": "x@y.example"}).status_code, 403)
        self.assertEqual(self.http.delete(path, headers=token).status_code, 403)

    def test_a_new_password_ends_old_tokens(self):
        user = self.register("renewed")
        token = bearer(log_in(self.server.url, "renewed"))
        self.http.patch(f"/users/{user['id']}", headers=token, json={"password": "battery staple"})
        self.assertEqual(self.http.get("/users/me/", headers=token).status_code, 401)
        token = bearer(log_in(self.server.url, "renewed", "battery staple"))
        self.assertEqual(self.http.get("/users/me/", headers=token).status_code, 200)

    def test_who_is_gone_is_not_found(self):
        user = self.register("leaving")
        token = bearer(log_in(self.server.url, "leaving"))
        self.assertEqual(
            self.http.delete(f"/users/{user['id']}", headers=token).status_code, 204)
        self.assertEqual(self.http.get(f"/users/{user['id']}").status_code, 404)
        answer = self.http.get("/users/me/", headers=token)
        self.assertEqual((answer.status_code, answer.json()), (404, {"detail": "User not found"}))

    def test_an_administrator_switches_accounts_off(self):
        user = self.register("switched")
        token = bearer(log_in(self.server.url, "switched"))
        answer = self.http.patch(f"/users/{user['id']}", headers=bearer(self.admin_token),
                                 json={"is_active": False})
        self.assertIs(answer.json()["is_active"], False)
        answer = self.http.get("/users/me/", headers=token)
        self.assertEqual((answer.status_code, answer.json()), (400, {"detail": "Inactive user"}))
        answer = self.http.post("/token", data={"username": "switched", "password": PASSWORD})
        self.assertEqual(answer.status_code, 400)

    def test_the_last_administrator_stays(self):
        path = f"/users/{self.admin['id']}"
        token = bearer(self.admin_token)
        for change in ({"is_active": False}, {"is_administrator": False}):
            self.assertEqual(self.http.patch(path, headers=token, json=change).status_code, 400)
        self.assertEqual(self.http.delete(path, headers=token).status_code, 400)

    def test_connections_are_for_administrators(self):
        self.register("curious")
        token = bearer(log_in(self.server.url, "curious"))
        self.assertEqual(self.http.get("/connections").status_code, 401)
        self.assertEqual(self.http.get("/connections", headers=token).status_code, 403)
        self.assertEqual(
            self.http.get("/connections", headers=bearer(self.admin_token)).status_code, 200)

    def test_nothing_secret_is_in_the_log_or_the_metrics(self):
        self.http.post("/users/", json=new_user("quiet", password="hunter2-hunter2"))
        token = log_in(self.server.url, "quiet", "hunter2-hunter2")
        self.http.get("/users/me/", params={"token": token})
        self.http.get("/users/me/", params={"token": token + "x"})
        secret = (self.server.data_dir / "secret").read_text().strip()
        for text in (self.server.log_text(), self.http.get("/metrics").text):
            for word in ("hunter2", token, token.split(".")[2], secret, "argon2"):
                self.assertNotIn(word, text)

    def test_the_secret_is_the_owners_alone(self):
        mode = (self.server.data_dir / "secret").stat().st_mode
        self.assertEqual(stat.S_IMODE(mode), 0o600)

    def test_a_price_by_hand_is_a_trade(self):
        token = bearer(self.admin_token)
        answer = self.http.put("/stocks/MSFT/price", json={"price": 123.45, "volume": 7},
                               headers=token)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(answer.json()["price"], 123.45)
        deadline = time.monotonic() + 10
        while ",123.45,7," not in self.http.get("/export/ticks.csv?symbol=MSFT").text:
            self.assertLess(time.monotonic(), deadline, "not recorded")

    def test_what_is_no_price_is_refused(self):
        token = bearer(self.admin_token)
        self.assertEqual(self.http.put("/stocks/MSFT/price", json={"price": 1}).status_code, 401)
        for body, status in (({}, 422), ({"price": 0}, 422), ({"price": -1}, 422),
                             ({"price": "x"}, 422), ({"price": 1, "volume": -1}, 422),
                             ({"price": 1e300}, 422), ({"price": None}, 422),
                             ({"price": "1.234"}, 400)):
            with self.subTest(body=body):
                answer = self.http.put("/stocks/MSFT/price", json=body, headers=token)
                self.assertEqual(answer.status_code, status, answer.text)
        answer = self.http.put("/stocks/no%20such/price", json={"price": 1}, headers=token)
        self.assertEqual(answer.status_code, 404)

    async def test_a_registered_name_in_chat_needs_its_token(self):
        self.register("chatty")
        self.register("other")
        url = self.server.ws + "/ws/chat/"
        for name, token, status in (("chatty", None, 401), ("CHATTY", None, 401),
                                    ("ｃhatty", None, 401), ("chatty", "x", 401),
                                    ("chatty", log_in(self.server.url, "other"), 403)):
            with self.subTest(name=name, status=status):
                with self.assertRaises(websockets.InvalidStatusCode) as refused:
                    await connect_websocket(
                        url + name + (f"?token={token}" if token else ""))
                self.assertEqual(refused.exception.status_code, status)
        token = log_in(self.server.url, "chatty")
        async with connect_websocket(url + f"chatty?token={token}") as socket:
            self.assertEqual(json.loads(await socket.recv())["type"], "user_joined")
        async with connect_websocket(url + "chatty", extra_headers=bearer(token)) as socket:
            await socket.send("hello")
        async with connect_websocket(url + "nobodys") as socket:
            await socket.recv()

    async def test_a_name_that_gets_registered_is_given_up(self):
        async with connect_websocket(self.server.ws + "/ws/chat/squatter") as socket:
            await socket.recv()
            await asyncio.to_thread(self.register, "squatter")
            with self.assertRaises(websockets.ConnectionClosed) as closed:
                while True:
                    await asyncio.wait_for(socket.recv(), 10)
            self.assertEqual(closed.exception.rcvd.code, 1008)

    async def test_removal_ends_the_connections_of_a_token(self):
        user = self.register("connected")
        token = log_in(self.server.url, "connected")
        async with connect_websocket(
                self.server.ws + f"/ws/7?token={token}") as socket:
            answer = await asyncio.to_thread(
                self.http.delete, f"/users/{user['id']}", headers=bearer(token))
            self.assertEqual(answer.status_code, 204)
            with self.assertRaises(websockets.ConnectionClosed) as closed:
                while True:
                    await asyncio.wait_for(socket.recv(), 10)
            self.assertEqual(closed.exception.rcvd.code, 1008)

    async def test_what_follows_the_handshake_at_once_is_not_lost(self):
        # While the token is looked up, the first message waits in the socket.
        self.register("hasty")
        token = log_in(self.server.url, "hasty")
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        message = b"hasty words"
        frame = bytes([0x81, 0x80 | len(message), 0, 0, 0, 0]) + message
        writer.write(f"GET /ws/chat/hasty?token={token} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                     "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode() + frame)
        text = b""
        while message not in text:
            piece = await asyncio.wait_for(reader.read(4096), 10)
            self.assertTrue(piece, text)
            text += piece
        writer.close()


class TokensRequired(ServerTest):
    flags = ("--authentication", "--token-minutes", "1")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.http = httpx.Client(base_url=cls.server.url, timeout=20)
        cls.first_by_proxy = cls.http.post("/users/", json=new_user("proxied"),
                                           headers={"X-Forwarded-For": "192.0.2.1"})
        cls.first = cls.http.post("/users/", json=new_user("admin"))
        cls.token = bearer(log_in(cls.server.url, "admin"))

    @classmethod
    def tearDownClass(cls):
        cls.http.close()
        super().tearDownClass()

    def test_the_first_account_is_made_on_this_machine(self):
        self.assertEqual(self.first_by_proxy.status_code, 401)
        self.assertEqual(self.first.status_code, 200)

    def test_further_accounts_are_made_by_administrators(self):
        self.assertEqual(self.http.post("/users/", json=new_user("second")).status_code, 401)
        self.assertEqual(
            self.http.post("/users/", json=new_user("second"), headers=self.token).status_code, 200)
        second = bearer(log_in(self.server.url, "second"))
        self.assertEqual(
            self.http.post("/users/", json=new_user("third"), headers=second).status_code, 403)

    def test_every_endpoint_that_writes_needs_a_token(self):
        document = self.http.get("/openapi.json").json()
        seen = 0
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                if method == "get" or path == "/token":
                    continue
                seen += 1
                with self.subTest(method=method, path=path):
                    self.assertTrue(operation["security"])
                    answer = self.http.request(method, path.replace("{", "").replace("}", ""))
                    self.assertEqual(answer.status_code, 401)
        self.assertGreater(seen, 5)

    def test_reading_needs_none_but_for_what_is_peoples_own(self):
        self.assertEqual(self.http.get("/stocks").status_code, 200)
        for path in ("/users/", "/users/1", "/tasks", "/tasks/x", "/notifications"):
            self.assertEqual(self.http.get(path).status_code, 401, path)
        self.assertEqual(self.http.get("/users/", headers=self.token).status_code, 200)

    async def test_sockets_that_write_need_a_token_of_the_name(self):
        token = self.token["Authorization"].split()[1]
        for path, status in (("/ws/7", 401), ("/ws/chat/ann", 401),
                             (f"/ws/chat/ann?token={token}", 403)):
            with self.assertRaises(websockets.InvalidStatusCode) as refused:
                await connect_websocket(self.server.ws + path)
            self.assertEqual(refused.exception.status_code, status, path)
        for path in (f"/ws/7?token={token}", f"/ws/chat/admin?token={token}", "/ws/monitor",
                     "/ws/stock/AAPL"):
            async with connect_websocket(self.server.ws + path):
                pass


class Starting(unittest.TestCase):
    def test_another_host_needs_authentication_or_a_word(self):
        with tempfile.TemporaryDirectory() as folder:
            refused = run("--host", "0.0.0.0", "--port", "0", "--data-dir", folder + "/a")
            self.assertEqual(refused.returncode, 2)
            self.assertIn("--authentication", refused.stderr)
            both = run("--authentication", "--allow-anonymous", "--data-dir", folder + "/a")
            self.assertEqual(both.returncode, 2)
            self.assertFalse(Path(folder, "a").exists())

    def test_a_damaged_secret_is_said_and_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "secret").write_text("not a key")
            failed = run("--port", "0", "--data-dir", folder)
            self.assertEqual(failed.returncode, 1)
            self.assertRegex(failed.stderr, "secret is damaged")
            self.assertEqual(Path(folder, "secret").read_text(), "not a key")

    def test_accounts_and_tokens_outlive_a_kill(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server = Tickwell(data)
            httpx.post(server.url + "/users/", json=new_user("ann"))
            token = bearer(log_in(server.url, "ann"))
            server.kill()
            with Tickwell(data) as server:
                answer = httpx.get(server.url + "/users/me/", headers=token)
                self.assertEqual(answer.json()["username"], "ann")


if __name__ == "__main__":
    unittest.main()
