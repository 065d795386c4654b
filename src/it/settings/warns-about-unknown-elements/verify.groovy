def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..3]

runs[0..1].each { run ->
    [
        '<registryImages> in <configuration> has no effect. Did you mean <registryImage>?',
        '<tags> in <image> has no effect. Did you mean <tag>?',
        '<projects> in <dependent> has no effect. Did you mean <project>?',
    ].each { warning -> assert run.contains("[WARNING] Unknown element $warning") }
    // The element of another goal, and the name of a label.
    ['<command>', '<anything>'].each { element -> assert !run.contains("Unknown element $element") }
    assert run.contains('Skipped, because fdo.skip is set.')
}
assert !runs[0].contains('<pushs>')
assert runs[1].contains('[WARNING] Unknown element <pushs> in <configuration> has no effect. Did you mean <push>?')

assert runs[2].contains('onStale (Default: warn)')
assert runs[2].contains('workingDir (Default: /app)')
assert runs[2] =~ /Default:\s+the\s+repository\s+suffix/
true
