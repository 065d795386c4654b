def log = new File(basedir, 'build.log').text
assert log.contains('The exec of the image debian/bookworm names the file test/script.sh, which is there, but which git'
    + ' ignores, so the build container would not get it. Add it with \'git add --force test/script.sh\', or take it out of'
    + ' what .gitignore lists.')
assert !log.contains('engine:')
true
