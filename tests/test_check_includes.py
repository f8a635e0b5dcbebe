# SPDX-License-Identifier: GPL-3.0-or-later
"""The include check finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path

from check_includes import check


class CheckIncludes(unittest.TestCase):
    def faults(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, includes in files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("// text\n" + "".join(f'#include "{i}"\n' for i in includes))
            return check(root)

    def test_right_arrows_pass(self):
        self.assertEqual([], self.faults({
            "server/core/Time.h": ["core/Result.h", "Local.h"],
            "server/store/Store.h": ["core/Time.h"],
            "server/market/Market.h": ["core/Time.h", "store/Store.h", "market/Feed.h"],
            "server/alerts/Alerts.h": ["market/Market.h", "monitor/Monitor.h", "store/Store.h"],
            "server/api/Rest.cpp": ["market/Market.h", "http/Router.h", "api/Json.h"],
            "ui/source/Local.cpp": ["market/Market.h", "store/Store.h", "source/Data.h"],
            "ui/pages/Page.cpp": ["models/Model.h", "core/Time.h"],
            "app/main.cpp": ["api/Rest.h", "source/Local.h", "Node.h"],
        }))

    def test_wrong_arrows_are_found(self):
        for name, include in [
                ("server/core/Time.h", "store/Store.h"),
                ("server/http/Router.h", "realtime/Topic.h"),
                ("server/store/Store.h", "market/Market.h"),
                ("server/market/Market.h", "chat/Chat.h"),
                ("server/monitor/Monitor.h", "api/Rest.h"),
                ("server/market/Market.h", "alerts/Alerts.h"),
                ("server/alerts/Alerts.h", "chat/Chat.h"),
                ("server/alerts/Alerts.h", "http/Router.h"),
                ("server/api/Rest.h", "source/Data.h"),
                ("ui/source/Local.cpp", "http/Router.h"),
                ("ui/source/Local.cpp", "api/Rest.h"),
                ("ui/models/Model.h", "market/Market.h"),
                ("ui/charts/Chart.h", "store/Store.h"),
                ("server/core/Time.h", "elsewhere/Thing.h"),
        ]:
            with self.subTest(f"{name} includes {include}"):
                faults = self.faults({name: ["core/Result.h", include]})
                self.assertEqual(1, len(faults), faults)
                self.assertTrue(faults[0].startswith(f"{name}:3: "), faults)

    def test_a_file_in_no_room_is_found(self):
        self.assertEqual(1, len(self.faults({"server/misc/Thing.h": []})))

    def test_a_circle_is_found(self):
        faults = self.faults({
            "ui/models/A.h": ["charts/B.h"],
            "ui/charts/B.h": ["controls/C.h"],
            "ui/controls/C.h": ["models/A.h"],
        })
        self.assertEqual(1, len(faults), faults)
        self.assertIn("circle", faults[0])


if __name__ == "__main__":
    unittest.main()
