# shellcheck shell=bash
# shellcheck disable=SC2034 # Several of its variables are for those who source it.
# What run.sh, test.sh and tests/bench.sh share: they source it after setting ROOT to the checkout's absolute path.
# It installs what is missing, fetches the speech models, builds, and runs servers of our own, each known by its pid.
#
# Everything that is made at run time lies under .local/. One exception: PostgreSQL refuses to run as root, so when run.sh
# is run by root the cluster belongs to the user postgres; where that user cannot reach the checkout (it lies under /root,
# say) the cluster goes to /var/lib/longhand/ and .local/postgres is a link to it.

set -uo pipefail
: "${ROOT:?set ROOT before sourcing local.sh}"

LOCAL="$ROOT/.local"
LOGS="$LOCAL/logs"
CLUSTER="$LOCAL/postgres"

# Nothing that the build starts outlives it, and it needs neither ICU nor a home of its own.
export HOME="${HOME:-$LOCAL/home}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}"

SERVER_NAMES=()
SERVER_PIDS=()
HURRY=

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# The end of a log, for whoever stands before a failure.
show_log() {
  if [ ! -s "$1" ]; then
    say "It wrote nothing to $1."
    return
  fi
  say "The last lines of $1:"
  tail -n 20 "$1" | sed 's/^/  | /' >&2
}

# step LOG SENTENCE COMMAND…: one step of the set-up, its output in a log. Locks are not handed down: a daemon that a
# package starts would keep them.
step() {
  local log="$LOGS/$1" sentence="$2"
  shift 2
  if ! "$@" >"$log" 2>&1 </dev/null 6>&- 7>&- 8>&- 9>&-; then
    show_log "$log"
    die "$sentence"
  fi
}

make_folders() {
  mkdir -p "$LOGS" "$LOCAL/run" 2>/dev/null && [ -w "$LOCAL" ] && [ -w "$LOGS" ] && [ -w "$LOCAL/run" ] ||
    die "$LOCAL can't be written by $(id -un): give it to this user, or run as the user it belongs to ($(stat -c %U "$LOCAL" 2>/dev/null || stat -c %U "$ROOT"))."
  if [ "$HOME" = "$LOCAL/home" ]; then mkdir -p "$HOME"; fi
}

# need_space FOLDER MEGABYTES PURPOSE
need_space() {
  local free
  free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge "$2" ] || die "$3 need about $2 MB, but the disk that holds $1 has $free MB free: make room there and try again."
}

# --- one at a time ------------------------------------------------------------------------------------------------------

lock_setup() {
  exec 8>"$LOCAL/setup.lock" || die "$LOCAL/setup.lock can't be opened."
  flock -n 8 && return
  say "Another run in this checkout is being set up; waiting for it."
  flock 8
}

unlock_setup() { exec 8>&-; }

# --- packages of the distribution ---------------------------------------------------------------------------------------

