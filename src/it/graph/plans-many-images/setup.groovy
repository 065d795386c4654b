import groovy.json.JsonOutput
import io.github.fdomaven.it.GuardedRegistry
import io.github.fdomaven.it.ManyImages
import io.github.fdomaven.it.TestRegistry
import io.github.fdomaven.it.TokenService

ManyImages.write(new File(basedir, 'pom.xml').toPath(), 'debian/bookworm', 300)

def target = new File(basedir, 'target').toPath()
def tokens = new TokenService(target.resolve('tokens'))
tokens.user('job', 'password-of-the-job').may('group/images', 'pull')
tokens.user('tester', '').may('', 'pull', 'push')
def guarded = GuardedRegistry.withTokens(target.resolve('registry'), tokens)
new TestRegistry(guarded.host(), tokens.authorization('tester'))
    .pushImage('docker', 'group/images/debian/bookworm', 'base', [:])
context.putAll(tokens: tokens, guarded: guarded)

new File(basedir, 'docker').mkdir()
new File(basedir, 'docker/config.json').text =
    JsonOutput.toJson([auths: [(guarded.host()): [auth: 'job:password-of-the-job'.bytes.encodeBase64().toString()]]])
new File(basedir, 'registry.properties').text = "fdo.registry.image = ${guarded.host()}/group/images\n"
true
