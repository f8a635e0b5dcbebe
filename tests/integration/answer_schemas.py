# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks every answer that httpx gets from a server under test against its own OpenAPI document.

install() makes httpx do so; an answer that is not as documented raises an AssertionError. Objects
are taken as closed: a property that the document does not know is a fault, too. The document is
that of a server of its own, so that the one under test is asked nothing that its test did not ask.
"""
import json
import re

import httpx
import jsonschema

# What any path may answer, for reasons that are not the endpoint's: framing, limits, routing.
ANYWHERE = {304, 307, 400, 401, 403, 404, 405, 408, 413, 414, 417, 421, 426, 429, 431, 500, 501, 503,
            505}


def closed(node):
    """The same schema, whose objects have no other properties than those it names."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: closed(value) for key, value in node.items()}
    if node.get("type") == "object" and "properties" in node:
        result.setdefault("additionalProperties", False)
    return result


class Document:
    def __init__(self, text):
        self.json = closed(json.loads(text))
        self.paths = []
        for template, item in self.json["paths"].items():
            pattern = re.sub(r"\{[^/}]+\}", "[^/]+", re.sub(r"([.])", r"\\\1", template))
            # Literal paths win over parameters, as in the router.
            self.paths.append((template.count("{"), re.compile(pattern), template, item))
        self.paths.sort(key=lambda path: path[0])

    def operation(self, method, path):
        for _, pattern, template, item in self.paths:
            if pattern.fullmatch(path):
                return template, item.get("get" if method == "HEAD" else method.lower())
        return None, None

    def check(self, method, path, answer):
        template, operation = self.operation(method, path)
        if not operation:
            assert answer.status_code in ANYWHERE | {200}, f"{method} {path}: {answer.status_code}"
            return
        where = f"{method} {template} {answer.status_code}"
        response = operation["responses"].get(str(answer.status_code)) \
            or operation["responses"].get("default")
        if not response:
            assert answer.status_code in ANYWHERE, where + " is not documented"
            return
        kind = answer.headers.get("content-type", "").split(";")[0]
        content = response.get("content", {})
        if not content or method == "HEAD":
            return
        assert kind in {name.split(";")[0] for name in content} or "*/*" in content, \
            f"{where}: {kind} is not documented"
        if kind == "application/json":
            schema = {**content[kind]["schema"], "components": self.json["components"]}
            try:
                jsonschema.validate(answer.json(), schema, jsonschema.Draft202012Validator)
            except jsonschema.ValidationError as fault:
                raise AssertionError(f"{where}: {fault.message} at {list(fault.path)}") from None


def install(fetch):
    """`fetch()` gives the document's text; it is called at once: tests measure time."""
    document = Document(fetch())
    send, send_async = httpx.Client.send, httpx.AsyncClient.send

    def check(answer):
        request = answer.request
        if request.url.host == "127.0.0.1" and request.url.scheme == "http":
            path = request.url.raw_path.decode().split("?")[0]
            document.check(request.method, path, answer)

    def checked_send(self, request, *, stream=False, **options):
        answer = send(self, request, stream=stream, **options)
        if not stream:
            check(answer)
        return answer

    async def checked_send_async(self, request, *, stream=False, **options):
        answer = await send_async(self, request, stream=stream, **options)
        if not stream:
            check(answer)
        return answer

    httpx.Client.send, httpx.AsyncClient.send = checked_send, checked_send_async
