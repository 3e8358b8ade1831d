#!/usr/bin/env bash
# Builds everything and runs the test projects one after the other, then says what happened; never tries a test twice.
# Usage: build/test.sh [PROJECT...]     PROJECT is a folder name below tests/, by default all of them
#   FILTER='FullyQualifiedName~Watch'   runs only the tests that match (the expressions of `dotnet test --filter`)
# Tests of the image run containers, which takes root: without it they are left out, and the run says so; CI insists on them.
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

# Why the tests of the image can't run here, if they can't. In CI they then run all the same, and fail with that reason; only who chose the
# servers has no kubelet that goes with them.
image_tests=ModelSync.Image.Tests
obstacle_to_image_tests() {
    if [[ -n "${MODELSYNC_CONTROL_PLANE:-}" ]]; then
        echo "MODELSYNC_CONTROL_PLANE names servers without a kubelet"
    elif [[ -z "${CI:-}" ]] && ((EUID != 0)); then
        echo "it takes root"
    elif [[ -z "${CI:-}" ]] && ! grep -qs '^ID=debian$' /etc/os-release; then
        echo "it takes Debian"
    fi
}

projects=("$@") left_out=''
if ((${#projects[@]} == 0)); then
    build/bootstrap.sh # all tests want all that it installs or names; who chooses some may do without
    obstacle=$(obstacle_to_image_tests)
    for project in tests/*.Tests/*.csproj; do
        project=$(basename "$(dirname "$project")")
        if [[ "$project" == "$image_tests" && -n "$obstacle" ]]; then
            left_out="Left out: $image_tests, which runs the operator's image, and it as a pod on a real node: $obstacle."
            echo "$left_out"
        else
            projects+=("$project")
        fi
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
    if [[ -d "tests/$project/Chart" || "$project" == "$image_tests" ]]; then
        build/chart-render.sh --path || true
    fi
done

# What an upgrade begins with takes a build of its own.
for project in "${projects[@]}"; do
    if [[ -d "tests/$project/Upgrade" ]]; then
        build/previous-release.sh || true
    fi
done

# And the image, with what a node needs that is to run it. Without them those tests fail and say why.
for project in "${projects[@]}"; do
    if [[ "$project" == "$image_tests" ]]; then
        build/image.sh || true
        build/control-plane.sh --kubelet || true
        build/node-parts.sh --path || true
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

if [[ -n "$left_out" ]]; then echo "$left_out"; fi
exec build/test-summary.sh "$results" ${filter:+--filtered}
