# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that try to be taken for something else, and what is due to each."""
from dataclasses import dataclass

HOST = b"Host: localhost\r\n"
HONEST = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: honest\r\n\r\n"
# Inside a body, or where a front server would see one. It must never be routed.
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"


@dataclass(frozen=True)
class Case:
    name: str
    sent: bytes
    statuses: tuple  # of the answers, in order
    closes: bool = True  # else a request behind it is answered


def refused(name, sent, status=400):
    return Case(name, sent, (status,))


def taken(name, sent, *statuses):
    return Case(name, sent, statuses, closes=False)


def post(fields, body=b""):
    return b"POST /health HTTP/1.1\r\n" + HOST + fields + b"\r\n" + body


def get(fields=b"", target=b"/health", version=b"HTTP/1.1"):
    return b"GET " + target + b" " + version + b"\r\n" + HOST + fields + b"\r\n"


def chunked(body):
    return post(b"Transfer-Encoding: chunked\r\n", body)


LENGTHS = [
    refused("length and coding", post(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                                      b"0\r\n\r\n" + SMUGGLED)),
    refused("coding and length", post(b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                                      b"0\r\n\r\n" + SMUGGLED)),
    refused("two lengths", post(b"Content-Length: 0\r\nContent-Length: 43\r\n", SMUGGLED)),
    refused("two equal lengths", post(b"Content-Length: 5\r\nContent-Length: 5\r\n", b"hello")),
    refused("list of lengths", post(b"Content-Length: 5, 5\r\n", b"hello")),
    refused("length with a sign", post(b"Content-Length: +5\r\n", b"hello")),
    refused("negative length", post(b"Content-Length: -1\r\n")),
    refused("hexadecimal length", post(b"Content-Length: 0x5\r\n", b"hello")),
    refused("length with a blank in it", post(b"Content-Length: 1 0\r\n", b"0123456789")),
    refused("empty length", post(b"Content-Length: \r\n")),
    refused("length beyond all numbers", post(b"Content-Length: 99999999999999999999999\r\n")),
    refused("length beyond the limit", post(b"Content-Length: 16777217\r\n"), 413),
    refused("blank before the colon", post(b"Content-Length : 5\r\n", b"hello")),
    refused("tab before the colon", post(b"Content-Length\t: 5\r\n", b"hello")),
    refused("length hidden by a vertical tab", post(b"\x0bContent-Length: 5\r\n", b"hello")),
    taken("length of GET", get(b"Content-Length: %d\r\n" % len(SMUGGLED)) + SMUGGLED, 200),
    taken("request in a body", post(b"Content-Length: %d\r\n" % len(SMUGGLED), SMUGGLED), 405),
]

