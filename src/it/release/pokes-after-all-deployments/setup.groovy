import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/deployed/fedora/41', '1.0.0-SNAPSHOT')

def gitlab = new GitLabStub()
gitlab.project('group/app').token('trigger-token-of-the-app')
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\n"

def commands = ['set -e',
        'git init --quiet --initial-branch=main',
        'git add pom.xml */pom.xml',
        'printf "%s\\n" target "/*.*" /releases /snapshots > .git/info/exclude',
        'git -c user.name=test -c user.email=test@example.org commit --quiet --message="The project"']
def shell = ['bash', '-c', commands.join('\n')].execute(null, basedir)
shell.waitForProcessOutput(System.out, System.err)
shell.exitValue() == 0
