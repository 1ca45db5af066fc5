#!/usr/bin/env bash
# Builds everything and runs all tests; './test.sh --help' says how.
ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P) || exit 1
# shellcheck source=src/local.sh
source "$ROOT/src/local.sh"

# Beyond this a test project hangs: all of them together take a few minutes.
LIMIT=${LONGHAND_TEST_LIMIT:-25m}
RESULTS="$ROOT/TestResults"
PASSED=0 FAILED=0 SKIPPED=0
RUNNING=

usage() {
  cat <<END
Usage: ./test.sh [ARGUMENT…]

Installs what is missing, builds with warnings as errors, checks the formatting and runs all tests against real
PostgreSQL, ffmpeg, speech engine and browser. Arguments go to 'dotnet test', for example:

  ./test.sh --filter FullyQualifiedName~Splitting

The last line is 'N passed, N failed', where a build or a check that fails counts as one failed.

Environment:
  LONGHAND_TEST_LIMIT  the longest time that one test project may take (default: 25m)
END
}

closing_line() {
  local line="$PASSED passed, $FAILED failed"
  [ "$SKIPPED" = 0 ] || line+=", $SKIPPED skipped"
  printf '%s\n' "$line"
}

# However it ends, short of being killed, the last line tells, and no test is left running.
finish() {
  local code=$?
  trap - EXIT
  [ -z "$RUNNING" ] || stop "$RUNNING" tests TERM 30 KILL
  if [ "$code" != 0 ] && [ "$FAILED" = 0 ]; then FAILED=1; fi
  if [ "$FAILED" != 0 ] && [ "$code" = 0 ]; then code=1; fi
  closing_line
  exit "$code"
}

# Counts one result file, prints what tests measured and why they were skipped, and adds to the sums. One result is
# one element of its own, and its outcome an attribute of it.
count_results() {
  local counts
  counts=$(awk '
    function text(s) {
      gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "\047", s)
      gsub(/&#xD;|&#xA;|&#13;|&#10;/, " ", s); gsub(/&amp;/, "\\&", s)
      return s
    }
    function attribute(name) {
      return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    function told() { if (test != "") printf "  skipped: %s%s\n", test, (reason == "" ? "" : ": " reason) > "/dev/stderr"; test = "" }
    match($0, /(^|<StdOut>)figure: /) {
      figure = substr($0, RSTART + RLENGTH); sub(/<\/StdOut>.*/, "", figure)
      printf "  %s\n", text(figure) > "/dev/stderr"
    }
    /<UnitTestResult / {
      outcome = attribute("outcome")
      if (outcome == "Passed") passed++
      else if (outcome == "NotExecuted") { skipped++; test = text(attribute("testName")); reason = "" }
      else failed++
      if ($0 ~ /\/>[ \t\r]*$/) told()
    }
    test != "" && match($0, /<(StdOut|Message)>[^<]+/) && reason == "" {
      reason = text(substr($0, RSTART, RLENGTH)); sub(/^<[A-Za-z]+>/, "", reason)
    }
    /<\/UnitTestResult>/ { told() }
    END { print passed + 0, failed + 0, skipped + 0 }' "$1")
  local passed failed skipped
  read -r passed failed skipped <<<"$counts"
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
  PROJECT_FAILED=$failed
}

# In the background, because bash hears a signal only while it waits.
run_project() {
  local project name code results
  project="$1"
  shift
  name=$(basename "$project" .csproj)
  results="$RESULTS/$name.trx"
  say "Testing $name."
  (cd "$ROOT" && exec timeout --kill-after=30 "$LIMIT" dotnet test "$project" -c Release --no-build --nologo \
    --logger "trx;LogFileName=$name.trx" --results-directory "$RESULTS" "$@") </dev/null &
  RUNNING=$!
  wait "$RUNNING"
  code=$?
  RUNNING=
  PROJECT_FAILED=0
  if [ -e "$results" ]; then count_results "$results"; fi
  case $code in
    0) ;;
    124 | 137) say "$name did not end within $LIMIT and was stopped." && FAILED=$((FAILED + 1)) ;;
    # A process that crashed leaves a result file in which nothing has failed.
    *) [ "$PROJECT_FAILED" -gt 0 ] || { say "$name did not run to its end (exit code $code)." && FAILED=$((FAILED + 1)); } ;;
  esac
}

case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
esac

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

make_folders
lock_setup
find_dotnet
install_packages "${RUN_PACKAGES[@]}" "${SPEECH_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
fetch_models
say "Building."
step build.log "The build failed: the lines above say why." dotnet_build -warnaserror --verbosity quiet Worker.sln
unlock_setup

say "Checking the formatting."
# White space alone: what else 'dotnet format' looks at are warnings, and the build has taken those for errors.
if ! (cd "$ROOT" && dotnet format whitespace Worker.sln --verify-no-changes --no-restore) >"$LOGS/format.log" 2>&1 </dev/null; then
  show_log "$LOGS/format.log"
  say "The formatting is off: 'dotnet format' puts it right."
  FAILED=$((FAILED + 1))
fi

rm -rf "$RESULTS"
# The quick ones first; one after the other, since some of them measure time.
projects=("$ROOT/tests/Worker.Tests/Worker.Tests.csproj")
for project in "$ROOT"/tests/*Tests/*.csproj; do
  [ "$project" = "${projects[0]}" ] || projects+=("$project")
done
for project in "${projects[@]}"; do run_project "$project" "$@"; done

if [ $((PASSED + FAILED)) = 0 ]; then
  say "No test ran: the arguments ($*) match none."
  exit 1
fi
exit 0
