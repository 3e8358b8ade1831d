#!/usr/bin/env bash
# previous-release.sh
#
# Prints the folder of what users had before this tree: operator/ (its program), source/ (with its chart, definitions and manifests) and
# `name`. That is the newest tag vX.Y.Z that leads to HEAD and is not HEAD. Until there is a first release it is this tree itself under the version 0.0.0:
# an upgrade from it shows that one operator hands over to another in the middle of anything, and not yet that the files of two releases agree.
#
# It is built once and kept in ~/.cache/modelsync/previous-release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly own=(Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json src charts crds tests/ModelSync.Api.Corpus)
tag=$(git tag --list 'v[0-9]*' --merged HEAD --no-contains HEAD --sort=-version:refname | head -n 1)

# What of this tree would be released, tracked or not.
own_files() { git ls-files -z --cached --others --exclude-standard --deduplicate -- "${own[@]}"; }

if [[ -n "$tag" ]]; then
    name=$tag version=() key=$(git rev-parse "$tag^{commit}")
else
    name='this tree as 0.0.0' version=(-p:Version=0.0.0) key=$(own_files | xargs -0 sha256sum | sha256sum)
fi
cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/previous-release
folder=$cache/${key:0:12}

if [[ ! -f "$folder/name" ]]; then
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/building.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/source"
    if [[ -n "$tag" ]]; then
        git archive "$tag" | tar -x -C "$work/source"
    else
        own_files | tar -c --null --files-from - | tar -x -C "$work/source"
    fi

    # No build server may outlive this, and what the caller's build was told is not meant for this one.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false DOTNET_NOLOGO=1
    dotnet build "$work/source/src/ModelSync.Operator" --configuration Release --output "$work/operator" --nologo --verbosity quiet \
        -p:RunAnalyzers=false "${version[@]}" >&2
    rm -rf "$work/source/artifacts"
    echo "$name" >"$work/name"
    # Somebody else may have been faster, with the same result.
    mv -T "$work" "$folder" 2>/dev/null || [[ -f "$folder/name" ]]
fi
echo "$folder"
