#!/bin/bash
# debian-packages.sh SUITE FOLDER PACKAGE...
#
# Unpacks packages of a Debian suite into FOLDER, these and not what they depend on, without installing anything (no script of
# theirs runs) and without root. Where that can't be done (not Debian, no network) it says why in one sentence and exits with 2.
#
# Everything comes from the Debian mirror that this machine's own apt sources name, checked against Debian's keyring, through
# a private apt: neither the machine's sources nor its package lists change.
set -Eeuo pipefail

readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

refuse() {
  echo "debian-packages.sh: can't fetch ${packages[*]} of Debian $suite: $*" >&2
  exit 2
}

check_machine() {
  local tool
  grep -qs '^ID=debian$' /etc/os-release || refuse "this machine is not Debian"
  for tool in apt-get dpkg awk; do
    command -v "$tool" >/dev/null || refuse "this machine lacks $tool"
  done
  [ -r "$keyring" ] || refuse "this machine lacks $keyring (package debian-archive-keyring)"
}

# Every archive that apt knows of on this machine, in its own order. apt parses its sources better than any script could.
mirrors() { apt-get update --print-uris -o Dir::State::lists="$work/apt/lists" | sed -n "s|^'\(.*\)/dists/.*/InRelease' .*|\1|p" | awk '!seen[$0]++'; }

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
  refuse "none of this machine's apt sources serves that suite"
}

if [ $# -lt 3 ]; then
  echo "usage: debian-packages.sh SUITE FOLDER PACKAGE..." >&2
  exit 2
fi
suite=$1 folder=$2 packages=("${@:3}")
readonly suite folder packages
check_machine
mkdir -p "$folder"
folder_path=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

private_apt
mkdir "$work/download"
(cd "$work/download" && apt-get -qq download "${packages[@]}") || refuse "its Debian mirror did not serve them"
for package in "$work"/download/*.deb; do
  dpkg -x "$package" "$folder_path"
done
