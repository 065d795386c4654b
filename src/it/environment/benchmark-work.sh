# shellcheck shell=bash disable=SC2154
# The work that the benchmark measures. All of it uses a registry of the benchmark's own. Each build has a base image with a layer
# that is in no other image, so that it pulls the layer.

work=$state/benchmark
samples=$work/samples
# A distribution's version that no other project has, so that the benchmark has its own package cache.
distribution_version=benchmark
manifest_type=application/vnd.docker.distribution.manifest.v2+json
container=fdo-benchmark-script
fabric8_version=0.45.1
packages=(curl wget git gcc)
graph_packages=(curl wget git gcc python3 make)
exec_command='curl --version && git --version'
dependents=100
idle_images=300
# As in the plugin: no docs, locales, man pages and recommended packages, and no services.
prepare_packages="printf 'path-exclude=/usr/share/%s/*\n' doc locale man >/etc/dpkg/dpkg.cfg.d/99-exclude
echo 'APT::Install-Recommends \"false\";' >/etc/apt/apt.conf.d/99-no-recommends
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d"
clean_packages='apt-get clean && rm -rf /var/lib/apt/lists/* && mkdir -p /app'

# The storage of buildah is on the disk of the engines.
buildah=(
  buildah --root "$work/buildah/storage" --runroot "$work/buildah/run" --storage-driver overlay
)

# run_work WORK
run_work() {
  case $1 in
  docker | podman) plugin_builds "$1" "$1" ;;
  docker-kept | podman-kept) plugin_builds "$1" "${1%-kept}" -Dfdo.package.cache=keep ;;
  graph-docker | graph-podman) plugin_builds "$1" "${1#graph-}" ;;
  docker-script | podman-script) script_builds "$1" "${1%-script}" ;;
  buildah) buildah_builds "$benchmark_registry/buildah/debian:$tag" "$exec_command" "${packages[*]}" ;;
  graph-buildah) buildah_builds_graph ;;
  graph-single) plugin_builds_graph_one_by_one ;;
  fabric8) fabric8_builds ;;
  help) maven one fdo:help ;;
  one | thirty | many) maven "$1" fdo:build-image ;;
  plan-one) maven chains fdo:plan -Dfdo.only=c9-29 ;;
  plan-many) maven chains fdo:plan ;;
  copy) plugin_copies ;;
  skopeo-help) skopeo_copies && maven one fdo:help ;;
  poke) CI_PIPELINE_ID=1 DEPENDENT_TOKEN=secret-token maven poke fdo:poke-dependents ;;
  curl) curl_pokes ;;
  esac
}

# maven POM ARGUMENT...
maven() { mvn -B -o -f "$work/$1/pom.xml" -Dbenchmark.tag="$tag" -Dbenchmark.base="$base_image" "${@:2}"; }

# plugin_builds WORK ENGINE OPTION...
plugin_builds() {
  local pom=build
  if [[ $1 == graph-* ]]; then pom=graph; fi
  rm -rf "$work/$pom/target"
  maven "$pom" fdo:build-image -Dfdo.docker.host="$(endpoint "$2")" -Dfdo.registry.image="$benchmark_registry/$1" "${@:3}"
}

# plugin_builds_graph_one_by_one: a run of Maven for each image of the graph.
plugin_builds_graph_one_by_one() {
  local package
  for package in "${graph_packages[@]}"; do plugin_builds graph-single docker -Dfdo.only="$package"; done
}

endpoint() { if [ "$1" = docker ]; then engine_endpoint; else echo "unix://$podman_socket"; fi; }

# build_steps EXEC PACKAGES COMMAND...: the steps of the CI templates. COMMAND runs the words behind it in the container. Without EXEC
# no command runs after the packages are installed.
build_steps() {
  local command=$1 wanted in_container=("${@:3}") apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  read -ra wanted <<<"$2"
  "${in_container[@]}" sh -c "$prepare_packages"
  "${in_container[@]}" "${apt[@]}" update
  "${in_container[@]}" "${apt[@]}" -y dist-upgrade
  "${in_container[@]}" "${apt[@]}" -y install "${wanted[@]}"
  if [ -n "$command" ]; then "${in_container[@]}" bash -c "set -x; $command"; fi
  "${in_container[@]}" sh -c "$clean_packages"
}

