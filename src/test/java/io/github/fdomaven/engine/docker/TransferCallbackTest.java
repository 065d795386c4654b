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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferCallbackTest {

    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final List<String> progress = new ArrayList<>();
    private final TransferCallback<PushResponseItem> callback = new TransferCallback<>(
            (layer, state, current, total) -> progress.add(layer + " " + state + " " + current + "/" + total));

    @Test
    void reportsTheProgressOfLayers() throws JsonProcessingException {
        receive("{\"id\":\"5d\",\"status\":\"Pushing\",\"progressDetail\":{\"current\":512,\"total\":1024}}");
        receive("{\"id\":\"5d\",\"status\":\"Pushed\",\"progressDetail\":{}}");
        receive("{\"id\":\"6e\",\"status\":\"Waiting\"}");

        assertThat(progress).containsExactly("5d TRANSFERRING 512/1024", "5d TRANSFERRED 0/0", "6e WAITING 0/0");
    }

    @ParameterizedTest
    @CsvSource({
        "Pulling fs layer, WAITING",
        "Preparing, WAITING",
        "Retrying in 5 seconds, WAITING",
        "Downloading, TRANSFERRING",
        "Verifying Checksum, TRANSFERRING",
        "Download complete, TRANSFERRED",
        "Extracting, EXTRACTING",
        "Pull complete, TRANSFERRED",
        "Already exists, TRANSFERRED",
        "Layer already exists, TRANSFERRED",
        "Mounted from base/debian, TRANSFERRED"
    })
    void knowsTheWordsOfTheEngines(String status, String state) throws JsonProcessingException {
        receive("{\"id\":\"5d\",\"status\":\"" + status + "\"}");

        assertThat(progress).containsExactly("5d " + state + " 0/0");
    }

    @Test
    void takesNoTagForALayer() throws JsonProcessingException {
        receive("{\"id\":\"bookworm\",\"status\":\"Pulling from library/debian\"}");

        assertThat(progress).isEmpty();
    }

    @Test
    void reportsNothingForOtherEvents() throws JsonProcessingException {
        receive("{\"status\":\"The push refers to repository [localhost:5000/x]\"}");

        assertThat(progress).isEmpty();
        assertThat(callback.error()).isEmpty();
        assertThat(callback.digest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest: " + DIGEST,
                "1.0: digest: " + DIGEST + " size: 529",
                "latest: Digest: " + DIGEST + " Size: 529"
            })
    void findsTheDigest(String status) throws JsonProcessingException {
        receive("{\"status\":\"" + status + "\"}");

        assertThat(callback.digest()).contains(Digest.parse(DIGEST));
    }

    @Test
    void findsAnErrorOfDocker() throws JsonProcessingException {
        receive("{\"errorDetail\":{\"code\":401,\"message\":\"unauthorized\"},\"error\":\"unauthorized!\"}");

        assertThat(callback.error()).contains("unauthorized");
    }

    @Test
    void findsAnErrorOfPodman() throws JsonProcessingException {
        receive("{\"error\":\"unauthorized\"}");

        assertThat(callback.error()).contains("unauthorized");
    }

    @Test
    void keepsAnErrorWhenOtherEventsFollow() throws JsonProcessingException {
        receive("{\"error\":\"unauthorized\"}");
        receive("{\"status\":\"1.0: digest: " + DIGEST + " size: 529\"}");

        assertThat(callback.error()).contains("unauthorized");
    }

    private void receive(String event) throws JsonProcessingException {
        callback.onNext(new ObjectMapper().readValue(event, PushResponseItem.class));
    }
}
