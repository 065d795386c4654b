def gitlab = context.get('gitlab')
gitlab.close()
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..9]
def waiting = 'The dependents are poked at the end of this Maven build, if no module fails.'
def refused = 'No dependent is poked, because a module of this Maven build failed.'

// The dependent is poked once, for the images of all modules.
runs[0..1].each { run ->
    assert run.count(waiting) == 3
    assert run.contains('poke group/app (main) for one, two, three') && run.count('POKED') == 1
    assert run.lastIndexOf(waiting) < run.indexOf('POKED') && run.indexOf('POKED') < run.indexOf('Reactor Summary')
}
assert runs[2].contains('poke group/app (main) for one\n') && runs[2].count(waiting) == 1

// A module that fails, before and after others have waited.
assert runs[3].contains(refused) && !runs[3].contains('POKED')
assert runs[4].contains(waiting) && runs[4].contains(refused) && !runs[4].contains('POKED')

assert runs[5].contains('poke group/app (main) for one\n') && runs[5].contains('poke group/app (main) for two\n')
// Module two does not poke in this phase.
assert runs[6].contains('poke group/app (main) for one, three\n') && runs[6].count('POKED') == 1
assert runs[7].contains('poke group/app (main) for two, three\n') && runs[7].count('POKED') == 1

// The failed module does not poke in this phase, so there is one module that pokes.
assert runs[8].contains(refused) && !runs[8].contains('POKED')

assert gitlab.pipelines().size() == 7
assert ['one', 'two', 'three'].every { new File(basedir, "$it/target/fdo/pokes.json").text.contains('POKED') }
true
