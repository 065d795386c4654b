# shellcheck shell=bash disable=SC2154
# The Docker Engine. Uses the engine of the docker command. If none answers, root starts the one of Debian.

ensure_engine() {
  local endpoint
  if [ -z "$(type -P docker)" ]; then
    if ! can_install; then
      lacks 'the docker command is missing, and only root on Debian can install it: run this as root, or install docker.io'
      return
    fi
    install_packages docker.io iptables
  fi
  endpoint=$(engine_endpoint 2>/dev/null || echo 'the Docker context')

  if engine_answers; then
    echo "engine: Docker $(engine_version) answers on $endpoint"
  elif [ "$endpoint" != unix:///var/run/docker.sock ]; then
    lacks "no Docker Engine answers on $endpoint: start it, or unset DOCKER_HOST and DOCKER_CONTEXT ($(engine_refusal))"
  elif ! can_install; then
    lacks "no Docker Engine answers on /var/run/docker.sock, and only root on Debian can start one: run this as root, \
or start an engine and set DOCKER_HOST ($(engine_refusal))"
  else
    start_engine
    echo "engine: started Docker $(engine_version) on $endpoint"
  fi
}

start_engine() {
  if [ -z "$(type -P dockerd)" ]; then install_packages docker.io iptables; fi
  if [ -d /run/systemd/system ]; then
    step 'engine: starting the service docker' systemctl start docker
    : >"$state/docker.service"
  else
    forget_dead /var/run/docker.pid
    forget_dead /var/run/docker/containerd/containerd.pid
    start_daemon dockerd engine_answers dockerd "${resolver_options[@]/#/--dns-opt=}"
  fi
}

# forget_dead FILE: removes a file with the ID of a process that has ended or is a zombie. dockerd would not start, because it
# takes a zombie for a running engine.
forget_dead() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 0
  if [ ! -e "/proc/$pid/stat" ] || grep -q '^State:\s*Z' "/proc/$pid/status"; then rm -f "$1"; fi
}

engine_endpoint() { docker context inspect --format '{{.Endpoints.docker.Host}}'; }

engine_version() { timeout 60 docker version --format '{{.Server.Version}}'; }

engine_answers() { engine_version >/dev/null 2>&1; }

# Prints Docker's error message.
engine_refusal() { engine_version 2>&1 | tail -n 1; }
