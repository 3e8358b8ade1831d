#!/bin/bash
# crd-check-compare.sh [COUNT [SEED]]
#
# Has the API server's own code (build/crd-check.sh) judge crds/, the manifests of tests/ModelSync.Api.Corpus, and COUNT random
# ones from SEED on, and compares each verdict with our validator's: the same fields, and for rules the same messages.
# Prints what the rules cost. Any difference, and any CRD that a server would refuse, is a failure.
set -Eeuo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly count=${1:-20000} seed=${2:-1} oldest=1.28

judge=$(build/crd-check.sh | tail -n 1)
dotnet build tests/ModelSync.Api.Corpus --nologo --verbosity quiet

# Of the rules only those that cost more than 1 % of what a server allows.
"$judge" --check-crds crds | awk '/^[a-z]/ || $2 >= 1.0 { print substr($0, 1, 160) }'
"$judge" --server "$oldest" --check-crds crds >/dev/null
echo "Kubernetes $oldest takes them too"
artifacts/bin/ModelSync.Api.Corpus/debug/modelsync-crd-check "$judge" crds "$count" "$seed"
