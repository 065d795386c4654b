package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RefusedPort;
import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Parallel;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attempts to reach a server take long, so that only one request makes them. */
class UnreachableServerTest extends CopyTestCase {

    private RefusedPort closed;

    @BeforeEach
    void takeAPort() throws IOException {
        closed = new RefusedPort();
    }

    @AfterEach
    void givePortBack() throws IOException {
        closed.close();
    }

    private static String failure(HttpRegistry registry, Reference image) {
        try {
            registry.digest(image);
            throw new AssertionError(image + " was found");
        } catch (FdoException e) {
            assertThat(e).isInstanceOf(EnvironmentException.class);
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "registry.invalid"})
    void isAskedByOneRequestOnly(String host) {
        String registry = host.replace("CLOSED", closed.host());
        String failure = failure(registry(), Reference.parse(registry + "/a:1"));
        assertThat(retries).hasSize(4);

        assertThat(failure(registry(), Reference.parse(registry + "/b:1"))).isEqualTo(failure);
        // The client of the next goal.
        assertThat(failure(registry(Duration.ofSeconds(60)), Reference.parse(registry + "/c:1")))
                .isEqualTo(failure);
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(
                        () -> registry().tags(Reference.parse(registry + "/a:1").repository()))
                .withMessage(failure);
        assertThat(retries).hasSize(4);
        assertThat(registry().digest(reference)).isEmpty();
    }

    @Test
    void isAskedByOneOfManyRequestsInParallel() {
        List<Reference> images = IntStream.range(0, 20)
                .mapToObj(number -> Reference.parse(closed.host() + "/a:" + number))
                .toList();

        HttpRegistry client = registry();

        List<String> failures = new Parallel(10).map(images, image -> failure(client, image));

        assertThat(Set.copyOf(failures)).hasSize(1);
        assertThat(retries).hasSize(4);
    }

    @Test
    void isAskedForOtherImagesIfItAcceptsConnections() {
        answerNothing(server, "HEAD /v2/group/project");
        ImageManifest image = Images.put(server, near);

        assertThat(failure(registry(Duration.ofMillis(50)), reference))
                .contains(": no answer within the time limit. Tried 5 times. ");
        assertThat(registry().digest(near)).contains(image.digest());
    }

    @Test
    void makesOtherRequestsWaitForOneAttemptIfItAcceptsConnections() {
        FirstContact contact = new FirstContact();
        contact.begin();
        HttpRequest request = HttpRequest.of("GET", URI.create("https://a.example/"));

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> contact.run(() -> {
                    throw ConnectionException.whileReading(request, new SocketTimeoutException());
                }));

        // Would wait if the first request still waited.
        contact.begin();
    }

    @Test
    void endsAnInterruptedWait() {
        FirstContact contact = new FirstContact();
        contact.begin();

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(contact::begin)
                .withMessage("Interrupted while waiting for the answer of a registry.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void delaysOtherRequestsByOneAnswerOnlyIfItIsSlow(boolean isRefused) throws InterruptedException {
        ImageManifest image = Images.put(server, reference);
        CountDownLatch secondArrived = new CountDownLatch(1);
        CountDownLatch othersAreDone = new CountDownLatch(1);
        if (isRefused) {
            server.respond("HEAD", 1, 405, "");
        }
        // The second request of the first lookup takes longer than all other lookups.
        server.respond(isRefused ? "GET /v2/group/project/manifests" : "GET /v2/group/project/blobs", 1, request -> {
            secondArrived.countDown();
            await(othersAreDone);
            server.serve(request);
        });
        HttpRegistry client = registry();
        Thread first = new Thread(() -> {
            if (isRefused) {
                client.digest(reference);
            } else {
                client.manifest(reference).ifPresent(found -> client.config(reference.repository(), image));
            }
        });
        first.start();
        secondArrived.await();

        List<Optional<Digest>> others = new Parallel(4).map(List.of(near, near, near), client::digest);

        othersAreDone.countDown();
        first.join();
        assertThat(others).hasSize(3).allMatch(Optional::isEmpty);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isRememberedBehindARedirect() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET /v2/group/project/blobs", 99, 307, "", "Location", "http://" + closed.host() + "/blob");
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().config(reference.repository(), image))
                    .withMessageContaining("no connection: Connection refused. Tried 5 times. ");
        }

        assertThat(retries).hasSize(4);
        assertThat(registry().manifest(reference)).contains(image);
    }

    @Test
    void isAskedAgainIfItAnswers() {
        server.respond("", 20, 503, "not now");
        for (Reference image : List.of(reference, near)) {
            assertThat(failure(registry(), image)).contains(": 503: not now. Tried 5 times. ");
        }
        server.respond("", 99, request -> request.exchange().close());
        for (Reference image : List.of(reference, near)) {
            assertThat(failure(registry(), image))
                    .contains("/v2/" + image.repository().path(), ": the connection broke: ");
        }
    }

    @Test
    void isAskedAgainForAWrite() {
        ImageManifest image = Images.put(server, reference);
        Reference target = Reference.parse(closed.host() + "/a:1");
        failure(registry(), target);
        retries.clear();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().putManifest(target, image));
        assertThat(retries).hasSize(4);
    }
}
