import groovy.json.JsonOutput
import io.github.fdomaven.it.GuardedRegistry

def guarded = GuardedRegistry.withPasswords(new File(basedir, 'registry').toPath(), [job: GuardedRegistry.PASSWORD])
context.put('guarded', guarded)
[right: GuardedRegistry.PASSWORD, wrong: GuardedRegistry.OTHER_PASSWORD].each { directory, password ->
    new File(basedir, directory).mkdir()
    new File(basedir, "$directory/config.json").text =
        JsonOutput.toJson([auths: [(guarded.host()): [auth: "job:$password".bytes.encodeBase64().toString()]]])
}
new File(basedir, 'registry.properties').text = "fdo.registry.image = ${guarded.host()}/it/basic\n"
true
