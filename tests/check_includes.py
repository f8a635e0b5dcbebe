#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that rooms include each other in one direction only.

    check_includes.py [CHECKOUT]

Prints each wrong arrow as FILE:LINE and what is wrong, and exits with 1 if there is one.
"""

import re
import sys
from pathlib import Path

CORE = {"core"}
BASE = {"eventloop", "http", "realtime", "metrics", "store", "cache", "outbound"}
DOMAIN = {"market", "monitor", "chat", "accounts", "jobs"}
# What watches several domains stands above them.
ABOVE = {"alerts"}
SERVER = CORE | BASE | DOMAIN | ABOVE | {"api"}
UI = {"theme", "controls", "charts", "pages", "models", "source"}

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+)/[^"]*"')


def allowed(room):
    """The rooms that files of `room` may include, their own among them."""
    if room in CORE:
        return CORE
    if room in BASE:
        return CORE | {room}
    if room in DOMAIN:
        return CORE | BASE | {room}
    if room in ABOVE:
        return CORE | {"store", "market", "monitor", room}
    if room == "api":
        return SERVER
    if room == "app":
        return SERVER | UI | {"app"}
    if room == "source":
        return CORE | UI | DOMAIN | ABOVE | {"store"}
    if room in UI:
        return CORE | UI
    return set()


def room_of(path, root):
    parts = path.relative_to(root).parts
    if parts[0] == "app":
        return "app"
    return parts[1] if len(parts) > 2 else None


def sources(root):
    for top in ("server", "ui", "app"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".h", ".cpp") and path.is_file():
                yield path


def cycle(arrows):
    """A circle in {room: rooms it includes} as a list of rooms, or None."""
    done = set()

    def walk(room, way):
        if room in way:
            return way[way.index(room):] + [room]
        if room in done:
            return None
        for target in sorted(arrows.get(room, ())):
            found = walk(target, way + [room])
            if found:
                return found
        done.add(room)
        return None

    for room in sorted(arrows):
        found = walk(room, [])
        if found:
            return found
    return None


def check(root):
    """All faults of the checkout at `root`, as lines of text."""
    faults = []
    arrows = {}
    for path in sources(root):
        room = room_of(path, root)
        name = path.relative_to(root)
        if room is None or not allowed(room):
            faults.append(f"{name}:1: is in no known room")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            target = match.group(1)
            if target not in allowed(room):
                faults.append(f"{name}:{number}: {room} must not include {target}")
            elif target != room:
                arrows.setdefault(room, set()).add(target)
    circle = cycle(arrows)
    if circle:
        faults.append("rooms include each other in a circle: " + " -> ".join(circle))
    return faults


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    faults = check(root)
    for fault in faults:
        print(fault, file=sys.stderr)
    count = sum(1 for _ in sources(root))
    if count == 0:
        sys.exit(f"{root} has no sources")
    if faults:
        sys.exit(1)
    print(f"{count} files include as they may")


if __name__ == "__main__":
    main()
