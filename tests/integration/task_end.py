# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for what a task comes to."""
import time

ENDED = {"completed", "failed", "cancelled"}


def wait_for_end(client, task_id, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        task = client.get(f"/tasks/{task_id}").json()
        if task["status"] in ENDED:
            return task
        time.sleep(0.02)
    raise AssertionError(f"the task did not end: {task}")
