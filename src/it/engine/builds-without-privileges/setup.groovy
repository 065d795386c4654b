new File(basedir, 'cache').mkdir()
true
