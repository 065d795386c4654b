# shellcheck shell=bash disable=SC2154
# Builds the base images of the tests from Debian packages and pushes missing ones to the registry.

declare -A base_packages=([base/debian:bookworm]="ca-certificates" [base/fedora:41]="ca-certificates,dnf,rpm,createrepo-c"
  [base/fedora:42]="ca-certificates,dnf5,rpm,createrepo-c")

# Debian 12 has no dnf 5.
declare -A base_releases=([base/debian:bookworm]=bookworm [base/fedora:41]=bookworm [base/fedora:42]=forky)

# begin_base_images NAME...: starts to build the images that are not in the registry. ensure_base_image waits for them.
begin_base_images() {
  local name options
  for name; do
    if registry_has "$name" || [ -e "$(base_tar "$name")" ]; then continue; fi
    if [ -z "$(type -P mmdebstrap)" ]; then
      if ! can_install; then
        lacks "$registry has no $name, and mmdebstrap to build it is missing: run this as root on Debian, or install \
mmdebstrap"
        continue
      fi
      install_packages mmdebstrap
    fi
    options=(--include="${base_packages[$name]}")
    # The signatures of a release in preparation may be old.
    if [ "${base_releases[$name]}" = forky ]; then options+=(--aptopt='Acquire::Check-Valid-Until "false"'); fi
    case $name in base/fedora:*) options+=(--customize-hook="$environment/fedora/populate") ;; esac
    in_background "$(base_file "$name")" make_root "${base_releases[$name]}" "$(base_tar "$name")" "${options[@]}"
  done
}

# ensure_base_image NAME: the push needs the engine and the registry.
ensure_base_image() {
  local name=$1 file
  file=$(base_file "$name")
  if registry_has "$name"; then
    echo "base images: $name exists"
    return
  fi
  if [ -n "${background[$file]:-}" ] && ! finish_background "$file" "base images: building $name"; then
    lacks "$registry has no $name, and mmdebstrap failed to build it: see above (it needs root or uidmap)"
  fi
  if [ "${#missing[@]}" -gt 0 ]; then return; fi
  step "base images: pushing $name" push_root "$(base_tar "$name")" "$registry/$name"
}

base_file() { echo "${1//[:\/]/-}"; }

base_tar() { echo "$state/$(base_file "$1").tar"; }

registry_has() { [ "$(registry_status HEAD "/v2/${1%:*}/manifests/${1##*:}")" = 200 ]; }

# make_root RELEASE TAR OPTION...
make_root() {
  mmdebstrap --variant=minbase --format=tar "${@:3}" "$1" "$2.part" && mv "$2.part" "$2"
}

# push_root TAR REFERENCE: removes the image of an earlier start first, because it would stay without a tag.
push_root() {
  docker image rm "$2" || true
  docker import --change 'CMD ["bash"]' "$1" "$2" && docker push "$2"
}
