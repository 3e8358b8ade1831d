#!/usr/bin/env bash
# Runs an informer of the npm package @kubernetes/client-node against an API server, or a fault proxy before it, and prints what it is told, until Ctrl-C.
# By hand only: it needs node, npm and npm's registry, which CI's machine need not have. (2.0 of the package needs Node.js 22.)
# Usage: build/client-node.sh KUBECONFIG [NAMESPACE]
set -euo pipefail

if (($# < 1 || $# > 2)) || [[ ! -r "$1" ]]; then
    echo "usage: build/client-node.sh KUBECONFIG [NAMESPACE]" >&2
    exit 2
fi
for tool in node npm; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is missing: install Node.js 20 or later." >&2
        exit 1
    fi
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here/client-node/informer.mjs" "$folder/"
(cd "$folder" && npm init --yes >/dev/null && npm install --silent --no-audit --no-fund @kubernetes/client-node@1.4.0 >&2)
export KUBECONFIG
KUBECONFIG=$(realpath "$1")
cd "$folder"
node informer.mjs "${2:-default}"
