#!/bin/bash
# debian-packages.sh SUITE FOLDER PACKAGE...
#
# Unpacks packages of a Debian suite into FOLDER, these and not what they depend on, without installing anything and without
# root. Where that can't be done (not Debian, no network) it says why in one sentence and exits with 2.
set -Eeuo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/private-apt.sh
. "$here/private-apt.sh"

refuse() {
  echo "debian-packages.sh: can't fetch ${packages[*]} of Debian $suite: $*" >&2
  exit 2
}

if [ $# -lt 3 ]; then
  echo "usage: debian-packages.sh SUITE FOLDER PACKAGE..." >&2
  exit 2
fi
suite=$1 folder=$2 packages=("${@:3}")
readonly suite folder packages
mkdir -p "$folder"
check_debian "$folder" 512
folder_path=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

private_apt
unpack "$folder_path" "${packages[@]}"