# buildah_builds REFERENCE EXEC PACKAGES
buildah_builds() {
  local reference=$1 name
  name=$("${buildah[@]}" from --quiet --isolation chroot --tls-verify=false "${resolver_options[@]/#/--dns-option=}" "$base_image")
  build_steps "$2" "$3" "${buildah[@]}" run --isolation chroot "$name" --
  "${buildah[@]}" config --workingdir /app --label fdo.pipeline_id=1 "$name"
  "${buildah[@]}" commit --quiet --format docker "$name" "$reference"
  "${buildah[@]}" push --quiet --tls-verify=false "$reference"
  "${buildah[@]}" rm "$name"
}

# buildah_builds_graph: the first build pulls the base image, the others find it.
buildah_builds_graph() {
  local package
  for package in "${graph_packages[@]}"; do
    buildah_builds "$benchmark_registry/graph-buildah/debian:$package.$tag" '' "$package"
  done
}

# script_builds WORK ENGINE: the same steps with the command of the engine.
script_builds() {
  local reference=$benchmark_registry/$1/debian:$tag engine=(docker) push=(push)
  if [ "$2" = podman ]; then
    engine=("${podman[@]}")
    push+=(--tls-verify=false)
  fi
  "${engine[@]}" pull --quiet "$base_image"
  "${engine[@]}" run --detach --name "$container" "${proxies[@]}" "$base_image" sleep infinity
  build_steps "$exec_command" "${packages[*]}" "${engine[@]}" exec "$container"
  "${engine[@]}" commit --change 'WORKDIR /app' --change 'LABEL fdo.pipeline_id=1' "$container" "$reference"
  "${engine[@]}" "${push[@]}" "$reference"
  "${engine[@]}" rm --force "$container"
}

fabric8_builds() {
  sed -i "1s|.*|FROM $base_image|" "$work/fabric8/context/Dockerfile"
  maven fabric8 docker:build docker:push
}

# The repository is new in each round, so that the registry has neither the tag nor the layer there.
plugin_copies() {
  maven copy fdo:build-image -Dfdo.registry.image="$benchmark_registry/copy"
}

skopeo_copies() {
  skopeo copy --src-tls-verify=false --dest-tls-verify=false \
    "docker://$benchmark_registry/group/upstream/debian/$distribution_version:1" \
    "docker://$benchmark_registry/skopeo-help/debian/$distribution_version:1"
}

curl_pokes() {
  local number
  for ((number = 1; number <= dependents; number++)); do
    curl --silent --show-error --fail --output /dev/null --data token=secret-token --data ref=main \
      "$gitlab/api/v4/projects/group%2Fapp$number/trigger/pipeline"
  done
}

# prepare_work: starts the registry and the stub, and makes images and POMs.
prepare_work() {
  local name
  rm -rf "$work"
  mkdir -p "$samples"
  proxies=()
  for name in http_proxy https_proxy no_proxy; do
    if [ -n "${!name:-}" ]; then proxies+=(--env "$name"); fi
  done
  version=$(sed -n '0,/<version>/ s|.*<version>\(.*\)</version>.*|\1|p' "$project/pom.xml")
  step 'starting the registry of the benchmark' start_benchmark_registry
  if needs '^(thirty|many)$'; then
    step "pushing $idle_images tiny images" push_tiny_images "$idle_images"
  else
    step 'pushing a tiny image' push_tiny_images 1
  fi
  if needs 'docker|podman|buildah|fabric8|copy'; then step 'downloading the base image' download_base_image; fi
  if needs copy; then push_base_image "group/upstream/debian/$distribution_version:1"; fi
  if needs 'poke|curl'; then step 'starting the stub of GitLab' start_stub; fi
  write_poms
}

