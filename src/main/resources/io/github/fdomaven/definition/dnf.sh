# shellcheck shell=sh disable=SC2154,SC2317,SC3013
# Runs dnf with the metadata and packages of the cache. dnf checks the digests of packages that it has. The metadata files are
# named after their digests, which are checked here. dnf gets a new repomd.xml, which names these files, for the first command.
if [ -z "$(command -v dnf)" ]; then exec "$@"; fi
home=/var/cache/dnf
if [ "$(basename "$(readlink -f "$(command -v dnf)")")" = dnf5 ]; then home=/var/cache/libdnf5; fi
marker=/dev/fdo-dnf-refreshed

has_metadata() { ls "$cache"/dnf/*/repodata/repomd.xml >/dev/null 2>&1; }

# check_metadata DIRECTORY: removes files whose content does not match the digest in their names.
check_metadata() {
  (
    cd "$1" || exit
    for file in *-*; do
      digest=${file%%-*}
      case $file in *[!A-Za-z0-9._+-]*) digest= ;; esac
      if [ "${#digest}" -eq 64 ]; then echo "$digest  $file"; else rm -f "./$file"; fi
    done | sha256sum -c 2>/dev/null | sed -n 's/: FAILED.*$//p' | while read -r file; do rm -f "./$file"; done
  )
}

restore_metadata() {
  for repository in "$cache"/dnf/*/; do
    name=$(basename "$repository")
    if [ -f "$repository/repodata/repomd.xml" ] && [ ! -e "$home/$name" ] && mkdir -p "$home/$name/repodata"; then
      cp -p "$repository"/repodata/* "$home/$name/repodata/" 2>/dev/null || :
      check_metadata "$home/$name/repodata"
    fi
  done
}

# Links packages of the repositories whose metadata is there. dnf downloads a damaged file again, through its link.
link_packages() {
  for repository in "$home"/*/; do
    name=$(basename "$repository")
    for file in "$cache/dnf/$name"/packages/*.rpm; do
      if [ -f "$file" ] && mkdir -p "$repository/packages" && [ ! -e "$repository/packages/${file##*/}" ]; then
        ln -s "$file" "$repository/packages/" 2>/dev/null || :
      fi
    done
  done
}

# was_damaged: whether dnf has downloaded a file through its link.
was_damaged() {
  for file in "$home"/*/packages/*.rpm; do
    if [ -L "$file" ] && [ "$file" -nt "$marker" ]; then return 0; fi
  done
  return 1
}

# Stores new packages and metadata. Without a cache dnf keeps no packages, so none stay in the container.
store_repositories() {
  for repository in "$home"/*/; do
    name=$(basename "$repository")
    to=$cache/dnf/$name
    if [ -f "$repository/repodata/repomd.xml" ]; then
      mkdir -p "$to" 2>/dev/null || :
      clean "$to/packages"
      clean "$to/repodata"
      set --
      for file in "$repository"/packages/*.rpm; do
        if [ -f "$file" ] && [ ! -L "$file" ]; then set -- "$@" "$file"; fi
      done
      store "$to/packages" "$@"
      if ! cmp -s "$repository/repodata/repomd.xml" "$to/repodata/repomd.xml"; then
        rm -f "$to"/repodata/*
        store "$to/repodata" "$repository"/repodata/*
      fi
    fi
    rm -rf "$repository/packages"
  done
}

if [ -L "$cache/dnf" ] || [ ! -d "$cache/dnf" ]; then rm -rf "$cache/dnf"; fi
set -- "$@" --setopt=keepcache=True
status=0
if [ ! -e "$marker" ]; then
  expire
  lock_unless has_metadata
  restore_metadata
  : >"$marker"
  dnf --refresh makecache || :
  store_repositories
  unlock
fi
link_packages
: >"$marker"
"$@" || status=$?
# Two builds that download a damaged file at the same time disturb each other.
if [ "$status" -ne 0 ] && was_damaged; then
  echo 'The package cache has damaged packages. They are downloaded again.'
  rm -rf "$home"/*/packages
  status=0
  "$@" || status=$?
fi
store_repositories
exit "$status"
