#!/bin/bash
# private-apt.sh, for other scripts to source
#
# Fetches packages of a Debian suite without installing anything (no script of theirs runs) and without root. Everything comes from
# the Debian mirror that this machine's own apt sources name, checked against Debian's keyring, through an apt of our own: neither
# the machine's sources nor its package lists change.
#
# Who sources it defines `refuse WHY`, which ends the script, and sets suite and, before private_apt, work: a folder to work in.
# build/control-plane.sh holds a copy of its own, because modelsync-playground carries that script as a single file.
# shellcheck disable=SC2154 # suite and work are the caller's

readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# check_debian FOLDER MEGABYTES: whether this machine has what is needed, and FOLDER the room.
check_debian() {
  local tool free
  grep -qs '^ID=debian$' /etc/os-release || refuse "this machine is not Debian"
  for tool in apt-get dpkg flock awk; do
    command -v "$tool" >/dev/null || refuse "this machine lacks $tool"
  done
  [ -r "$keyring" ] || refuse "this machine lacks $keyring (package debian-archive-keyring)"
  free=$(df --output=avail -k "$1" | tail -n 1)
  [ "$free" -ge $(($2 * 1024)) ] || refuse "$1 has $((free / 1024)) MB free, this needs $2 MB for a while"
}

# Every archive that apt knows of on this machine, in its own order. apt parses its sources better than any script could.
mirrors() { apt-get update --print-uris -o Dir::State::lists="$work/apt/lists" | sed -n "s|^'\(.*\)/dists/.*/InRelease' .*|\1|p" | awk '!seen[$0]++'; }

# Has apt-get, from here on, know that suite and nothing else. The empty status file makes it believe that nothing is installed, so that it
# names every package that is needed.
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

# go_packages PACKAGE...: these and all that they need of Go's sources and programs. What apt names beside them (a C library and compiler) is
# for programs that use C.
go_packages() { apt-get install --simulate --no-install-recommends "$@" | sed -n 's/^Inst \(golang-[^ ]*\) .*/\1/p'; }

# unpack TARGET PACKAGE...: these and nothing that they depend on.
unpack() {
  local target=$1 package
  shift
  mkdir -p "$target" "$work/download"
  (cd "$work/download" && apt-get -qq download "$@") || refuse "its Debian mirror did not serve the packages"
  for package in "$work"/download/*.deb; do
    dpkg -x "$package" "$target"
    rm "$package"
  done
}
