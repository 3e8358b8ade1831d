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
#
# Everything comes from the Debian mirror that this machine's own apt sources name, checked against Debian's keyring, through
# a private apt: neither the machine's sources nor its package lists change.
set -Eeuo pipefail

readonly suite=trixie
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg
readonly libraries=(golang-github-masterminds-sprig-dev golang-k8s-sigs-yaml-dev golang-github-xeipuuv-gojsonschema-dev)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly source=$here/chart-render

refuse() {
  echo "chart-render.sh: chart-render can't be built on this machine: $*" >&2
  exit 2
}

check_machine() {
  local tool free
  grep -qs '^ID=debian$' /etc/os-release || refuse "it is not Debian"
  for tool in apt-get dpkg flock awk; do
    command -v "$tool" >/dev/null || refuse "it lacks $tool"
  done
  [ -r "$keyring" ] || refuse "it lacks $keyring (package debian-archive-keyring)"
  free=$(df --output=avail -k "$cache" | tail -n 1)
  [ "$free" -ge $((1024 * 1024)) ] || refuse "$cache has $((free / 1024)) MB free, this needs 1024 MB for a while"
}

# Every archive that apt knows of on this machine, in its own order. apt parses its sources better than any script could.
mirrors() { apt-get update --print-uris -o Dir::State::lists="$work/apt/lists" | sed -n "s|^'\(.*\)/dists/.*/InRelease' .*|\1|p" | awk '!seen[$0]++'; }

# The empty status file makes apt believe that nothing is installed, so that it names every package that is needed.
private_apt() {
  local mirror candidates
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
  candidates=$(mirrors)
  : >"$work/apt/status"
  cat >"$work/apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/apt/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$work/apt/lists"; Dir::State::status "$work/apt/status"; Dir::Cache "$work/apt/cache"; APT::Sandbox::User ""; Acquire::Languages "none"; Acquire::Retries "3";
CONF
  export APT_CONFIG=$work/apt/apt.conf
  for mirror in $candidates; do
    echo "deb [signed-by=$keyring] $mirror $suite main" >"$work/apt/sources.list"
    if apt-get -qq update -o APT::Update::Error-Mode=any 2>>"$work/apt/update.log"; then return; fi
  done
  refuse "none of its apt sources serves Debian $suite"
}

# Go's sources and programs only: what apt names beside them (a C library and compiler) is for programs that use C.
download() {
  local packages package
  mapfile -t packages < <(apt-get install --simulate --no-install-recommends "${libraries[@]}" golang-go | sed -n 's/^Inst \(golang-[^ ]*\) .*/\1/p')
  [ ${#packages[@]} -gt 0 ] || refuse "Debian $suite has not all of ${libraries[*]}"
  mkdir -p "$work/download" "$work/root"
  (cd "$work/download" && apt-get -qq download "${packages[@]}") || refuse "its Debian mirror did not serve the packages"
  for package in "$work"/download/*.deb; do
    dpkg -x "$package" "$work/root"
  done
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
  key=$(cat "${BASH_SOURCE[0]}" "$source"/*.go | sha256sum)
  cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/chart-render
  directory=$cache/${key:0:12}
  mkdir -p "$cache"

  if [ ! -e "$directory" ]; then
    exec 9>"$cache/lock"
    flock 9
  fi
  if [ ! -e "$directory" ]; then
    check_machine
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
