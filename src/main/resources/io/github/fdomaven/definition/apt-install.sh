# shellcheck shell=sh disable=SC2154
# Runs apt-get with the packages of the cache. They are links in apt's archives. apt checks only the size of a file that it has.
# So a hook, which runs before dpkg, replaces the links by copies and checks the digests in apt's signed lists.
archives=$(apt-config shell value Dir::Cache::archives/d 2>/dev/null) && eval "$archives" && archives=${value%/} || archives=
if [ -z "$archives" ] || [ -n "${APT_CONFIG:-}" ] || ! own=$(mktemp -d /dev/fdo-apt.XXXXXX 2>/dev/null); then exec "$@"; fi
trap 'rm -rf "$own"' EXIT

cat >"$own/apt.conf" <<HOOK
DPkg::Pre-Install-Pkgs { "sh $own/hook $own $archives"; };
HOOK
{
  echo "$functions"
  cat <<'HOOK'
own=$1 archives=$2
: >"$own/cached"
set --
while read -r package; do
  name=${package##*/}
  if [ "$package" != "$archives/$name" ]; then continue; fi
  if [ -L "$package" ]; then
    echo "$package" >>"$own/cached"
    if cp -- "$package" "$package.fdo" 2>/dev/null; then mv -f "$package.fdo" "$package"; else rm -f "$package.fdo" "$package"; fi
  elif [ ! -f "$cache/archives/$name" ]; then
    set -- "$@" "$package"
  fi
done
store "$cache/archives" "$@"
if [ -s "$own/cached" ]; then
  xargs sha256sum <"$own/cached" >"$own/sums" 2>/dev/null
  sed 's/^\([0-9a-f]*\) .*/SHA256: \1/' "$own/sums" >"$own/wanted"
  found=" $(/usr/lib/apt/apt-helper cat-file /var/lib/apt/lists/*_Packages* 2>/dev/null | grep -F -x -f "$own/wanted" | tr '\n' ' ')"
  while read -r package; do
    sum=$(grep -F "  $package" "$own/sums") || sum=none
    case $found in
      *" ${sum%% *} "*) ;;
      *)
        echo "The package cache has a damaged ${package##*/}. It is downloaded again."
        rm -rf "$package" "$cache/archives/${package##*/}"
        : >"$own/damaged"
        ;;
    esac
  done <"$own/cached"
fi
[ ! -e "$own/damaged" ]
HOOK
} >"$own/hook"

unlink_packages() {
  for file in "$archives"/*.deb; do
    if [ -L "$file" ]; then rm -f "$file"; fi
  done
}

clean "$cache/archives"
for file in "$cache"/archives/*.deb; do
  name=${file##*/}
  if [ -f "$file" ] && [ ! -e "$archives/$name" ]; then ln -s "$file" "$archives/$name" 2>/dev/null || :; fi
done
status=0
APT_CONFIG=$own/apt.conf "$@" || status=$?
unlink_packages
if [ -e "$own/damaged" ]; then
  rm -f "$own/damaged"
  status=0
  APT_CONFIG=$own/apt.conf "$@" || status=$?
fi
exit "$status"
