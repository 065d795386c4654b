import io.github.fdomaven.it.GuardedRegistry
import io.github.fdomaven.it.ManyImages
import io.github.fdomaven.it.TokenService
import static io.github.fdomaven.it.EngineCli.DOCKER

ManyImages.write(new File(basedir, 'pom.xml').toPath(), 'alpine/1', 300)

// The base image is a busybox, with a package manager that does nothing.
new File(basedir, 'root.sh').text = '''\
mkdir -p root/bin root/tmp
for name in $(busybox --list); do ln -s busybox root/bin/$name; done
cp --remove-destination "$(command -v busybox)" root/bin
printf '#!/bin/sh\\n' > root/bin/apk
chmod 755 root/bin/apk
tar -C root -c -f root.tar .
rm -r root
'''
def root = ['sh', '-e', 'root.sh'].execute(null, basedir)
def errors = root.errorStream.text
assert root.waitFor() == 0, errors
def base = "$registry/it/many-images:base".toString()
DOCKER.call('import', '--change', 'CMD ["sh"]', "$basedir/root.tar".toString(), base)
DOCKER.call('push', base)

// The directory target is no part of the project that exec sees.
def target = new File(basedir, 'target').toPath()
def tokens = new TokenService(target.resolve('tokens'))
tokens.user('job', 'password-of-the-job').may('group/images', 'pull', 'push')
tokens.user('tester', '').may('', 'pull')
context.put('tokens', tokens)
context.put('guarded', GuardedRegistry.withTokens(target.resolve('registry'), tokens))
true
