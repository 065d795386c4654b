package io.github.fdomaven.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.it.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {

    @TempDir
    private Path directory;

    private int trusted(boolean trustsJava) throws GeneralSecurityException, IOException {
        return new PemFiles("certs.d", "a registry", List.of(directory.resolve("ca.pem")), trustsJava, Map.of())
                .trusted()
                .size();
    }

    @Test
    void trustsTheAuthoritiesOfJavaOnlyIfItMay() throws GeneralSecurityException, IOException {
        new TestAuthority("authority").writeTo(directory);

        assertThat(trusted(false)).isEqualTo(1);
        assertThat(trusted(true)).isGreaterThan(2);
    }
}
