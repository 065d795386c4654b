package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CredentialChainTest {

    private static final Repository A = Repository.parse("a.example/group/project");
    private static final Repository B = Repository.parse("b.example/group/project");
    private static final Repository C = Repository.parse("c.example/group/project");

    private final Secrets secrets = new Secrets();
    private final List<String> events = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> problems = new HashMap<>();

    private boolean isWarned;

    private final CredentialChain chain = new CredentialChain(
            List.of(
                    new Source("first", Map.of("a.example", new Credentials("ann", "first-secret"))),
                    new Source(
                            "second",
                            Map.of(
                                    "a.example", new Credentials("bob", "never-asked"),
                                    "b.example", new Credentials("bob", "second-secret")))),
            secrets,
            new CredentialChain.Listener() {
                @Override
                public void lookedUp(Repository repository, Optional<String> source) {
                    events.add(repository + " " + source.orElse("anonymous"));
                }

                @Override
                public boolean warn(String problem) {
                    events.add("warning: " + problem);
                    return isWarned;
                }
            });

    private final class Source implements CredentialSource {

        private final String name;
        private final Map<String, Credentials> known;

        Source(String name, Map<String, Credentials> known) {
            this.name = name;
            this.known = known;
        }

        @Override
        public Optional<Credentials> find(Repository repository, Consumer<String> problem) {
            asked.add(name + " " + repository);
            Optional.ofNullable(problems.get(name)).ifPresent(problem);
            return Optional.ofNullable(known.get(repository.host()));
        }

        @Override
        public String name() {
            return name;
        }
    }

    @Test
    void usesTheFirstSourceThatHasCredentials() {
        assertThat(chain.find(A)).contains(new Credentials("ann", "first-secret"));
        assertThat(chain.find(B)).contains(new Credentials("bob", "second-secret"));
        assertThat(chain.find(C)).isEmpty();
    }

    @Test
    void looksUpAndReportsEachRepositoryOnce() {
        chain.find(A);
        chain.find(A);
        chain.find(C);
        chain.find(C);

        assertThat(asked).containsExactly("first " + A, "first " + C, "second " + C);
        assertThat(events).containsExactly(A + " first", C + " anonymous");
    }

    @Test
    void asksARenewableSourceForEachUse() {
        Deque<Credentials> tokens =
                new ArrayDeque<>(List.of(new Credentials("ann", "token-one"), new Credentials("ann", "token-two")));
        CredentialChain renewing = new CredentialChain(
                List.of(new Source("first", Map.of()), new RenewableSource(tokens)), secrets, (repository, source) -> {
                    events.add(repository + " " + source.orElse("anonymous"));
                });

        renewing.has(A);

        assertThat(renewing.find(A)).contains(new Credentials("ann", "token-two"));
        assertThat(renewing.find(A)).as("the source has nothing now").contains(new Credentials("ann", "token-one"));
        assertThat(secrets.redact("token-one token-two")).isEqualTo("*** ***");
        assertThat(asked).containsExactly("first " + A);
        assertThat(events).containsExactly(A + " helper");
    }

    /** Has the next of some credentials at each lookup. */
    private record RenewableSource(Deque<Credentials> credentials) implements CredentialSource {

        @Override
        public boolean isRenewable() {
            return true;
        }

        @Override
        public Optional<Credentials> find(Repository repository, Consumer<String> problem) {
            return Optional.ofNullable(credentials.poll());
        }

        @Override
        public String name() {
            return "helper";
        }
    }

    @Test
    void addsThePasswordToTheSecretsInEveryEncoding() {
        chain.find(A);

        assertThat(secrets.redact("first-secret Zmlyc3Qtc2VjcmV0 Basic YW5uOmZpcnN0LXNlY3JldA=="))
                .isEqualTo("*** *** Basic ***");
        assertThat(chain.find(A).orElseThrow()).hasToString("ann");
    }

    @Test
    void warnsOfAProblemAndAsksTheNextSource() {
        problems.put("first", "The first is locked.");

        assertThat(chain.find(B)).isPresent();
        assertThat(events).containsExactly("warning: The first is locked.", B + " second");
        assertThat(chain.advice(B.host())).startsWith("The credentials for b.example come from second. Check that ");
    }

    @Test
    void namesTheProblemsIfTheRegistryRefusesAnonymousAccess() {
        problems.put("first", "The first is locked.");
        problems.put("second", "The second is broken.");

        chain.find(C);

        assertThat(chain.advice(C.host()))
                .isEqualTo("No credentials for c.example were found: The first is locked. The second is broken.");
    }

    @Test
    void doesNotRepeatAProblemThatTheUserHasSeen() {
        isWarned = true;
        problems.put("first", "The first is locked.");

        chain.find(C);

        assertThat(chain.advice(C.host()))
                .isEqualTo("No credentials for c.example were found. A warning above says why.");
    }

    @Test
    void masksSecretsInProblemsAndKeepsThemInOneLine() {
        secrets.add("job-secret");
        problems.put("first", "no access\n\u001b[2Jwith job-secret");

        chain.find(C);

        assertThat(events).contains("warning: no access [2Jwith ***");
    }

    @Test
    void advisesToAddCredentialsIfThereAreNone() {
        chain.find(C);

        assertThat(chain.advice(C.host())).startsWith("There are no credentials for c.example. Add a server with ");
    }

    @Test
    void saysIfTheRegistryAskedForNoCredentials() {
        chain.find(A);

        assertThat(chain.advice(B.host()))
                .isEqualTo("No credentials were sent, because b.example did not ask for Basic or Bearer authentication."
                        + " Ask its operator for access.");
    }

    @Test
    void ignoresCredentialsWithoutANameOrToken() {
        for (Credentials incomplete : List.of(new Credentials("", "secret"), Credentials.ofIdentityToken(""))) {
            CredentialChain one = new CredentialChain(
                    List.of(CredentialSource.of("the test", repository -> Optional.of(incomplete))),
                    secrets,
                    (repository, source) -> {});

            assertThat(one.find(A)).isEmpty();
        }
    }
}
