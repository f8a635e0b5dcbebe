# SPDX-License-Identifier: GPL-3.0-or-later
"""The chat over WebSocket (API.md §4)."""
import asyncio
import json
import socket
import tempfile
import unittest
from pathlib import Path

import httpx
import websockets

from tickwell_process import ServerTest, Tickwell


class Person:
    """One chat client, with the messages it has received."""

    def __init__(self, server, name, query=""):
        self.connecting = websockets.connect(f"{server.ws}/ws/chat/{name}{query}")

    async def __aenter__(self):
        self.socket = await self.connecting.__aenter__()
        return self

    async def __aexit__(self, *error):
        await self.connecting.__aexit__(*error)

    async def say(self, **message):
        await self.socket.send(json.dumps(message))

    async def next(self, kind, timeout=5, **fields):
        """The next message of that type (and with these fields); others are passed over."""
        async def find():
            while True:
                message = json.loads(await self.socket.recv())
                if message["type"] == kind and all(message.get(k) == v for k, v in fields.items()):
                    return message
        return await asyncio.wait_for(find(), timeout)


class Chat(ServerTest):
    def person(self, name, query=""):
        return Person(self.server, name, query)

    async def test_a_newcomer_is_welcomed_and_others_are_told(self):
        async with self.person("ana") as ana:
            welcome = await ana.next("welcome")
            self.assertIn("ana", welcome["users"])
            self.assertIn("general", welcome["rooms"])
            self.assertIsInstance(welcome["seq"], int)
            async with self.person("bo"):
                joined = await ana.next("user_joined", user_id="bo")
                self.assertIn("bo", joined["message"])
            left = await ana.next("user_left", user_id="bo")
            self.assertIn("bo", left["message"])

    async def test_plain_text_and_json_are_messages_with_rising_seq(self):
        async with self.person("cy") as cy, self.person("di") as di:
            await di.next("welcome")
            await cy.socket.send("plain words 半导体")
            await cy.say(type="message", text='quoted "words"', client_id="c1")
            first = await di.next("chat_message", user_id="cy")
            second = await di.next("chat_message", user_id="cy")
            self.assertEqual(first["message"], "plain words 半导体")
            self.assertEqual(second["message"], 'quoted "words"')
            self.assertEqual(second["client_id"], "c1")
            self.assertEqual(first["room"], "general")
            self.assertGreater(second["seq"], first["seq"])
            self.assertIsInstance(first["timestamp"], float)
            own = await cy.next("chat_message", client_id="c1")
            self.assertEqual(own["id"], second["id"])

    async def test_a_resend_with_the_same_client_id_is_harmless(self):
        async with self.person("eve") as eve:
            await eve.say(type="message", text="once", client_id="same")
            first = await eve.next("chat_message", client_id="same")
            await eve.say(type="message", text="once", client_id="same")
            await eve.say(type="message", text="after")
            seen = []
            while True:
                message = await eve.next("chat_message", user_id="eve")
                if message["message"] == "after":
                    break
                seen.append(message)
            self.assertTrue(all(m["id"] == first["id"] for m in seen))
            history = httpx.get(f"{self.server.url}/chat/rooms/general/messages").json()["messages"]
            self.assertEqual([m["message"] for m in history if m["user_id"] == "eve"],
                             ["once", "after"])

    async def test_a_room_keeps_its_messages_to_itself(self):
        async with self.person("fay") as fay, self.person("gus") as gus:
            await fay.say(type="join", room="desk")
            await fay.next("user_joined", user_id="fay", room="desk")
            await fay.say(type="message", room="desk", text="only here")
            await fay.say(type="message", text="for all")
            self.assertEqual((await gus.next("chat_message", user_id="fay"))["message"], "for all")
            rooms = httpx.get(self.server.url + "/chat/rooms").json()["rooms"]
            self.assertIn("desk", [room["name"] for room in rooms])

    async def test_a_direct_message_reaches_its_two_ends_alone(self):
        async with self.person("hal") as hal, self.person("ida") as ida, self.person("jo") as jo:
            await jo.next("welcome")
            await hal.say(type="message", to="ida", text="psst")
            self.assertEqual((await ida.next("chat_message", user_id="hal"))["to"], "ida")
            await hal.next("chat_message", message="psst")
            await hal.say(type="message", text="aloud")
            self.assertEqual((await jo.next("chat_message", user_id="hal"))["message"], "aloud")
            text = httpx.get(self.server.url + "/export/chat.csv").text
            self.assertNotIn("psst", text)

    async def test_history_pages_backwards_newest_last(self):
        async with self.person("kim") as kim:
            await kim.say(type="join", room="log")
            for n in range(5):
                await kim.say(type="message", room="log", text=f"m{n}")
            last = await kim.next("chat_message", message="m4")
            page = httpx.get(f"{self.server.url}/chat/rooms/log/messages",
                             params={"limit": 2, "before": last["seq"]}).json()["messages"]
            self.assertEqual([m["message"] for m in page], ["m2", "m3"])
            await kim.say(type="history", room="log", limit=3)
            history = await kim.next("history")
            self.assertEqual([m["message"] for m in history["messages"]], ["m2", "m3", "m4"])

    async def test_since_replays_what_was_missed(self):
        async with self.person("lee") as lee:
            seq = (await lee.next("welcome"))["seq"]
        async with self.person("mo") as mo:
            await mo.socket.send("while you were away")
            await mo.next("chat_message", message="while you were away")
        async with self.person("lee", f"?since={seq}") as lee:
            missed = await lee.next("chat_message", user_id="mo")
            self.assertEqual(missed["message"], "while you were away")

    async def test_own_messages_can_be_edited_and_deleted(self):
        async with self.person("ned") as ned, self.person("oz") as oz:
            await ned.say(type="message", text="tpyo")
            message = await oz.next("chat_message", user_id="ned")
            await oz.say(type="edit", id=message["id"], text="not mine")
            await oz.next("error")
            await ned.say(type="edit", id=message["id"], text="typo")
            await oz.next("edit", id=message["id"], message="typo")
            await ned.say(type="delete", id=message["id"])
            await oz.next("delete", id=message["id"])

    async def test_bad_input_is_answered_and_changes_nothing(self):
        async with self.person("pat") as pat:
            for text in ['{"type":"message"}', '{"type":"nonesuch"}', '{"type":"join"}',
                         '{"type":"message","text":5}', '{"type":"join","room":"a/b"}',
                         json.dumps({"type": "message", "text": "x" * 5000}), "   "]:
                with self.subTest(text[:40]):
                    await pat.socket.send(text)
                    self.assertTrue((await pat.next("error"))["detail"])
            await pat.socket.send("still here")
            await pat.next("chat_message", message="still here")

    async def test_a_name_that_cannot_be_is_refused(self):
        for name in ["%20", "a%2Fb", "x" * 65, "a%0Ab"]:
            with self.subTest(name):
                try:
                    async with self.person(name) as person:
                        with self.assertRaises(websockets.ConnectionClosed) as closed:
                            while True:
                                await asyncio.wait_for(person.socket.recv(), 5)
                        self.assertEqual(closed.exception.code, 1008)
                except websockets.InvalidStatusCode as refused:
                    self.assertIn(refused.status_code, (403, 404))


