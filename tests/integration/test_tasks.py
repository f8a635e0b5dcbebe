# SPDX-License-Identifier: GPL-3.0-or-later
"""Background tasks: describe, hash and export, their lists, cancelling, and what a kill leaves."""
import hashlib
import io
import os
import stat
import tempfile
import time
import unittest
import uuid
from pathlib import Path

import httpx
import pandas

from task_end import wait_for_end
from tickwell_process import ServerTest, Tickwell

CSV = "name,price,volume\r\nAAPL,189.5,100\r\nMSFT,401.25,\r\n\"A, B\",2.5,300\r\n"


class Tasks(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url, timeout=30)
        self.files = self.server.data_dir / "files"

    def tearDown(self):
        self.client.close()

    def begin(self, path, status=200, **options):
        answer = self.client.post(path, **options)
        self.assertEqual(answer.status_code, status, answer.text)
        return answer.json()

    def ended(self, task_id):
        return wait_for_end(self.client, task_id)

    def result(self, path, **options):
        task = self.ended(self.begin(path, **options)["task_id"])
        self.assertEqual(task["status"], "completed", task)
        return task["result"]


def described(csv):
    """What pandas says, as JSON can say it."""
    table = pandas.read_csv(io.StringIO(csv)).describe().to_dict()
    return {column: {key: None if pandas.isna(value) else value for key, value in values.items()}
            for column, values in table.items()}


class Describe(Tasks):
    def assertDescribes(self, got, csv):
        want = described(csv)
        self.assertEqual(got.keys(), want.keys())
        for column, values in want.items():
            self.assertEqual(got[column].keys(), values.keys())
            for key, value in values.items():
                if value is None:
                    self.assertIsNone(got[column][key])
                else:
                    self.assertAlmostEqual(got[column][key], value, delta=abs(value) * 1e-9)

    def test_a_file_is_described_as_pandas_does(self):
        (self.files / "prices.csv").write_text(CSV)
        begun = self.begin("/tasks/process-file/", params={"file_path": "prices.csv"})
        self.assertEqual(begun.keys(), {"task_id", "status"})
        self.assertEqual(begun["status"], "processing")
        self.assertEqual(str(uuid.UUID(begun["task_id"])), begun["task_id"])
        task = self.ended(begun["task_id"])
        self.assertEqual(task.keys(), {"task_id", "kind", "status", "progress", "result",
                                       "completed_at"})
        self.assertEqual((task["kind"], task["status"], task["progress"]), ("describe", "completed", 1))
        self.assertDescribes(task["result"], CSV)

    def test_a_file_in_a_folder_below_is_found(self):
        (self.files / "a b").mkdir(exist_ok=True)
        (self.files / "a b" / "价.csv").write_text(CSV)
        self.assertDescribes(self.result("/tasks/process-file/", params={"file_path": "a b/价.csv"}), CSV)
        self.assertDescribes(self.result("/tasks/process-file/",
                                         params={"file_path": "a b/../a b/价.csv"}), CSV)

    def test_a_body_is_described_whatever_its_type(self):
        for kind in ["text/csv", "application/octet-stream", None]:
            with self.subTest(kind):
                headers = {"content-type": kind} if kind else {}
                self.assertDescribes(self.result("/tasks/describe", content=CSV.encode(),
                                                 headers=headers), CSV)

    def test_a_body_of_ten_megabytes_is_described(self):
        csv = "a,b\n" + "".join(f"{i},{i * 0.5}\n" for i in range(700_000))
        self.assertGreater(len(csv), 10_000_000)
        self.assertDescribes(self.result("/tasks/describe", content=csv.encode()), csv)

    def test_what_was_sent_is_gone_with_the_end(self):
        task = self.begin("/tasks/describe", content=CSV.encode())
        self.ended(task["task_id"])
        self.assertEqual(list((self.server.data_dir / "jobs").glob("*.spool")), [])

    def test_bad_csv_fails_and_names_the_line(self):
        for csv, word in [(b"a,b\n1,2\n1,2,3\n", "3"), (b"a\n1\n\xff\n", "3")]:
            with self.subTest(csv):
                task = self.ended(self.begin("/tasks/describe", content=csv)["task_id"])
                self.assertEqual(task["status"], "failed")
                self.assertIn("Line " + word, task["error"])
                self.assertNotIn(str(self.server.data_dir), task["error"])
                self.assertNotIn("result", task)

    def test_an_empty_body_is_422(self):
        fault = self.begin("/tasks/describe", 422, content=b"")["detail"][0]
        self.assertEqual((fault["type"], fault["loc"]), ("missing", ["body"]))

    def test_a_form_is_415(self):
        self.begin("/tasks/describe", 415, files={"file": CSV.encode()})

    def test_a_compressed_body_is_415(self):
        self.begin("/tasks/describe", 415, content=b"\x1f\x8b", headers={"content-encoding": "gzip"})

    def test_a_huge_body_is_413(self):
        answer = self.client.post("/tasks/describe", content=b"x" * (17 << 20))
        self.assertEqual(answer.status_code, 413)


