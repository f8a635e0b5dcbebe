# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the server's sentences finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path

from check_server_words import check


class CheckServerWords(unittest.TestCase):
    def faults(self, server, window):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in (("server/core/Source.cpp", server),
                               ("ui/models/ServerSentences.cpp", window)):
                path = root / name
                path.parent.mkdir(parents=True)
                path.write_text(text)
            return check(root)

    def known(self, *sentences):
        return "\n".join(f'QT_TRANSLATE_NOOP("Words", "{sentence}"),' for sentence in sentences)

    def test_what_is_said_passes(self):
        self.assertEqual([], self.faults('failure(u"It needs %1, and "\n   "%2 is free"_s)',
                                         self.known("It needs %2, and %1 is free")))

    def test_what_is_added_to_a_sentence_passes(self):
        self.assertEqual([], self.faults('reason + u"; trying again"_s',
                                         self.known("%1; trying again")))

    def test_what_is_said_in_other_words_is_found(self):
        self.assertEqual(["The server does not say: There is no order %1"],
                         self.faults('u"Order %1 is not there"_s\n// "There is no order %1"',
                                     self.known("There is no order %1")))

    def test_a_table_that_it_cannot_read_is_found(self):
        self.assertEqual(1, len(self.faults('u"It"_s', "")))


if __name__ == "__main__":
    unittest.main()
