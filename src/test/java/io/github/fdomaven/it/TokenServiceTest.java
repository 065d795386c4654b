package io.github.fdomaven.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenServiceTest {

    private static final String LOGIN = "base-job:base-password";

    @TempDir
    private static Path directory;

    private static TokenService service;

    @BeforeAll
    static void start() throws Exception {
        service = new TokenService(directory);
        service.user("base-job", "base-password").may("base/project", "pull", "push");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void signsTokensWithTheirScope() throws Exception {
        String token = token(get(LOGIN, "&scope=repository:base/project/debian:pull,push"));
        String[] parts = token.split("\\.");

        JsonNode header = decoded(parts[0]);
        assertThat(header.path("alg").asText()).isEqualTo("RS256");
        Certificate certificate = certificate();
        assertThat(header.path("x5c").get(0).binaryValue()).isEqualTo(certificate.getEncoded());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(certificate);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();

        JsonNode claims = decoded(parts[1]);
        assertThat(claims.path("iss").asText()).isEqualTo(TokenService.ISSUER);
        assertThat(claims.path("aud").asText()).isEqualTo(TokenService.SERVICE);
        assertThat(claims.path("sub").asText()).isEqualTo("base-job");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
        assertThat(access(token)).isEqualTo("base/project/debian=[\"pull\",\"push\"]");
        assertThat(service.issued()).contains(token);
        assertThat(service.requests()).contains("base-job [repository:base/project/debian:pull,push] 200");
    }

    @Test
    void omitsActionsThatAreNotAllowed() throws Exception {
        assertThat(access(token(get(
                        LOGIN,
                        "&scope=repository:base/project:delete,pull&scope=repository:base/projects:pull"
                                + "&scope=repository:other/project:pull,push"))))
                .isEqualTo("base/project=[\"pull\"]");
        assertThat(access(token(get("", "&scope=repository:base/project:pull"))))
                .isEmpty();
        assertThat(access(token(get(LOGIN, "")))).isEmpty();
    }

    @Test
    void refusesWrongPasswordAndOtherRegistry() throws Exception {
        int issued = service.issued().size();

        HttpResponse<String> refused = get("base-job:wrong", "&scope=repository:base/project:pull");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"UNAUTHORIZED\"").contains("\"HTTP Basic: Access denied\"");
        assertThat(get("unknown:", "").statusCode()).isEqualTo(401);
        assertThat(send("", HttpRequest.newBuilder(URI.create(service.realm() + "?service=other")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.issued()).hasSize(issued);
    }

    @Test
    void acceptsFormWithAllScopesInOneField() throws Exception {
        HttpResponse<String> answer = send(
                "",
                HttpRequest.newBuilder(URI.create(service.realm()))
                        .POST(BodyPublishers.ofString("grant_type=password&service=" + TokenService.SERVICE
                                + "&username=base-job&password=base-password"
                                + "&scope=repository%3Abase/project%3Apull+repository%3Abase/project/a%3Apush")));

        assertThat(access(token(answer))).isEqualTo("base/project=[\"pull\"] base/project/a=[\"push\"]");
    }

    @Test
    void doesNotRecordTokensOfTests() throws Exception {
        int issued = service.issued().size();
        int requests = service.requests().size();
        String header = service.authorization("base-job").apply("repository:base/project:pull,push,delete");

        assertThat(access(header.substring("Bearer ".length()))).isEqualTo("base/project=[\"pull\",\"push\"]");
        assertThat(service.issued()).hasSize(issued);
        assertThat(service.requests()).hasSize(requests);
    }

    @Test
    void setsLifetimeOfTokens() throws Exception {
        try (TokenService brief = new TokenService(directory.resolve("brief")).lifetime(Duration.ofSeconds(-90))) {
            brief.user("base-job", "");
            JsonNode claims = decoded(
                    brief.authorization("base-job").apply("repository:a:pull").split("\\.")[1]);
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(-90);
        }
    }

    private static Certificate certificate() throws Exception {
        try (InputStream in = Files.newInputStream(service.certificate())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static HttpResponse<String> get(String login, String scopes) throws Exception {
        return send(
                login,
                HttpRequest.newBuilder(
                        URI.create(service.realm() + "?account=who&service=" + TokenService.SERVICE + scopes)));
    }

    private static HttpResponse<String> send(String login, HttpRequest.Builder request) throws Exception {
        if (!login.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String token(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("token").asText();
    }

    private static String access(String token) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JsonNode access : decoded(token.split("\\.")[1]).path("access")) {
            assertThat(access.path("type").asText()).isEqualTo("repository");
            text.append(access.path("name").asText() + "=" + access.path("actions") + " ");
        }
        return text.toString().strip();
    }

    private static JsonNode decoded(String part) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }
}
