import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/released/fedora/41', '1.0.0', '1.0.0-SNAPSHOT', '1.0.1-SNAPSHOT')
DOCKER.removeImages('localhost/released-images/')

def gitlab = new GitLabStub()
gitlab.project('group/app').token('trigger-token-of-the-app')
context.put('gitlab', gitlab)
// The release plugin passes its arguments on to the Maven that it starts.
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\narguments = -Dfdo.gitlab.url=${gitlab.url()}\n"

// A checkout without a branch, as GitLab makes it. Then the commands of the job.
def gitCommands = { file -> new File(basedir, file).readLines()*.trim().findAll { it.startsWith('- git ') }*.substring(2) }
def job = gitCommands('.gitlab-ci.yml')
assert job.size() == 3
def onePipeline = gitCommands('one-pipeline.gitlab-ci.yml')
assert onePipeline.take(3) == job && onePipeline[3..4] == onePipeline[5..6] && onePipeline.size() == 7
context.put('checkout', onePipeline[3..4])
def commands = ['set -e',
        'git init --quiet --bare --initial-branch=main remote.git',
        'git init --quiet --initial-branch=main',
        'git add pom.xml .gitlab-ci.yml ci_settings.xml images/pom.xml library',
        'printf "%s\\n" target "/*.*" /releases /snapshots > .git/info/exclude',
        'git -c user.name=test -c user.email=test@example.org commit --quiet --message="The project"',
        'git push --quiet remote.git main',
        'git checkout --quiet --detach',
        'git branch --quiet -D main'] + job
def shell = ['bash', '-c', commands.join('\n')].execute(
        ["PATH=${System.getenv('PATH')}", "HOME=${basedir}", 'CI_COMMIT_BRANCH=main', 'GITLAB_USER_NAME=Test', 'GITLAB_USER_EMAIL=test@example.org'],
        basedir)
shell.waitForProcessOutput(System.out, System.err)
shell.exitValue() == 0