class Paths(Tasks):
    def status(self, path, endpoint="/tasks/process-file/"):
        return self.client.post(endpoint, params={"file_path": path}).status_code

    def test_paths_out_of_the_folder_are_403(self):
        (self.server.data_dir / "secret.csv").write_text(CSV)
        (self.files / "link.csv").unlink(missing_ok=True)
        (self.files / "link.csv").symlink_to(self.server.data_dir / "secret.csv")
        (self.files / "up").unlink(missing_ok=True)
        (self.files / "up").symlink_to("..")
        for path in ["../secret.csv", "..", "a/../../secret.csv", "/etc/passwd", "/", "link.csv",
                     "up/secret.csv", "../files/../secret.csv", "x\0.csv", "../no-such-file",
                     str(self.server.data_dir / "files" / "prices.csv")]:
            for endpoint in ["/tasks/process-file/", "/tasks/hash"]:
                with self.subTest(path=path, endpoint=endpoint):
                    self.assertEqual(self.status(path, endpoint), 403)

    def test_what_is_no_file_is_404(self):
        (self.files / "folder").mkdir(exist_ok=True)
        if not (self.files / "pipe").exists():
            os.mkfifo(self.files / "pipe")
        for path in ["nothing.csv", "folder", "folder/", ".", "pipe", "folder/nothing", "%2e%2e",
                     "'; DROP TABLE ticks; --", "a\nb", "x" * 300]:
            with self.subTest(path):
                self.assertEqual(self.status(path), 404)

    def test_a_link_that_stays_inside_is_followed(self):
        (self.files / "target.csv").write_text(CSV)
        (self.files / "inside.csv").unlink(missing_ok=True)
        (self.files / "inside.csv").symlink_to("target.csv")
        self.assertEqual(self.status("inside.csv"), 200)

    def test_a_missing_or_empty_path_is_422(self):
        for options, kind in [({}, "missing"), ({"params": {"file_path": ""}}, "string_too_short"),
                              ({"params": {"file_path": "x" * 4097}}, "string_too_long")]:
            with self.subTest(kind):
                fault = self.begin("/tasks/process-file/", 422, **options)["detail"][0]
                self.assertEqual((fault["type"], fault["loc"]), (kind, ["query", "file_path"]))

    def test_a_name_that_is_no_utf8_is_refused(self):
        answer = self.client.post("/tasks/process-file/?file_path=%ff.csv")
        self.assertIn(answer.status_code, (400, 404, 422))

    def test_without_its_slash_it_is_a_task_that_cannot_be_posted(self):
        answer = self.client.post("/tasks/process-file", params={"file_path": "x"})
        self.assertEqual((answer.status_code, answer.headers["allow"]),
                         (405, "DELETE, GET, HEAD, OPTIONS"))


class Hash(Tasks):
    def test_of_a_file(self):
        data = os.urandom(3_000_000)
        (self.files / "blob").write_bytes(data)
        self.assertEqual(self.result("/tasks/hash", params={"file_path": "blob"}),
                         {"hash": hashlib.sha256(data).hexdigest(), "bytes": len(data)})

    def test_of_a_text(self):
        text = "naïve 价"
        self.assertEqual(self.result("/tasks/hash", params={"data": text}),
                         {"hash": hashlib.sha256(text.encode()).hexdigest(),
                          "bytes": len(text.encode())})

    def test_of_nothing(self):
        self.assertEqual(self.result("/tasks/hash", params={"data": ""})["hash"],
                         hashlib.sha256(b"").hexdigest())

    def test_neither_or_both_are_422(self):
        for params, kind in [({}, "missing"), ({"data": "x", "file_path": "blob"}, "value_error")]:
            with self.subTest(params):
                fault = self.begin("/tasks/hash", 422, params=params)["detail"][0]
                self.assertEqual((fault["type"], fault["loc"]), (kind, ["query", "file_path"]))

    def test_an_unknown_priority_is_422(self):
        fault = self.begin("/tasks/hash", 422, params={"data": "x", "priority": "urgent"})["detail"][0]
        self.assertEqual((fault["type"], fault["loc"]), ("literal_error", ["query", "priority"]))


