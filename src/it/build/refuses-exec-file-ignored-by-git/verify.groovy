def log = new File(basedir, 'build.log').text
assert log.contains('The exec of the image \'debian/bookworm\' names the file test/script.sh, but the build container would not'
    + ' get it. Either git ignores the file (\'git add --force test/script.sh\' adds it), or it is in the build directory'
    + ' or in Maven\'s local repository.')
assert !log.contains('] prepare:')
true
