# shellcheck shell=sh disable=SC2154
# Runs apt-get with copies of packages of the cache. apt says which packages it is going to download, and their digests. A package
# of the cache must have this digest. apt itself checks only the size of a package that it has.
archives=$(apt-config shell value Dir::Cache::archives/d 2>/dev/null) && eval "$archives" && archives=${value%/} || archives=
if [ -z "$archives" ] || [ -n "${APT_CONFIG:-}" ] || ! own=$(mktemp -d /dev/fdo-apt.XXXXXX 2>/dev/null); then exec "$@"; fi
trap 'rm -rf "$own"' EXIT

# Stores the packages before dpkg runs, because some images delete them after it.
cat >"$own/apt.conf" <<HOOK
DPkg::Pre-Install-Pkgs { "sh $own/hook $own $archives"; };
HOOK
{
  echo "$functions"
  cat <<'HOOK'
cat >/dev/null
while read -r digest _ name; do
  if [ -f "$2/$name" ] && [ ! -f "$cache/$digest" ]; then store "$digest" <"$2/$name"; fi
done <"$1/needed"
exit 0
HOOK
} >"$own/hook"

"$@" --print-uris -o Acquire::ForceHash=SHA256 2>/dev/null </dev/null |
  sed -n "s/^'[^']*' \([A-Za-z0-9._%:+~-]*\.deb\) \([0-9]*\) SHA256:\([0-9a-f]\{64\}\)\$/\3 \2 \1/p" >"$own/needed"
while read -r digest size name; do
  if [ -f "$cache/$digest" ] && [ ! -e "$archives/$name" ]; then take "$digest" "$size" "$archives/$name" || :; fi
done <"$own/needed"
status=0
APT_CONFIG=$own/apt.conf "$@" || status=$?
exit "$status"
