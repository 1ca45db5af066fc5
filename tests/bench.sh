#!/usr/bin/env bash
# Runs one of the benchmarks, with its arguments: tests/bench.sh NAME [ARGUMENT…]. Without a name, it lists them.
ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P) || exit 1
# shellcheck source=src/local.sh
source "$ROOT/src/local.sh"

make_folders
lock_setup
find_dotnet
install_packages "${RUN_PACKAGES[@]}" "${SPEECH_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
fetch_models
step build-benchmarks.log "The benchmarks do not build: the lines above say why." \
  dotnet_build --verbosity quiet tests/Benchmarks/Benchmarks.csproj
unlock_setup

exec dotnet "$ROOT/tests/Benchmarks/bin/Release/net10.0/Longhand.Benchmarks.dll" "$@"
