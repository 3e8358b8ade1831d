#!/usr/bin/env bash
# What `make quickstart` does: sees to what it needs, builds it, and runs it.
# Usage: build/quickstart.sh [--OPTION VALUE]...   the options of modelsync-quickstart, which `--help` lists
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build/bootstrap.sh quickstart

# No build server may outlive the run.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# A configuration that nothing else here builds without analyzers: switching between the two would compile everything anew each time.
program=artifacts/bin/ModelSync.Quickstart/release/modelsync-quickstart.dll
if [[ -f "$program" ]]; then echo "Building what has changed"; else echo "Building, which takes a minute or two the first time"; fi
dotnet build src/ModelSync.Quickstart --configuration Release --nologo --verbosity minimal -p:RunAnalyzers=false

# In this process's place, so that signals meet it alone.
exec dotnet "$program" "$@"