CODINGS = [
    refused("unknown coding", post(b"Transfer-Encoding: gzip\r\n"), 501),
    refused("coding that ends in chunked", post(b"Transfer-Encoding: xchunked\r\n",
                                                b"0\r\n\r\n"), 501),
    refused("coding before chunked", post(b"Transfer-Encoding: gzip, chunked\r\n"), 501),
    refused("chunked twice", post(b"Transfer-Encoding: chunked, chunked\r\n"), 501),
    refused("identity", post(b"Transfer-Encoding: identity\r\n"), 501),
    refused("two codings", post(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                                b"0\r\n\r\n" + SMUGGLED)),
    refused("coding with a vertical tab", post(b"Transfer-Encoding: \x0bchunked\r\n")),
    refused("quoted coding", post(b'Transfer-Encoding: "chunked"\r\n'), 501),
    refused("empty coding", post(b"Transfer-Encoding:\r\n"), 501),
    refused("coding in HTTP/1.0", b"POST /health HTTP/1.0\r\n" + HOST
            + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    taken("coding in capitals", post(b"Transfer-Encoding: CHUNKED\r\n", b"0\r\n\r\n"), 405),
]

CHUNKS = [
    taken("chunks", chunked(b"%x\r\n%s\r\n0\r\n\r\n" % (len(SMUGGLED), SMUGGLED)), 405),
    taken("chunk extensions and trailers", chunked(b"2;a=\"b\"\r\nok\r\n0;x\r\nSum: 1\r\n\r\n"), 405),
    taken("length in a trailer", chunked(b"0\r\nContent-Length: 43\r\n\r\n"), 405),
    refused("no size", chunked(b"\r\n")),
    refused("negative size", chunked(b"-1\r\n")),
    refused("size with 0x", chunked(b"0x5\r\nhello\r\n")),
    refused("size with a blank", chunked(b"5 \r\nhello\r\n")),
    refused("blank before the size", chunked(b" 5\r\nhello\r\n")),
    refused("size without a number", chunked(b";a\r\n")),
    refused("size of 16 digits", chunked(b"ffffffffffffffff\r\n")),
    refused("size beyond the limit", chunked(b"1000001\r\n"), 413),
    refused("chunk longer than its size", chunked(b"5\r\nhello!\r\n")),
    refused("chunk that ends in a line feed", chunked(b"5\r\nhello\n0\r\n\r\n")),
    refused("size that ends in a line feed", chunked(b"5\nhello\r\n0\r\n\r\n")),
    refused("size that ends in two returns", chunked(b"5\r\r\nhello\r\n")),
    refused("line feed in an extension", chunked(b"5;a\nb\r\nhello\r\n")),
    refused("return in an extension", chunked(b"5;a\rb\r\nhello\r\n")),
    refused("folded trailer", chunked(b"0\r\nA: b\r\n c\r\n\r\n")),
    refused("trailer without a colon", chunked(b"0\r\nGET /smuggled HTTP/1.1\r\n\r\n")),
]

LINES = [
    refused("line feeds alone", b"GET /health HTTP/1.1\nHost: localhost\n\n"),
    refused("one line feed alone", b"GET /health HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n"),
    refused("returns alone", b"GET /health HTTP/1.1\rHost: localhost\r\r\n\r\n"),
    refused("return in a value", get(b"X: a\rb\r\n")),
    refused("NUL in a value", get(b"X: a\0b\r\n")),
    refused("NUL in a name", get(b"X\0: a\r\n")),
    refused("control character in a value", get(b"X: a\x7fb\r\n")),
    refused("folded header", get(b"X: a\r\n b\r\n")),
    refused("folded with a tab", get(b"X: a\r\n\tContent-Length: 43\r\n")),
    refused("first header folded", b"GET /health HTTP/1.1\r\n Host: localhost\r\n\r\n"),
    refused("header without a colon", get(b"nonsense\r\n")),
    refused("header without a name", get(b": value\r\n")),
    refused("bracket in a name", get(b"X[1]: value\r\n")),
    refused("UTF-8 in a name", get("Größe: 5\r\n".encode())),
    taken("UTF-8 in a value", get("X: Größe\r\n".encode()), 200),
    taken("blank line first", b"\r\n" + get(), 200),
    refused("two blank lines first", b"\r\n\r\n" + get()),
]

REQUEST_LINES = [
    refused("two blanks", b"GET  /health HTTP/1.1\r\n" + HOST + b"\r\n"),
    refused("leading blank", b" GET /health HTTP/1.1\r\n" + HOST + b"\r\n"),
    refused("trailing blank", b"GET /health HTTP/1.1 \r\n" + HOST + b"\r\n"),
    refused("tabs", b"GET\t/health\tHTTP/1.1\r\n" + HOST + b"\r\n"),
    refused("blank in the target", get(target=b"/health /smuggled")),
    refused("NUL in the target", get(target=b"/health\0")),
    refused("raw UTF-8 in the target", get(target="/größe".encode())),
    refused("fragment", get(target=b"/health#x")),
    refused("no slash", get(target=b"health")),
    refused("asterisk for GET", get(target=b"*")),
    refused("HTTP/0.9", b"GET /health\r\n"),
    refused("HTTP/1.2", get(version=b"HTTP/1.2"), 505),
    refused("HTTP/2.0", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    refused("version of three digits", get(version=b"HTTP/1.10")),
    refused("version in small letters", get(version=b"http/1.1")),
    refused("method in small letters", b"get /health HTTP/1.1\r\n" + HOST + b"\r\n", 501),
    refused("unknown method", b"SMUGGLE /health HTTP/1.1\r\n" + HOST + b"\r\n", 501),
    refused("TRACE", b"TRACE /health HTTP/1.1\r\n" + HOST + b"\r\n", 501),
    refused("CONNECT", b"CONNECT localhost:80 HTTP/1.1\r\n" + HOST + b"\r\n", 501),
    refused("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\x0b"),
    refused("garbage", bytes(range(128, 256))),
    taken("encoded NUL", get(target=b"/stocks/%00"), 400),
    taken("encoded slash", get(target=b"/stocks%2FAAPL"), 404),
    taken("broken escape", get(target=b"/stocks/%4"), 400),
    taken("encoded bytes that are no UTF-8", get(target=b"/stocks/%C3%28"), 400),
    taken("dots", get(target=b"/stocks/../../etc/passwd"), 404),
]

HOSTS = [
    refused("no host", b"GET /health HTTP/1.1\r\n\r\n"),
    refused("two hosts", get(b"Host: localhost\r\n")),
    refused("empty host", b"GET /health HTTP/1.1\r\nHost:\r\n\r\n"),
    refused("host with a user", b"GET /health HTTP/1.1\r\nHost: a@localhost\r\n\r\n"),
    refused("host with a path", b"GET /health HTTP/1.1\r\nHost: localhost/x\r\n\r\n"),
    taken("absolute form of the same host", get(target=b"http://localhost/health"), 200),
    refused("absolute form without a host", get(target=b"http:///health")),
    refused("absolute form of another scheme", get(target=b"ftp://localhost/health")),
    refused("absolute form with a user", get(target=b"http://a@localhost/health")),
    refused("two hosts behind an absolute form", get(b"Host: other\r\n",
                                                     target=b"http://localhost/health")),
]

EXPECTATIONS = [
    refused("unknown expectation", post(b"Expect: magic\r\nContent-Length: 5\r\n", b"hello"), 417),
    refused("WebSocket with a body", get(
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nContent-Length: 43\r\n",
        target=b"/ws/1") + SMUGGLED),
    refused("WebSocket with a bad key", get(
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: short\r\n", target=b"/ws/1")),
    refused("WebSocket of version 8", get(
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", target=b"/ws/1"), 426),
    taken("upgrade to something else", get(b"Upgrade: h2c\r\nConnection: Upgrade\r\n"), 200),
    Case("close", get(b"Connection: close\r\n") + SMUGGLED, (200,)),
    Case("HTTP/1.0", b"GET /health HTTP/1.0\r\n\r\n" + SMUGGLED, (200,)),
]

CASES = LENGTHS + CODINGS + CHUNKS + LINES + REQUEST_LINES + HOSTS + EXPECTATIONS

LARGE = [
    refused("long target", get(target=b"/" + b"a" * 8200), 414),
    refused("endless request line", b"GET /" + b"a" * 20_000, 414),
    refused("large header", get(b"X: " + b"y" * 33_000 + b"\r\n"), 431),
    refused("endless header", b"GET / HTTP/1.1\r\nX: " + b"y" * 100_000, 431),
    refused("many headers", get(b"".join(b"H%d: v\r\n" % i for i in range(100))), 431),
    refused("endless chunk extensions", chunked(b"1;" + b"e" * 20_000)),
    refused("many chunk extensions", chunked((b"1;" + b"e" * 200 + b"\r\nx\r\n") * 100)),
    refused("many trailers", chunked(b"0\r\n" + b"T: v\r\n" * 100), 431),
    taken("body of many chunks", chunked(b"1\r\nx\r\n" * 5_000 + b"0\r\n\r\n"), 405),
]
