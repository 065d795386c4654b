import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.GuardedRegistry
import io.github.fdomaven.it.TokenService

// The dependent gets a git repository of its own, because git ignores the directory of the tests.
assert 'git init --quiet'.execute(null, new File(basedir, 'dependent')).waitFor() == 0

def tokens = new TokenService(new File(basedir, 'tokens').toPath())
context.put('tokens', tokens)
context.put('guarded', GuardedRegistry.withTokens(new File(basedir, 'registry').toPath(), tokens))
tokens.user('base-job', 'password-of-the-base').may('base/project', 'pull', 'push')
tokens.user('dependent-job', 'password-of-the-dependent').may('base/project', 'pull').may('dependent/project', 'pull', 'push')
tokens.user('tester', 'password-of-the-tester').may('', 'pull', 'delete')
context.put('gitlab', new GitLabStub())
true
