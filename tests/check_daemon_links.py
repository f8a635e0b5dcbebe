#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the server without a window needs no library of a window, directly or through another.

    check_daemon_links.py PROGRAM
"""

import re
import subprocess
import sys

WINDOW = re.compile(r"lib(Qt6(Gui|Qml|Quick|Widgets|Charts|OpenGL|Svg)|X11|xcb|wayland|GL|EGL)\w*\.so")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    output = subprocess.run(["ldd", sys.argv[1]], check=True, capture_output=True, text=True).stdout
    libraries = [line.split()[0] for line in output.splitlines() if line.strip()]
    if not any("libQt6Core" in library for library in libraries):
        sys.exit(f"{sys.argv[1]} does not link Qt: is it the right program?")
    if "not found" in output:
        sys.exit("a library is missing:\n" + output)
    wrong = [library for library in libraries if WINDOW.match(library)]
    if wrong:
        sys.exit(f"{sys.argv[1]} links " + ", ".join(wrong))
    print(f"{len(libraries)} libraries, none of a window")


if __name__ == "__main__":
    main()
