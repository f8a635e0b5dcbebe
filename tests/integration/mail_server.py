# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server on loopback that keeps what it is given, and refuses as a test says."""
import logging
import ssl
import subprocess
import threading
import warnings
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

# It says at each start that TLS without a client's certificate is no authentication.
warnings.filterwarnings("ignore", module="aiosmtpd")
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


def make_certificate(folder):
    """A self-signed certificate for 127.0.0.1 and its key."""
    certificate, key = folder / "mail.pem", folder / "mail.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key


class MailServer:
    """Use it as a context manager. `replies` are given to the next messages instead of taking them."""

    def __init__(self, *, replies=(), user=None, password=None, tls=None, port=0):
        self.replies = list(replies)
        self.mails = []
        self.envelopes = []
        self.attempts = 0
        self.logins = []
        self.secured = []
        self.arrived = threading.Condition()
        self.user, self.password = user, password
        options = {}
        if user:
            options.update(authenticator=self.authenticate, auth_required=True,
                           auth_require_tls=tls is not None)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            options.update(tls_context=context, require_starttls=True)
        self.controller = FreePort(self, hostname="127.0.0.1", port=port, **options)

    def authenticate(self, server, session, envelope, mechanism, data):
        self.logins.append(data)
        good = (data.login, data.password) == (self.user.encode(), self.password.encode())
        # Some servers repeat what they were told.
        return AuthResult(success=good, handled=good)

    async def handle_DATA(self, server, session, envelope):
        with self.arrived:
            self.attempts += 1
            if self.replies:
                self.arrived.notify_all()
                return self.replies.pop(0)
            self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))
            self.envelopes.append(envelope)
            self.secured.append(session.ssl is not None)
            self.arrived.notify_all()
        return "250 taken"

    def wait(self, count=1, seconds=20):
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.mails) >= count, seconds), \
                f"{len(self.mails)} of {count} mails came after {self.attempts} attempts"
        return self.mails

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self):
        self.controller.start()
        self.port = self.controller.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        self.controller.stop()


class FreePort(Controller):
    """A controller that may take any free port: it connects to itself once it listens."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def factory(self):
        return SMTP(self.handler, **self.SMTP_kwargs)
