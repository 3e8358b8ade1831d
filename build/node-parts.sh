#!/bin/bash
# node-parts.sh [--path]
#
# Fetches what a node of Kubernetes needs beside kubelet, which build/control-plane.sh --kubelet builds: containerd, runc, the
# network plugins and a busybox, from Debian's packages, unpacked into the per-user cache. Nothing is installed, because
# Debian would start the daemon at once. With --path it prints the folder. Where it can't be done it says why and exits with 2.
set -Eeuo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# That of build/control-plane.sh's kubelet: these go together.
readonly suite=bookworm
readonly packages=(busybox-static containerd containernetworking-plugins runc)

key=$(cat "$here/node-parts.sh" "$here/debian-packages.sh" "$here/private-apt.sh" | sha256sum)
cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/node
folder=$cache/${key:0:12}
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
if [ ! -e "$folder" ]; then
  rm -rf "$cache"/*.building.* # of builds that were killed: we hold the lock
  building=$(mktemp -d "$folder.building.XXXXXX")
  trap 'rm -rf "$building"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  echo "fetching containerd, runc and network plugins from Debian $suite" >&2
  "$here/debian-packages.sh" $suite "$building" "${packages[@]}"
  mv --no-target-directory "$building" "$folder"
fi
if [ "${1-}" = --path ]; then echo "$folder"; fi