# free_port FROM: prints a port that nothing listens on.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/localhost/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start_benchmark_registry() {
  start_daemon benchmark-registry benchmark_registry_answers env REGISTRY_HTTP_ADDR="$benchmark_registry" \
    REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY="$work/registry" "$(registry_program)" serve "$environment/registry.yml" 8>&-
}

benchmark_registry_answers() { registry=$benchmark_registry registry_answers; }

test_classpath() { echo "$project/target/test-classes:$project/target/classes:$(cat "$project/target/classpath.txt")"; }

# push_tiny_images NUMBER
push_tiny_images() {
  java -cp "$(test_classpath)" io.github.fdomaven.it.BenchmarkImages \
    "$benchmark_registry" "$distribution_version" "$1"
}

# download_base_image: the manifest, the config and the layer of a Debian.
download_base_image() {
  local from=http://$registry/v2/base/debian digests
  mkdir "$work/base"
  curl --silent --show-error --fail --header "Accept: $manifest_type" --output "$work/base/manifest" "$from/manifests/bookworm"
  mapfile -t digests < <(grep -o 'sha256:[0-9a-f]*' "$work/base/manifest")
  if [ "${#digests[@]}" -ne 2 ]; then
    echo 'The base image must have one layer.' >&2
    return 1
  fi
  curl --silent --show-error --fail --output "$work/base/config" "$from/blobs/${digests[0]}" &&
    curl --silent --show-error --fail --output "$work/base/layer" "$from/blobs/${digests[1]}"
}

# push_base_image REPOSITORY:TAG: Debian with one more file, which no other image has, at the beginning of its only layer. So an
# engine pulls the layer although it has others like it. Nothing has to be removed before: for minutes after many files were
# removed, ext4 needs seconds to create as many.
push_base_image() {
  local to=$work/base/new
  rm -rf "$to"
  mkdir "$to"
  echo "$1 $RANDOM $SECONDS $$" >"$to/benchmark"
  # A tar without its end, and one more in front of it, are a tar. So it is with gzip.
  {
    tar --create --directory "$to" benchmark | head --bytes 1024 | gzip
    cat "$work/base/layer"
  } >"$to/layer"
  replace_digest diff_ids "$(gzip --decompress --stdout "$to/layer" | sha256sum)" <"$work/base/config" >"$to/config"
  upload_blob "${1%:*}" "$to/layer"
  upload_blob "${1%:*}" "$to/config"
  cat >"$to/manifest" <<MANIFEST
{"schemaVersion": 2, "mediaType": "$manifest_type",
"config": {"mediaType": "application/vnd.docker.container.image.v1+json", $(descriptor "$to/config")},
"layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", $(descriptor "$to/layer")}]}
MANIFEST
  curl --silent --show-error --fail --upload-file "$to/manifest" --header "Content-Type: $manifest_type" \
    "http://$benchmark_registry/v2/${1%:*}/manifests/${1##*:}"
}

# replace_digest NAME DIGEST: replaces the digest in the only element of a list.
replace_digest() { sed "s/\"$1\": *\[ *\"sha256:[0-9a-f]*\"/\"$1\":[\"sha256:${2%% *}\"/"; }

descriptor() { echo "\"size\": $(stat --format %s "$1"), \"digest\": \"$(digest "$1")\""; }

digest() { echo "sha256:$(sha256sum "$1" | cut -d ' ' -f 1)"; }

# upload_blob REPOSITORY FILE
upload_blob() {
  local address
  address=$(curl --silent --show-error --fail --request POST --output /dev/null --write-out '%header{location}' \
    "http://$benchmark_registry/v2/$1/blobs/uploads/")
  curl --silent --show-error --fail --upload-file "$2" --header 'Content-Type: application/octet-stream' \
    "$address&digest=$(digest "$2")"
}

