#!/bin/bash
# mutate.sh [FOLDER]
#
# Changes the code of one folder of ModelSync.Core (default: Rollouts) in many small ways with dotnet-stryker, runs the tests that reach each
# change, and prints which changes no test noticed. The score and what is left to say about it are in docs/mutation.md. It takes from some
# minutes to an hour, so CI never runs it.
#
# Left out are the property tests, which are slow and find changes by luck, the test of the references, which every change of stryker breaks,
# and the benchmarks. The report is artifacts/mutation/FOLDER/reports/mutation-report.json. JOBS='4' runs more at once.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-Rollouts}
if [ ! -d "src/ModelSync.Core/$folder" ]; then
  echo "mutate.sh: there is no folder src/ModelSync.Core/$folder: choose one of $(cd src/ModelSync.Core && echo */ | tr -d /)." >&2
  exit 2
fi

dotnet tool restore >/dev/null
output=$PWD/artifacts/mutation/$folder
rm -rf "$output"
cd tests/ModelSync.Core.Tests

# Analyzers have nothing to say about mutants.
RunAnalyzers=false MSBUILDDISABLENODEREUSE=1 dotnet stryker --config-file ../../build/mutate.json \
  --mutate "**/$folder/**/*.cs" --concurrency "${JOBS:-$(nproc)}" --output "$output"
