'git init --quiet'.execute(null, basedir).waitFor()
new File(basedir, 'ignored.txt').renameTo(new File(basedir, '.gitignore'))
