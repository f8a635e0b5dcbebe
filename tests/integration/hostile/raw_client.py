# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that send bytes as they please, and look at what the server becomes of it."""
import os
import re
import select
import socket
import struct
import time
from pathlib import Path

from corpus import HONEST

PATIENCE = 20  # seconds for what happens at once on a machine that does nothing else


class RawClient:
    """A connection that never blocks; `answers` grows as they come."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.received = b""
        self.is_closed = False
        self.was_reset = False

    def send(self, data):
        """Sends all of it, reading meanwhile; gives up when the server has closed."""
        while data and not self.is_closed:
            try:
                data = data[self.socket.send(data):]
            except BlockingIOError:
                select.select([self.socket], [self.socket], [], PATIENCE)
            except (ConnectionResetError, BrokenPipeError):
                self.read()
                return
            self.read()

    def read(self):
        """Takes what is there."""
        while not self.is_closed:
            try:
                data = self.socket.recv(262_144)
            except BlockingIOError:
                return
            except ConnectionResetError:
                self.is_closed = self.was_reset = True
                return
            self.received += data
            self.is_closed = not data

    def wait_until(self, condition):
        deadline = time.monotonic() + PATIENCE
        while not condition(self) and not self.is_closed and time.monotonic() < deadline:
            select.select([self.socket], [], [], 0.5)
            self.read()
        return condition(self)

    @property
    def answers(self):
        """The complete answers so far: status, headers in small letters, body."""
        answers, rest = [], self.received
        while b"\r\n\r\n" in rest:
            head, _, rest = rest.partition(b"\r\n\r\n")
            line, *fields = head.decode("latin-1").split("\r\n")
            status = int(re.fullmatch(r"HTTP/1\.1 (\d{3}) .+", line)[1])
            headers = {name.lower(): value.strip()
                       for name, _, value in (field.partition(":") for field in fields)}
            if status == 100:
                continue
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                break
            answers.append((status, headers, rest[:length]))
            rest = rest[length:]
        return answers

    def close(self):
        self.socket.close()

    def reset(self):
        """Ends it as a crash would."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Honest(RawClient):
    """Asks one thing after the other and is answered at once. When it is, the server has also seen
    what others sent before: its loop has been around."""

    def ask(self):
        started = time.monotonic()
        expected = len(self.answers) + 1
        self.send(HONEST)
        assert self.wait_until(lambda client: len(client.answers) >= expected), "no answer"
        status, headers, _ = self.answers[-1]
        assert (status, headers["x-request-id"]) == (200, "honest"), self.answers[-1]
        self.received = b""
        return time.monotonic() - started

    def barrier(self):
        self.ask()
        self.ask()


def resident_bytes(pid):
    return int(re.search(r"VmRSS:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1]) * 1024


def is_sanitized(pid):
    """Such a program is slow and keeps what it frees: its time and memory say nothing."""
    return "libasan" in Path(f"/proc/{pid}/maps").read_text()


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def settles(measure, bound):
    """Whether @p measure comes down to @p bound: what dies is given a moment."""
    deadline = time.monotonic() + PATIENCE
    while measure() > bound and time.monotonic() < deadline:
        time.sleep(0.05)
    return measure() <= bound
