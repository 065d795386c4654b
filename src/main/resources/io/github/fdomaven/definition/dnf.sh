# shellcheck shell=sh disable=SC2154
# Runs dnf 4 with a cache, if the image has it: dnf.py runs in the same Python, instead of dnf's own start script.
text=$1
shift
python=$(head -n 1 "$(command -v dnf)" 2>/dev/null | tr -d '\000' | sed -n 's|^#! *\(/[^ ]*python[^ ]*\).*|\1|p')
if [ -n "$python" ]; then
  # What follows the program, or the script that chooses between dnf and yum, are dnf's arguments.
  if [ "$1" = sh ]; then shift 4; else shift; fi
  expire
  lock_unless has_files
  exec "$python" -c "$text" "$functions" "$@"
fi
