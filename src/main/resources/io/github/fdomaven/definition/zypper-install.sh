# shellcheck shell=sh disable=SC2154
# Runs zypper with packages of the cache. zypper says which packages it needs. It uses a package that is there only if the package has
# the digest in the metadata. zypper removes the packages that it has installed, so they are downloaded and stored before.
packages=/var/cache/zypp/packages

# Prints the size of all downloads first, and then the architecture and the file name of each package.
needed() {
  zypper --xmlout --non-interactive "$command" --dry-run "$@" 2>/dev/null </dev/null |
    sed -n -e 's|.*<install-summary download-size="\([0-9]\{1,15\}\)".*|\1|p' -e 's|.*<solvable type="package" name="'\
'\([A-Za-z0-9._+-]*\)" edition="\([0-9]*:\)*\([A-Za-z0-9._+~^-]*\)" arch="\([a-z0-9_]*\)".*|\4 \1-\3.\4.rpm|p'
}

# take_package NAME SIZE TO: copies a package of the cache to the container. A damaged one is removed, so that it is stored again.
take_package() {
  if copy "$1" "$2" "$3" && rpm --checksig --nosignature "$3" >/dev/null 2>&1; then return 0; fi
  rm -rf "${3:?}" "${cache:?}/$1"
  return 1
}

restore() {
  read -r size || return 0
  missing=
  while read -r arch file; do
    found=
    for path in "$cache"/*"@$arch@$file"; do
      alias=${path##*/}
      alias=${alias%"@$arch@$file"}
      if grep -q -s -x -F "[$alias]" /etc/zypp/repos.d/*.repo && mkdir -p "$packages/$alias/$arch" &&
        take_package "${path##*/}" "$size" "$packages/$alias/$arch/$file"; then
        found=yes
      fi
    done
    if [ -z "$found" ]; then missing=yes; fi
  done
  [ -z "$missing" ]
}

store_new() {
  for path in "$packages"/*/*/*.rpm; do
    name=$(echo "${path#"$packages"/}" | tr / @)
    if [ -f "$path" ] && [ ! -f "$cache/$name" ]; then store "$name" <"$path"; fi
  done
}

# The command is "zypper --non-interactive COMMAND ARGUMENT...".
command=$3
shift 3
if ! needed "$@" | restore; then
  if zypper --non-interactive "$command" --download-only "$@"; then store_new; fi
fi
exec zypper --non-interactive "$command" "$@"
