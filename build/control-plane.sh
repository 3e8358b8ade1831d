#!/bin/bash
# control-plane.sh [--kubectl|--kubelet] [DIR]
#
# Makes DIR: etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kubectl and kubectl-1.20, from Debian's own
# packages, without installing any of them and without root. Without DIR it fills the per-user cache, where
# modelsync-playground looks for it. A DIR that is already there is left as it is. With --kubectl it makes a DIR with nothing
# but kubectl, in seconds, for those who have servers of their own; without DIR beside the one above, as DIR-kubectl. With
# --kubelet it makes one with nothing but the kubelet of the same version, as DIR-kubelet, for the tests that run real pods.
#
# Debian bookworm holds the newest complete Kubernetes server source of any Debian suite (1.20.2) and the Go that builds it;
# trixie holds the newer kubectl. Both come from the Debian mirror that this machine's own apt sources name, checked
# against Debian's keyring, through a private apt: neither the machine's sources nor its package lists change.
set -Eeuo pipefail

readonly kubernetes=1.20.2
readonly commit=faecb196815e248d3ecfb03c680a4507229c2a56 build_date=2021-01-13T13:20:00Z # of upstream's v1.20.2, for `version`
readonly go=1.19 server_suite=bookworm kubectl_suite=trixie
readonly servers=(kube-apiserver kube-controller-manager kube-scheduler kubectl)
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { echo "[$SECONDS s] $*"; }

fail() {
  echo "control-plane.sh: $*" >&2
  exit 1
}

refuse() {
  case $parts in
  kubectl) fail "can't fetch kubectl on this machine: $*. Put a kubectl beside the servers or on PATH" ;;
  kubelet) fail "can't build kubelet on this machine: $*" ;;
  esac
  cat >&2 <<TEXT
control-plane.sh: can't build the control plane on this machine: $*.
Put these files, made for this machine, into a folder and let MODELSYNC_CONTROL_PLANE point to it:
  etcd                                                            3.4 or later
  kube-apiserver, kube-controller-manager, kube-scheduler         1.20 or later, all of one version
  kubectl                                                         within one minor version of the servers (or on PATH)
TEXT
  exit 2
}

# The recipe is part of the key: a changed recipe never finds the binaries of an older one. The C# side computes the same.
default_directory() {
  local recipe suffix=
  recipe=$(sha256sum <"${BASH_SOURCE[0]}")
  [ "$parts" = all ] || suffix=-$parts
  echo "${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set: name the folder}/.cache}/modelsync/control-plane/v$kubernetes-${recipe:0:12}$suffix"
}

check_machine() {
  local tool missing=() tools=(apt-get dpkg flock awk)
  [ "$parts" = kubectl ] || tools+=(patch xz tar)
  grep -qs '^ID=debian$' /etc/os-release || refuse "it is not Debian"
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} = 0 ] || refuse "it lacks ${missing[*]}"
  [ -r "$keyring" ] || refuse "it lacks $keyring (package debian-archive-keyring)"
}

check_space() {
  local free needed_kilobytes=$((3 * 1024 * 1024))
  [ "$parts" != kubectl ] || needed_kilobytes=$((512 * 1024))
  free=$(df --output=avail -k "$1" | tail -n 1)
  [ "$free" -ge "$needed_kilobytes" ] ||
    fail "$1 has $((free / 1024)) MB free, this needs $((needed_kilobytes / 1024)) MB: make room, or name a folder on another disk"
}

# Every archive that apt knows of on this machine, in its own order. apt parses its sources better than any script could.
mirrors() { apt-get update --print-uris -o Dir::State::lists="$work/apt/lists" | sed -n "s|^'\(.*\)/dists/.*/InRelease' .*|\1|p" | awk '!seen[$0]++'; }

# Third-party archives come and go among the sources; the right one is the first that serves the suites signed by Debian.
private_apt() {
  local mirror candidates suites="$server_suite and $kubectl_suite"
  case $parts in
  kubectl) suites=$kubectl_suite ;;
  kubelet) suites=$server_suite ;;
  esac
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
  candidates=$(mirrors)
  cat >"$work/apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/apt/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$work/apt/lists"; Dir::Cache "$work/apt/cache"; APT::Sandbox::User ""; Acquire::Languages "none"; Acquire::Retries "3";
CONF
  export APT_CONFIG=$work/apt/apt.conf
  for mirror in $candidates; do
    : >"$work/apt/sources.list"
    [ "$parts" = kubelet ] || echo "deb [signed-by=$keyring] $mirror $kubectl_suite main" >>"$work/apt/sources.list"
    [ "$parts" = kubectl ] || cat >>"$work/apt/sources.list" <<LIST
deb [signed-by=$keyring] $mirror $server_suite main
deb-src [signed-by=$keyring] $mirror $server_suite main
LIST
    if apt-get -qq update -o APT::Update::Error-Mode=any 2>>"$work/apt/update.log"; then return; fi
  done
  cat "$work/apt/update.log" >&2 2>/dev/null || true
  fail "none of this machine's apt sources serves Debian $suites: add a Debian mirror to /etc/apt/sources.list.d"
}

download() {
  mkdir -p "$work/download" "$work/root" "$work/kubectl"
  (
    cd "$work/download"
    [ "$parts" = kubelet ] || apt-get -qq download kubectl/$kubectl_suite
    [ "$parts" != kubectl ] || exit 0
    [ "$parts" = kubelet ] || apt-get -qq download etcd-server/$server_suite
    apt-get -qq download golang-$go-go golang-$go-src golang-github-modern-go-reflect2-dev/$server_suite
    apt-get -qq source --download-only kubernetes
  )
  local package
  for package in "$work"/download/*.deb; do
    case $package in
    */kubectl_*) dpkg -x "$package" "$work/kubectl" ;;
    *) dpkg -x "$package" "$work/root" ;;
    esac
  done
  unset APT_CONFIG
}