start_stub() {
  local number arguments=()
  for ((number = 1; number <= dependents; number++)); do arguments+=("--project=group/app$number:secret-token"); done
  start_daemon benchmark-gitlab stub_answers java -cp "$(test_classpath)" \
    io.github.fdomaven.gitlab.stub.StubMain --port="${gitlab##*:}" --delay=200 "${arguments[@]}" 8>&-
}

stub_answers() { (exec 3<>"/dev/tcp/localhost/${gitlab##*:}") 2>/dev/null; }

# lock_benchmark: two benchmarks would slow each other down. The daemons do not keep the lock (8) open.
lock_benchmark() {
  exec 8>"$state/benchmark.lock"
  flock --nonblock 8 || { echo 'Another benchmark is running.' >&2 && exit 1; }
  stop_started
  benchmark_registry=localhost:$(free_port 5006)
  base_image=none
  gitlab=http://localhost:$(free_port 8930)
}

write_poms() {
  local package images=''
  write_pom build "<packages>${packages[*]}</packages><exec>${exec_command//&/&amp;}</exec>$(base_settings)"
  for package in "${graph_packages[@]}"; do
    images+="<image><name>$package</name><tag>$package.\${benchmark.tag}</tag><packages>$package</packages></image>"
  done
  write_pom graph "<baseImage>\${benchmark.base}</baseImage><images>$images</images>"
  write_pom copy "<registry>$benchmark_registry</registry><upstreamRepo>group/upstream</upstreamRepo><tag>1</tag>"
  write_pom one "$(idle_settings 1)"
  write_pom thirty "$(idle_settings 30)"
  write_pom many "$(idle_settings "$idle_images")"
  write_pom chains "<baseImage>$benchmark_registry/tiny:1</baseImage><registryImage>$benchmark_registry/chains</registryImage>\
<images>$(chains)</images>"
  write_pom poke "<registryImage>$benchmark_registry/idle</registryImage><tag>image0</tag><gitlabUrl>$gitlab</gitlabUrl>\
<dependents>$(dependent_settings)</dependents>"
  write_fabric8
}

base_settings() { echo "<baseImage>\${benchmark.base}</baseImage><tag>\${benchmark.tag}</tag>"; }

# idle_settings NUMBER: images that exist and are fresh.
idle_settings() {
  echo "<baseImage>$benchmark_registry/tiny:1</baseImage><registryImage>$benchmark_registry/idle</registryImage><images>"
  seq 0 $(($1 - 1)) | sed 's|.*|<image><name>image&</name><tag>image&</tag></image>|'
  echo '</images>'
}

# chains: 10 chains of 30 images. Each image is built from the image before.
chains() {
  local chain number base
  for chain in {0..9}; do
    base=''
    for number in {0..29}; do
      echo "<image><name>c$chain-$number</name><tag>c$chain-$number.@recipe@</tag>$base</image>"
      base="<baseImage>debian/$distribution_version:c$chain-$number.@recipe@</baseImage>"
    done
  done
}

dependent_settings() {
  seq "$dependents" | sed 's|.*|<dependent><project>group/app&</project><ref>main</ref>\
<tokenVariable>DEPENDENT_TOKEN</tokenVariable></dependent>|'
}

# write_pom NAME CONFIGURATION
write_pom() {
  write_project "$1" io.github.fdomaven:fdo-maven-plugin:"$version" \
    "<distribution>debian</distribution><version>$distribution_version</version>$2"
}

# write_project NAME PLUGIN CONFIGURATION
write_project() {
  local group artifact number
  IFS=: read -r group artifact number <<<"$2"
  mkdir -p "$work/$1"
  cat >"$work/$1/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>benchmark</groupId><artifactId>$1</artifactId><version>1</version><packaging>pom</packaging>
<build><plugins><plugin><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$number</version>
<configuration>
$3
</configuration></plugin></plugins></build></project>
POM
}

