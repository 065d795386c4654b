package io.github.fdomaven.gitlab.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A GitLab in memory that answers as the real one does, misbehaves when told to, and remembers what it was asked and what it
 * made of it. {@link StubMain} runs it by itself.
 */
public final class GitLabStub implements AutoCloseable {

    private final StubServer server;
    private final String root;
    private final StubApi api = new StubApi();
    private final List<StubRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile BiConsumer<StubRequest, StubAnswer> observer = (request, answer) -> {};

    /** Starts one on some free port. */
    public GitLabStub() throws IOException {
        this(0, "");
    }

    /**
     * Starts one on this machine's loopback.
     *
     * @param port the port, or 0 for some free one
     * @param root the path below which GitLab is, such as /gitlab, or nothing
     */
    public GitLabStub(int port, String root) throws IOException {
        this.root = root;
        server = new StubServer(port, this::handle);
    }

    /** Something that goes wrong a number of times. */
    private static final class Failure {

        private final String start;
        private final StubAnswer answer;
        private int times;

        Failure(String start, int times, StubAnswer answer) {
            this.start = start;
            this.times = times;
            this.answer = answer;
        }

        synchronized boolean strikes(StubRequest request) {
            return (request.method() + " " + request.path()).startsWith(start) && times-- > 0;
        }
    }

    /** {@return the address of the server} */
    public String url() {
        return "http://127.0.0.1:" + server.port() + root;
    }

    /** {@return the address of its API, as CI_API_V4_URL has it} */
    public String apiUrl() {
        return url() + "/api/v4";
    }

    /** Creates a project that has a branch main and no token. */
    public StubProject project(String path) {
        return api.project(path);
    }

    /** Makes known the token of a job. */
    public void jobToken(String token, boolean running) {
        api.jobToken(token, running);
    }

    /** Makes known the token of a job that runs, and whose job it is. */
    public void jobTokenOf(String project, String token) {
        api.jobTokenOf(project, token);
    }

    /** Has lists given out in pages no longer than that. */
    public void longestPage(int entities) {
        api.registry().longestPage(entities);
    }

    /** Makes known a personal access token, which may read, and delete images. */
    public void accessToken(String token) {
        api.accessToken(token);
    }

    /** Has the next requests answered so. */
    public void fail(int times, StubAnswer answer) {
        fail("", times, answer);
    }

    /** Has the next requests answered so that begin thus, method and path, as they are sent. */
    public void fail(String start, int times, StubAnswer answer) {
        failures.add(new Failure(start, times, answer));
    }

    /** Has all answers take so long. */
    public void delay(Duration duration) {
        delay = duration;
    }

    /** Is shown each request, and what is answered to it. */
    public void observe(BiConsumer<StubRequest, StubAnswer> listener) {
        observer = listener;
    }

    /** {@return what was asked, in the order of asking} */
    public List<StubRequest> requests() {
        return List.copyOf(requests);
    }

    /** {@return the pipelines there are, in the order of their creation} */
    public List<StubPipeline> pipelines() {
        return api.pipelines();
    }

    /** {@return how many requests there were at one time, at most} */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    private StubAnswer handle(StubRequest request) throws InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            requests.add(request);
            Thread.sleep(delay.toMillis());
            StubAnswer answer = answer(request);
            observer.accept(request, answer);
            return answer;
        } finally {
            // Before the answer is sent, for who has it may send the next request at once.
            atOnce.decrementAndGet();
        }
    }

    private StubAnswer answer(StubRequest request) {
        for (Failure failure : failures) {
            if (failure.strikes(request)) {
                return failure.answer;
            }
        }
        String path = request.path();
        return path.startsWith(root)
                ? api.answer(request, path.substring(root.length()), url())
                : new StubAnswer(404, "text/html", "<html><title>Not here</title></html>", Map.of());
    }

    /** Ends it at once. */
    @Override
    public void close() {
        server.close();
    }
}
