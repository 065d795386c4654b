import groovy.json.JsonSlurper

import java.time.Instant

def images = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images
def began = images.collect { Instant.parse(it.began) }
def ended = images.collect { Instant.parse(it.began).plusMillis((it.seconds * 1000) as long) }
assert images*.outcome == ['BUILT', 'BUILT']
assert began[0] < ended[1] && began[1] < ended[0]
true
