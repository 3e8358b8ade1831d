#!/bin/bash
# image.sh
#
# Builds the operator's image from Dockerfile on a Debian machine without a container engine, as root, with buildah, and writes
# artifacts/image/modelsync-operator.tar, which `docker load`, `podman load` and `ctr images import` take. What has been built from
# the same files before is left as it is. Prints how large the image is and how long its program takes to start.
#
# Every line of Dockerfile is carried out as it stands, and the whole program is published within; what differs from `docker build`:
#   - BASE_IMAGE is made here, of Debian's packages, and SDK_IMAGE is the same with a shell, time zones and this machine's own .NET SDK,
#   - packages of NuGet come from this machine's cache, and are added to it,
#   - a command of the build runs in a chroot, not in a container.
# With an engine this script is not needed: docker build .
set -Eeuo pipefail
shopt -s inherit_errexit
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly suite=trixie
# What the smallest of .NET's own images consist of: no ICU, no time zones, no shell.
readonly base_packages=(base-files ca-certificates libc6 libgcc-s1 libssl3t64 libstdc++6 libzstd1 netbase zlib1g)
readonly output=artifacts/image archive=artifacts/image/modelsync-operator.tar
readonly context=(.dockerignore .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props Dockerfile LICENSE global.json src)

refuse() {
  echo "image.sh: can't build the image on this machine: $*" >&2
  exit 2
}

check_machine() {
  local tool
  [ "$EUID" = 0 ] || refuse "it takes root (a build with Docker or Podman does not: docker build .)"
  grep -qs '^ID=debian$' /etc/os-release || refuse "it is not Debian (with Docker or Podman: docker build .)"
  for tool in buildah dotnet git unshare gzip; do
    command -v "$tool" >/dev/null || refuse "it lacks $tool; build/bootstrap.sh installs what is missing"
  done
}

# The files that the image is made of, tracked or not, and this recipe.
context_key() {
  git ls-files -z --cached --others --exclude-standard --deduplicate -- "${context[@]}" build/image.sh build/debian-packages.sh build/private-apt.sh |
    xargs -0 sha256sum 2>&1 | sha256sum | cut -c1-64
}

# Debian's packages as they are unpacked, with what their scripts would have made: links and the list of authorities.
make_base() { # FOLDER
  build/debian-packages.sh $suite "$1" "${base_packages[@]}"
  mkdir -p "$1"/{dev,etc/ssl/certs,proc,root,sys,tmp,usr/lib/ssl}
  chmod 1777 "$1/tmp"
  find "$1/usr/share/ca-certificates" -name '*.crt' -print0 | sort -z | xargs -0 cat >"$1/etc/ssl/certs/ca-certificates.crt"
  ln -sfn /etc/ssl/certs "$1/usr/lib/ssl/certs"
  ln -sfn /etc/ssl/certs/ca-certificates.crt "$1/usr/lib/ssl/cert.pem"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$1/etc/passwd"
  find "$1/usr/share/doc" -mindepth 2 ! -name copyright ! -type d -delete
  rm -rf "$1"/usr/share/{locale,man,info,lintian}
}

