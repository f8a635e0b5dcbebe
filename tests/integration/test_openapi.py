# SPDX-License-Identifier: GPL-3.0-or-later
"""The API's document and the pages that show it."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import httpx

from tickwell_process import ServerTest

LINTERS = ["@redocly/cli@2.77.0", "@stoplight/spectral-cli@6.16.3"]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tickwell/linters"


def linter(name):
    """The program, installed by npm in a cache; none where that cannot be done."""
    program = CACHE / "node_modules/.bin" / name
    if not program.exists() and shutil.which("npm"):
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", CACHE,
                        *LINTERS], capture_output=True)
    return program if program.exists() else None


class Document(ServerTest):
    def setUp(self):
        self.client = httpx.Client(base_url=self.server.url)
        self.document = self.client.get("/openapi.json").json()

    def tearDown(self):
        self.client.close()

    def operations(self):
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                yield method, path, operation

    def test_says_its_version(self):
        self.assertEqual(self.document["openapi"], "3.1.0")
        self.assertEqual(self.document["info"]["version"], self.client.get("/").json()["version"])

    def test_every_get_without_parameters_answers_as_documented(self):
        # Each answer is checked against its schema as it arrives.
        for method, path, operation in self.operations():
            if method == "get" and "{" not in path and path != "/metrics":
                with self.subTest(path):
                    self.assertIn(str(self.client.get(path).status_code), operation["responses"])

    def test_every_tag_is_explained(self):
        explained = {tag["name"] for tag in self.document["tags"]}
        for method, path, operation in self.operations():
            self.assertLessEqual(set(operation["tags"]), explained, f"{method} {path}")

    def test_every_reference_leads_somewhere(self):
        def walk(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    name = node["$ref"].removeprefix("#/components/schemas/")
                    self.assertIn(name, self.document["components"]["schemas"])
                node = list(node.values())
            if isinstance(node, list):
                for item in node:
                    walk(item)
        walk(self.document)

    @unittest.skipUnless(os.environ.get("CI") == "true", "downloads the linters: in CI only")
    def test_linters_find_no_error(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "openapi.json"
            path.write_text(json.dumps(self.document, indent=1))
            rules = Path(folder) / "rules.yaml"
            rules.write_text("extends: ['spectral:oas']\n")
            # Existing clients ask for paths that end in a slash.
            config = Path(folder) / "redocly.yaml"
            config.write_text("extends: [recommended]\nrules: {no-path-trailing-slash: off}\n")
            for name, words in [("redocly", ["lint", "--config", config, path]),
                                ("spectral", ["lint", "--ruleset", rules, path])]:
                with self.subTest(name):
                    program = linter(name)
                    if not program:
                        self.skipTest(f"{name} is not to be had here")
                    result = subprocess.run([program, *words], capture_output=True, text=True,
                                            env={**os.environ, "REDOCLY_TELEMETRY": "off"})
                    self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_pages_load_nothing_from_elsewhere(self):
        for page in ("/docs", "/redoc"):
            with self.subTest(page):
                answer = self.client.get(page)
                self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
                for part in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
                    self.assertNotIn("//", part)
                    self.assertEqual(self.client.get("/" + part).status_code, 200, part)

    def test_an_unknown_part_of_a_page_is_404(self):
        self.assertEqual(self.client.get("/docs/../secret").status_code, 404)
        self.assertEqual(self.client.get("/docs/nothing.js").status_code, 404)


if __name__ == "__main__":
    unittest.main()
