#!/bin/bash
# crd-check.sh
#
# Builds crd-check (build/crd-check), which judges CRDs and objects of their kinds with the API server's own code, from Debian
# sid's Kubernetes libraries, without installing anything and without root, into the per-user cache, and prints the path of
# the program as its last line. Where that can't be done (not Debian, no network) it says why in one sentence and exits with 2.
#
#   crd-check [--server 1.28] --check-crds FOLDER   would a server take these CRDs, and what do their CEL rules cost?
#   crd-check [--server 1.28] FOLDER                judges objects, one a line: JSON in, JSON out
#     in   {"id": 1, "object": {…}, "old": {…} or null, "subresource": "status"}     old: an update; without: a creation
#     out  {"id": 1, "accepted": true, "message": "…", "errors": [{"field", "type", "value", "message", "text"}],
#           "unknownFields": ["spec.x"], "strict": ["unknown field \"spec.x\""], "warnings": ["…"], "defaulted": {…}}
#
# It exits with 1 when a CRD would be refused or a line is no request; objects that would be refused are answers like others.
set -Eeuo pipefail

readonly suite=sid
readonly library=golang-k8s-apiextensions-apiserver-dev
# Packages that the library's dependencies name and nothing here compiles: more than half of the download and of the disk space.
# (x-tools are programs. Without one that is needed some day, the compiler will say so.)
readonly unused='^golang-(golang-x-tools|google-cloud-dev|google-api-dev|gonum-v1-plot-dev|mongodb-mongo-driver-dev|github-(aws-aws-sdk-go-v2|cloudflare-circl|klauspost-compress|pierrec-lz4|nxadm-tail|pjbgf-sha1cd)-dev)$'
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/private-apt.sh
. "$here/private-apt.sh"
readonly source=$here/crd-check

refuse() {
  echo "crd-check.sh: crd-check can't be built on this machine: $*" >&2
  exit 2
}

download() {
  local packages
  mapfile -t packages < <(go_packages "$library" golang-go | grep -Ev "$unused")
  [ ${#packages[@]} -gt 0 ] || refuse "Debian $suite has no $library that can be installed"
  unpack "$work/root" "${packages[@]}"
  versions=$(apt-cache show --no-all-versions "$library" golang-cel-cel-go-dev golang-go | awk '/^Package:/ { p = $2 } /^Version:/ { printf "%s%s %s", s, p, $2; s = ", " }')
  unset APT_CONFIG
}

# Says that some files are absent: those that put a store behind the strategies. With them go etcd and all of Kubernetes' API
# groups: 400 of 1100 packages. What decides about objects stays whole.
without_store() {
  local file
  for file in apiextensions-apiserver/pkg/registry/{customresource,customresourcedefinition}/etcd.go apiserver/pkg/registry/generic/{options,storage_decorator}.go; do
    echo "\"$GOPATH/src/k8s.io/$file\": \"\""
  done | paste -sd, | sed 's/.*/{"Replace": {&}}/'
}

# The packages stand below a GOPATH, as Debian builds them; their versions are Debian's choice, not a go.mod's.
compile() {
  GOROOT=$(readlink -f "$work/root/usr/lib/go")
  export GOROOT GOPATH=$work/root/usr/share/gocode GOCACHE=$work/gocache GOTMPDIR=$work
  export GO111MODULE=off GOENV=off GOFLAGS='' GOTOOLCHAIN=local GOTELEMETRY=off CGO_ENABLED=0
  mkdir "$work/out"
  without_store >"$work/overlay.json"
  "$GOROOT/bin/go" build -overlay "$work/overlay.json" -trimpath -ldflags "-s -w -X 'main.libraries=$versions'" -o "$work/out/crd-check" "$source"/*.go
}

main() {
  [ $# = 0 ] || refuse "it takes no arguments"
  # Recipe and source are the key: a changed one never finds the program of an older one.
  local key directory versions
  key=$(cat "${BASH_SOURCE[0]}" "$here/private-apt.sh" "$source"/*.go | sha256sum)
  cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/crd-check
  directory=$cache/${key:0:12}
  mkdir -p "$cache"

  exec 9>"$cache/lock"
  flock 9
  if [ ! -e "$directory" ]; then
    check_debian "$cache" 3072
    rm -rf "$cache"/*.building.* # of builds that were killed: we hold the lock
    work=$(mktemp -d "$directory.building.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    echo "fetching Kubernetes' libraries and Go from Debian $suite" >&2
    private_apt
    download
    echo "building crd-check (minutes)" >&2
    compile
    mv --no-target-directory "$work/out" "$directory"
  fi
  echo "$directory/crd-check"
}

main "$@"
