#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks everything about this checkout that a machine can check. The last thing printed is ctest's
# summary; the exit status is not 0 when anything failed.
#
#   packaging/test.sh                 checks, release build, all tests but benchmarks; with CI=true in
#                                     the environment, the sanitizers before them
#   packaging/test.sh --sanitizers    the sanitizers alone: all tests under AddressSanitizer and
#                                     UndefinedBehaviorSanitizer, those of threads under ThreadSanitizer
set -eu
cd "$(dirname "$0")/.."

sanitizers=false
case "${1-}" in
"") ;;
--sanitizers) sanitizers=true ;;
*)
    echo "usage: $0 [--sanitizers]" >&2
    exit 2
    ;;
esac
jobs=$(nproc)

step() {
    echo
    echo "== $*"
}

# PRESET [OPTION OF THE BUILD...]
build() {
    preset=$1
    shift
    step "build: $preset"
    cmake --preset "$preset"
    cmake --build --preset "$preset" --parallel "$jobs" "$@"
}

run_sanitizers() {
    build asan
    step "tests: AddressSanitizer, UndefinedBehaviorSanitizer"
    # Uses of a local that has gone are looked for only if told to.
    asan=detect_stack_use_after_return=1
    ASAN_OPTIONS=$asan ctest --preset asan --parallel "$jobs" --label-exclude 'benchmark|ui'
    # Not for leaks: Qt Quick's software renderer keeps some of its textures.
    ASAN_OPTIONS=$asan:detect_leaks=0 ctest --preset asan --parallel "$jobs" --label-regex ui
    build tsan --target thread_tests
    step "tests: ThreadSanitizer"
    # Debian's Qt is not built for it: what happens inside Qt alone is left out. Nor are Qt's own
    # locks seen; core/Handover.h makes up for that, but for a report that does not come again.
    # A child that Qt starts shares this memory until it is another program: no fork to die of.
    TSAN_OPTIONS="ignore_noninstrumented_modules=1 die_after_fork=0" \
        ctest --preset tsan --parallel "$jobs" --label-regex threads --repeat until-pass:2
}

step "packages"
packaging/setup.sh --test

if $sanitizers; then
    run_sanitizers
    exit
fi

step "includes"
python3 tests/check_includes.py .

step "format"
if command -v clang-format-14 >/dev/null; then
    find app server ui tests -name '*.h' -o -name '*.cpp' | sort \
        | xargs -r clang-format-14 --dry-run --Werror
else
    echo "clang-format 14 is not to be had here: not checked"
fi

[ "${CI-}" != true ] || run_sanitizers

build release

step "qmllint"
# Not ui/charts: the type description that Qt 6.4 ships of QtCharts does not know ValueAxis.
cmake --build --preset release --parallel "$jobs" \
    --target tickwell_ui_theme_qmllint tickwell_ui_controls_qmllint tickwell_ui_pages_qmllint

step "fuzz"
if command -v clang++-14 >/dev/null; then
    # One seed: a change is judged by what it did, not by the luck of the day.
    FUZZ_SEED=1 tests/fuzz/run.sh 60
else
    echo "clang 14 is not to be had here: the corpora are replayed by the tests"
fi

step "tests"
ctest --preset release --parallel "$jobs" --label-exclude benchmark
