# shellcheck shell=bash
# The Docker Engine: any that the docker command reaches will do; root gets Debian's where none answers.

ensure_engine() {
  local endpoint
  if [ -z "$(type -P docker)" ]; then
    if ! can_install; then
      lacks 'there is no docker command, and only root on Debian can install it: run this as root, or install docker.io'
      return
    fi
    install_packages docker.io iptables
  fi
  endpoint=$(engine_endpoint 2>/dev/null || echo 'the Docker context')

  if engine_answers; then
    echo "engine: Docker $(engine_version) already answers on $endpoint"
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
  else
    forget_dead /var/run/docker.pid
    forget_dead /var/run/docker/containerd/containerd.pid
    start_daemon dockerd engine_answers dockerd
  fi
}

# forget_dead FILE: removes a file with the id of a process that is gone, or that nobody has waited for since it ended:
# dockerd takes such a zombie for an engine that runs.
forget_dead() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 0
  if [ ! -e "/proc/$pid/stat" ] || grep -q '^State:\s*Z' "/proc/$pid/status"; then rm -f "$1"; fi
}

engine_endpoint() { docker context inspect --format '{{.Endpoints.docker.Host}}'; }

engine_version() { timeout 10 docker version --format '{{.Server.Version}}'; }

engine_answers() { engine_version >/dev/null 2>&1; }

# Docker's own words on why it does not answer.
engine_refusal() { engine_version 2>&1 | tail -n 1; }
