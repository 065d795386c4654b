# shellcheck shell=sh disable=SC2154,SC2317,SC3013
# Runs apt-get update with the lists of the cache. apt checks the signatures of InRelease files, but not the content of lists
# that have not changed. So the lists are checked here, after apt has checked the signatures.
lists=/var/lib/apt/lists

has_lists() { ls "$cache"/lists/*InRelease >/dev/null 2>&1; }

# An InRelease file is copied before the lists that it describes.
restore_lists() {
  restored=
  for file in "$cache"/lists/*; do
    case ${file##*/} in
      *[!A-Za-z0-9._%:,+~-]*) ;;
      *) if [ -f "$file" ] && cp -p "$file" "$lists/" 2>/dev/null; then restored="$restored ${file##*/}"; fi ;;
    esac
  done
}

# is_valid NAME: whether a list has the digest that an InRelease file has for it.
is_valid() {
  for release in "$lists"/*InRelease; do
    prefix=${release%InRelease}
    case $lists/$1 in
      "$prefix"*)
        path=$lists/$1
        path=$(printf '%s' "${path#"$prefix"}" | tr _ /)
        for suffix in .lz4 .gz .xz .bz2 .zst .lzma; do path=${path%"$suffix"}; done
        sum=$(/usr/lib/apt/apt-helper cat-file "$lists/$1" 2>/dev/null | sha256sum)
        # shellcheck disable=SC2034
        if grep "^ ${sum%% *} " "$release" | while read -r digest size name; do [ "$name" = "$path" ] && echo found; done |
          grep -q found; then
          return 0
        fi
        ;;
    esac
  done
  return 1
}

# are_valid: whether the lists of the cache that apt has kept are valid.
are_valid() {
  for name in $restored; do
    case $name in
      *InRelease) ;;
      *) if [ -f "$lists/$name" ] && ! is_valid "$name"; then return 1; fi ;;
    esac
  done
}

discard_lists() {
  echo 'The package cache has damaged lists. They are downloaded again.'
  for name in $restored; do rm -f "$lists/$name" "$cache/lists/$name"; done
  restored=
}

# is_new FILE: whether the cache does not have this file. A copy has the time of its original.
is_new() {
  copy=$cache/lists/${1##*/}
  [ -f "$1" ] && { [ ! -f "$copy" ] || [ "$1" -nt "$copy" ] || [ "$1" -ot "$copy" ]; }
}

# Stores the lists of repositories with an InRelease file. That file comes last: other builds never get it without its lists.
store_lists() {
  for release in "$lists"/*InRelease; do
    set --
    for file in "${release%InRelease}"*; do
      if [ "$file" != "$release" ] && is_new "$file"; then set -- "$@" "$file"; fi
    done
    store "$cache/lists" "$@"
    if is_new "$release"; then store "$cache/lists" "$release"; fi
  done
}

clean "$cache/lists"
expire
lock_unless has_lists
restore_lists
status=0
"$@" || status=$?
if [ -n "$restored" ] && { [ "$status" -ne 0 ] || ! are_valid; }; then
  discard_lists
  status=0
  "$@" || status=$?
fi
if [ "$status" -eq 0 ]; then store_lists; fi
exit "$status"
