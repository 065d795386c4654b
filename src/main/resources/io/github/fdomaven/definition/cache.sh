# shellcheck shell=sh disable=SC2317
# Functions for a cache of a package manager. Builds in parallel share the directory $cache, which is a mounted volume. Nothing in
# it is trusted: users run programs in these containers, and a build can be killed at any time. So the cache has no directories,
# nothing follows a link in it, and a file is copied before it is checked. A problem of the cache never fails the build.
cache=/dev/fdo-packages

has_files() {
  for file in "$cache"/*; do
    if [ -f "$file" ]; then return 0; fi
  done
  return 1
}

# lock_unless COMMAND...: if the command fails, waits until no other build has the lock, for at most a minute. The build that fills
# an empty cache keeps the lock meanwhile. The lock only saves work: the cache is safe without it.
lock_unless() {
  if ! "$@"; then
    lock
    if "$@"; then unlock; fi
  fi
}

# The lock is the directory itself, because a file in it can be replaced.
lock() {
  if [ -n "$(command -v flock)" ] && (: <"$cache") 2>/dev/null; then
    exec 9<"$cache"
    flock -w 60 9 2>/dev/null || :
  fi
}

unlock() { exec 9>&-; }

# copy NAME SIZE TO: copies a file of the cache to the container, but no more bytes than its size.
copy() {
  if [ ! -f "$cache/$1" ]; then return 1; fi
  if dd if="$cache/$1" of="$3" bs=64k count="$2" iflag=nofollow,nonblock,fullblock,count_bytes 2>/dev/null; then return 0; fi
  rm -f "$3"
  return 1
}

# take DIGEST SIZE TO: copies the file with a SHA-256 digest to the container, and checks the copy.
take() {
  if copy "$1" "$2" "$3" && [ "$(sha256sum <"$3")" = "$1  -" ]; then return 0; fi
  # Another build may remove the file of the cache at any moment: the damaged copy must go in any case.
  rm -rf "${3:?}"
  if [ -e "$cache/$1" ] || [ -L "$cache/$1" ]; then
    echo "The package cache has a damaged ${3##*/}. It is downloaded again."
    rm -rf "${cache:?}/$1"
  fi
  return 1
}

# store NAME: adds the standard input to the cache. Other builds see whole files only.
store() {
  new=$(mktemp -u "$cache/new.XXXXXXXXXX") || return 0
  if dd of="$new" bs=64k conv=excl oflag=nofollow 2>/dev/null; then
    if [ -d "$cache/$1" ]; then rm -rf "${cache:?}/$1"; fi
    mv -f -T "$new" "$cache/$1" 2>/dev/null || :
  fi
  rm -rf "$new"
}

# Removes files that are older than 30 days, what killed builds left, and everything that is not a file. Some images have no find.
expire() {
  if [ -n "$(command -v find)" ]; then
    find "$cache" -mindepth 1 -maxdepth 1 \( ! -type f -o -ctime +30 -o -name 'new.*' -ctime +0 \) -exec rm -rf {} + 2>/dev/null || :
  fi
}
