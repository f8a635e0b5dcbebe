# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications: the list, mail, and what happens when the mail server does not want it."""
import tempfile
import time
import unittest
import urllib.parse
from pathlib import Path

import httpx

from mail_server import MailServer, make_certificate
from task_end import wait_for_end
from tickwell_process import ServerTest, Tickwell

PASSWORD = "s3cret-Pa55word"


def delivered(client, states=("sent", "failed", "none"), seconds=20):
    """The newest notification, once its delivery is one of `states`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        newest = client.get("/notifications", params={"limit": 1}).json()["notifications"]
        if newest and newest[0]["delivery"] in states:
            return newest[0]
        time.sleep(0.02)
    raise AssertionError(f"it is still {newest}")


class WithoutMail(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)

    def tearDown(self):
        self.client.close()

    def notify(self, email, message):
        return self.client.post(f"/notify/{email}", params={"message": message})

    def test_the_answer_is_that_of_the_tutorial(self):
        answer = self.notify("ana@example.com", "hello")
        self.assertEqual((answer.status_code, answer.json()),
                         (200, {"message": "Notification sent in the background"}))

    def test_it_is_listed_when_it_is_answered(self):
        self.notify("ana@example.com", "naïve 价\nline")
        newest = self.client.get("/notifications?limit=1").json()["notifications"][0]
        self.assertEqual((newest["email"], newest["message"], newest["delivery"]),
                         ("ana@example.com", "naïve 价\nline", "none"))
        self.assertNotIn("error", newest)

    def test_its_task_completes(self):
        self.notify("ana@example.com", "task")
        task_id = delivered(self.client)["task_id"]
        task = wait_for_end(self.client, task_id)
        self.assertEqual((task["kind"], task["status"]), ("notify", "completed"))

    def test_pages_go_back_from_the_newest(self):
        for i in range(5):
            self.notify("ana@example.com", f"page {i}")
        first = self.client.get("/notifications", params={"limit": 2}).json()["notifications"]
        second = self.client.get("/notifications", params={"limit": 2, "before": first[-1]["id"]})
        self.assertEqual([each["message"] for each in first + second.json()["notifications"]],
                         ["page 4", "page 3", "page 2", "page 1"])

    def test_bad_addresses_are_422_in_pydantics_words(self):
        prefix = "value is not a valid email address: "
        for email, reason in [("ana", "An email address must have an @-sign."),
                              ("@example.com", "There must be something before the @-sign."),
                              ("ana@", "There must be something after the @-sign."),
                              ("ana@host", "The part after the @-sign is not valid. It should have a "
                                           "period."),
                              ("a..b@example.com", "An email address cannot have two periods in a "
                                                   "row.")]:
            with self.subTest(email):
                answer = self.notify(email, "x")
                self.assertEqual(answer.status_code, 422)
                self.assertEqual(answer.json()["detail"],
                                 [{"type": "value_error", "loc": ["path", "email"],
                                   "msg": prefix + reason, "input": email,
                                   "ctx": {"reason": reason}}])

    def test_tricks_with_addresses_are_refused(self):
        before = self.client.get("/notifications?limit=1").json()
        for email in ["a@example.com\r\nBcc: b@example.com", "a@example.com,b@example.com",
                      "a@example.com>", "<a@example.com>", "a b@example.com", "a@exa mple.com",
                      "a@b@example.com", '"a b"@example.com', "a@example.com\0", "a@[127.0.0.1]",
                      "x" * 65 + "@example.com", "a@" + "x" * 64 + ".com",
                      "a@" + "x." * 130 + "com", "a@-example.com", "a@example..com", "a@.com",
                      "a@example.com\n", "价@example.com", "a@example.com/../../x"]:
            with self.subTest(email):
                answer = self.notify(urllib.parse.quote(email, safe=""), "x")
                self.assertIn(answer.status_code, (400, 404, 422))
        self.assertEqual(self.client.get("/notifications?limit=1").json(), before)

    def test_bad_messages_are_422(self):
        for params, kind in [({}, "missing"), ({"message": ""}, "string_too_short"),
                             ({"message": "x" * 5001}, "string_too_long")]:
            with self.subTest(kind):
                answer = self.client.post("/notify/ana@example.com", params=params)
                self.assertEqual(answer.status_code, 422)
                self.assertEqual([(fault["type"], fault["loc"]) for fault in answer.json()["detail"]],
                                 [(kind, ["query", "message"])])

    def test_all_faults_are_named_at_once(self):
        faults = self.client.post("/notify/ana").json()["detail"]
        self.assertEqual([fault["loc"] for fault in faults],
                         [["path", "email"], ["query", "message"]])

    def test_bad_pages_are_422(self):
        for params in [{"limit": 0}, {"limit": 1001}, {"before": 0}, {"before": "x"}]:
            with self.subTest(params):
                self.assertEqual(self.client.get("/notifications", params=params).status_code, 422)

    def test_a_message_of_another_script_is_kept_as_it_is(self):
        self.notify("ana@bücher.example", "😀" * 100)
        newest = delivered(self.client)
        self.assertEqual((newest["email"], newest["message"]), ("ana@bücher.example", "😀" * 100))


class Mail(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data = self.folder / "data"

    def start(self, url, mode=0o600, **settings):
        settings = {"url": url, "from": "tickwell@example.org", "starttls": False,
                    "retry-delay": 0.05, **settings}
        config = self.folder / "tickwell.toml"
        lines = [f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value)}"
                 for key, value in settings.items()]
        config.write_text("[smtp]\n" + "\n".join(lines) + "\n")
        config.chmod(mode)
        server = Tickwell(self.data, "--config", str(config))
        self.addCleanup(server.__exit__)
        client = httpx.Client(base_url=server.url, timeout=20)
        self.addCleanup(client.close)
        return server, client

    def notify(self, client, message="hello", email="ana@example.com"):
        answer = client.post(f"/notify/{email}", params={"message": message})
        self.assertEqual(answer.status_code, 200, answer.text)

    def test_a_mail_arrives(self):
        with MailServer() as mail:
            _, client = self.start(mail.url)
            self.notify(client)
            message = mail.wait()[0]
            self.assertEqual(delivered(client)["delivery"], "sent")
        self.assertEqual(message["to"], "ana@example.com")
        self.assertEqual(message["from"], "tickwell@example.org")
        self.assertEqual(message.get_content(), "hello\r\n")
        self.assertEqual(mail.envelopes[0].mail_from, "tickwell@example.org")
        self.assertEqual(mail.envelopes[0].rcpt_tos, ["ana@example.com"])
        self.assertTrue(message["message-id"] and message["date"] and message["subject"])

    def test_nothing_in_a_message_is_a_header_or_a_command(self):
        text = "Bcc: eve@example.com\r\n.\r\nMAIL FROM:<eve@example.com>\r\n\r\n..价 😀\n.\n" + "x" * 2000
        with MailServer() as mail:
            _, client = self.start(mail.url)
            self.notify(client, text)
            message = mail.wait()[0]
            delivered(client)
        self.assertEqual(message.get_content(), text.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n")
        self.assertNotIn("bcc", message)
        self.assertEqual(len(mail.mails), 1)

    def test_a_domain_of_another_script_goes_as_ascii(self):
        with MailServer() as mail:
            _, client = self.start(mail.url)
            self.notify(client, email="ana@bücher.example")
            mail.wait()
        self.assertEqual(mail.envelopes[0].rcpt_tos, ["ana@xn--bcher-kva.example"])

    def test_a_refusal_that_may_pass_is_tried_again(self):
        with MailServer(replies=["451 come back", "421 busy"]) as mail:
            _, client = self.start(mail.url)
            self.notify(client)
            mail.wait()
            self.assertEqual(delivered(client)["delivery"], "sent")
            self.assertEqual(mail.attempts, 3)
            self.assertIn("tickwell_jobs_retried_total 2", client.get("/metrics").text)

    def test_a_refusal_for_good_is_not_tried_again(self):
        with MailServer(replies=["550 no such user"]) as mail:
            _, client = self.start(mail.url)
            self.notify(client)
            notification = delivered(client)
            self.assertEqual(notification["delivery"], "failed")
            self.assertIn("550 no such user", notification["error"])
            self.assertEqual(mail.attempts, 1)
            self.assertEqual(wait_for_end(client, notification["task_id"])["status"], "failed")

    def test_it_gives_up_in_the_end(self):
        with MailServer(replies=["451 never"] * 9) as mail:
            _, client = self.start(mail.url, tries=3, **{"retry-delay": 0.01})
            self.notify(client)
            self.assertEqual(delivered(client)["delivery"], "failed")
            self.assertEqual(mail.attempts, 3)

    def test_a_server_that_is_away_is_waited_for(self):
        with MailServer() as mail:
            port = mail.port
        _, client = self.start(f"smtp://127.0.0.1:{port}", tries=20, **{"retry-delay": 0.2})
        self.notify(client)
        until = time.monotonic() + 20
        while "error" not in client.get("/notifications").json()["notifications"][0]:
            self.assertLess(time.monotonic(), until)
        self.assertEqual(client.get("/notifications").json()["notifications"][0]["delivery"], "pending")
        with MailServer(port=port) as mail:
            mail.wait()

    def test_a_mail_outlives_a_kill(self):
        with MailServer() as mail:
            port = mail.port
        url = f"smtp://127.0.0.1:{port}"
        server, client = self.start(url, **{"retry-delay": 60})
        for i in range(5):
            self.notify(client, f"mail {i}")
        server.kill()
        with MailServer(port=port) as mail:
            _, client = self.start(url)
            texts = {message.get_content().strip() for message in mail.wait(5)}
        self.assertEqual(texts, {f"mail {i}" for i in range(5)})
        listed = client.get("/notifications").json()["notifications"]
        self.assertEqual([each["message"] for each in listed],
                         [f"mail {i}" for i in range(4, -1, -1)])

    def test_the_list_outlives_a_kill(self):
        with MailServer() as mail:
            server, client = self.start(mail.url)
            self.notify(client)
            before = delivered(client)
            server.kill()
            _, client = self.start(mail.url)
            self.assertEqual(client.get("/notifications").json()["notifications"], [before])

    def test_a_login_goes_over_starttls(self):
        tls = make_certificate(self.folder)
        with MailServer(user="tick", password=PASSWORD, tls=tls) as mail:
            server, client = self.start(mail.url, user="tick", password=PASSWORD, starttls=True,
                                        **{"ca-file": "mail.pem"})
            self.notify(client)
            mail.wait()
            self.assertEqual(mail.secured, [True])
            self.assertEqual(delivered(client)["delivery"], "sent")

    def test_a_certificate_nobody_vouches_for_is_not_taken(self):
        with MailServer(user="tick", password=PASSWORD, tls=make_certificate(self.folder)) as mail:
            _, client = self.start(mail.url, user="tick", password=PASSWORD, starttls=True)
            self.notify(client)
            self.assertEqual(delivered(client)["delivery"], "failed")
            self.assertEqual(mail.logins, [])

    def test_a_server_without_starttls_gets_nothing(self):
        with MailServer() as mail:
            _, client = self.start(mail.url, starttls=True)
            self.notify(client)
            self.assertEqual(delivered(client)["delivery"], "failed")
            self.assertEqual(mail.attempts, 0)

    def test_a_wrong_password_is_nowhere_to_be_seen(self):
        tls = make_certificate(self.folder)
        with MailServer(user="tick", password="another", tls=tls) as mail:
            server, client = self.start(mail.url, user="tick", password=PASSWORD, starttls=True,
                                        **{"ca-file": "mail.pem"})
            self.notify(client)
            notification = delivered(client)
            seen = [str(notification), client.get("/tasks").text, client.get("/metrics").text,
                    client.get("/health").text, server.log_text()]
        self.assertEqual(notification["delivery"], "failed")
        for text in seen:
            self.assertNotIn(PASSWORD, text)

    def test_a_readable_configuration_with_a_password_is_warned_of(self):
        with MailServer() as mail:
            server, _ = self.start(mail.url, mode=0o644, user="tick", password=PASSWORD)
            self.assertIn("chmod 600", server.log_text())
            self.assertNotIn(PASSWORD, server.log_text())

    def test_a_private_configuration_is_not_warned_of(self):
        with MailServer() as mail:
            server, _ = self.start(mail.url, mode=0o600, user="tick", password=PASSWORD)
            self.assertNotIn("chmod 600", server.log_text())

    def test_a_cancelled_mail_is_not_sent(self):
        with MailServer() as mail:
            port = mail.port
        _, client = self.start(f"smtp://127.0.0.1:{port}", **{"retry-delay": 60})
        self.notify(client)
        until = time.monotonic() + 20
        while "error" not in (first := client.get("/notifications").json()["notifications"][0]):
            self.assertLess(time.monotonic(), until)
        answer = client.delete("/tasks/" + first["task_id"])
        self.assertEqual((answer.status_code, answer.json()["status"]), (200, "cancelled"))
        self.assertEqual(delivered(client)["error"], "its task was cancelled")


if __name__ == "__main__":
    unittest.main()