# write_fabric8: the same steps in a Dockerfile. Maven downloads the plugin now: the measured runs are offline.
write_fabric8() {
  if ! needs fabric8; then return; fi
  write_project fabric8 "io.fabric8:docker-maven-plugin:$fabric8_version" \
    "<images><image><name>$benchmark_registry/fabric8/debian:\${benchmark.tag}</name><build><noCache>true</noCache>\
<contextDir>\${project.basedir}/context</contextDir></build></image></images>"
  mkdir "$work/fabric8/context"
  {
    echo 'FROM the base image of the round'
    echo 'SHELL ["/bin/bash", "-ec"]'
    printf 'RUN %s\n' "$(sed ':join; N; $!b join; s/\n/ \&\& /g' <<<"$prepare_packages")"
    echo 'ENV DEBIAN_FRONTEND=noninteractive'
    echo "RUN apt-get update && apt-get -y dist-upgrade && apt-get -y install ${packages[*]} && $exec_command && $clean_packages"
    printf 'WORKDIR /app\nLABEL fdo.pipeline_id=1\n'
  } >"$work/fabric8/context/Dockerfile"
  step 'downloading the docker-maven-plugin of fabric8' mvn -B -f "$work/fabric8/pom.xml" docker:help
}

# builds_image WORK: whether it builds images from the base image.
builds_image() { [[ $1 =~ docker|podman|buildah|fabric8|graph ]]; }

# forget_work WORK: removes the repositories, so that the next build pushes everything again.
forget_work() { rm -rf "$work/registry/docker/registry/v2/repositories/$1"; }

# remove_images: removes the container of a script, and all images of the benchmark's registry, in both engines. The engine lists the
# newest images first, and an image is removed before its base image.
remove_images() {
  local engine command ids
  for engine in docker podman; do
    command=(docker --host "$(endpoint "$engine")")
    remove_container "${command[@]}"
    mapfile -t ids < <(image_ids "${command[@]}")
    if [ "${#ids[@]}" -gt 0 ]; then "${command[@]}" image rm --force "${ids[@]}" || true; fi
  done
}

# remove_container COMMAND...: a busy engine may need several attempts.
remove_container() {
  for _ in {1..10}; do
    if [ -z "$("$@" ps --all --quiet --filter "name=$container")" ]; then return; fi
    "$@" rm --force "$container" || sleep 1
  done
}

# image_ids COMMAND...: the images of the benchmark's registry in an engine.
image_ids() {
  "$@" image ls --format '{{.Repository}} {{.ID}}' | sed -n "s|^$benchmark_registry/[^ ]* ||p" | awk '!seen[$0]++'
}

remove_package_caches() {
  local engine command
  for engine in docker podman; do
    command=(docker --host "$(endpoint "$engine")")
    "${command[@]}" volume ls --quiet | { grep "^fdo-packages-debian-$distribution_version" || true; } |
      xargs --no-run-if-empty "${command[@]}" volume rm
  done
}

# stop_started: stops the registry and the stub, also those of a benchmark that was killed.
stop_started() {
  local name pid
  for name in benchmark-registry benchmark-gitlab; do
    if pid=$(daemon_process "$name"); then kill "$pid"; fi
    rm -f "$state/$name.pid" "$state/$name.log"
  done
}

clean_up() {
  local engine left
  trap '' INT TERM
  echo 'removing what the benchmark made'
  {
    remove_images
    remove_package_caches
    if [ -d "$work/buildah" ]; then
      "${buildah[@]}" rm --all
      "${buildah[@]}" rmi --all --force
    fi
    if mountpoint --quiet "$work/buildah/storage/overlay"; then umount "$work/buildah/storage/overlay"; fi
    stop_started
  } >/dev/null 2>&1 || true
  rm -rf "$work"
  for engine in docker podman; do
    left=$(image_ids docker --host "$(endpoint "$engine")" | tr '\n' ' ')
    if [ -n "$left" ]; then echo "$engine still has these images, remove them: $left" >&2; fi
  done
}
