#!/usr/bin/env bash
# Changes ModelSync.Core in thousands of small ways and lists the changes that no test notices: docs/mutation.md says what for.
# Usage: build/mutate.sh [FOLDER]     FOLDER is a folder of src/ModelSync.Core, by default all of them
#   JOBS=2   how many changes are tried at once, by default one for each core
# dotnet-stryker only makes the changed assembly, which has all changes in it, switched off; tests/ModelSync.Mutation switches them on one by one.
# As long as the source stays the same the assembly is used again, so that a new test is tried within a minute or two.
# Writes artifacts/mutation/report.json and, for reading, report.txt. CI never runs it: all folders take half an hour.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-}
jobs=${JOBS:-$(nproc)}
work=$PWD/artifacts/mutation
mutated=$work/mutated
core=artifacts/bin/ModelSync.Core.Tests/debug/ModelSync.Core.dll
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

refuse() {
    printf 'mutate.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

if [[ -n "$folder" && (! "$folder" =~ ^[A-Za-z]+$ || ! -d "src/ModelSync.Core/$folder") ]]; then
    refuse "there is no folder src/ModelSync.Core/$folder: choose one of $(cd src/ModelSync.Core && echo */ | tr -d /), or none for all." 2
fi
if [[ ! "$jobs" =~ ^[1-9][0-9]*$ ]]; then
    refuse "JOBS is '$jobs': give a number, such as JOBS=2." 2
fi

mkdir -p "$work"
exec {lock}>"$work/lock"
flock --nonblock "$lock" || refuse "another run is at work in $work: wait for it, or end it."

# What the assembly is made of. Tests are not in it.
inputs() {
    find src/ModelSync.Core src/ModelSync.Api src/ModelSync.Kubernetes.Abstractions .config/dotnet-tools.json build/mutate.json \
        Directory.Build.props Directory.Packages.props -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

# stryker keeps the true assembly beside the changed one, and takes a copy that an interrupted run left there for the true one of today.
restore() {
    local kept
    for kept in artifacts/bin/*/debug/*.stryker-unchanged; do
        if [[ -e "$kept" ]]; then
            mv -f "$kept" "${kept%.stryker-unchanged}"
        fi
    done
}

stryker=''
finish() {
    local status=$?
    if [[ -n "$stryker" ]]; then
        # It and the test hosts that it started are a process group of their own.
        kill -TERM -- "-$stryker" 2>/dev/null || true
        wait "$stryker" 2>/dev/null || true
    fi
    restore
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

# The changed assembly is there only while stryker runs its tests. build/mutate.json gives it one that reaches a handful of mutants, so that it is soon
# through; one that reaches none would be tried with all.
make_mutants() {
    local log=$work/stryker.log status=0
    rm -rf "$mutated" "$work/stryker"
    mkdir -p "$mutated"
    restore
    dotnet tool restore >"$log" 2>&1 || refuse "dotnet-stryker cannot be restored: see $log"
    echo "dotnet-stryker makes the mutants, which takes some minutes: $log"
    (cd tests/ModelSync.Core.Tests && RunAnalyzers=false exec setsid dotnet stryker --config-file ../../build/mutate.json \
        --concurrency "$jobs" --output "$work/stryker") >>"$log" 2>&1 &
    stryker=$!
    while kill -0 "$stryker" 2>/dev/null; do
        # Written at once, after it was compiled in memory; a copy of half a file would not be the same a moment later.
        if [[ -e "$core.stryker-unchanged" && -s "$core" ]] && ! cmp -s "$core" "$core.stryker-unchanged" \
            && cp "$core" "$mutated/part" && cmp -s "$core" "$mutated/part"; then
            mv -f "$mutated/part" "$mutated/ModelSync.Core.dll"
        fi
        sleep 0.2
    done
    wait "$stryker" || status=$?
    stryker=''
    restore
    if [[ ! -s "$mutated/ModelSync.Core.dll" || ! -s "$work/stryker/reports/mutation-report.json" ]]; then
        tail -n 20 "$log" >&2
        refuse "dotnet-stryker ended with $status and left no mutants: its last lines stand above, the rest in $log. On a busy machine its analysis may fail; try again."
    fi
    mv "$work/stryker/reports/mutation-report.json" "$mutated/mutants.json"
    rm -rf "$work/stryker"
    printf '%s\n' "$made_of" >"$mutated/inputs"
}

made_of=$(inputs)
if [[ ! -e "$mutated/inputs" || "$(<"$mutated/inputs")" != "$made_of" ]]; then
    make_mutants
fi

# Analyzers have nothing to say that `make lint` does not.
dotnet build tests/ModelSync.Mutation --nologo --verbosity quiet -p:RunAnalyzers=false
rm -rf "${work:?}/bin"
cp -r artifacts/bin/ModelSync.Mutation/debug "$work/bin"
cp -f "$mutated/ModelSync.Core.dll" "$work/bin/ModelSync.Core.dll"

dotnet "$work/bin/modelsync-mutate.dll" judge "$mutated/mutants.json" "$work/report.json" "$jobs" ${folder:+"$folder"} | tee "$work/report.txt"
