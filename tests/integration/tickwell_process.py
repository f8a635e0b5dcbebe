# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the real program for a test: on a free port, with a data folder of its own."""
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request
from pathlib import Path


BIN = Path(os.environ["TICKWELL_BIN"])
START_TIMEOUT = 30


class Tickwell:
    """A running tickwelld. Use it as a context manager, or call stop()."""

    def __init__(self, data_dir, *flags, program="tickwelld", env=None, preexec=None):
        self.data_dir = Path(data_dir)
        self.log = open(self.data_dir.parent / (self.data_dir.name + ".log"), "ab")
        self.process = subprocess.Popen(
            [str(BIN / program), "--port", "0", "--data-dir", str(data_dir), *flags],
            stdout=subprocess.PIPE, stderr=self.log, preexec_fn=preexec,
            env={**os.environ, **(env or {})})
        line = self.process.stdout.readline().decode()
        match = re.fullmatch(r"Listening on (https?://127\.0\.0\.1:(\d+))\n", line)
        if not match:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"first line was {line!r}; log: {self.log_text()}")
        self.url = match[1]
        self.port = int(match[2])
        self.ws = self.url.replace("http", "ws", 1)

    def log_text(self):
        return Path(self.log.name).read_text(errors="replace")

    def kill(self):
        """As a power cut would end it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self, number=signal.SIGTERM):
        """Ends it as a user would; gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            code = self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("it did not end within 15 s of the signal: " + self.log_text())
        self.process.stdout.close()
        self.log.close()
        if code != 0:
            print(f"exit status {code}; log:\n{self.log_text()[-8000:]}", file=sys.stderr)
        return code

    def __enter__(self):
        return self

    def __exit__(self, fault=None, *_):
        if self.process.poll() is None:
            code = self.stop()
            assert fault or code == 0, f"exit status {code}"


def own_document():
    """The API's document, of a server that is asked for nothing else."""
    with tempfile.TemporaryDirectory() as folder, Tickwell(Path(folder) / "data") as server:
        with urllib.request.urlopen(server.url + "/openapi.json", timeout=20) as answer:
            return answer.read()


if not os.environ.get("TICKWELL_UNCHECKED"):
    import answer_schemas

    answer_schemas.install(own_document)


def member(url, name="member"):
    """Registers a user; gives the headers of their requests."""
    import httpx
    password = "correct horse"
    answer = httpx.post(url + "/users/", json={
        "username": name, "email": f"{name}@example.com", "password": password}, timeout=20)
    assert answer.status_code == 200, answer.text
    answer = httpx.post(url + "/token", data={"username": name, "password": password}, timeout=20)
    return {"Authorization": "Bearer " + answer.json()["access_token"]}


class ServerTest(unittest.IsolatedAsyncioTestCase):
    """Tests against one server for the whole class."""

    flags = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Tickwell(Path(cls.folder.name) / "data", *cls.flags)

    @classmethod
    def tearDownClass(cls):
        code = cls.server.stop()
        cls.folder.cleanup()
        assert code == 0, f"exit status {code}"


def run(*arguments, timeout=30, **kwargs):
    """Runs tickwelld to its end."""
    return subprocess.run([str(BIN / "tickwelld"), *map(str, arguments)], capture_output=True,
                          text=True, timeout=timeout, **kwargs)
