package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ArchiveStreamTest {

    private static final int MORE_THAN_A_BUFFER = 1_000_000;

    @Test
    void passesOnWhatIsWritten() throws IOException {
        byte[] content = new byte[MORE_THAN_A_BUFFER];
        Arrays.fill(content, (byte) 7);

        try (ArchiveStream stream = new ArchiveStream(output -> output.write(content))) {
            assertThat(stream.input().readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void isEmptyIfNothingIsWritten() throws IOException {
        try (ArchiveStream stream = new ArchiveStream(output -> {})) {
            assertThat(stream.input().readAllBytes()).isEmpty();
        }
    }

    @Test
    void endsTheWriterWhenItIsClosed() {
        CountDownLatch ended = new CountDownLatch(1);
        ArchiveStream stream = new ArchiveStream(output -> {
            try {
                output.write(new byte[MORE_THAN_A_BUFFER]);
            } finally {
                ended.countDown();
            }
        });

        stream.close();

        assertThat(ended.getCount()).isZero();
    }

    @Test
    void failsIfTheArchiveIsIncomplete() {
        try (ArchiveStream stream = new ArchiveStream(output -> {
            output.write(1);
            throw new IOException("disk gone");
        })) {
            assertThatIOException()
                    .isThrownBy(() -> stream.input().readAllBytes())
                    .withMessage("the archive is incomplete");
            assertThat(stream.failure("copy files"))
                    .get()
                    .isInstanceOf(EnvironmentException.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo(
                            "Could not copy files: disk gone. Run Maven again when no other program changes the files.");
        }
    }

    @Test
    void failsIfJavaHasNoMemoryForTheArchive() {
        try (ArchiveStream stream = new ArchiveStream(output -> {
            output.write(1);
            throw new OutOfMemoryError("Java heap space");
        })) {
            assertThatIOException()
                    .isThrownBy(() -> stream.input().readAllBytes())
                    .withMessage("the archive is incomplete");
        }
    }

    @Test
    void keepsAFailureForTheUser() {
        FixableException failure = new FixableException("rename the file");
        try (ArchiveStream stream = new ArchiveStream(output -> {
            throw failure;
        })) {
            assertThatIOException().isThrownBy(() -> stream.input().readAllBytes());
            assertThat(stream.failure("copy files")).containsSame(failure);
        }
    }
}
