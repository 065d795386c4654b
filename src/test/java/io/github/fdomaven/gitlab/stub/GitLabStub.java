package io.github.fdomaven.gitlab.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A stub of GitLab's API on the loopback address. It answers as GitLab does, fails on request, and records its requests.
 * {@link StubMain} runs it from the command line.
 */
public final class GitLabStub implements AutoCloseable {

    private static final int HOLD_SECONDS = 60;

    private final StubServer server;
    private final String root;
    private final StubApi api = new StubApi();
    private final List<StubRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger concurrent = new AtomicInteger();
    private final AtomicInteger maxConcurrent = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;
    private volatile BiConsumer<StubRequest, StubAnswer> observer = (request, answer) -> {};

    /** Starts a stub on a free port. */
    public GitLabStub() throws IOException {
        this(0, "");
    }

    /**
     * Starts a stub.
     *
     * @param port the port, or 0 for a free port
     * @param root the path below which GitLab is, such as {@code /gitlab}, or an empty text
     */
    public GitLabStub(int port, String root) throws IOException {
        this.root = root;
        server = new StubServer(port, this::handle);
    }

    /** An answer for the next requests whose method and path start with a text. */
    private static final class Failure {

        private final String start;
        private final StubAnswer answer;
        private int times;

        Failure(String start, int times, StubAnswer answer) {
            this.start = start;
            this.times = times;
            this.answer = answer;
        }

        synchronized boolean appliesTo(StubRequest request) {
            return (request.method() + " " + request.path()).startsWith(start) && times-- > 0;
        }
    }

    /** {@return the URL of the server} */
    public String url() {
        return "http://127.0.0.1:" + server.port() + root;
    }

    /** {@return the URL of the API, as in {@code CI_API_V4_URL}} */
    public String apiUrl() {
        return url() + "/api/v4";
    }

    /** Adds a project with the branch main and no token. */
    public StubProject project(String path) {
        return api.addProject(path);
    }

    /** Adds the token of a job. */
    public void jobToken(String token, boolean running) {
        api.addJobToken(token, running, "");
    }

    /** Adds the token of a running job of a project. */
    public void jobTokenOf(String project, String token) {
        api.addJobToken(token, true, project);
    }

    /** Adds a personal access token, which may read pipelines and delete images. */
    public void accessToken(String token) {
        api.addAccessToken(token);
    }

    /** Limits the length of the pages of lists. */
    public void longestPage(int entities) {
        api.limitPages(entities);
    }

    /** Sets the answer to the next requests. */
    public void fail(int times, StubAnswer answer) {
        fail("", times, answer);
    }

    /** Sets the answer to the next requests whose method and path, as sent, start with a text. */
    public void fail(String start, int times, StubAnswer answer) {
        failures.add(new Failure(start, times, answer));
    }

    /** Delays all answers. */
    public void delay(Duration duration) {
        delay = duration;
    }

    /** Holds the answers to the next requests until there are as many requests as given. */
    public void holdUntil(int count) {
        hold = new CountDownLatch(count);
    }

    /** Sets a listener, which receives each request with its answer. */
    public void observe(BiConsumer<StubRequest, StubAnswer> listener) {
        observer = listener;
    }

    /** {@return the requests so far} */
    public List<StubRequest> requests() {
        return List.copyOf(requests);
    }

    /** {@return the pipelines, in the order of their creation} */
    public List<StubPipeline> pipelines() {
        return api.pipelines();
    }

    /** {@return the greatest number of requests at the same time} */
    public int maxConcurrent() {
        return maxConcurrent.get();
    }

    private StubAnswer handle(StubRequest request) throws InterruptedException {
        maxConcurrent.accumulateAndGet(concurrent.incrementAndGet(), Math::max);
        try {
            requests.add(request);
            hold.countDown();
            hold.await(HOLD_SECONDS, TimeUnit.SECONDS);
            Thread.sleep(delay.toMillis());
            StubAnswer answer = answer(request);
            observer.accept(request, answer);
            return answer;
        } finally {
            // Before the answer is sent: the client can send the next request when it has the answer.
            concurrent.decrementAndGet();
        }
    }

    private StubAnswer answer(StubRequest request) {
        for (Failure failure : failures) {
            if (failure.appliesTo(request)) {
                return failure.answer;
            }
        }
        String path = request.path();
        return path.startsWith(root)
                ? api.answer(request, path.substring(root.length()), url())
                : new StubAnswer(404, "text/html", "<html><title>Not here</title></html>", Map.of());
    }

    @Override
    public void close() {
        server.close();
    }
}
