# shellcheck shell=sh disable=SC2154
# Runs pacman with copies of packages of the cache. pacman checks their digests and signatures, and fails if
# a package is damaged.
packages=/var/cache/pacman/pkg

# The size and file name of each package that the command needs.
needed=$("$@" --logfile /dev/null --print --print-format '%s %l' 2>/dev/null |
  sed -n 's|^\([0-9]*\) [a-z]*://.*/\([A-Za-z0-9@._+:-]*\.pkg\.tar[.a-z0-9]*\)$|\1 \2|p')

copied=
expire
while read -r size name; do
  if [ -n "$name" ] && [ ! -e "$packages/$name" ] && copy "$name" "$size" "$packages/$name"; then copied="$copied $name"; fi
done <<NEEDED
$needed
NEEDED
status=0
"$@" || status=$?
if [ "$status" -ne 0 ] && [ -n "$copied" ]; then
  echo 'pacman failed with packages of the cache. They are downloaded again.'
  for name in $copied; do rm -rf "${packages:?}/$name" "${cache:?}/$name"; done
  status=0
  "$@" || status=$?
fi
if [ "$status" -eq 0 ]; then
  while read -r _ name; do
    if [ -f "$packages/$name" ] && [ ! -f "$cache/$name" ]; then store "$name" <"$packages/$name"; fi
  done <<NEEDED
$needed
NEEDED
fi
exit "$status"