class SlowChat(ServerTest):
    """A client that cannot keep up, alone on its server."""

    TEXT = "慢" * 4000  # 12 kB
    ENOUGH = 1000  # messages: more than its queue and the buffers of both ends hold

    async def slow_client(self):
        connection = socket.create_connection(("127.0.0.1", self.server.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        connection.setblocking(False)
        return await websockets.connect(self.server.ws + "/ws/chat/slow", sock=connection)

    def is_closed(self):
        metrics = httpx.get(self.server.url + "/metrics").text
        return "\ntickwell_websocket_slow_consumers_total 1\n" in metrics

    async def read_until_closed(self, client):
        """The seq of each message that was still delivered, and the close code."""
        seqs = []
        try:
            while True:
                message = json.loads(await asyncio.wait_for(client.recv(), 10))
                if message["type"] == "chat_message":
                    seqs.append(message["seq"])
        except websockets.ConnectionClosed as closed:
            return seqs, closed.code

    async def catch_up(self, since, last):
        """The seqs from `since` on, as a client gets them that reads the protocol."""
        async with Person(self.server, "slow", f"?since={since}") as slow:
            seqs = []
            while not seqs or seqs[-1] < last:
                message = json.loads(await asyncio.wait_for(slow.socket.recv(), 10))
                if message["type"] == "gap":
                    return self.history(since)
                if message["type"] == "chat_message":
                    seqs.append(message["seq"])
            return seqs

    def history(self, since):
        seqs, before = [], 2 ** 53
        while before > since + 1:
            page = httpx.get(f"{self.server.url}/chat/rooms/general/messages",
                             params={"before": before, "limit": 200}).json()["messages"]
            if not page:
                break
            seqs = [m["seq"] for m in page if m["seq"] > since] + seqs
            before = page[0]["seq"]
        return seqs

    async def test_it_is_closed_with_4001_and_misses_nothing_by_resuming(self):
        slow = await self.slow_client()
        slow.transport.pause_reading()
        sent = []
        async with Person(self.server, "fast") as fast:
            while not self.is_closed() and len(sent) < self.ENOUGH:
                for _ in range(10):
                    await fast.say(type="message", text=self.TEXT)
                    sent.append((await fast.next("chat_message"))["seq"])
            # It is given a moment to hear why.
            slow.transport.resume_reading()
            delivered, code = await self.read_until_closed(slow)
        self.assertEqual(code, 4001)
        self.assertEqual(delivered, sent[:len(delivered)])
        self.assertLess(len(delivered), len(sent))
        since = delivered[-1] if delivered else sent[0] - 1
        self.assertEqual(await self.catch_up(since, sent[-1]), sent[len(delivered):])


class ChatOverRestarts(unittest.IsolatedAsyncioTestCase):
    async def test_history_and_numbering_go_on_after_a_restart(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            with Tickwell(data) as server:
                async with Person(server, "ana") as ana:
                    await ana.socket.send("before")
                    before = await ana.next("chat_message")
            with Tickwell(data) as server:
                async with Person(server, "ana") as ana:
                    await ana.socket.send("after")
                    after = await ana.next("chat_message", user_id="ana")
                self.assertGreater(after["seq"], before["seq"])
                history = httpx.get(server.url + "/chat/rooms/general/messages").json()["messages"]
                self.assertEqual([m["message"] for m in history], ["before", "after"])


if __name__ == "__main__":
    unittest.main()
