def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..4]

runs.each { run ->
    assert run.contains("$registry/it/any-image:1: FRESH: its base image $registry/it/any-base:1 still has the digest")
    assert run.contains('BUILD SUCCESS')
}
true
