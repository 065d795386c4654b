import groovy.json.JsonOutput
import io.github.fdomaven.it.GuardedRegistry
import io.github.fdomaven.it.TokenService

def tokens = new TokenService(new File(basedir, 'tokens').toPath())
context.put('tokens', tokens)
def guarded = GuardedRegistry.withTokens(new File(basedir, 'registry').toPath(), tokens)
context.put('guarded', guarded)

tokens.user('base-job', 'password-of-the-base').may('base/project', 'pull', 'push')
tokens.user('dependent-job', 'password-of-the-dependent').may('base/project', 'pull').may('dependent/project', 'pull', 'push')
tokens.user('tester', '').may('', 'pull')

new File(basedir, 'docker').mkdir()
new File(basedir, 'docker/config.json').text =
    JsonOutput.toJson([auths: [(guarded.host()): [auth: 'base-job:password-of-the-base'.bytes.encodeBase64().toString()]]])
new File(basedir, 'base.properties').text = """\
fdo.distribution.tag = base.1
fdo.base.image = $registry/base/debian:bookworm
fdo.registry.image = ${guarded.host()}/base/project
"""
true
