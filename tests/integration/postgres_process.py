# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of a test's own: on a Unix socket in a temporary folder, by an unprivileged user."""
import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

NOBODY = 65534


def programs():
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def require():
    if not programs():
        if os.environ.get("CI") == "true":
            raise AssertionError("postgresql is not installed")
        raise unittest.SkipTest("Debian's package postgresql is not installed")


class Postgres:
    def __init__(self, *settings):
        self.folder = tempfile.TemporaryDirectory(prefix="tickwell-pg-")
        self.settings = settings
        if os.geteuid() == 0:
            os.chown(self.folder.name, NOBODY, NOBODY)
        self.data = self.folder.name + "/data"
        self._launch("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                     "--locale=C", "--no-sync").wait()
        self.process = None

    def _launch(self, program, *arguments):
        words = [str(programs() / program), *arguments]
        if os.geteuid() == 0:
            words = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *words]
        return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                cwd=self.folder.name)

    def start(self):
        settings = [word for setting in self.settings for word in ("-c", setting)]
        self.process = self._launch("postgres", "-D", self.data, "-k", self.folder.name,
                                    "-c", "listen_addresses=", *settings)
        deadline = time.monotonic() + 30
        while subprocess.run([programs() / "pg_isready", "-q", "-h", self.folder.name]).returncode:
            assert self.process.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        return self

    def kill(self):
        """As a crash would end it, with all its sessions."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()

    def close(self):
        self.kill()
        self.folder.cleanup()

    @property
    def url(self):
        return f"postgresql://postgres:notasked@/postgres?host={self.folder.name}"

    def sql(self, text):
        """The rows of a query as psql prints them, unaligned."""
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.url], input=text,
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()
