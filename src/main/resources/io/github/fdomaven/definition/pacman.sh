# shellcheck shell=sh disable=SC2154
# Runs pacman with copies of packages of the cache. pacman checks their digests and signatures, deletes a damaged package and fails.
packages=/var/cache/pacman/pkg

# The file names of the packages that the command needs.
needed=$("$@" --logfile /dev/null --print 2>/dev/null | sed -n 's|^[a-z]*://.*/\([A-Za-z0-9@._+:-]*\.pkg\.tar[.a-z0-9]*\)$|\1|p')

clean "$cache/packages"
expire
copied=
for name in $needed; do
  if [ -f "$cache/packages/$name" ] && [ ! -e "$packages/$name" ]; then
    if cp -p "$cache/packages/$name" "$packages/$name" 2>/dev/null; then copied="$copied $name"; else rm -f "$packages/$name"; fi
  fi
done
status=0
"$@" || status=$?
if [ "$status" -ne 0 ]; then
  damaged=
  for name in $copied; do
    if [ ! -e "$packages/$name" ]; then
      rm -f "$cache/packages/$name"
      damaged=true
    fi
  done
  if [ -n "$damaged" ]; then
    echo 'The package cache has damaged packages. They are downloaded again.'
    status=0
    "$@" || status=$?
  fi
fi
if [ "$status" -eq 0 ]; then
  set --
  for name in $needed; do
    if [ -f "$packages/$name" ] && [ ! -f "$cache/packages/$name" ]; then set -- "$@" "$packages/$name"; fi
  done
  store "$cache/packages" "$@"
fi
exit "$status"
