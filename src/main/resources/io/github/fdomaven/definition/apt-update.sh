# shellcheck shell=sh disable=SC2154,SC2317
# Runs apt-get update with lists of the cache. The InRelease files never come from the cache: apt downloads them and checks their
# signatures. A list of the cache must have the digest that the signed text has for this list. apt does not download it again then.
lists=/var/lib/apt/lists

# Prints the digest, size and file name of each list. Only the signed text counts. apt replaces characters in the names of its files.
signed_lists() {
  for release in "$lists"/*InRelease; do
    if [ -f "$release" ]; then
      prefix=${release%InRelease}
      sed -e '1,/^$/d' -e '/^-----BEGIN PGP SIGNATURE-----/,$d' "$release" | sed -n '/^SHA256:/,/^[^ ]/s/^ //p' |
        grep -E '^[0-9a-f]{64} +[0-9]+ [A-Za-z0-9/._+-]+$' | grep -E -v '\.(gz|xz|bz2|lzma|lz4|zst)$' |
        sed -e 's/_/%5f/g' -e 'y|/|_|' | while read -r digest size name; do echo "$digest $size $prefix$name"; done
    fi
  done
}

# Several InRelease files can have a digest for this name. It is then unknown to which of them the list belongs.
is_ambiguous() {
  count=0
  for release in "$lists"/*InRelease; do
    case $1 in "${release%InRelease}"*) count=$((count + 1)) ;; esac
  done
  [ "$count" -ne 1 ]
}

restore_lists() {
  signed_lists | while read -r digest size file; do
    if [ -f "$cache/$digest" ] && [ "$(echo "$file"*)" = "$file*" ] && ! is_ambiguous "$file"; then
      take "$digest" "$size" "$file" || :
    fi
  done
}

# Some images keep compressed lists.
store_lists() {
  signed_lists | while read -r digest size file; do
    if [ ! -f "$cache/$digest" ]; then
      for list in "$file" "$file".gz "$file".xz "$file".bz2 "$file".lzma "$file".lz4 "$file".zst; do
        if [ -f "$list" ]; then
          /usr/lib/apt/apt-helper cat-file "$list" 2>/dev/null | store "$digest"
          break
        fi
      done
    fi
  done
}

expire
lock_unless has_files
if has_files; then
  off=DefaultEnabled=false
  "$@" -o APT::Get::List-Cleanup=false -o "Acquire::IndexTargets::deb::Packages::$off" \
    -o "Acquire::IndexTargets::deb::Translations::$off" -o "Acquire::IndexTargets::deb-src::Sources::$off" >/dev/null 2>&1 || :
  restore_lists
fi
status=0
"$@" || status=$?
if [ "$status" -eq 0 ]; then store_lists; fi
exit "$status"
