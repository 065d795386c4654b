def log = new File(basedir, 'build.log').text
def runs = log.split('Scanning for projects')[1..11]
def unset = { variable -> "the variable $variable is not set or empty. Set it where Maven runs:" }

// One error lists the problems of all dependents.
[
    'Dependent 1: it has no <project>. Add one, such as <project>group/project</project>.',
    'Dependent 2 (group/no-ref): it has no <ref>. Add one, such as <ref>main</ref>.',
    'Dependent 3 (group/no-token): it has neither <tokenVariable> nor <serverId>.',
    'Dependent 4 (group/both): it has both <tokenVariable> and <serverId>.',
    "Dependent 5 (not a project): 'not a project' is not a GitLab project.",
    "Dependent 6 (group/bad-ref): 'ma in' is not a valid name of a branch or tag in git.",
    'Dependent 7 (group/chain): The plugin itself sets the variable FDO_POKE_CHAIN',
].each { sentence -> assert runs[0].contains(sentence) }
assert runs[1].contains("<gitlabUrl> (-Dfdo.gitlab.url, FDO_GITLAB_URL, CI_API_V4_URL, CI_SERVER_URL): 'not-an-address' is not")
assert runs[2].contains("'***@gitlab.example.org' is not the URL of a GitLab.")
assert runs[3].contains('<wait> (-Dfdo.wait, FDO_WAIT) is true, but <accessTokenVariable>')
assert runs[4].contains("<accessTokenVariable> (-Dfdo.access.token.variable, FDO_ACCESS_TOKEN_VARIABLE): ${unset('NOT_SET_ANYWHERE')}")
assert runs[5].contains("<failOnError> (-Dfdo.fail.on.error, FDO_FAIL_ON_ERROR): 'perhaps' is neither true")
assert runs[6].contains("<parallelism> (-Dfdo.parallelism, FDO_PARALLELISM): '0' is not a whole number from 1 to 9999, such as 4.")
// All tokens are read before the first poke.
[
    "Dependent 1 (group/unset): <tokenVariable>: ${unset('NOT_SET_ANYWHERE')}",
    "Dependent 2 (group/empty): <tokenVariable>: ${unset('EMPTY_TOKEN')}",
    'Dependent 3 (group/odd): the variable ODD_TOKEN: The trigger token has white space',
    "Dependent 4 (group/server): <serverId>: settings.xml has no server 'no-such-server' with a password.",
].each { sentence -> assert runs[7].contains(sentence) }
assert runs[8].contains("(group/fine): <images>: there is no image 'no-such-image'. The images of this module are 'base'.")
assert runs[9].contains('is http://gitlab.example.org/api/v4, which is plain HTTP and would send tokens unencrypted.')
assert runs[10].contains('No registryImage is set. Only a registry has the label that says which pipeline built an image: set <registryImage>')

runs.each { assert it.contains('BUILD FAILURE') && it.contains('MojoFailureException') }
['trigger-token-of-the-app', 'odd token-of-the-app', 'token-of-the-app'].each { assert !log.contains(it) }
assert !log.contains('defect of the fdo-maven-plugin')
true
