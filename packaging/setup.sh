#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building and running Tickwell needs, from the packages of Debian 12 or newer, or of
# Ubuntu 24.04 or newer. Does nothing, and needs neither network nor root, when all is there.
#
#   packaging/setup.sh           what it takes to build and run
#   packaging/setup.sh --test    and what it takes to test
set -eu

build="
    build-essential cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-websockets-dev qt6-httpserver-dev
    qt6-declarative-dev qt6-declarative-dev-tools qt6-charts-dev qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libcurl4-openssl-dev libhiredis-dev libpq-dev libsodium-dev libsqlite3-dev libexpected-dev
    libtomlplusplus-dev qcoro-qt6-dev zlib1g-dev"

runtime="
    qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript
    qml6-module-qtcore qml6-module-qtquick qml6-module-qtquick-window
    qml6-module-qtquick-templates qml6-module-qtquick-controls qml6-module-qtquick-layouts
    qml6-module-qtquick-shapes qml6-module-qtquick-dialogs qml6-module-qt-labs-folderlistmodel
    qml6-module-qt-labs-settings qml6-module-qtcharts
    qt6-qpa-plugins libgl1-mesa-dri tzdata"

test="
    qml6-module-qttest openssl curl postgresql redis-server
    python3 python3-aiosmtpd python3-httpx python3-jsonschema python3-websockets python3-pandas"

# Good to have and not in every release: installed where they exist when something else is installed.
optional="qt6-wayland fonts-inter fonts-jetbrains-mono"

# The plugin that draws SVG came with the library before Debian 13.
if ! grep -q -e '^VERSION_CODENAME=bookworm' -e '^VERSION_CODENAME=noble' /etc/os-release; then
    runtime="$runtime qt6-svg-plugins"
fi

case "${1-}" in
"") wanted="$build $runtime" ;;
--test)
    wanted="$build $runtime $test"
    # The source is formatted by the version that Debian 12 has; others differ in details. Its
    # compiler builds the fuzzers.
    if grep -q '^VERSION_CODENAME=bookworm' /etc/os-release; then
        wanted="$wanted clang-format-14 clang-14 libclang-rt-14-dev"
    fi
    # For promtool. Nobody's own machine is to run a monitoring server for our tests.
    [ "${CI-}" != true ] || wanted="$wanted prometheus"
    ;;
*)
    echo "usage: $0 [--test]" >&2
    exit 2
    ;;
esac

installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing_of() {
    for package in "$@"; do
        installed "$package" || printf '%s ' "$package"
    done
}

# shellcheck disable=SC2086 # the lists are words
missing=$(missing_of $wanted)
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "$0: this system has no apt-get; please install what corresponds to: $missing" >&2
    exit 1
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "$0: run as root, or install sudo; missing are: $missing" >&2
        exit 1
    fi
    root=sudo
fi

apt() {
    $root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >/dev/null
}

echo "Installing: $missing" >&2
apt update
# shellcheck disable=SC2086
apt install -y --no-install-recommends $missing
# shellcheck disable=SC2086
for package in $(missing_of $optional); do
    if [ -n "$(apt-cache madison "$package" 2>/dev/null)" ]; then
        apt install -y --no-install-recommends "$package" \
            || echo "$0: going on without $package" >&2
    fi
done
