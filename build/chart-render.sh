#!/bin/bash
# chart-render.sh COMMAND [ARGUMENT...]
#
# Renders the Helm chart without Helm: builds chart-render (build/chart-render) with the template engine, the functions and the
# schema validator that Helm itself is made of, from Debian's packages, without installing anything and without root, into the
# per-user cache, and runs it. Where that can't be done (not Debian, no network) it says why in one sentence and exits with 2.
#
#   chart-render.sh template CHART [--values FILE]... [--set PATH=VALUE]...   what `helm template` prints; --help lists the rest
#   chart-render.sh generate [--check] ROOT                                   the generated parts of chart and deploy/
#   chart-render.sh objects                                                   YAML in, JSON out, in one array
#   chart-render.sh --path                                                    prints the path of the program
set -Eeuo pipefail

readonly suite=trixie
readonly libraries=(golang-github-masterminds-sprig-dev golang-k8s-sigs-yaml-dev golang-github-xeipuuv-gojsonschema-dev)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/private-apt.sh
. "$here/private-apt.sh"
readonly source=$here/chart-render

refuse() {
  echo "chart-render.sh: chart-render can't be built on this machine: $*" >&2
  exit 2
}

download() {
  local packages
  mapfile -t packages < <(go_packages "${libraries[@]}" golang-go)
  [ ${#packages[@]} -gt 0 ] || refuse "Debian $suite has not all of ${libraries[*]}"
  unpack "$work/root" "${packages[@]}"
  unset APT_CONFIG
}

# The packages stand below a GOPATH, as Debian builds them; their versions are Debian's choice, not a go.mod's.
compile() {
  GOROOT=$(readlink -f "$work/root/usr/lib/go")
  export GOROOT GOPATH=$work/root/usr/share/gocode GOCACHE=$work/gocache GOTMPDIR=$work
  export GO111MODULE=off GOENV=off GOFLAGS='' GOTOOLCHAIN=local GOTELEMETRY=off CGO_ENABLED=0
  mkdir "$work/out"
  "$GOROOT/bin/go" build -trimpath -ldflags '-s -w' -o "$work/out/chart-render" "$source"/*.go
}

main() {
  # Recipe and source are the key: a changed one never finds the program of an older one.
  local key directory
  key=$(cat "${BASH_SOURCE[0]}" "$here/private-apt.sh" "$source"/*.go | sha256sum)
  cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/chart-render
  directory=$cache/${key:0:12}
  mkdir -p "$cache"

  if [ ! -e "$directory" ]; then
    exec 9>"$cache/lock"
    flock 9
  fi
  if [ ! -e "$directory" ]; then
    check_debian "$cache" 1024
    rm -rf "$cache"/*.building.* # of builds that were killed: we hold the lock
    work=$(mktemp -d "$directory.building.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    echo "fetching Go and the libraries of Helm's templates from Debian $suite" >&2
    private_apt
    download
    echo "building chart-render" >&2
    compile
    mv --no-target-directory "$work/out" "$directory"
    rm -rf "$work"
  fi
  if [ "${1-}" = --path ]; then
    echo "$directory/chart-render"
  else
    exec "$directory/chart-render" "$@"
  fi
}

main "$@"