class Export(Tasks):
    def test_an_export_is_what_the_stream_gives(self):
        until = time.monotonic() + 20
        while len(self.client.get("/export/ticks.csv?symbol=AAPL").text.splitlines()) < 3:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.1)
        to = self.client.get("/export/ticks.csv?symbol=AAPL").text.splitlines()[-1].split(",")[0]
        params = {"symbol": "AAPL", "to": to}
        want = self.client.get("/export/ticks.csv", params=params).text
        done = self.result("/tasks/export", params={"dataset": "ticks", **params})
        self.assertEqual((self.files / done["file_path"]).read_bytes().decode(), want)
        self.assertEqual((done["rows"], done["bytes"]), (len(want.splitlines()) - 1, len(want)))

    def test_an_export_can_be_described(self):
        until = time.monotonic() + 20
        while len(self.client.get("/export/monitor.csv").text.splitlines()) < 3:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.1)
        done = self.result("/tasks/export", params={"dataset": "monitor"})
        table = self.result("/tasks/process-file/", params={"file_path": done["file_path"]})
        self.assertEqual(table["memory_usage"]["count"], done["rows"])

    def test_bad_queries_are_422(self):
        for params, name in [({}, "dataset"), ({"dataset": "users"}, "dataset"),
                             ({"dataset": "ticks", "symbol": "a;b"}, "symbol"),
                             ({"dataset": "monitor", "symbol": "AAPL"}, "symbol"),
                             ({"dataset": "ticks", "interval": "1m"}, "interval"),
                             ({"dataset": "candles", "interval": "7m"}, "interval"),
                             ({"dataset": "ticks", "from": "yesterday"}, "from"),
                             ({"dataset": "ticks", "from": "2026-02-01", "to": "2026-01-01"}, "from")]:
            with self.subTest(params):
                faults = self.begin("/tasks/export", 422, params=params)["detail"]
                self.assertEqual([fault["loc"] for fault in faults], [["query", name]])


class Lists(Tasks):
    def test_an_unknown_task_is_404_with_its_id(self):
        for task_id in [str(uuid.uuid4()), "nobody", "..%2F..%2Fetc", "%E4%BB%B7"]:
            for method in ["GET", "DELETE"]:
                with self.subTest(task_id=task_id, method=method):
                    answer = self.client.request(method, "/tasks/" + task_id)
                    self.assertEqual(answer.status_code, 404)
                    self.assertEqual(answer.json(), {"task_id": httpx.URL("http://x/" + task_id).path[1:],
                                                     "status": "not_found"})

    def test_the_newest_come_first(self):
        ids = [self.begin("/tasks/hash", params={"data": str(i)})["task_id"] for i in range(3)]
        listed = self.client.get("/tasks", params={"limit": 3}).json()["tasks"]
        self.assertEqual([task["task_id"] for task in listed], ids[::-1])

    def test_lists_those_of_a_status(self):
        task = self.begin("/tasks/describe", content=b"a,b\n1\n1,2,3\n")["task_id"]
        self.ended(task)
        listed = self.client.get("/tasks", params={"status": "failed"}).json()["tasks"]
        self.assertIn(task, [each["task_id"] for each in listed])
        self.assertEqual({each["status"] for each in listed}, {"failed"})

    def test_bad_queries_are_422(self):
        for params in [{"limit": 0}, {"limit": 1001}, {"limit": "many"}, {"status": "done"},
                       {"limit": "9" * 30}]:
            with self.subTest(params):
                self.assertEqual(self.client.get("/tasks", params=params).status_code, 422)

    def test_an_ended_task_cannot_be_cancelled(self):
        task = self.begin("/tasks/hash", params={"data": "x"})["task_id"]
        self.ended(task)
        self.assertEqual(self.client.delete(f"/tasks/{task}").status_code, 409)

    def test_ends_are_counted(self):
        self.result("/tasks/hash", params={"data": "counted"})
        metrics = self.client.get("/metrics").text
        self.assertRegex(metrics, r'tickwell_jobs_ended_total\{kind="hash",status="completed"\} [1-9]')


