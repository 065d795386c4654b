# shellcheck shell=bash disable=SC2154
# The report of the benchmark, in Markdown.

phases=(pull project prepare upgrade install exec clean commit push)

report() {
  machine
  printf '\n| Work | Compared with | Time | Time of the other | Ratio | Goal |\n|---|---|---|---|---|---|\n'
  printf '%s\n' "${rows[@]}" | while IFS='|' read -r _ name other unit goal words other_words; do
    report_row "$name" "$other" "$unit" "$goal" "$words" "$other_words"
  done
  report_phases
}

# machine: what the times depend on.
machine() {
  local name
  printf 'Medians (rounds: %d) of %s on %s, %d cores, %d GiB of memory, Linux %s, ' "$rounds" "$(date -u +%F)" \
    "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(awk '/^MemTotal/ { print int($2 / 1048576 + 0.5) }' /proc/meminfo)" "$(uname -r | sed 's/-.*//')"
  printf 'Java %s, Maven %s, Docker %s, Podman %s' "$(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')" \
    "$(mvn -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][[:alnum:].-]*\).*/\1/p')" "$(engine_version)" "$(podman_version)"
  for name in buildah skopeo; do
    if needs "$name"; then printf ', %s %s' "$name" "$("$name" --version | awk '{ print $3 }')"; fi
  done
  echo .
}

# report_row WORK OTHER UNIT GOAL WORDS OTHER-WORDS
report_row() {
  local kind=s unit=$3 time='failed' other='failed' ratio=''
  if [ "$unit" = 'CPU s' ]; then kind=cpu; fi
  if has_samples "$1"; then time="$(median "$samples/$1.$kind") $unit"; fi
  if has_samples "$2"; then other="$(median "$samples/$2.$kind") $unit"; fi
  if [ "$time" != failed ] && [ "$other" != failed ]; then
    ratio=$(awk '{ printf "%.2f", $1 / $2 }' <<<"${time%% *} ${other%% *}")
  fi
  printf '| %s | %s | %s | %s | %s | %s |\n' "$5" "$6" "$time" "$other" "$ratio" "${4:+at most $4}"
}

# has_samples WORK: whether it succeeded in all rounds.
has_samples() { [ -e "$samples/$1.s" ] && [ ! -e "$samples/$1.failed" ]; }

# median FILE
median() {
  sort --general-numeric-sort "$1" |
    awk '{ all[NR] = $1 } END { printf "%.2f", NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'
}

# keep_phases WORK: adds the phases of a build of one image to its samples.
keep_phases() {
  local phase seconds
  case $1 in docker | podman | docker-kept | podman-kept) ;; *) return 0 ;; esac
  for phase in "${phases[@]}"; do
    seconds=$(sed -n "s/.*\"$phase\" *: *\([0-9.]*\).*/\1/p" "$work/build/target/fdo/images.json" | head -n 1)
    if [ -n "$seconds" ]; then echo "$seconds" >>"$samples/$1.phase.$phase"; fi
  done
}

# report_phases: how long the phases of the builds of one image took.
report_phases() {
  local name phase built=()
  for name in docker podman docker-kept podman-kept; do
    if compgen -G "$samples/$name.phase.*" >/dev/null; then built+=("$name"); fi
  done
  if [ "${#built[@]}" -eq 0 ]; then return; fi
  printf '\n| Seconds of a phase |'
  printf ' %s |' "${built[@]}"
  printf '\n|---|'
  printf -- '---|%.0s' "${built[@]}"
  echo
  for phase in "${phases[@]}"; do
    printf '| %s |' "$phase"
    for name in "${built[@]}"; do
      printf ' %s |' "$(if [ -e "$samples/$name.phase.$phase" ]; then median "$samples/$name.phase.$phase"; fi)"
    done
    echo
  done
}
