# shellcheck shell=bash disable=SC2154
# Builds the base images of the tests from Debian packages and pushes missing ones to the registry.

ensure_base_images() {
  ensure_base_image base/debian:bookworm ca-certificates
  ensure_base_image base/fedora:41 ca-certificates,dnf,rpm,createrepo-c --customize-hook="$environment/fedora/populate"
}

# ensure_base_image NAME PACKAGES [OPTION...]
ensure_base_image() {
  local name=$1 packages=$2 tar=$state/${1//[:\/]/-}.tar
  shift 2
  if registry_has "$name"; then
    echo "base images: $name exists"
    return
  fi
  if [ ! -e "$tar" ] && [ -z "$(type -P mmdebstrap)" ]; then
    if ! can_install; then
      lacks "$registry has no $name, and mmdebstrap to build it is missing: run this as root on Debian, or install \
mmdebstrap"
      return
    fi
    install_packages mmdebstrap
  fi
  # The push needs the engine and the registry.
  if [ "${#missing[@]}" -gt 0 ]; then return; fi
  if [ ! -e "$tar" ] && ! step "base images: building $name" make_root "$tar" "--include=$packages" "$@"; then
    lacks "$registry has no $name, and mmdebstrap failed to build it: see above (it needs root or uidmap)"
    return
  fi
  step "base images: pushing $name" push_root "$tar" "$registry/$name"
}

registry_has() { [ "$(registry_status HEAD "/v2/${1%:*}/manifests/${1##*:}")" = 200 ]; }

# make_root TAR OPTION...
make_root() {
  mmdebstrap --variant=minbase --format=tar "${@:2}" bookworm "$1.part" && mv "$1.part" "$1"
}

# push_root TAR REFERENCE: removes the image of an earlier start first, else it would stay without a tag.
push_root() {
  docker image rm "$2" || true
  docker import --change 'CMD ["bash"]' "$1" "$2" && docker push "$2"
}
