// The message for each file case-*.properties, in their order.
def sentences = [
    'No distribution is set: set <distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME), for example to debian.',
    'No version is set: set <version> (-Dfdo.distribution.version, FDO_DISTRIBUTION_VERSION), for example to bookworm.',
    'No tag is set: set <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG), for example to 2026-11-24.0.',
    '<distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME): \'gentoo\' is not a supported distribution. Supported are almalinux, alpine, arch, centos, debian, fedora, opensuse, rhel, rocky, ubuntu.',
    '<tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG): \'a tag\' is not a tag',
    '<expiresAfter> (-Dfdo.expires.after, FDO_EXPIRES_AFTER): \'3 weeks\' is not a duration: write a whole number and one of the units m, h, d, w without a space, as in 90m, 1h, 2d or 3w.',
    '<packages> (-Dfdo.distribution.packages, FDO_DISTRIBUTION_PACKAGES): \'curl;\' is not the name of a package',
    '<baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE): \'Not/A Reference\'',
    '<exec> (-Dfdo.distribution.exec, FDO_DISTRIBUTION_EXEC): \'test/missing.sh --now\' runs the file test/missing.sh, which',
    '<forceRebuild> (-Dfdo.force.rebuild, FDO_FORCE_REBUILD): \'perhaps\' is neither true (true, 1, yes, always) nor false (false, 0, no).',
    '<platform> (-Dfdo.distribution.platform, FDO_DISTRIBUTION_PLATFORM): \'arm\'',
    'No container engine answers at unix:///there/is/no/engine.sock (<dockerHost> (-Dfdo.docker.host, FDO_DOCKER_HOST)): there is no such socket. Start the engine there, or set <dockerHost> (-Dfdo.docker.host) to another address.',
]
def log = new File(basedir, 'build.log').text
sentences.eachWithIndex { sentence, i -> assert log.contains(sentence), "case ${i + 1}" }
assert log.count('BUILD FAILURE') == sentences.size()
assert !log.contains('defect of the fdo-maven-plugin')
true
