def log = new File(basedir, 'build.log').text
assert log.contains('The exec of the image debian/bookworm names the file test/script.sh, which is there, but which the'
    + ' build container would not get: git ignores it (\'git add --force test/script.sh\' adds it all the same), or it is'
    + ' in the build directory.')
assert !log.contains('engine:')
true