class Cancel(Tasks):
    def test_a_running_task_is_cancelled(self):
        # So large, and sparse, that no machine is done with it before it is cancelled.
        with open(self.files / "sparse", "wb") as file:
            file.truncate(200 << 30)
        task = self.begin("/tasks/hash", params={"file_path": "sparse"})["task_id"]
        until = time.monotonic() + 20
        while self.client.get(f"/tasks/{task}").json()["status"] != "processing":
            self.assertLess(time.monotonic(), until)
        answer = self.client.delete(f"/tasks/{task}")
        self.assertEqual((answer.status_code, answer.json()["status"]), (200, "cancelled"))
        self.assertEqual(self.ended(task)["status"], "cancelled")


class Full(Tasks):
    def test_a_full_queue_says_when_to_come_back(self):
        with open(self.files / "sparse", "wb") as file:
            file.truncate(200 << 30)
        answers = [self.client.post("/tasks/hash", params={"file_path": "sparse"}) for _ in range(2)]
        while len(answers) < 1100 and answers[-1].status_code == 200:
            answers.append(self.client.post("/tasks/hash", params={"data": "x"}))
        self.assertEqual(answers[-1].status_code, 503)
        self.assertGreater(int(answers[-1].headers["retry-after"]), 0)
        self.assertIn("1000 tasks are waiting", answers[-1].json()["detail"])
        metrics = self.client.get("/metrics").text
        self.assertIn("\ntickwell_jobs_queued 1000\n", metrics)
        self.assertIn("\ntickwell_jobs_running 2\n", metrics)
        self.assertIn("\ntickwell_jobs_refused_total 1\n", metrics)
        last = self.client.get("/tasks/" + answers[-2].json()["task_id"]).json()
        self.assertEqual(last["status"], "queued")


class Restarts(unittest.TestCase):
    """What was accepted is done, whenever the program dies."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"

    def start(self):
        server = Tickwell(self.data)
        client = httpx.Client(base_url=server.url, timeout=30)
        self.addCleanup(client.close)
        return server, client

    def test_accepted_tasks_outlive_a_kill(self):
        server, client = self.start()
        with open(self.data / "files" / "sparse", "wb") as file:
            file.truncate(200 << 30)
        running = [client.post("/tasks/hash", params={"file_path": "sparse"}).json()["task_id"]
                   for _ in range(2)]
        waiting = {}
        for i in range(20):
            csv = f"a\n{i}\n{i + 1}\n"
            waiting[client.post("/tasks/describe", content=csv).json()["task_id"]] = csv
        server.kill()
        with open(self.data / "files" / "sparse", "wb") as file:
            file.truncate(1000)
        server, client = self.start()
        with server:
            for task_id, csv in waiting.items():
                task = wait_for_end(client, task_id)
                self.assertEqual(task["result"]["a"]["mean"], described(csv)["a"]["mean"])
            for task_id in running:
                self.assertEqual(wait_for_end(client, task_id)["result"]["bytes"], 1000)

    def test_results_outlive_a_kill(self):
        server, client = self.start()
        task_id = client.post("/tasks/hash", params={"data": "x"}).json()["task_id"]
        before = wait_for_end(client, task_id)
        server.kill()
        server, client = self.start()
        with server:
            self.assertEqual(client.get(f"/tasks/{task_id}").json(), before)

    def test_a_stop_in_the_middle_is_quick_and_resumed(self):
        server, client = self.start()
        with open(self.data / "files" / "sparse", "wb") as file:
            file.truncate(200 << 30)
        task_id = client.post("/tasks/hash", params={"file_path": "sparse"}).json()["task_id"]
        begin = time.monotonic()
        self.assertEqual(server.stop(), 0)
        self.assertLess(time.monotonic() - begin, 7)
        with open(self.data / "files" / "sparse", "wb") as file:
            file.truncate(10)
        server, client = self.start()
        with server:
            self.assertEqual(wait_for_end(client, task_id)["status"], "completed")

    def test_the_files_are_the_owners_alone(self):
        server, client = self.start()
        with server:
            task_id = client.post("/tasks/hash", params={"data": "x"}).json()["task_id"]
            wait_for_end(client, task_id)
            for path in [self.data / "files", self.data / "jobs", *(self.data / "jobs").iterdir()]:
                self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)


if __name__ == "__main__":
    unittest.main()
