#!/usr/bin/env bash
# previous-release.sh
#
# Prints the folder of what users had before this tree: operator/ (its program), source/ (with its chart, definitions and manifests) and
# `name`. That is the newest release, a tag vX.Y.Z that leads to HEAD and is not HEAD. Until there is one it is this tree itself under the version 0.0.0:
# an upgrade from it shows that one operator hands over to another in the middle of anything, and not yet that the files of two releases agree.
#
# It is built once and kept in ~/.cache/modelsync/previous-release, with the one before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly own=(Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json src charts crds tests/ModelSync.Api.Corpus)
readonly kept=2

refuse() {
    echo "previous-release.sh: $*" >&2
    exit 1
}

# What of this tree would be released, tracked or not, but for what is deleted and not committed yet.
own_files() {
    local file
    git ls-files -z --cached --others --exclude-standard -- "${own[@]}" | sort -zu | while IFS= read -r -d '' file; do
        if [[ -e "$file" ]]; then printf '%s\0' "$file"; fi
    done
}

releases() { git tag --list 'v[0-9]*' --merged HEAD --no-contains HEAD --sort=-version:refname | sed -nE '/^v[0-9]+\.[0-9]+\.[0-9]+$/p'; }

tag=$(releases | sed -n 1p)
if [[ -n "$tag" ]]; then
    name=$tag version=() content=$(git rev-parse "$tag^{commit}")
elif [[ "$(git rev-parse --is-shallow-repository)" == true ]]; then
    refuse "this clone is shallow, and may lack the release that an upgrade begins with: git fetch --unshallow --tags"
else
    name='this tree as 0.0.0' version=(-p:Version=0.0.0) content=$(own_files | xargs -0 sha256sum)
fi
key=$({ echo "$content" && cat build/previous-release.sh && dotnet --version; } | sha256sum)
cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME is set}/.cache}/modelsync/previous-release
folder=$cache/${key:0:12}

build() {
    local work
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/building.XXXXXX")
    # shellcheck disable=SC2064 # the folder as it is named now
    trap "rm -rf '$work'" EXIT
    mkdir "$work/source"
    if [[ -n "$tag" ]]; then
        git archive "$tag" | tar -x -C "$work/source"
    else
        own_files | tar -c --null --files-from - | tar -x -C "$work/source"
    fi

    # By its own global.json, without what a test host says of its own SDK, and without a build server that outlives this.
    (
        cd "$work/source"
        unset MSBuildSDKsPath MSBUILD_EXE_PATH MSBuildExtensionsPath MSBuildLoadMicrosoftTargetsReadOnly
        export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false DOTNET_NOLOGO=1
        dotnet build src/ModelSync.Operator --configuration Release --output "$work/operator" --nologo --verbosity quiet \
            -p:RunAnalyzers=false "${version[@]}" >&2
    )
    rm -rf "$work/source/artifacts"
    echo "$name" >"$work/name"
    # Somebody else may have been faster, with the same result.
    mv -T "$work" "$folder" 2>/dev/null || [[ -f "$folder/name" ]]
    find "$cache" -mindepth 2 -maxdepth 2 -name name -printf '%T@ %h\n' | sort -rn | sed "1,${kept}d" | cut -d' ' -f2- | xargs -r -d '\n' rm -rf
}

if [[ ! -f "$folder/name" ]]; then build; fi
echo "$folder"
