#!/usr/bin/env bash
# Makes sure that this machine has the tools the project is built and tested with; installs what Debian can give.
# Usage: build/bootstrap.sh [quickstart]   quickstart: only what it takes to build and run, and nothing for tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

purpose=${1:-everything}

has() { command -v "$1" >/dev/null 2>&1; }

packages=()
want() { has "$1" || packages+=("$2"); } # COMMAND PACKAGE
want_keyring() { [[ -r /usr/share/keyrings/debian-archive-keyring.gpg ]] || packages+=(debian-archive-keyring); }
is_debian() { grep -qs '^ID=debian$' /etc/os-release; }

want git git
want make make
want awk mawk
# The control plane is built on Debian, from Debian's packages, unless MODELSYNC_CONTROL_PLANE names a folder that has one.
if [[ -z "${MODELSYNC_CONTROL_PLANE:-}" ]] && is_debian; then
    want patch patch
    want xz xz-utils
fi
# What is fetched from Debian's packages and not installed is checked against it: the control plane, kubectl, the chart's renderer.
if is_debian; then want_keyring; fi
# Tests talk to a real registry and a real Prometheus, as processes of their own, run what Argo CD is given, and press Tab in three shells.
if [[ "$purpose" != quickstart ]] && is_debian; then
    want docker-registry docker-registry
    want prometheus prometheus
    want lua5.1 lua5.1
    want zsh zsh
    want fish fish
    want script bsdutils
fi
# What builds the image without an engine, and runs it on a node. Both take root, so that nobody else is asked for them. They are installed
# because they are plain programs; the daemons of that node (containerd and what belongs to it) are only unpacked, beside the others.
if [[ "$purpose" != quickstart ]] && is_debian && ((EUID == 0)); then
    want buildah buildah
    want ip iproute2
fi
# Only linting wants it: `make lint` does without and says so, and a user who can't install it can do all the rest.
if [[ "$purpose" != quickstart ]] && has apt-get && ! has shellcheck; then
    if ((EUID == 0)); then
        packages+=(shellcheck)
    else
        echo "shellcheck is missing: shell scripts will not be checked. Install it with: sudo apt-get install shellcheck" >&2
    fi
fi

if ((${#packages[@]} > 0)); then
    if has apt-get && ((EUID == 0)); then
        echo "Installing: ${packages[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update
        apt-get -qq install -y --no-install-recommends "${packages[@]}" >/dev/null
    elif has apt-get; then
        echo "Missing: ${packages[*]}. Install them with: sudo apt-get install ${packages[*]}" >&2
        exit 1
    else
        echo "Missing: ${packages[*]}. Install them with this system's package manager." >&2
        exit 1
    fi
fi

# Debian has no .NET package, so this one is only named. `dotnet --version` obeys global.json and fails when no SDK satisfies it.
wanted=$(awk -F'"' '$2 == "version" { print $4 }' global.json)
if ! has dotnet; then
    echo "Missing: the .NET SDK $wanted. See https://dotnet.microsoft.com/download" >&2
    exit 1
elif ! sdk=$(dotnet --version 2>&1); then
    printf '%s\n' "$sdk" "The .NET SDK $wanted or a newer one of its major version is needed. See https://dotnet.microsoft.com/download" >&2
    exit 1
fi
echo ".NET SDK $sdk, $(git --version), $(make --version | head -n 1)"
