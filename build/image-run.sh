#!/bin/bash
# image-run.sh ROOT [ARGUMENT...]
#
# Runs the operator in ROOT, an unpacked image, as a cluster does with the chart's security context: as user 65532, who gets no
# more rights, with a root file system that is read-only. Without an engine, as root: mounts and processes are in name spaces of
# their own and end with it. The network is this machine's.
set -Eeuo pipefail

if [ $# = 0 ] || [ "$EUID" != 0 ]; then
  echo "usage: image-run.sh ROOT [ARGUMENT...]   as root" >&2
  exit 2
fi
# The shell stays, as the first process of the name space: a program that changes its user is no longer killed with its parent.
# shellcheck disable=SC2016 # it is the inner shell that expands
exec setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child bash -euc '
  root=$1
  shift
  mount --bind "$root" "$root"
  mount -o remount,bind,ro "$root"
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  status=0
  setpriv --no-new-privs chroot --userspec=65532:65532 "$root" /app/modelsync-operator "$@" || status=$?
  exit $status' image-run "$@"
