# shellcheck shell=bash disable=SC2154
# Engines that are newer than those of Debian 12: Docker 28, the same with containerd's image store, and Podman 5, from a root
# directory of Debian 14. Each runs in its own mount and process namespaces, so its containers end with it. It sees only its root
# directory and one shared directory. It uses the machine's network, because the registry is there.

newer=$state/forky
newer_docker_socket=$newer/sockets/docker.sock
newer_containerd_socket=$newer/sockets/containerd.sock
newer_podman_socket=$newer/sockets/podman.sock
newer_bridge=fdo-it-docker
newer_containerd_bridge=fdo-it-ctrd
newer_shared=$state/shared

ensure_newer_engines() {
  if newer_docker_answers && newer_containerd_answers && newer_podman_answers; then
    report_newer
    return
  fi
  if [ "$EUID" -ne 0 ]; then
    lacks "no newer engines answer in $newer/sockets, and only root can start them: run this as root"
    return
  fi
  if [ ! -e "$newer/usr/bin/podman" ] && [ -z "$(type -P mmdebstrap)" ]; then
    if ! can_install; then
      lacks 'mmdebstrap is missing, and the newer engines need it: install mmdebstrap'
      return
    fi
    install_packages mmdebstrap
  fi
  if [ -z "$(type -P ip)" ] || [ -z "$(type -P iptables)" ]; then
    if ! can_install; then
      lacks 'ip or iptables is missing, and the newer engines need them: install iproute2 and iptables'
      return
    fi
    install_packages iproute2 iptables
  fi
  if [ ! -e "$newer/usr/bin/podman" ] && ! step 'newer engines: creating a root directory of Debian 14' make_newer_root; then
    lacks 'mmdebstrap failed to create a root directory of Debian 14: see above'
    return
  fi
  if ! newer_docker_answers; then
    start_newer_docker docker newer_docker_answers "$newer_bridge" 10.189.2 02:42:0a:bd:02:01
  fi
  if ! newer_containerd_answers; then
    start_newer_docker containerd newer_containerd_answers "$newer_containerd_bridge" 10.189.3 02:42:0a:bd:03:01 \
      --feature containerd-snapshotter=true
  fi
  if ! newer_podman_answers; then start_newer_podman; fi
  report_newer
}

report_newer() {
  echo "newer engines: Docker $(socket_version "$newer_docker_socket") answers on $newer_docker_socket"
  echo "newer engines: Docker $(socket_version "$newer_containerd_socket") with containerd's store answers on $newer_containerd_socket"
  echo "newer engines: Podman $(socket_version "$newer_podman_socket") answers on $newer_podman_socket"
}

# The signatures of a release in preparation may be old.
make_newer_root() {
  rm -rf "$newer.part" &&
    mmdebstrap --variant=minbase --aptopt='Acquire::Check-Valid-Until "false"' \
      --include=ca-certificates,docker.io,podman,iptables,runc,iproute2,netavark,aardvark-dns \
      forky "$newer.part" && mv "$newer.part" "$newer"
}

# start_newer_docker NAME CHECK BRIDGE SUBNET MAC OPTION...: an engine has its own bridge, because an engine with --bridge=none deletes
# docker0 of the first engine. The bridge has a fixed MAC address. Otherwise it takes the one of a container, and loses it when that
# container ends.
start_newer_docker() {
  local name=$1 check=$2 bridge=$3 subnet=$4
  ip link show "$bridge" >/dev/null 2>&1 || ip link add "$bridge" address "$5" type bridge
  ip address replace "$subnet.1/24" dev "$bridge"
  ip link set "$bridge" up
  let_through "$bridge" "$subnet.0/24"
  start_newer "$name" "$check" dockerd --host "unix:///sockets/$name.sock" --bridge "$bridge" \
    --iptables=false --ip6tables=false --ip-forward=false "${resolver_options[@]/#/--dns-opt=}" \
    --data-root "/var/lib/engine/$name" "${@:6}"
}

# let_through BRIDGE SUBNET: adds the firewall rules of a bridge. The newer engines do not change the firewall themselves.
let_through() {
  ensure_rule nat POSTROUTING --source "$2" ! --out-interface "$1" --jump MASQUERADE
  ensure_rule filter FORWARD --in-interface "$1" --jump ACCEPT
  ensure_rule filter FORWARD --out-interface "$1" --jump ACCEPT
}

# ensure_rule TABLE CHAIN RULE...: inserts a firewall rule before all others if it is missing.
ensure_rule() {
  iptables --wait --table "$1" --check "${@:2}" 2>/dev/null || iptables --wait --table "$1" --insert "${@:2}"
}

start_newer_podman() {
  write_podman_settings "$newer/etc/containers" /var/lib/engine/podman /run 10.189.1 fdo-it-podman
  mkdir -p "$newer/var/lib/engine/podman"
  rm -rf "$newer/var/lib/engine/podman/networks"
  mv "$newer/etc/containers/networks" "$newer/var/lib/engine/podman/networks"
  sed -i 's/^\[network\]$/&\nfirewall_driver = "none"/' "$newer/etc/containers/containers.conf"
  let_through fdo-it-podman 10.189.1.0/24
  start_newer podman newer_podman_answers podman system service --time=0 unix:///sockets/podman.sock
}

# start_newer NAME CHECK COMMAND...: the root directory must be a mount point, else the engine cannot start containers.
start_newer() {
  local name=$1 check=$2
  shift 2
  mkdir -p "$newer/sockets" "$newer/.host" "$newer_shared"
  rm -f "$newer/sockets/$name.sock"
  # shellcheck disable=SC2016
  start_daemon "newer-$name" "$check" unshare --mount --propagation private --pid --fork --kill-child bash -euc '
    root=$1 shared=$2
    shift 2
    mount --bind "$root" "$root"
    for directory in sys dev; do mount --rbind "/$directory" "$root/$directory"; done
    mount -t proc proc "$root/proc"
    for directory in run tmp dev/shm; do mount -t tmpfs tmpfs "$root/$directory"; done
    mkdir -p "$root$shared" "$root/run/lock"
    mount --bind "$shared" "$root$shared"
    cp /etc/resolv.conf "$root/run/resolv.conf"
    cd "$root"
    pivot_root . .host
    cd /
    umount --lazy /.host
    # Without exec: the first process also reaps orphaned processes.
    "$@" || exit' bash "$newer" "$newer_shared" "$@"
}

newer_docker_answers() { socket_version "$newer_docker_socket" >/dev/null 2>&1; }

newer_containerd_answers() { socket_version "$newer_containerd_socket" >/dev/null 2>&1; }

newer_podman_answers() { socket_version "$newer_podman_socket" >/dev/null 2>&1; }

# engine_addresses: prints the addresses of all engines, the default engine first.
engine_addresses() {
  local socket addresses
  addresses=$(engine_endpoint)
  for socket in "$podman_socket" "$newer_docker_socket" "$newer_containerd_socket" "$newer_podman_socket"; do
    addresses+=" unix://$socket"
  done
  echo "$addresses"
}
