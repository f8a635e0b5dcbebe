# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence that the window translates for the server is one that the server says.

The window knows the server's sentences by their English words (ui/models/ServerSentences.cpp). One that
is reworded in the server alone would be shown in English, unnoticed.
"""

import re
import sys
from pathlib import Path

LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
KNOWN = re.compile(r'QT_TRANSLATE_NOOP\(\s*"[^"]*",\s*"((?:[^"\\]|\\.)*)"\s*\)')


def read(path):
    """The source without its comments, each string literal in one piece."""
    text = re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.MULTILINE)
    return re.sub(r'"\s*"', "", text)


def without_numbers(sentence):
    """The places for values may be numbered in another order."""
    return re.sub(r"%\d", "%", sentence)


def check(root):
    """The sentences that the server does not say."""
    said = {without_numbers(literal)
            for path in (root / "server").rglob("*.cpp") for literal in LITERAL.findall(read(path))}

    def is_said(sentence):
        # What begins with a value may be added to a sentence that is there.
        return sentence in said or (sentence.startswith("%") and sentence[1:] in said)

    known = KNOWN.findall(read(root / "ui/models/ServerSentences.cpp"))
    if not known:
        return ["ui/models/ServerSentences.cpp holds no sentence that this check can read"]
    return [f"The server does not say: {sentence}" for sentence in known
            if not is_said(without_numbers(sentence))]


if __name__ == "__main__":
    faults = check(Path(sys.argv[1]))
    print("\n".join(faults) or "the server says all that the window translates for it")
    sys.exit(1 if faults else 0)