# A proof is a command, or a path (which may hold a *).
is_there() {
  case $1 in
    /*) compgen -G "$1" >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() {
  # The path-include brings the prompts' texts also where the distribution's image leaves documentation out.
  as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    -o 'Dpkg::Options::=--path-include=/usr/share/doc/asterisk-core-sounds-en/*' "$@"
}

# PostgreSQL's package makes and starts a cluster of its own on port 5432, which nobody asked for. The file that keeps it
# from that is put back to what the package ships afterwards, so that the machine is left as others expect it.
without_main_cluster() {
  local switch=/etc/postgresql-common/createcluster.conf mark='# Only while Longhand installs PostgreSQL.' ours='' code
  if [ ! -e "$switch" ] || grep -qxF "$mark" "$switch"; then
    ours=yes
    as_root mkdir -p "${switch%/*}"
    printf '%s\ncreate_main_cluster = false\n' "$mark" | as_root tee "$switch" >/dev/null
  fi
  "$@"
  code=$?
  # The package's own version, which stepped aside for ours.
  if [ -n "$ours" ] && [ -e "$switch.ucf-dist" ]; then as_root mv -f "$switch.ucf-dist" "$switch"; fi
  # It never came so far as to ship one.
  if [ -n "$ours" ] && grep -qxF "$mark" "$switch" 2>/dev/null; then as_root rm -f "$switch"; fi
  return $code
}

# install_packages PACKAGE=PROOF…
install_packages() {
  local requirement packages=()
  for requirement; do
    is_there "${requirement#*=}" || packages+=("${requirement%%=*}")
  done
  [ ${#packages[@]} -gt 0 ] || return 0

  local missing="${packages[*]}"
  command -v apt-get >/dev/null ||
    die "Missing: $missing. They are installed with apt-get, which this machine doesn't have: install them its own way and try again."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    die "Missing: $missing. Installing them needs root or sudo: have an administrator run 'apt-get install $missing' and try again."
  [ "$(id -u)" = 0 ] || sudo -v ||
    die "Missing: $missing. sudo refused: have an administrator run 'apt-get install $missing' and try again."

  say "Installing from the distribution: $missing"
  # A source that can't be reached needn't matter; if it does, the installation says so.
  apt_get update >"$LOGS/packages.log" 2>&1 </dev/null 6>&- 7>&- 8>&- 9>&- ||
    say "'apt-get update' failed ($LOGS/packages.log); trying with the lists that are there."
  step packages.log "The packages $missing could not be installed: the lines above say why." \
    without_main_cluster apt_get install --reinstall "${packages[@]}"

  for requirement; do
    is_there "${requirement#*=}" ||
      die "${requirement%%=*} is installed, but ${requirement#*=} is not there: install it by hand and try again."
  done
}

RUN_PACKAGES=('ffmpeg=ffmpeg' 'postgresql=/usr/lib/postgresql/*/bin/initdb' 'ca-certificates=/etc/ssl/certs/ca-certificates.crt')
SPEECH_PACKAGES=('npm=npm')
TEST_PACKAGES=(
  'chromium=chromium'
  'asterisk-core-sounds-en-g722=/usr/share/asterisk/sounds/en_US_f_Allison/*.g722'
  'asterisk-moh-opsound-g722=/usr/share/asterisk/moh/*.g722'
  'asterisk-core-sounds-en=/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt*'
)

# --- .NET ---------------------------------------------------------------------------------------------------------------

find_dotnet() {
  local folder answer
  if ! command -v dotnet >/dev/null; then
    for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      if [ -x "$folder/dotnet" ]; then
        PATH="$folder:$PATH"
        break
      fi
    done
  fi
  command -v dotnet >/dev/null || die "The .NET SDK is missing: install version 10 or later of it and put 'dotnet' on the PATH."
  # From the checkout, because global.json says which SDK will do.
  answer=$(cd "$ROOT" && dotnet --version 2>&1) || die "No .NET SDK here will do: $answer"
  DOTNET_VERSION=$answer
}

# One line that changes exactly when what it is given changes.
fingerprint() {
  (
    cd "$ROOT" || exit 1
    find "$@" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    printf '%s\n' "$DOTNET_VERSION"
  ) | sha256sum | cut -d ' ' -f 1
}

dotnet_build() {
  (cd "$ROOT" && dotnet build -c Release --disable-build-servers "$@")
}

# Compiled ahead by the build.
WORKER="$ROOT/src/Worker/bin/Release/net10.0/publish/Longhand.Worker.dll"
SPEECH_SERVER="$ROOT/src/SpeechServer/bin/Release/net10.0/Longhand.SpeechServer.dll"

# Builds the two servers where their sources have changed since, or where somebody else built over them.
build_servers() {
  local stamp="$LOCAL/build.stamp" sources built
  sources=$(fingerprint src migrations appsettings.json global.json .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props)
  built=$(stat -c '%n %s %Y' "$WORKER" "$SPEECH_SERVER" 2>/dev/null) &&
    [ "$(cat "$stamp" 2>/dev/null)" = "$sources $built" ] && return 0
  need_space "$ROOT" 300 "The build and its packages"
  say "Building."
  rm -f "$stamp"
  local project
  for project in Worker SpeechServer; do
    step "build-$project.log" "src/$project does not build: the lines above say why." \
      dotnet_build --verbosity quiet "src/$project/$project.csproj"
  done
  built=$(stat -c '%n %s %Y' "$WORKER" "$SPEECH_SERVER") || die "The build left no $WORKER or no $SPEECH_SERVER."
  printf '%s\n' "$sources $built" >"$stamp"
}

# --- the local speech models --------------------------------------------------------------------------------------------

npm_ci() {
  local npm=(npm) version
  version=$(npm --version) || return 1
  # npm 9, which Debian ships, stops at an override that is an alias ("Invalid comparator: npm:…"), so it fetches its successor.
  if [ "${version%%.*}" -lt 10 ]; then npm=(npm exec --yes --package=npm@10 -- npm); fi
  (cd "$ROOT/models" && "${npm[@]}" ci --ignore-scripts --no-audit --no-fund --no-update-notifier)
}

fetch_models() {
  [ "$(uname -sm)" = 'Linux x86_64' ] ||
    die "The local speech engine runs on 64-bit Intel and AMD machines with Linux only, and this is $(uname -sm): set SPEECH_API_KEY to use the cloud API."
  # npm removes the folder before it fills it, so the stamp in it tells of a whole installation.
  local stamp="$ROOT/models/node_modules/.installed" wanted
  wanted=$(cd "$ROOT/models" && cat package.json package-lock.json .npmrc | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  need_space "$ROOT/models" 400 "The speech models"
  say "Fetching the speech models (about 90 MB)."
  step models.log "The speech models could not be fetched: the lines above say why." npm_ci
  printf '%s\n' "$wanted" >"$stamp"
}

# --- ports and HTTP, without any other program ---------------------------------------------------------------------------

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The status code of GET http://127.0.0.1:PORT/PATH, or nothing where nobody answers.
http_status() {
  local code=
  {
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3 &&
      read -r -t 10 _ code _ <&3
  } 3<>"/dev/tcp/127.0.0.1/$1"
  printf '%s' "$code"
} 2>/dev/null

# --- servers ------------------------------------------------------------------------------------------------------------

# start_server NAME LOG COMMAND…: in a session of its own, so that Ctrl-C reaches only us and we stop the servers in their
# order; and with the kernel's promise that it is told to stop should we be killed. STOP_SIGNAL (TERM) is what stops it.
start_server() {
  local name="$1" log="$LOGS/$2"
  shift 2
  [ ! -e "$log" ] || mv -f "$log" "$log.previous"
  # exec all the way down: the pid stays that of the child. setpriv comes last, since a change of user clears the promise.
  (
    cd / && exec setsid "${RUN_AS[@]}" setpriv --pdeathsig "${STOP_SIGNAL:-TERM}" -- "$@"
  ) >"$log" 2>&1 </dev/null 6>&- 7>&- 8>&- 9>&- &
  SERVER_NAMES+=("$name")
  SERVER_PIDS+=($!)
}
RUN_AS=()

last_server() { printf '%s' "${SERVER_PIDS[-1]}"; }

forget_last_server() {
  unset 'SERVER_PIDS[-1]' 'SERVER_NAMES[-1]'
}

is_running() { kill -0 "$1" 2>/dev/null; }

# stop PID NAME SIGNAL SECONDS HARD_SIGNAL
stop() {
  is_running "$1" || return 0
  kill "-$3" "$1" 2>/dev/null
  local deadline=$((SECONDS + $4))
  while is_running "$1"; do
    if [ -n "$HURRY" ] || [ "$SECONDS" -ge "$deadline" ]; then
      say "The $2 (pid $1) did not stop in time; ending it."
      kill "-$5" "$1" 2>/dev/null
      sleep 1
      kill -KILL "$1" 2>/dev/null
      break
    fi
    sleep 0.1
  done
  wait "$1" 2>/dev/null
}

# In the reverse of their order of starting: nobody loses what it stands on. A second Ctrl-C cuts the waiting short.
stop_servers() {
  trap 'HURRY=yes' INT TERM HUP
  local i
  for ((i = ${#SERVER_PIDS[@]} - 1; i >= 0; i--)); do
    case ${SERVER_NAMES[i]} in
      # SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: it recovers at the next start.
      database) stop "${SERVER_PIDS[i]}" database INT 60 QUIT ;;
      *) stop "${SERVER_PIDS[i]}" "${SERVER_NAMES[i]}" TERM 45 KILL ;;
    esac
  done
  SERVER_PIDS=()
  SERVER_NAMES=()
}

# wait_until_ready NAME PID LOG SECONDS PROBE…
wait_until_ready() {
  local name="$1" pid="$2" log="$LOGS/$3" deadline=$((SECONDS + $4))
  shift 4
  until "$@"; do
    if ! is_running "$pid"; then
      wait "$pid" 2>/dev/null
      say "The $name ended before it was ready (exit code $?)."
      return 1
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      say "The $name was not ready in time."
      return 1
    fi
    sleep 0.1
  done
}

answers_200() { [ "$(http_status "$1" /health)" = 200 ]; }

# --- the database -------------------------------------------------------------------------------------------------------

# The programs of the version that made the cluster; of the newest one for a new cluster.
find_postgres() {
  local version
  if [ -e "$CLUSTER/PG_VERSION" ]; then
    # As ourselves: the way there by the link may be closed to the cluster's user, as it is below /root.
    version=$(cat "$CLUSTER/PG_VERSION") || die "$CLUSTER/PG_VERSION can't be read by $(id -un): run as the user who made it."
    POSTGRES_BIN="/usr/lib/postgresql/$version/bin"
    [ -x "$POSTGRES_BIN/postgres" ] ||
      die "The database in $CLUSTER was made by PostgreSQL $version, which is no longer installed: 'apt-get install postgresql-$version', or move that folder away to begin anew."
  else
    POSTGRES_BIN=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
  fi
}

# Sets RUN_AS to what turns root into the cluster's user, and CLUSTER to where that user can reach it.
choose_cluster() {
  RUN_AS=()
  [ "$(id -u)" = 0 ] || return 0
  id -u postgres >/dev/null 2>&1 ||
    die "PostgreSQL refuses to run as root and there is no user 'postgres' here: run as another user, or install Debian's package postgresql."
  local user=postgres
  # Made by another user in an earlier run: it stays theirs.
  if [ -d "$CLUSTER/" ]; then user=$(stat -L -c %U "$CLUSTER"); fi
  [ "$user" != root ] || die "$CLUSTER belongs to root, whom PostgreSQL refuses: give it to the user postgres (chown -R postgres: $CLUSTER/)."
  RUN_AS=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --init-groups --)
  if [ -e "$CLUSTER" ]; then return; fi
  if [ ! -L "$CLUSTER" ] && "${RUN_AS[@]}" test -x "$LOCAL"; then return; fi
  # Named by the checkout's path, so that two checkouts have two databases.
  local elsewhere
  elsewhere="/var/lib/longhand/$(printf '%s' "$ROOT" | sha256sum | cut -c 1-12)"
  mkdir -p "$elsewhere" && chmod 755 /var/lib/longhand "$elsewhere" || die "$elsewhere can't be made."
  say "The user postgres can't reach $LOCAL, so the database goes to $elsewhere/postgres."
  ln -sfn "$elsewhere/postgres" "$CLUSTER"
}

# The cluster appears under its name only when it is whole.
create_cluster() {
  need_space "$LOCAL" 200 "The database and its journal"
  say "Creating the database."
  local target new password="$LOCAL/postgres.password"
  target=$(readlink -m "$CLUSTER")
  new="$target.new"
  rm -rf "$new" "$new.password"
  (umask 077 && od -An -N 24 -tx1 /dev/urandom | tr -d ' \n' >"$password") || die "$password can't be written."
  mkdir -m 700 "$new" && install -m 600 "$password" "$new.password" || die "$new can't be made."
  if [ ${#RUN_AS[@]} -gt 0 ]; then chown postgres:postgres "$new" "$new.password"; fi
  step initdb.log "The database could not be created: the lines above say why." \
    env -C / "${RUN_AS[@]}" "$POSTGRES_BIN/initdb" -D "$new" -U longhand --pwfile "$new.password" \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --data-checksums
  rm -f "$new.password"
  mv "$new" "$target"
}

# Sets CONNECTION_STRING.
start_postgres() {
  choose_cluster
  find_postgres
  [ -d "$CLUSTER/" ] || create_cluster
  local folder port pid attempt
  folder=$(readlink -f "$CLUSTER")
  [ -r "$LOCAL/postgres.password" ] || die "$LOCAL/postgres.password is missing: it holds the database's password. Put it back, or move $folder away to begin anew."

  # Left over from a run that was killed: whoever holds the lock of run.sh owns this cluster.
  if "${RUN_AS[@]}" "$POSTGRES_BIN/pg_ctl" -D "$folder" status >/dev/null 2>&1; then
    env -C / "${RUN_AS[@]}" "$POSTGRES_BIN/pg_ctl" -D "$folder" -m fast -w stop >/dev/null 2>&1
  fi

  # Below the ports that the kernel hands out by itself; taken all the same by somebody else in between, another is tried.
  for ((attempt = 0; attempt < 10; attempt++)); do
    port=$((20000 + RANDOM % 10000))
    ! port_in_use "$port" || continue
    STOP_SIGNAL=INT start_server database postgres.log "$POSTGRES_BIN/postgres" -D "$folder" -p "$port" \
      -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c logging_collector=off -c log_destination=stderr
    pid=$(last_server)
    if wait_until_ready database "$pid" postgres.log 120 "$POSTGRES_BIN/pg_isready" -q -h 127.0.0.1 -p "$port"; then
      PGPASSWORD=$(<"$LOCAL/postgres.password")
      create_database "$port"
      CONNECTION_STRING="Host=127.0.0.1;Port=$port;Database=longhand;Username=longhand;Password=$PGPASSWORD"
      RUN_AS=()
      return
    fi
    grep -q 'Address already in use' "$LOGS/postgres.log" || break
    forget_last_server
  done
  show_log "$LOGS/postgres.log"
  die "The database did not start: the lines above say why."
}

create_database() {
  local psql=("$POSTGRES_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$1" -U longhand -d postgres) there
  export PGPASSWORD
  there=$("${psql[@]}" -c "select 1 from pg_database where datname = 'longhand'" 2>&1) || die "The database refuses its own password: $there"
  [ "$there" = 1 ] || there=$("${psql[@]}" -c 'create database longhand' 2>&1) || die "The database could not be created: $there"
  export -n PGPASSWORD
}
