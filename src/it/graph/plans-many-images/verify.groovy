import groovy.json.JsonSlurper

def guarded = context.get('guarded')
def tokens = context.get('tokens')
def manifests = '/v2/group/images/debian/bookworm/manifests'
def plan = new JsonSlurper().parse(new File(basedir, 'target/fdo/plan.json')).images
assert plan.countBy { it.plan } == [build: 300]

// One request for each image and one for the base image. The first request is refused, and says where to get a token. The requests of
// setup.groovy only write.
def requests = guarded.requests().findAll { it =~ /^(GET|HEAD) / }
def refused = requests.findAll { it.endsWith(' 401') }
def expected = (0..299).collect { "GET $manifests/$it 404".toString() } + "HEAD $manifests/base 200".toString()
assert refused.size() == 1
assert (requests - refused).toSorted() == expected.toSorted()
assert tokens.requests() == ['job [repository:group/images/debian/bookworm:pull] 200']

guarded.close()
tokens.close()
true
