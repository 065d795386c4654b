# shellcheck shell=bash disable=SC2034
# Shared by the scripts of this directory: settings, and functions to report, to install packages and to start daemons.

environment=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$environment/../../.." && pwd)
registry=${IT_REGISTRY:-localhost:5005}
# All created files. The script "stop" removes the directory.
default_state=${XDG_CACHE_HOME:-$HOME/.cache}/fdo-maven-plugin-it
state=$(realpath --canonicalize-missing "${IT_STATE:-$default_state}")
# It shows that these scripts created the directory.
marker=$state/created-by-fdo-maven-plugin
missing=()
# By default, the resolver waits 5 seconds for a name server, and gives up after two questions without an answer. With these options it
# asks earlier and more often. The containers of the engines get the options too.
resolver_options=(timeout:1 attempts:5)
export RES_OPTIONS="${resolver_options[*]}"
# dockerd is here. "su" without a dash leaves these directories out of the PATH.
PATH=$PATH:/usr/sbin:/sbin

# lacks SENTENCE: records what is missing and cannot be installed. The script goes on and lists all of it at its end.
lacks() { missing+=("$1"); }

report_missing() {
  if [ "${#missing[@]}" -gt 0 ]; then
    printf 'missing: %s\n' "${missing[@]}" >&2
    exit 1
  fi
}

# lock_state: only one script at a time changes the state directory.
lock_state() {
  if [ ! -e "$state" ]; then mkdir -p "$state" && : >"$marker"; fi
  exec 9>"$state/lock"
  flock --nonblock 9 || { echo 'waiting for another script that starts the environment' && flock 9; }
}

# step SENTENCE COMMAND...: runs a long command. Prints how long it took, and the output only if it failed.
# The command runs without "set -e": a function given here chains its commands with &&.
step() {
  local sentence=$1 log=$state/step.log began=$SECONDS
  shift
  printf '%s ... ' "$sentence"
  if "$@" >"$log" 2>&1 </dev/null; then
    echo "$((SECONDS - began)) s"
  else
    echo failed
    show_end "$log"
    return 1
  fi
}

show_end() { { echo "The last lines of $1:" && tail -n 20 "$1"; } >&2; }

can_install() { [ "$EUID" -eq 0 ] && [ -n "$(type -P apt-get)" ]; }

update_package_lists() {
  if [ -z "${lists_are_fresh:-}" ]; then step 'packages: updating the package lists' apt-get update; fi
  lists_are_fresh=yes
}

install_packages() {
  update_package_lists
  step "packages: installing $*" apt_install "$@"
  printf '%s\n' "$@" >>"$state/packages"
}

# Does not start the services of the packages. These scripts start daemons themselves and wait for them.
apt_install() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
  fi
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
    install --yes --no-install-recommends --no-remove "$@"
)

# start_daemon NAME CHECK COMMAND...: starts a command that outlives this script, and waits until CHECK succeeds. The
# command must not keep the lock (9) or the output of this script open.
start_daemon() {
  local name=$1 check=$2 log=$state/$1.log pid
  shift 2
  (cd / && exec setsid "$@" >"$log" 2>&1 </dev/null 9>&-) &
  pid=$!
  echo "$pid $(start_time "$pid")" >"$state/$name.pid"
  for _ in {1..300}; do
    if "$check"; then return; fi
    if ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.2
  done
  echo "$name was started but does not answer" >&2
  show_end "$log"
  return 1
}

# start_time PID: prints when a process started, in clock ticks since the machine started. A later process with the same ID has
# another time.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# daemon_process NAME: prints the ID of a daemon that start_daemon started and that still runs.
daemon_process() {
  local pid started
  read -r pid started 2>/dev/null <"$state/$1.pid" || return 1
  [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] && echo "$pid"
}

# in_background NAME COMMAND...: starts a long command, with a process group of its own. finish_background waits for it.
in_background() {
  local name=$1
  shift
  set -m
  "$@" >"$state/$name.log" 2>&1 </dev/null 9>&- &
  set +m
  background[$name]=$!
}
declare -A background

# finish_background NAME SENTENCE: waits for a command, and prints its output only if it failed.
finish_background() {
  local began=$SECONDS status=0
  printf '%s ... ' "$2"
  wait "${background[$1]}" || status=$?
  unset "background[$1]"
  if [ "$status" -eq 0 ]; then
    echo "$((SECONDS - began)) s more"
  else
    echo failed
    show_end "$state/$1.log"
    return 1
  fi
}

# Commands that still run when a script fails would write to the files of the next script.
end_background() {
  local pid
  for pid in "${background[@]}"; do
    if kill -- "-$pid" 2>/dev/null; then wait "$pid" || true; fi
  done
}
trap end_background EXIT
