package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.PushResponseItem;
import io.github.fdomaven.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final List<String> progress = new ArrayList<>();
    private final Transfer<PushResponseItem> transfer = new Transfer<>(
            (layer, status, current, total) -> progress.add(layer + " " + status + " " + current + "/" + total));

    @Test
    void tellsHowFarALayerIs() throws JsonProcessingException {
        take("{\"id\":\"5d\",\"status\":\"Pushing\",\"progressDetail\":{\"current\":512,\"total\":1024}}");
        take("{\"id\":\"5d\",\"status\":\"Pushed\",\"progressDetail\":{}}");
        take("{\"id\":\"6e\",\"status\":\"Waiting\"}");

        assertThat(progress).containsExactly("5d Pushing 512/1024", "5d Pushed 0/0", "6e Waiting 0/0");
    }

    @Test
    void tellsNothingOfWhatIsNoLayer() throws JsonProcessingException {
        take("{\"status\":\"The push refers to repository [localhost:5000/x]\"}");

        assertThat(progress).isEmpty();
        assertThat(transfer.error()).isEmpty();
        assertThat(transfer.digest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest: " + DIGEST,
                "1.0: digest: " + DIGEST + " size: 529",
                "latest: Digest: " + DIGEST + " Size: 529"
            })
    void findsTheDigest(String status) throws JsonProcessingException {
        take("{\"status\":\"" + status + "\"}");

        assertThat(transfer.digest()).contains(Digest.parse(DIGEST));
    }

    @Test
    void findsTheErrorInDockersForm() throws JsonProcessingException {
        take("{\"errorDetail\":{\"code\":401,\"message\":\"unauthorized\"},\"error\":\"unauthorized!\"}");

        assertThat(transfer.error()).contains("unauthorized");
    }

    @Test
    void findsTheErrorInPodmansForm() throws JsonProcessingException {
        take("{\"error\":\"unauthorized\"}");

        assertThat(transfer.error()).contains("unauthorized");
    }

    @Test
    void keepsAnErrorWhateverFollowsIt() throws JsonProcessingException {
        take("{\"error\":\"unauthorized\"}");
        take("{\"status\":\"1.0: digest: " + DIGEST + " size: 529\"}");

        assertThat(transfer.error()).contains("unauthorized");
    }

    private void take(String item) throws JsonProcessingException {
        transfer.onNext(new ObjectMapper().readValue(item, PushResponseItem.class));
    }
}
