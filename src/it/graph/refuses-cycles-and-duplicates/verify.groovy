def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs[0] =~ /The images are built from each other in a cycle: 'a' → 'c' → 'b' → 'a'\./
assert runs[1].contains("The images are built from each other in a cycle: 'a' → 'a'.")
assert runs[2].contains("Two images have the name 'a'. Give one of them another <name>.")
assert runs[3].contains("The images 'a' and 'b' have the same path and tag 'debian/bookworm:a.1'. Give one of them another <tag> or <repoSuffix>.")
assert runs[4].contains("Image 'b': <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG): 'b 1' is not a tag")
assert runs.every { it.contains('MojoFailureException') }
true
