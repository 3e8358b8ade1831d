#!/usr/bin/env bash
# Builds everything and runs the test projects one after the other, then says what happened; never tries a test twice.
# Usage: build/test.sh [PROJECT...]     PROJECT is a folder name below tests/, by default all of them
#   FILTER='FullyQualifiedName~Watch'   runs only the tests that match (the expressions of `dotnet test --filter`)
# Fails when a test fails or is skipped, when a project runs no test, and when a test process crashes or hangs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The test hosts run in folders of their own, where a relative folder would be another one.
if [[ "${MODELSYNC_CONTROL_PLANE:-}" == [!/]* ]]; then
    export MODELSYNC_CONTROL_PLANE=$PWD/$MODELSYNC_CONTROL_PLANE
fi

results=artifacts/test-results
filter=${FILTER:-}
hang_timeout=11min # without any test starting or ending: longer than any test allows itself (CancelAfter), which says more when it is over

projects=("$@")
if ((${#projects[@]} == 0)); then
    for project in tests/*.Tests/*.csproj; do
        projects+=("$(basename "$(dirname "$project")")")
    done
fi
for project in "${projects[@]}"; do
    if [[ ! -f "tests/$project/$project.csproj" ]]; then
        echo "There is no test project tests/$project/$project.csproj." >&2
        exit 2
    fi
done

# Results of an earlier run must never be taken for this one's.
rm -rf "$results"
mkdir -p "$results"

dotnet build ModelSync.Operator.sln --nologo --verbosity quiet

# Building the servers takes minutes, which no test's own timeout allows for: it is done before the first test.
for project in "${projects[@]}"; do
    if grep -q 'ModelSync\.Playground\.csproj' "tests/$project/$project.csproj"; then
        dotnet run --project src/ModelSync.Playground --no-build -- binaries
        break
    fi
done

# So is the chart's renderer, which is fetched and built once. Without it the tests of the chart fail and say why.
for project in "${projects[@]}"; do
    if [[ -d "tests/$project/Chart" ]]; then
        build/chart-render.sh --path || true
    fi
done

for project in "${projects[@]}"; do
    status=0 start=$SECONDS
    dotnet test "tests/$project" --no-build --nologo --verbosity quiet \
        --results-directory "$results" --logger "trx;LogFileName=$project.trx" --logger "console;verbosity=minimal" \
        --blame-hang-timeout "$hang_timeout" --blame-hang-dump-type none \
        ${filter:+--filter "$filter"} </dev/null || status=$?
    echo "$status $((SECONDS - start))" >"$results/$project.status"
done

exec build/test-summary.sh "$results" ${filter:+--filtered}
