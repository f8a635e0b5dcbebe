#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds this checkout and runs its tests inside Debian 13, which has Qt 6.8, on any Debian. The root
# is made by debootstrap in a cache folder and used again when there; the source is only read.
# The last thing printed is ctest's summary. Needs root, for chroot and mounts.
#
#   packaging/test-debian13.sh                  all tests but benchmarks
#   packaging/test-debian13.sh --tests REGEX    those whose name matches
#   packaging/test-debian13.sh --clean          removes the cache folder
#
# TICKWELL_DEBIAN_MIRROR  where to take Debian from; the mirror this machine uses when not set
# TICKWELL_JOBS           how many compilers and tests run at a time; one for each processor when not set
set -eu
cd "$(dirname "$0")/.."

source=$(pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tickwell/debian13
root=$cache/root
jobs=${TICKWELL_JOBS:-$(nproc)}

fail() {
    echo "$0: $*" >&2
    exit 1
}

clean=false
tests=
case "${1-}" in
"") ;;
--clean) clean=true ;;
--tests) tests=${2:?--tests needs a regular expression} ;;
*)
    echo "usage: $0 [--tests REGEX | --clean]" >&2
    exit 2
    ;;
esac
[ "$(id -u)" -eq 0 ] || fail "run as root: a chroot is entered and mounts are made"

# Mounts are made in a namespace of our own: they are gone when this ends, however it ends.
if [ "${TICKWELL_DEBIAN13_INSIDE-}" != yes ]; then
    exec env TICKWELL_DEBIAN13_INSIDE=yes unshare --mount --pid --fork --kill-child -- "$0" "$@"
fi

if $clean; then
    rm -rf "$cache"
    exit
fi

mirror() {
    if [ -n "${TICKWELL_DEBIAN_MIRROR-}" ]; then
        echo "$TICKWELL_DEBIAN_MIRROR"
        return
    fi
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    apt-get indextargets --format '$(ORIGIN) $(RELEASE) $(REPO_URI)' 'Created-By: Packages' \
        | sed -n "s/^Debian $codename //p" | sort -u | head -n 1
}

if [ ! -e "$cache/complete" ]; then
    command -v debootstrap >/dev/null || fail "install debootstrap"
    url=$(mirror)
    [ -n "$url" ] || fail "apt knows no Debian mirror here; name one by TICKWELL_DEBIAN_MIRROR"
    echo "== debootstrap: Debian 13 into $root"
    rm -rf "$root"
    mkdir -p "$root"
    debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$url" \
        >"$cache/debootstrap.log" 2>&1 || {
        tail -n 20 "$cache/debootstrap.log" >&2
        fail "debootstrap failed"
    }
    touch "$cache/complete"
fi

mkdir -p "$root/source" "$root/build"
mount --make-rprivate /
mount --bind "$source" "$root/source"
mount -o remount,ro,bind "$root/source"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
if command -v apt-config >/dev/null; then
    # How this machine reaches its mirror: proxies, and what it expects of a mirror's dates.
    apt-config dump | grep -E '^Acquire::(https?|Check-)' >"$root/etc/apt/apt.conf.d/90host" || true
fi

cat >"$root/run.sh" <<'INSIDE'
set -eu
cd /source
packaging/setup.sh --test
echo "== build: Qt $(/usr/lib/qt6/bin/qmake -query QT_VERSION), $(c++ --version | head -n 1)"
cmake --preset release -B /build >/build/configure.log || { cat /build/configure.log; exit 1; }
nice cmake --build /build --parallel "$JOBS"
echo "== tests"
exec ctest --test-dir /build --output-on-failure --parallel "$JOBS" --label-exclude benchmark \
    --no-tests=error --tests-regex "${TESTS:-.}"
INSIDE
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen \
    JOBS="$jobs" TESTS="$tests" ${http_proxy:+http_proxy="$http_proxy"} \
    CCACHE_DIR=/build/.ccache \
    chroot "$root" /bin/sh /run.sh
