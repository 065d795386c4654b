import io.github.fdomaven.it.TestRegistry

def gitlab = context.get('gitlab')
gitlab.close()
def log = new File(basedir, 'build.log').text
def runs = log.split('Scanning for projects')[1..4]
def image = { tag -> "$registry/it/cleaned/debian/bookworm:$tag" }

assert runs[0].contains("[INFO] delete through GitLab, ${gitlab.apiUrl()}, project it/cleaned")
assert runs[0].contains("[INFO] would delete ${image('other')}: the POM does not name it")
assert runs[0].contains('[INFO] 3 tags, 2 of them to be deleted; this was a dry run')
// GitLab deletes by tag, so tags with the same digest do not matter.
['same', 'other'].each {
    // The GitLab stub does not delete in the registry, so the registry still has the tags.
    assert runs[1].contains("[WARNING] deleted ${image(it)}: the POM does not name it; the registry still has the tag, although"
            + ' it reported the deletion: check again later')
}
assert runs[1].contains("[INFO] kept ${image('named')}: the POM names it")
assert context.get('repository').tags() == ['named']

// The goal does not fall back to the registry.
assert runs[2].contains("GET ${gitlab.apiUrl()}/projects/it%2Fcleaned/registry/repositories: 404 Project Not Found."
        + " A job token is valid only for the job's own project")
assert runs[2].contains('MojoFailureException')
assert runs[3].contains('[INFO] delete through the registry, because neither <accessTokenVariable> ')

// The deletions went only through GitLab.
def testRegistry = new TestRegistry(registry)
['named', 'same', 'other'].each { assert testRegistry.has('it/cleaned/debian/bookworm', it) }
assert gitlab.requests().findAll { it.method() == 'DELETE' }.size() == 2
['token-of-this-job', 'token-of-another-job'].each { assert !log.contains(it) }
assert gitlab.requests().every { !it.query().contains('token') }
true
