#!/usr/bin/env bash
# Runs Longhand on this machine; './run.sh --help' says how.
ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P) || exit 1
# shellcheck source=src/local.sh
source "$ROOT/src/local.sh"

DEFAULT_PORT=8500
INSTANCE="$LOCAL/run/instance"

usage() {
  cat <<END
Usage: ./run.sh            start Longhand and keep it up until Ctrl-C
       ./run.sh FILE…      transcribe the files, then stop: progress on standard error, the transcript on standard
                           output, and FILE.srt and FILE.txt in the current directory
       ./run.sh --again FILE…  the same, also for files that were transcribed before

What is missing is installed first: packages of the distribution (with sudo if you aren't root) and the speech models.
Everything else stays in this checkout, under .local/: the database, the audio, the logs.

Environment:
  LONGHAND_PORT     the dashboard's port on 127.0.0.1 (default: $DEFAULT_PORT, or the next free one)
  SPEECH_API_KEY    use the cloud speech API with this key instead of the local speech server
  SPEECH_API_URL    the cloud API's address, where it is not the usual one
  Section__Setting  any setting of appsettings.json, for example Recognition__Profile; but what belongs to the servers that
                    it starts itself is its own: Urls, Storage__ConnectionString and, without SPEECH_API_KEY,
                    Recognition__BaseAddress (with it, SPEECH_API_KEY and SPEECH_API_URL come first)

Exit code: 0 if all files are completed; 2 if what you asked for can't be done; 3 if stretches of a file are missing from
its transcript; 130 if it was stopped by Ctrl-C; otherwise 1. What was accepted and is not finished goes on at the next start.
END
}

refuse() {
  say "$*"
  exit 2
}

# Whatever can be said about the files is said before anything is installed or started.
check_files() {
  local file name names=$'\n'
  for file; do
    [ -e "$file" ] || refuse "There is no file $file."
    [ ! -d "$file" ] || refuse "$file is a folder: name the recordings in it, one by one or as $file/*."
    [ -f "$file" ] || refuse "$file is not a regular file: save the recording to a file first."
    [ -r "$file" ] || refuse "$file can't be read by $(id -un): give this user the right to, or run as another."
    [ -s "$file" ] || refuse "$file is empty: there is nothing to transcribe. Nothing was sent; name the others without it."
    name=$(basename -- "$file")
    [[ $names != *$'\n'"$name"$'\n'* ]] ||
      refuse "Two of the files are named $name, and the second transcript would overwrite the first: submit them one after the other, from different folders."
    names+="$name"$'\n'
  done
  [ $# = 0 ] || [ -w . ] || refuse "The transcripts are written to the current directory, and $PWD can't be written: call run.sh from another one."
}

check_environment() {
  [ -z "${SPEECH_API_URL:-}" ] || [ -n "${SPEECH_API_KEY:-}" ] || refuse "SPEECH_API_URL is set but SPEECH_API_KEY is not: set both, or neither."
  [ -n "${LONGHAND_PORT:-}" ] || return 0
  [[ $LONGHAND_PORT =~ ^[0-9]{1,5}$ ]] && ((10#$LONGHAND_PORT >= 1 && 10#$LONGHAND_PORT <= 65535)) ||
    refuse "LONGHAND_PORT is '$LONGHAND_PORT': it must be a number from 1 to 65535."
  LONGHAND_PORT=$((10#$LONGHAND_PORT))
}

# What recognizes speech here; two runs share servers only if they agree on it.
engine() {
  if [ -n "${SPEECH_API_KEY:-}" ]; then
    printf 'the cloud speech API%s' "${SPEECH_API_URL:+ at $SPEECH_API_URL}"
  else
    printf 'the local speech server'
  fi
}

# --- the servers --------------------------------------------------------------------------------------------------------

set_up() {
  lock_setup
  local packages=("${RUN_PACKAGES[@]}")
  [ -n "${SPEECH_API_KEY:-}" ] || packages+=("${SPEECH_PACKAGES[@]}")
  find_dotnet
  install_packages "${packages[@]}"
  [ -n "${SPEECH_API_KEY:-}" ] || fetch_models
  build_servers
  unlock_setup
}

speech_server_port() {
  SPEECH_PORT=$(sed -nE 's#.*istening on:?.*http://[^ ,:]*:([0-9]+).*#\1#p' "$LOGS/speech-server.log" 2>/dev/null | head -n 1)
  [ -n "$SPEECH_PORT" ] && answers_200 "$SPEECH_PORT"
}

start_speech_server() {
  start_server 'speech server' speech-server.log \
    dotnet "$SPEECH_SERVER" --urls http://127.0.0.1:0 --models "$ROOT/models"
  wait_until_ready 'speech server' "$(last_server)" speech-server.log 300 speech_server_port || {
    show_log "$LOGS/speech-server.log"
    exit 1
  }
}

free_port() {
  local port
  for ((port = DEFAULT_PORT; port < DEFAULT_PORT + 100; port++)); do
    if ! port_in_use "$port"; then
      printf '%s' "$port"
      return
    fi
  done
  return 1
}

# In the environment, not on the command line, where everybody could read the password and the key.
export_settings() {
  export Storage__ConnectionString="$CONNECTION_STRING"
  export Storage__AudioFolder="${Storage__AudioFolder:-$LOCAL/audio}"
  export Storage__WorkFolder="${Storage__WorkFolder:-$LOCAL/work}"
  export Intake__WatchedFolder="${Intake__WatchedFolder:-$LOCAL/incoming}"
  mkdir -p "$Storage__AudioFolder" "$Storage__WorkFolder" "$Intake__WatchedFolder" || exit 1
  if [ -n "${SPEECH_API_KEY:-}" ]; then
    export Recognition__ApiKey="$SPEECH_API_KEY"
    [ -z "${SPEECH_API_URL:-}" ] || export Recognition__BaseAddress="$SPEECH_API_URL"
  else
    export Recognition__BaseAddress="http://127.0.0.1:$SPEECH_PORT/api/"
  fi
}

start_worker() {
  local port attempt
  for ((attempt = 0; attempt < 5; attempt++)); do
    port=${LONGHAND_PORT:-$(free_port)} || die "All ports from $DEFAULT_PORT on are in use: choose another with LONGHAND_PORT."
    start_server worker worker.log dotnet "$WORKER" --urls "http://127.0.0.1:$port"
    if wait_until_ready worker "$(last_server)" worker.log 180 answers_200 "$port"; then
      URL="http://127.0.0.1:$port"
      return
    fi
    # Somebody else may have taken the port since it was found free.
    if is_running "$(last_server)" || [ -n "${LONGHAND_PORT:-}" ] || ! port_in_use "$port"; then break; fi
    forget_last_server
  done
  show_log "$LOGS/worker.log"
  exit 1
}

start_all() {
  set_up
  # Before the long part, and once more by the worker itself.
  [ -z "${LONGHAND_PORT:-}" ] || ! port_in_use "$LONGHAND_PORT" ||
    refuse "Port $LONGHAND_PORT is in use by another program: set LONGHAND_PORT to another one, or leave it unset."
  say "Starting."
  start_postgres
  [ -n "${SPEECH_API_KEY:-}" ] || start_speech_server
  export_settings
  start_worker
  printf '%s\n%s\n%s\n' "$$" "$URL" "$(engine)" >"$INSTANCE.new" && mv "$INSTANCE.new" "$INSTANCE" || die "$INSTANCE can't be written."
}

# A server is gone that should be there: which one, with which exit code, and its last words.
report_ended_server() {
  local i name
  for i in "${!SERVER_PIDS[@]}"; do
    ! is_running "${SERVER_PIDS[i]}" || continue
    name=${SERVER_NAMES[i]}
    say "The $name ended unexpectedly (exit code $1)."
    case $name in
      database) show_log "$LOGS/postgres.log" ;;
      *) show_log "$LOGS/${name// /-}.log" ;;
    esac
    return 0
  done
  return 1
}

# --- submitting ---------------------------------------------------------------------------------------------------------

SUBMISSION=
AGAIN=()

# In the caller's directory, where the transcripts go. In the background, because bash hears a signal only while it waits.
submit() {
  local file files=()
  for file; do
    # A name that begins with a dash is a file all the same.
    case $file in -*) files+=("./$file") ;; *) files+=("$file") ;; esac
  done
  (exec setpriv --pdeathsig TERM -- dotnet "$WORKER" submit --server "$URL" "${AGAIN[@]}" "${files[@]}") 7>&- 9>&- &
  SUBMISSION=$!
  local ended code
  wait -n -p ended "$SUBMISSION" "${SERVER_PIDS[@]}" 2>/dev/null
  code=$?
  if [ "$ended" = "$SUBMISSION" ]; then
    SUBMISSION=
    return $code
  fi
  # A dead server ends the submission: what was accepted stays in the database.
  report_ended_server "$code"
  exit 1
}

# The servers of another run in this checkout, once they are ready; taking part keeps that run from stopping them.
join_running() {
  local lines
  exec 7>"$LOCAL/run/guests.lock"
  flock -s -n 7 || return 1
  mapfile -t lines 2>/dev/null <"$INSTANCE" && [ ${#lines[@]} = 3 ] && [[ ${lines[1]} =~ :([0-9]+)$ ]] &&
    answers_200 "${BASH_REMATCH[1]}" || {
    exec 7>&-
    return 1
  }
  URL=${lines[1]}
  [ "${lines[2]}" = "$(engine)" ] ||
    refuse "Longhand is already running here (process ${lines[0]}) with ${lines[2]}, not with $(engine): stop it first."
}

# Nobody else joins from here on; whoever did is waited for.
wait_for_guests() {
  exec 7>"$LOCAL/run/guests.lock"
  flock -n 7 && return
  say "Another run.sh is using these servers; they stay up until it is done."
  local pid
  until flock -n 7; do
    sleep 0.3
    for pid in "${SERVER_PIDS[@]}"; do
      if ! is_running "$pid"; then
        wait "$pid" 2>/dev/null
        report_ended_server $?
        exit 1
      fi
    done
  done
}

# --- the whole ----------------------------------------------------------------------------------------------------------

OWNER=
clean_up() {
  trap - EXIT
  if [ -n "$SUBMISSION" ]; then
    stop "$SUBMISSION" submission TERM 10 KILL
    [ -z "$OWNER" ] || say "What was accepted goes on at the next start: './run.sh' with the same files follows it again."
  fi
  if [ -n "$OWNER" ]; then
    rm -f "$INSTANCE" "$INSTANCE.new"
    [ ${#SERVER_PIDS[@]} = 0 ] || say "Stopping."
    stop_servers
  fi
}

main() {
  case ${1:-} in
    -h | --help)
      usage
      exit 0
      ;;
    --) shift ;;
    --again)
      AGAIN=(--again)
      shift
      [ $# -gt 0 ] || refuse "--again is told of files: name those that are to be transcribed again behind it."
      ;;
    -*) refuse "Unknown option $1; './run.sh --help' lists what there is. A file of that name is given as ./$1" ;;
  esac
  check_environment
  check_files "$@"
  make_folders

  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP

  exec 9>"$LOCAL/run/lock" || die "$LOCAL/run/lock can't be opened."
  local told=
  until flock -n 9; do
    if [ $# = 0 ]; then
      die "Longhand is already running here$(sed -n '2s/^/, at /p' "$INSTANCE" 2>/dev/null): './run.sh FILE…' uses it, Ctrl-C in its terminal stops it."
    fi
    if join_running; then
      find_dotnet
      submit "$@"
      exit
    fi
    [ -n "$told" ] || say "Another run.sh is starting or stopping in this checkout; waiting for it."
    told=yes
    sleep 0.5
  done

  OWNER=yes
  rm -f "$INSTANCE"
  start_all
  if [ $# -gt 0 ]; then
    submit "$@"
    local code=$?
    wait_for_guests
    exit $code
  fi

  printf 'Longhand is ready: %s\n' "$URL"
  say "Recordings put into $Intake__WatchedFolder are taken in, too. Logs: $LOGS. Ctrl-C stops it."
  wait -n "${SERVER_PIDS[@]}" 2>/dev/null
  report_ended_server $?
  exit 1
}

main "$@"
