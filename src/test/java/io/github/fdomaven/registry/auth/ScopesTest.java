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
        Scopes named = Scopes.parse(" repository:mine/project:push,pull  registry:catalog:* nonsense ");

        assertThat(Scopes.pull(MINE).and(named).texts())
                .containsExactly("registry:catalog:*", "repository:mine/project:pull,push");
        assertThat(Scopes.push(MINE)).isEqualTo(Scopes.parse("repository:mine/project:push,pull"));
    }

    @Test
    void parsesNoScopes() {
        assertThat(Scopes.parse("").texts()).isEmpty();
    }
}
