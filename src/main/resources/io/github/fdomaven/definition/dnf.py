# Runs dnf with metadata and packages of the cache. dnf always asks the repository for its newest repomd.xml first. If the cache has
# the same repomd.xml, the other metadata must have the digests in it. Packages must have the digests in the metadata. The functions
# of the cache check them. A problem of the cache never fails dnf.
import os
import re
import subprocess
import sys

# Without this, Python would import modules from the current directory.
del sys.path[0]

import dnf.base
import dnf.repo
from dnf.cli import main

CACHE = "/dev/fdo-packages"
MAX_INDEX = 1 << 20
MAX_METADATA = 10**9
FUNCTIONS = sys.argv[1]

# The digests of the files that were copied from the cache. All other files are new, and replace those of the cache.
taken = set()


def run(command, *arguments, **options):
    script = FUNCTIONS + "\n" + command
    return subprocess.call(["sh", "-c", script, "sh"] + [str(argument) for argument in arguments], **options) == 0


def make_directory(path):
    if not os.path.isdir(path):
        os.makedirs(path)


def take(digest, size, target):
    if os.path.isfile(os.path.join(CACHE, digest)) and not os.path.exists(target):
        make_directory(os.path.dirname(target))
        if run('take "$1" "$2" "$3"', digest, size, target):
            taken.add(digest)


def store(name, path):
    if name in taken or not os.path.isfile(path):
        return
    with open(path, "rb") as content:
        run('store "$1"', name, stdin=content)


def safely(function, *arguments):
    try:
        function(*arguments)
    except Exception as problem:
        print("dnf does not use the package cache: " + str(problem))


# The file names, digests and sizes of the metadata.
def files_of(index):
    with open(index) as content:
        blocks = content.read().split("</data>")
    for block in blocks:
        digest = re.search(r'<checksum type="sha256">([0-9a-f]{64})</checksum>', block)
        name = re.search(r'<location href="repodata/([A-Za-z0-9._-]+)"', block)
        size = re.search(r"<size>([0-9]{1,15})</size>", block)
        if digest and name and size:
            yield name.group(1), digest.group(1), size.group(1)


# The directory of a repository's metadata, and the name of its repomd.xml in the cache. dnf derives both from its address.
def places(repo):
    directory = os.path.dirname(repo.cache_pkgdir())
    return os.path.join(directory, "repodata"), "repomd-" + os.path.basename(directory)


def restore_metadata(repo):
    directory, name = places(repo)
    index = os.path.join(directory, "repomd.xml")
    # A signature of repomd.xml is checked only when it is downloaded.
    if repo.repo_gpgcheck or os.path.exists(index):
        return
    make_directory(directory)
    if run('copy "$1" "$2" "$3"', name, MAX_INDEX, index):
        space = MAX_METADATA
        for file, digest, size in files_of(index):
            space -= int(size)
            if space >= 0:
                take(digest, size, os.path.join(directory, file))
        # dnf compares the repomd.xml with that of the repository before it uses the metadata.
        repo._repo.expire()


def store_metadata(repo):
    directory, name = places(repo)
    index = os.path.join(directory, "repomd.xml")
    if os.path.isfile(index):
        for file, digest, _ in files_of(index):
            store(digest, os.path.join(directory, file))
        store(name, index)


# The packages that dnf downloads, with their digests. Packages of a local directory are not downloaded.
def downloads(base, packages):
    for package in packages:
        kind, digest = package.returnIdSum()
        repo = base.repos.get(package.reponame)
        if kind == "sha256" and repo and package.localPkg().startswith(repo.cache_pkgdir() + "/"):
            yield package, digest


def restore_packages(base, packages):
    for package, digest in downloads(base, packages):
        take(digest, package.downloadsize, package.localPkg())


def store_packages(base, packages):
    for package, digest in downloads(base, packages):
        store(digest, package.localPkg())


load = dnf.repo.Repo.load
download = dnf.base.Base.download_packages


def load_with_cache(self):
    safely(restore_metadata, self)
    is_new = load(self)
    if is_new:
        safely(store_metadata, self)
    return is_new


def download_with_cache(self, pkglist, *arguments, **options):
    packages = list(pkglist)
    safely(restore_packages, self, packages)
    result = download(self, packages, *arguments, **options)
    safely(store_packages, self, packages)
    return result


dnf.repo.Repo.load = load_with_cache
dnf.base.Base.download_packages = download_with_cache
main.user_main(sys.argv[2:], exit_code=True)
