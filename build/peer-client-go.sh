#!/bin/bash
# peer-client-go.sh
#
# Builds the benchmarks' peer (tests/ModelSync.Benchmarks/Peers/client-go) against Debian's own client-go, without installing
# anything and without root, into the per-user cache, and prints the path of the program as its last line. Where that can't
# be done (not Debian, no network) it says why in one sentence and exits with 2: the benchmarks then leave the ratios out.
set -Eeuo pipefail

readonly suite=trixie
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/private-apt.sh
. "$here/private-apt.sh"
readonly source=$here/../tests/ModelSync.Benchmarks/Peers/client-go/main.go

refuse() {
  echo "peer-client-go.sh: client-go can't be built on this machine: $*" >&2
  exit 2
}

download() {
  local packages
  mapfile -t packages < <(go_packages golang-k8s-client-go-dev)
  [ ${#packages[@]} -gt 0 ] || refuse "Debian $suite has no golang-k8s-client-go-dev"
  unpack "$work/root" "${packages[@]}"
  unset APT_CONFIG
}

# The packages stand below a GOPATH, as Debian builds them; their versions are Debian's choice, not a go.mod's.
compile() {
  local roots=("$work"/root/usr/lib/go-1.*)
  export GOROOT=${roots[0]} GOPATH=$work/root/usr/share/gocode GOCACHE=$work/gocache GOTMPDIR=$work
  export GO111MODULE=off GOENV=off GOFLAGS='' GOTOOLCHAIN=local GOTELEMETRY=off CGO_ENABLED=0
  mkdir "$work/out"
  "$GOROOT/bin/go" build -trimpath -ldflags '-s -w' -o "$work/out/client-go-informer" "$source"
}

main() {
  [ $# = 0 ] || refuse "it takes no arguments"
  # Recipe and source are the key: a changed one never finds the program of an older one.
  local key directory
  key=$(cat "${BASH_SOURCE[0]}" "$here/private-apt.sh" "$source" | sha256sum)
  cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/peers
  directory=$cache/client-go-${key:0:12}
  mkdir -p "$cache"

  exec 9>"$cache/client-go.lock"
  flock 9
  if [ ! -e "$directory" ]; then
    check_debian "$cache" 1536
    rm -rf "$cache"/client-go-*.building.* # of builds that were killed: we hold the lock
    work=$(mktemp -d "$directory.building.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    echo "fetching client-go and Go from Debian $suite" >&2
    private_apt
    download
    echo "building client-go-informer" >&2
    compile
    mv --no-target-directory "$work/out" "$directory"
  fi
  echo "$directory/client-go-informer"
}

main "$@"
