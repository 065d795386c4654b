import groovy.json.JsonOutput
import io.github.fdomaven.it.GuardedRegistry
import io.github.fdomaven.it.TestRegistry
import io.github.fdomaven.it.TokenService

def tokens = new TokenService(new File(basedir, 'tokens').toPath())
context.put('tokens', tokens)
def guarded = GuardedRegistry.withTokens(new File(basedir, 'registry').toPath(), tokens)
context.put('guarded', guarded)

tokens.user('reader', 'password-of-the-reader').may('reader/project', 'pull', 'push').may('upstream/project', 'pull')
tokens.user('stranger', 'password-of-the-stranger').may('stranger/project', 'pull', 'push')
tokens.user('tester', '').may('', 'pull', 'push')
new TestRegistry(guarded.host(), tokens.authorization('tester'))
    .pushImage('oci', 'upstream/project/debian/bookworm', 'upstream.1', ['fdo.pipeline_id': '7'])

['reader', 'stranger'].each { user ->
    new File(basedir, user).mkdir()
    new File(basedir, "$user/config.json").text = JsonOutput.toJson(
        [auths: [(guarded.host()): [auth: "$user:password-of-the-$user".bytes.encodeBase64().toString()]]])
    new File(basedir, "${user}.properties").text = "fdo.registry.image = ${guarded.host()}/$user/project\n"
}
context.put('requests', guarded.requests().size())
true
