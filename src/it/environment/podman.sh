# shellcheck shell=bash disable=SC2154
# Podman of Debian, run by root on its own socket. It has its own images, containers, network and configuration, and does not touch the
# machine's Podman.

podman_state=$state/podman
podman_socket=$podman_state/podman.sock
# In /run, because Podman needs an empty directory after a start of the machine.
podman_run=/run/fdo-maven-plugin-it/$(cksum <<<"$state" | cut -d ' ' -f 1)
podman_bridge=fdo-it-podman4
podman_subnet=10.189.0
podman_port=fdo-it-port
podman=(
  env CONTAINERS_CONF="$podman_state/containers.conf" CONTAINERS_STORAGE_CONF="$podman_state/storage.conf"
  CONTAINERS_REGISTRIES_CONF="$podman_state/registries.conf" podman
)

ensure_podman() {
  if podman_answers; then
    echo "podman: Podman $(podman_version) answers on $podman_socket"
  elif [ "$EUID" -ne 0 ]; then
    lacks "no Podman answers on $podman_socket, and only root can start this one: run this as root"
  elif ! has_podman && ! can_install; then
    lacks 'podman, runc, netavark or ip is missing, and only root on Debian can install them: install them'
  else
    if ! has_podman; then install_packages podman runc netavark aardvark-dns iptables iproute2; fi
    start_podman
    echo "podman: started Podman $(podman_version) on $podman_socket"
  fi
}

has_podman() {
  [ -n "$(type -P podman)" ] && [ -n "$(type -P runc)" ] && [ -n "$(type -P ip)" ] && [ -x /usr/lib/podman/netavark ]
}

start_podman() {
  mkdir -p "$podman_state" "$podman_run"
  write_podman_settings "$podman_state" "$podman_state" "$podman_run" "$podman_subnet" "$podman_bridge"
  add_podman_bridge
  # Containers of a killed service keep running.
  step 'podman: removing old containers' "${podman[@]}" rm --all --force --time 0
  rm -f "$podman_socket"
  start_daemon podman podman_answers "${podman[@]}" system service --time=0 "unix://$podman_socket"
}

# add_podman_bridge: netavark 1.4 gives its bridge no MAC address of its own. Such a bridge takes the lowest address of its ports, which
# changes when a container begins or ends, and then other containers lose the network for some seconds. This bridge has a fixed address,
# and an unused port, because netavark removes a bridge without ports.
add_podman_bridge() {
  ip link show "$podman_bridge" >/dev/null 2>&1 || ip link add "$podman_bridge" address 02:42:0a:bd:00:01 type bridge
  ip link show "$podman_port" >/dev/null 2>&1 || ip link add "$podman_port" type veth peer name fdo-it-peer
  ip link set "$podman_port" master "$podman_bridge" up
  ip address replace "$podman_subnet.1/24" dev "$podman_bridge"
  ip link set "$podman_bridge" up
}

# write_podman_settings TO DIRECTORY RUN SUBNET BRIDGE: writes the settings to TO for a Podman with its data in DIRECTORY.
# On a host with cgroup v1, only runc starts containers, and only with limits that are not above those of the host.
write_podman_settings() {
  mkdir -p "$1/networks"
  cat >"$1/containers.conf" <<END
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
dns_options = ["${resolver_options[0]}", "${resolver_options[1]}"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
tmp_dir = "$3/libpod"
lock_type = "file"
[network]
network_backend = "netavark"
network_config_dir = "$2/networks"
END
  cat >"$1/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$2/storage"
runroot = "$3/storage"
END
  cat >"$1/registries.conf" <<END
[[registry]]
prefix = "localhost"
location = "localhost"
insecure = true
END
  cat >"$1/networks/podman.json" <<END
{"name": "podman", "id": "2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9", "driver": "bridge",
 "network_interface": "$5", "subnets": [{"subnet": "$4.0/24", "gateway": "$4.1"}], "ipv6_enabled": false,
 "internal": false, "dns_enabled": false, "ipam_options": {"driver": "host-local"}}
END
}

podman_version() { socket_version "$podman_socket"; }

podman_answers() { podman_version >/dev/null 2>&1; }

# socket_version SOCKET: prints the version of the engine that answers there.
socket_version() { timeout 60 docker --host "unix://$1" version --format '{{.Server.Version}}'; }
