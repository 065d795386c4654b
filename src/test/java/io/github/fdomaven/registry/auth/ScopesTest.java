package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import org.junit.jupiter.api.Test;

class ScopesTest {

    private static final Repository MINE = Repository.parse("localhost/mine/project");
    private static final Repository OTHER = Repository.parse("localhost/other");

    @Test
    void hasOneScopeForEachRepository() {
        assertThat(Scopes.push(MINE).and(Scopes.pull(OTHER)).texts())
                .containsExactly("repository:mine/project:pull,push", "repository:other:pull");
    }

    @Test
    void addsTheScopesOfAChallenge() {
        Scopes all = Scopes.pull(MINE).and(" repository:mine/project:push,pull  registry:catalog:* nonsense ");

        assertThat(all.texts()).containsExactly("registry:catalog:*", "repository:mine/project:pull,push");
        assertThat(Scopes.push(MINE)).isEqualTo(Scopes.pull(MINE).and("repository:mine/project:push,pull"));
    }

    @Test
    void acceptsAChallengeWithoutScopes() {
        assertThat(Scopes.pull(MINE).and("")).isEqualTo(Scopes.pull(MINE));
    }

    @Test
    void hasTheCredentialsOfTheFirstRepository() {
        assertThat(Scopes.push(MINE).and(Scopes.pull(OTHER)).repository()).isEqualTo(MINE);
    }
}
