#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Tickwell from this checkout and starts it: the window, or with --headless, and where there
# is no display, the server alone. All other arguments go to the program (--help lists them).
set -eu
cd "$(dirname "$0")/.."

headless=false
count=$#
while [ "$count" -gt 0 ]; do
    if [ "$1" = --headless ]; then
        headless=true
    else
        set -- "$@" "$1"
    fi
    shift
    count=$((count - 1))
done
if ! $headless && [ -z "${DISPLAY-}" ] && [ -z "${WAYLAND_DISPLAY-}" ] \
    && [ -z "${QT_QPA_PLATFORM-}" ]; then
    echo "There is no display: starting the server without a window." >&2
    headless=true
fi
program=tickwell
if $headless; then
    program=tickwelld
fi

packaging/setup.sh
# The program's own output starts with its first line; what is built is told on stderr.
cmake --preset release >&2
cmake --build --preset release --parallel "$(nproc)" --target "$program" >&2
exec "build/release/bin/$program" "$@"
