package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A poker, the stub of a GitLab, and the labels of two images. */
abstract class PokerTestCase {

    static final NamedImage BASE = named("base", "registry.example.com/group/base:1");
    static final NamedImage TOOLS = named("tools", "registry.example.com/group/tools:1");

    final RecordingPokeLog log = new RecordingPokeLog();
    final Map<NamedImage, String> labels = new HashMap<>(Map.of(BASE, "101", TOOLS, "101"));

    GitLabStub stub;
    PokeChain chain = PokeChain.EMPTY;
    Optional<String> pipelineId = Optional.of("101");
    Optional<ProjectId> project = Optional.of(new ProjectId("group/base"));
    final List<Poke> poked = Collections.synchronizedList(new ArrayList<>());

    /** The number of requests before each of these pokes. */
    final List<Integer> sent = Collections.synchronizedList(new ArrayList<>());

    boolean force;

    private static NamedImage named(String name, String reference) {
        return new NamedImage(name, Reference.parse(reference), Optional.empty());
    }

    @BeforeEach
    final void start() throws IOException {
        stub = new GitLabStub();
        stub.project("group/app").token(Dependents.TOKEN);
        stub.project("group/other").token(Dependents.TOKEN);
    }

    @AfterEach
    final void stop() {
        stub.close();
    }

    final Pokes poke(Dependent... dependents) {
        return poke(new Poker.ModuleDependents(List.of(BASE, TOOLS), List.of(dependents)));
    }

    final Pokes poke(Poker.ModuleDependents... modules) {
        GitLab gitlab = new GitLab(
                GitLabAddress.parse(stub.url()), false, Proxies.none(), new Secrets(), (problem, pause) -> {});
        Function<NamedImage, Optional<String>> pipelineLabel = image -> {
            if (!labels.containsKey(image)) {
                throw new FixableException("There is no " + image.reference() + ".");
            }
            return Optional.of(labels.get(image));
        };
        Poker poker = new Poker(gitlab, pipelineLabel, log, Poker.PARALLELISM);
        Poker.Request request = new Poker.Request(List.of(modules), pipelineId, project, chain, force);
        return poker.poke(poker.select(request), poke -> {
            sent.add(stub.requests().size());
            poked.add(poke);
        });
    }
}
