# shellcheck shell=sh disable=SC2317
# Functions for a cache of a package manager. Builds in parallel share the directory $cache. Nothing in it is trusted: users run
# programs in these containers, and a build can be killed at any time. A problem of the cache never fails the build.
cache=/dev/fdo-packages

# lock_unless COMMAND...: if the command fails, waits until no other build has the lock, for at most a minute. The build that fills
# an empty cache keeps the lock meanwhile. The lock only saves work: the cache is safe without it.
lock_unless() {
  if ! "$@"; then
    lock
    if "$@"; then unlock; fi
  fi
}

lock() {
  if [ -n "$(command -v flock)" ]; then
    if [ ! -f "$cache/lock" ]; then rm -rf "$cache/lock"; fi
    if (: >>"$cache/lock") 2>/dev/null; then
      exec 9>>"$cache/lock"
      flock -w 60 9 2>/dev/null || :
    fi
  fi
}

unlock() { exec 9>&-; }

# clean DIRECTORY: makes an empty directory of anything else, and removes from it all but files.
clean() {
  if [ -L "$1" ] || [ ! -d "$1" ]; then rm -rf "$1"; fi
  mkdir -p "$1" 2>/dev/null || return 0
  for entry in "$1"/* "$1"/.[!.]*; do
    if [ -L "$entry" ] || [ ! -f "$entry" ]; then rm -rf "$entry"; fi
  done
}

# store DIRECTORY FILE...: adds files to a directory of the cache. Other builds see whole files only.
store() {
  directory=$1
  shift
  if [ $# -gt 0 ] && new=$(mktemp -d "$cache/new.XXXXXX" 2>/dev/null); then
    if cp -p -- "$@" "$new/" 2>/dev/null; then mv -f -- "$new"/* "$directory/" 2>/dev/null || :; fi
    rm -rf "$new"
  fi
}

# Removes files that are older than 30 days, and what killed builds left. Some images have no find.
expire() {
  if [ -n "$(command -v find)" ]; then
    find "$cache" -type f -ctime +30 -exec rm -f {} + 2>/dev/null || :
    find "$cache" -maxdepth 1 -name 'new.*' -ctime +0 -exec rm -rf {} + 2>/dev/null || :
  fi
}
