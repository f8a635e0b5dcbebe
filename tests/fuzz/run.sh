#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers and runs each on its corpus, two at a time. What an input breaks is kept in
# build/fuzz/findings and fails this; add such an input to tests/fuzz/corpus/NAME with its fix.
#
#   tests/fuzz/run.sh [SECONDS [NAME...]]    60 seconds each, all of them
#
# FUZZ_SEED=N repeats a walk, as far as time lets it come; without it each run goes its own way.
set -eu
cd "$(dirname "$0")/../.."

seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- framer router request json csv frames websocket chat
findings=build/fuzz/findings
jobs=2

cmake --preset fuzz >/dev/null
# shellcheck disable=SC2046 # the targets are words
cmake --build --preset fuzz --parallel "$(nproc)" --target $(printf 'fuzz_%s ' "$@")
mkdir -p "$findings"

fuzz() {
    # What it learns goes to the build folder; the corpus in the source is read, and kept small.
    mkdir -p "build/fuzz/corpus/$1"
    if "build/fuzz/bin/fuzz_$1" -max_total_time="$seconds" -timeout=10 -max_len=4096 \
        -rss_limit_mb=1024 -seed="${FUZZ_SEED:-0}" -print_final_stats=1 -artifact_prefix="$findings/$1-" \
        "build/fuzz/corpus/$1" "tests/fuzz/corpus/$1" >"build/fuzz/$1.log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$1.log")
        rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "build/fuzz/$1.log")
        echo "$1: $runs inputs, $rate a second, nothing found"
    else
        grep -E 'Broken promise|ERROR|SUMMARY|runtime error|Test unit' "build/fuzz/$1.log" >&2 || true
        echo "$1: failed, see build/fuzz/$1.log" >&2
        touch "$findings/failed"
    fi
}

rm -f "$findings/failed"
while [ $# -gt 0 ]; do
    count=0
    while [ $# -gt 0 ] && [ "$count" -lt "$jobs" ]; do
        fuzz "$1" &
        shift
        count=$((count + 1))
    done
    wait
done
[ ! -e "$findings/failed" ]
