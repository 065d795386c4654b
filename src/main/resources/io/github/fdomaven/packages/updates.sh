# shellcheck shell=sh disable=SC2317
# Says what an upgrade of the packages would do. The first argument is "refresh" in a container for this question. In a build
# container it is "offline", because the metadata is fresh there, or "upgraded", because an upgrade has just been done. The script also
# says there where the metadata comes from. The second argument is the format of the packages, or "any". Each program has a section: a line "fdo-begin NAME", its output, and a line
# "fdo-end NAME STATUS". The script ends with status 0 in any case.
export LC_ALL=C
mode=$1
format=$2

section() {
  name=$1
  shift
  printf 'fdo-begin\t%s\n' "$name"
  "$@" </dev/null 2>&1
  status=$?
  printf '\nfdo-end\t%s\t%s\n' "$name" "$status"
  return "$status"
}

# has FORMAT PROGRAM
has() {
  case $format in any | "$1") command -v "$2" >/dev/null 2>&1 ;; *) return 1 ;; esac
}

# Without fresh metadata the answer would be wrong, so the script ends if a refresh fails.
refresh() {
  if [ "$mode" = refresh ]; then section refresh "$@" || exit 0; fi
}

# updates COMMAND...: lists the updates. After an upgrade there are none, and the question could cost apt a second.
updates() {
  if [ "$mode" = upgraded ]; then section updates true; else section updates "$@"; fi
}

# digests FILE...: prints the digests of the metadata, if there is any.
digests() {
  if [ -f "$1" ]; then section metadata sha256sum "$@"; fi
}

# The digests of the lists that a Release file names. The file itself changes several times a day, with its date and signature.
release_digests() {
  for file in ./*Release; do
    lists=$(sed -n '/^SHA256:/,/^[^ ]/p' "$file" | grep '^ ')
    if [ -n "$lists" ]; then
      digest=$(printf '%s\n' "$lists" | sha256sum)
      echo "${digest%% *}  $file"
    fi
  done
}

# The directories of the Release files. "apt-get indextargets" would be slower.
apt_directories() { apt-get update --print-uris | sed -n "s|^'\(.*/\)InRelease' .*|\1|p"; }

# Versions of apt before 2.1.15 do not have this option. For them, a repository that does not answer is only a warning.
apt_update() {
  words=$(apt-get -o APT::Update::Error-Mode=any -o Acquire::Languages=none update 2>&1)
  status=$?
  printf '%s\n' "$words"
  case $words in *'Some index files failed to download'*) return 100 ;; esac
  return "$status"
}

# The addresses of repositories as dnf 4 prints them.
dnf5_repositories() {
  "$dnf" -C repo info | sed -n -e 's/^Repo ID *:/Repo-id :/p' -e 's/^ *Base URL *:/Repo-baseurl :/p' \
    -e 's/^ *Metalink *:/Repo-metalink :/p' -e 's/^ *Mirrorlist *:/Repo-mirrors :/p'
}

pacman_servers() {
  for repository in $(pacman-conf --repo-list); do
    echo "$repository $(pacman-conf --repo="$repository" Server | head -n 1)"
  done
}

if has deb apt-get; then
  echo "fdo-manager	apt"
  refresh apt_update
  updates apt-get -s dist-upgrade
  if [ "$mode" != refresh ]; then
    section repositories apt_directories
    cd /var/lib/apt/lists && section metadata release_digests
  fi
elif has rpm zypper; then
  echo "fdo-manager	zypper"
  refresh zypper --non-interactive refresh
  updates zypper --non-interactive --no-refresh --xmlout list-updates
  if [ "$mode" != refresh ]; then
    section repositories zypper --no-refresh --xmlout repos --uri
    cd /var/cache/zypp/raw && digests ./*/repodata/repomd.xml
  else
    patches=$(zypper --non-interactive --no-refresh --xmlout list-patches --category security 2>/dev/null | tr '>' '\n' |
      sed -n 's|.*<update kind="patch" name="\([^"]*\)".*|\1|p')
    # shellcheck disable=SC2086
    if [ -n "$patches" ]; then section security zypper --non-interactive --no-refresh info --type patch $patches; fi
    section advisories grep -ls 'type="updateinfo"' /var/cache/zypp/raw/*/repodata/repomd.xml
  fi
elif has rpm dnf || has rpm yum; then
  echo "fdo-manager	dnf"
  dnf=$(command -v dnf || command -v yum)
  if [ "$mode" = refresh ]; then "$dnf" -q clean expire-cache >/dev/null 2>&1; fi
  refresh "$dnf" -q '--setopt=*.skip_if_unavailable=0' makecache
  updates "$dnf" -q -C check-update
  if [ "$mode" != refresh ]; then
    if [ -d /var/cache/libdnf5 ]; then
      section repositories dnf5_repositories
      cd /var/cache/libdnf5 && digests ./*/repodata/repomd.xml
    else
      section repositories "$dnf" -C -v repolist
      cd /var/cache/dnf && digests ./*/repodata/repomd.xml
    fi
  else
    section installed rpm -qa --qf '%{NAME}.%{ARCH}\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\n'
    section security "$dnf" -q -C --security check-update
    section advisories grep -ls 'type="updateinfo"' /var/cache/dnf/*/repodata/repomd.xml \
      /var/cache/libdnf5/*/repodata/repomd.xml /var/cache/yum/*/*/*/repomd.xml
  fi
elif has apk apk; then
  echo "fdo-manager	apk"
  refresh apk update
  updates apk version -l '<'
  if [ "$mode" != refresh ]; then
    section architecture apk --print-arch
    section repositories cat /etc/apk/repositories
    cd /var/cache/apk && digests ./APKINDEX.*.tar.gz
  fi
elif has alpm pacman; then
  echo "fdo-manager	pacman"
  refresh pacman -Sy
  updates pacman -Qu
  if [ "$mode" != refresh ]; then
    section repositories pacman_servers
    cd /var/lib/pacman/sync && digests ./*.db
  fi
fi
exit 0