make_bases() {
  local key folder
  key=$(cat build/image.sh build/debian-packages.sh build/private-apt.sh | sha256sum)
  cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/image-bases
  folder=$cache/${key:0:12}
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock 9
  if [ ! -e "$folder" ]; then
    rm -rf "$cache"/*.building.* # of builds that were killed: we hold the lock
    building=$(mktemp -d "$folder.building.XXXXXX")
    echo "image.sh: making the base images of Debian $suite's packages"
    mkdir "$building/runtime"
    make_base "$building/runtime"
    build/debian-packages.sh $suite "$building/shell" busybox-static tzdata
    for applet in sh cat cp ln ls mkdir rm uname; do ln -s busybox "$building/shell/usr/bin/$applet"; done
    chmod 755 "$building"
    mv --no-target-directory "$building" "$folder"
  fi
  flock --unlock 9
  bases=$folder
}

# A store that goes with the build. Its mounts are made in a name space of their own and go with that.
engine() { unshare --mount buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }

import_bases() {
  local container
  container=$(engine from scratch)
  engine add --quiet "$container" "$bases/runtime" / >/dev/null
  engine commit --quiet --rm "$container" localhost/base >/dev/null
  container=$(engine from localhost/base)
  engine add --quiet "$container" "$bases/shell" / >/dev/null
  # Without ICU, and with the tools' home where this machine's packages are mounted.
  engine config --env "PATH=/usr/share/dotnet:/usr/bin:/bin" --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 --env DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    --env DOTNET_NOLOGO=1 --env DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 --env DOTNET_GENERATE_ASPNET_CERTIFICATE=false \
    --env MSBUILDDISABLENODEREUSE=1 --env UseSharedCompilation=false "$container"
  engine commit --quiet --rm "$container" localhost/sdk >/dev/null
}

build() { # VERSION
  local sdk revision source arguments
  sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
  revision=$(git rev-parse HEAD)
  [ -z "$(git status --porcelain -- "${context[@]}")" ] || revision+=-changed
  arguments=(--build-arg SDK_IMAGE=localhost/sdk --build-arg BASE_IMAGE=localhost/base --build-arg "VERSION=$1" --build-arg "REVISION=$revision"
    --build-arg "TARGETARCH=$(dpkg --print-architecture)") # which BuildKit sets by itself, and Debian's buildah does not
  source=$(git config --get remote.origin.url || true)
  case $source in https://*) arguments+=(--build-arg "SOURCE=$source") ;; esac
  mkdir -p "$HOME/.nuget/packages"
  # This machine's authorities too: its package source may be a mirror that only they know.
  engine build --isolation chroot --network host --layers=false --pull-never "${arguments[@]}" \
    --volume "$sdk:/usr/share/dotnet:ro" --volume "$HOME/.nuget:/root/.nuget" --volume /etc/ssl/certs:/etc/ssl/certs:ro \
    --tag "$reference" --file Dockerfile . >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    echo "image.sh: the build failed" >&2
    exit 1
  }
  engine push --quiet "$reference" "docker-archive:$archive:$reference"
}

# Megabytes, with one digit.
megabytes() { awk '{ printf "%.1f MB\n", $1 / 1000000 }'; }

tell_sizes() {
  local layer total=0 own
  mkdir "$work/layers"
  tar -xf "$archive" -C "$work/layers"
  # Layers of the base come first; ours follow in one, as nothing between is kept.
  mapfile -t layers < <(grep -o '"Layers":\[[^]]*\]' "$work/layers/manifest.json" | grep -o '[0-9a-f]*\.tar')
  for layer in "${layers[@]}"; do
    own=$(stat -c %s "$work/layers/$layer")
    total=$((total + own))
  done
  echo "image.sh: $(megabytes <<<"$total") unpacked, of which $(megabytes <<<"$own") are above the base; $(gzip -c "$archive" | wc -c | megabytes) compressed"
}

tell_start() {
  local layer times started
  mkdir "$work/root"
  for layer in "${layers[@]}"; do tar -xf "$work/layers/$layer" -C "$work/root"; done
  times=$(for _ in 1 2 3 4 5; do
    started=$(date +%s%N)
    build/image-run.sh "$work/root" --version >"$work/version"
    echo $((($(date +%s%N) - started) / 1000000))
  done | sort -n | sed -n 3p)
  echo "image.sh: version $(<"$work/version"); starts and tells it in $times ms"
}

main() {
  local version key
  check_machine
  version=$(awk -F'[<>]' '$2 == "Version" { print $3 }' Directory.Build.props)
  reference=localhost/modelsync/operator:$version
  key=$(context_key)
  if [ -e "$archive" ] && [ "$(cat "$output/key" 2>/dev/null)" = "$key" ]; then
    echo "image.sh: $archive is of these files already"
    return
  fi
  mkdir -p "$output"
  rm -f "$output/key" "$archive" # what can't be built anew is not to be taken for new
  work=$(mktemp -d "$PWD/$output/work.XXXXXX")
  building=''
  trap 'rm -rf "$work" ${building:+"$building"}' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  make_bases
  import_bases
  echo "image.sh: building $reference"
  build "$version"
  tell_sizes
  tell_start
  echo "$key" >"$output/key"
  echo "image.sh: wrote $archive ($reference), in $SECONDS s"
}

main "$@"
