# shellcheck shell=bash disable=SC2154
# The registry. Uses the one that answers on $registry, else starts docker-registry of Debian with its own configuration and
# storage. The package is unpacked, not installed: this needs no root and leaves no service on the machine. The program is
# needed in any case, because some tests start registries with authentication.

ensure_registry() {
  local status
  ensure_registry_program || return 0
  status=$(registry_status GET /v2/)
  if [ "$status" = 200 ]; then
    echo "registry: answers on $registry"
  elif [ -n "$status" ]; then
    lacks "http://$registry/v2/ answers $status, not 200: this is no registry without authentication; set IT_REGISTRY to \
another address"
  elif [[ $registry != localhost:* && $registry != 127.*:* ]]; then
    lacks "no registry answers on http://$registry/v2/, and this script starts one on a loopback address only: start it, \
or unset IT_REGISTRY"
  else
    start_registry
  fi
}

# Prints the program on the PATH, else the unpacked one.
registry_program() { type -P docker-registry || echo "$state/docker-registry/usr/bin/docker-registry"; }

ensure_registry_program() {
  if [ -x "$(registry_program)" ]; then return; fi
  if can_install; then update_package_lists; fi
  if ! step 'registry: downloading docker-registry' unpack_registry; then
    lacks "docker-registry is missing, and the download of Debian's package failed: run this as root on Debian, or install \
docker-registry"
    return 1
  fi
}

start_registry() {
  local program
  program=$(registry_program)
  start_daemon registry registry_answers env REGISTRY_HTTP_ADDR="$registry" \
    REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY="$state/registry" "$program" serve "$environment/registry.yml"
  echo "registry: started docker-registry $("$program" --version | sed 's/.* //') on $registry"
}

unpack_registry() (
  cd "$state" && rm -rf docker-registry docker-registry_*.deb &&
    apt-get download docker-registry &&
    dpkg-deb --extract docker-registry_*.deb docker-registry.part && mv docker-registry.part docker-registry &&
    rm docker-registry_*.deb
)

registry_answers() { [ "$(registry_status GET /v2/)" = 200 ]; }

# registry_status METHOD PATH: prints the status of the response, or nothing. Uses bash, because curl may be missing.
registry_status() (
  local type
  exec 3<>"/dev/tcp/${registry%:*}/${registry##*:}" || exit 0
  printf '%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n' "$1" "$2" "$registry" >&3
  for type in docker.distribution.manifest.v2 oci.image.manifest.v1 oci.image.index.v1; do
    printf 'Accept: application/vnd.%s+json\r\n' "$type" >&3
  done
  printf '\r\n' >&3
  read -r -t 60 _ status _ <&3 && echo "$status"
) 2>/dev/null
