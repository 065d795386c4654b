def log = new File(basedir, 'build.log').text

['FDO_DISTRIBUTION_POST_EXEC', 'FDO_QEMU_IMAGE'].each { name ->
    assert log.contains("[WARNING] The variable $name of the CI templates has no equivalent in this plugin, and no effect.")
}
[
    'variable FDO_DISTRIBUTION_COMPRESSION has no effect.',
    'variable FDO_PAKAGES has no effect. Did you mean FDO_DISTRIBUTION_PACKAGES?',
    'property fdo.pakages has no effect. Did you mean fdo.distribution.packages?',
    'property FDO_FORCE_REBUILD has no effect. Did you mean fdo.force.rebuild?',
].each { warning -> assert log.contains("[WARNING] Unknown $warning") }
true