unpack_source() {
  local archive patch
  archive=$(echo "$work"/download/kubernetes_*.orig.tar.gz)
  case $archive in
  *"really$kubernetes.orig.tar.gz") ;;
  *) fail "Debian $server_suite now holds ${archive##*/}, not Kubernetes $kubernetes: this recipe must be looked at again" ;;
  esac
  mkdir -p "$source"
  tar -xzf "$archive" -C "$source" --strip-components=1
  tar -xJf "$work"/download/kubernetes_*.debian.tar.xz -C "$source"
  cd "$source"
  while read -r patch; do
    case $patch in '' | '#'*) ;; *) patch -s -p1 <"debian/patches/$patch" ;; esac
  done <debian/patches/series

  # reflect2 1.0.1, vendored, is broken from Go 1.18 on: every JSON POST ends in "http2: stream error INTERNAL_ERROR".
  # Debian's 1.0.2 is the fix.
  local reflect2=vendor/github.com/modern-go/reflect2
  rm -f $reflect2/*.go $reflect2/*.s
  cp "$work"/root/usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} $reflect2/
}

# The one generated file that the tarball lacks.
generate_openapi() {
  local inputs
  inputs=$(find -H . \( \( -path './_*' -o -path './.*' -o -path ./vendor \) -prune \) -o -type f -name '*.go' -print |
    sed 's|^\./staging/src|vendor|; s|^\./||' | grep -v '^vendor/k8s.io/\(code-generator\|sample-apiserver\)/' |
    xargs grep -l '^// *+k8s:openapi-gen=' | sed 's|/[^/]*$||' | LC_ALL=C sort -u | sed 's|^|k8s.io/kubernetes/|' | paste -sd,)
  go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  "$work/openapi-gen" --logtostderr -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$work/violations.report"
}

# -mod=vendor refuses this tree (Debian's vendor/modules.txt differs), so it is built the old way, below a GOPATH.
compile() { # COMPONENT...
  local components=("$@") flags="-s -w" package
  for package in component-base/version client-go/pkg/version; do
    package=k8s.io/kubernetes/vendor/k8s.io/$package
    flags+=" -X $package.gitVersion=v$kubernetes -X $package.gitMajor=1 -X $package.gitMinor=20"
    flags+=" -X $package.gitTreeState=clean -X $package.gitCommit=$commit -X $package.buildDate=$build_date"
  done
  go build -trimpath -tags "providerless dockerless" -ldflags "$flags" -o "$work/out/" "${components[@]/#/.\/cmd\/}"
}

prepare_go() {
  export GOROOT=$work/root/usr/lib/go-$go GOPATH=$work/gopath GOCACHE=$work/gocache GOTMPDIR=$work GO111MODULE=off GOENV=off GOFLAGS='' GOTOOLCHAIN=local CGO_ENABLED=0
  export PATH=$GOROOT/bin:$PATH
  unpack_source
}

build_servers() {
  prepare_go
  generate_openapi
  say "source prepared; compiling ${servers[*]} (the long part)"
  compile "${servers[@]}"
  cp "$work/root/usr/bin/etcd" "$work/out/etcd"
  mv "$work/out/kubectl" "$work/out/kubectl-${kubernetes%.*}"
  "$work/out/etcd" --version | sed -n 1p # head would close the pipe on a second line
  "$work/out/kube-apiserver" --version
}

build_kubelet() {
  prepare_go
  say "source prepared; compiling kubelet (the long part)"
  compile kubelet
  "$work/out/kubelet" --version
}

add_kubectl() {
  cp "$work/kubectl/usr/bin/kubectl" "$work/out/kubectl"
  "$work/out/kubectl" version --client | sed -n 1p
}

main() {
  local usage="usage: control-plane.sh [--kubectl|--kubelet] [DIR]"
  parts=all
  case ${1-} in
  --kubectl | --kubelet) parts=${1#--} && shift ;;
  -*) fail "$usage" ;;
  esac
  readonly parts
  [ $# -le 1 ] || fail "$usage"
  local directory=${1:-}
  check_machine
  [ -n "$directory" ] || directory=$(default_directory)
  mkdir -p "$(dirname "$directory")"
  directory=$(cd "$(dirname "$directory")" && pwd)/$(basename "$directory")

  # One build at a time: the second waits and finds the first one's result.
  exec 9>"$directory.lock"
  flock --nonblock 9 || { say "another build of $directory is under way: waiting for it" && flock 9; }
  [ ! -e "$directory" ] || { say "$directory is already there" && return; }
  rm -rf "$directory".building.* # of builds that were killed: we hold the lock, so nobody is at work there
  check_space "$(dirname "$directory")"

  # Beside its destination, so that publishing is one rename: an interrupted build never leaves half a folder.
  work=$(mktemp -d "$directory.building.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'echo "control-plane.sh: line $LINENO: $BASH_COMMAND: failed" >&2' ERR
  trap 'exit 130' INT
  trap 'exit 143' TERM
  readonly work source=$work/gopath/src/k8s.io/kubernetes
  mkdir "$work/out"

  private_apt
  download
  say "packages downloaded and unpacked"
  case $parts in
  all)
    build_servers
    add_kubectl
    ;;
  kubectl) add_kubectl ;;
  kubelet) build_kubelet ;;
  esac
  mv --no-target-directory "$work/out" "$directory"
  say "made $directory"
}

main "$@"
