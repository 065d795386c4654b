# shellcheck shell=sh disable=SC2154,SC3013
# Runs dnf 5 with metadata and packages of the cache. dnf always asks the repository for its newest repomd.xml first. If the cache
# has the same repomd.xml, the other metadata must have the digests in it. dnf says which packages it needs. It uses a package that
# is there only if the package has the digest in the metadata. dnf removes the packages that it has installed, so they are
# downloaded and stored before.
case "$(readlink -f "$(command -v dnf)")" in */dnf5) ;; *) exec "$@" ;; esac
if ! own=$(mktemp -d /dev/fdo-dnf.XXXXXX 2>/dev/null); then exec "$@"; fi

# The extra runs of dnf have a log of their own, because the image contains dnf's log.
run_dnf() { dnf --setopt=logdir="$own" "$@"; }

# is_new FILE: whether dnf has downloaded the file now. Copies of files of the cache have an old date.
is_new() { [ -f "$1" ] && [ "$1" -nt "$own/limit" ]; }

# is_repository NAME: whether it is the name of a repository and the digest of its address, as dnf names its directories.
is_repository() {
  id=${1%-*}
  case $id in *[!A-Za-z0-9._:-]*) return 1 ;; esac
  case ${1##*-} in *[!0-9a-f]*) return 1 ;; ????????????????) ;; *) return 1 ;; esac
  grep -q -s -x -F "[$id]" /etc/yum.repos.d/*.repo /etc/distro.repos.d/*.repo /usr/share/dnf5/repos.d/*.repo
}

# files_of REPOMD: the digest, size and name of each file of the metadata.
files_of() {
  tr -d '\n' <"$1" | sed 's|</data>|&\n|g' | sed -n \
    -e 's|^.*<checksum type="sha256">\([0-9a-f]\{64\}\)</checksum>.*$|\1\n&|' \
    -e 's|^\([0-9a-f]\{64\}\)\n\(.*<size>\([0-9]\{1,9\}\)</size>.*\)$|\1 \3\n\2|' \
    -e 's|^\([0-9a-f]\{64\} [0-9]\{1,9\}\)\n.*<location href="repodata/\([A-Za-z0-9._-]*\)".*$|\1 \2|p'
}

# Copies no more than 50 repositories and 1 GB: any build can write to the cache.
restore_metadata() {
  restored=
  space=1000000000
  set -- "$cache"/repomd-*
  if [ "$#" -gt 50 ]; then return; fi
  for path; do
    repository=${path##*/repomd-}
    if [ ! -e "$directory/$repository" ] && is_repository "$repository"; then
      restored="$restored $repository"
      restore_repository
    fi
  done
  # dnf compares an expired repomd.xml with that of the repository before it uses the metadata.
  if [ -n "$restored" ]; then run_dnf clean expire-cache >/dev/null 2>&1 </dev/null; fi
  for repository in $restored; do
    if [ ! -f "$directory/$repository/attrs/expired" ]; then rm -rf "${directory:?}/$repository"; fi
  done
}

restore_repository() {
  data=$directory/$repository/repodata
  mkdir -p "$data" && copy "repomd-$repository" 1048576 "$data/repomd.xml" || return
  files_of "$data/repomd.xml" >"$own/files"
  while read -r digest size name; do
    if [ ! -e "$data/$name" ] && [ -f "$cache/$digest" ] && [ "$space" -ge "$size" ]; then
      space=$((space - size))
      take "$digest" "$size" "$data/$name" || :
    fi
  done <"$own/files"
  touch -d @0 "$data"/*
}

store_metadata() {
  for path in "$directory"/*/repodata/repomd.xml; do
    data=${path%/*}
    repository=${data%/*}
    repository=${repository##*/}
    if is_new "$path" && is_repository "$repository"; then
      files_of "$path" >"$own/files"
      while read -r digest _ name; do
        if [ -f "$data/$name" ]; then store "$digest" <"$data/$name"; fi
      done <"$own/files"
      store "repomd-$repository" <"$path"
    fi
  done
}

# Writes the repository and the file name of each package that the command needs to a file. Sets the space that all of them need.
find_needed() {
  : >"$own/size"
  LC_ALL=C run_dnf --setopt=assumeno=1 "$@" 2>&1 >"$own/table" </dev/null | sed -u -n \
    -e '/^Updating and loading repositories/,/^Repositories loaded/p' \
    -e "s|^Total size of inbound packages is \([0-9]\{1,9\}\) \([KMG]*\)i*B\..*|\1 \2|w $own/size"
  sed -n 's|^[^A-Za-z0-9]*\([A-Za-z0-9][A-Za-z0-9._+-]*\)  *\([a-z0-9_]\{1,\}\)  *\([0-9]*:\)*\([A-Za-z0-9._+~^-]*\)  *'\
'\([A-Za-z0-9._:-]*\)  .*|\5 \1-\4.\2.rpm|p' "$own/table" >"$own/needed"
  size=0
  unit=
  read -r size unit <"$own/size" || :
  # dnf rounds the size.
  case $unit in
  K) space=$(((size + 1) << 10)) ;;
  M) space=$(((size + 1) << 20)) ;;
  G) space=$(((size + 1) << 30)) ;;
  *) space=$size ;;
  esac
}

# Succeeds if the cache has all packages.
restore_packages() {
  : >"$own/restored"
  missing=
  while read -r id name; do
    found=
    for path in "$cache/$id"-*"@$name"; do
      path=${path##*/}
      repository=${path%"@$name"}
      target=$directory/$repository/packages/$name
      if [ -d "$directory/$repository" ] && [ ! -e "$target" ] && mkdir -p "${target%/*}" &&
        copy "$path" "$space" "$target"; then
        space=$((space - $(stat -c %s "$target")))
        touch -d @0 "$target"
        echo "$target" >>"$own/restored"
        found=yes
      fi
    done
    if [ -z "$found" ]; then missing=yes; fi
  done <"$own/needed"
  [ -z "$missing" ]
}

# Downloads what is missing, and lets dnf check what the cache has.
download() {
  command=$1
  shift
  if restore_packages; then
    run_dnf "$command" --downloadonly "$@" >/dev/null 2>&1 </dev/null
  else
    run_dnf "$command" --downloadonly "$@"
  fi
}

store_packages() {
  for path in "$directory"/*/packages/*.rpm; do
    repository=${path%/packages/*}
    name=${repository##*/}@${path##*/}
    if ! is_new "$path"; then continue; fi
    if grep -q -x -F "$path" "$own/restored"; then
      echo "The package cache had a damaged ${path##*/}. It was downloaded again."
      store "$name" <"$path"
    elif [ ! -f "$cache/$name" ]; then
      store "$name" <"$path"
    fi
  done
}

# What follows the program, or the script that chooses between dnf and yum, are dnf's arguments.
if [ "$1" = sh ]; then shift 4; else shift; fi
directory=$(run_dnf --dump-main-config 2>/dev/null </dev/null | sed -n 's|^cachedir = \(/.*[^/]\)/*$|\1|p')
if [ -n "$directory" ] && : >"$own/limit"; then
  expire
  lock_unless has_files
  restore_metadata
  find_needed "$@"
  store_metadata
  if [ -s "$own/needed" ]; then
    # A problem of the cache must not fail the build.
    if download "$@"; then store_packages; else rm -rf "${directory:?}"/*/packages; fi
  fi
  unlock
fi
rm -rf "$own"
exec dnf "$@"
