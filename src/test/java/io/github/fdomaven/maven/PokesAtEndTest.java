package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** The listener for the end of the Maven build. The invoker projects in src/it/release test the rest. */
class PokesAtEndTest {

    private final List<String> events = new ArrayList<>();
    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();

    /** The listener of Maven. */
    private final class Recorder extends AbstractExecutionListener {

        @Override
        public void projectSucceeded(ExecutionEvent event) {
            events.add("project succeeded");
        }

        @Override
        public void sessionEnded(ExecutionEvent event) {
            events.add("session ended");
        }

        @Override
        public void projectFailed(ExecutionEvent event) {
            throw new IllegalStateException("disk full");
        }
    }

    private ExecutionListener listener() {
        PokesAtEnd.atEnd(request, () -> events.add("poke"));
        return request.getExecutionListener();
    }

    @Test
    void pokesAfterTheModulesAndBeforeMavenReportsTheResult() {
        request.setExecutionListener(new Recorder());
        ExecutionListener listener = listener();

        listener.projectSucceeded(null);
        listener.projectStarted(null);
        listener.sessionEnded(null);

        assertThat(events).containsExactly("project succeeded", "poke", "session ended");
    }

    @Test
    void passesTheErrorsOfTheOtherListenerOn() {
        request.setExecutionListener(new Recorder());
        ExecutionListener listener = listener();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> listener.projectFailed(null))
                .withMessage("disk full");
        assertThat(events).isEmpty();
    }

    private static MavenProject module(String directory) {
        MavenProject module = new MavenProject();
        module.setFile(new File("/work", directory + "/pom.xml"));
        module.setExecutionRoot(directory.isEmpty());
        return module;
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.fdomaven");
        plugin.setArtifactId("fdo-maven-plugin");
        return plugin;
    }

    private static String command(MavenProject root, MavenProject... modules) {
        List<MavenProject> all = new ArrayList<>(List.of(modules));
        all.add(0, root);
        return PokesAtEnd.command(all, List.of(modules), plugin().getKey());
    }

    @Test
    void namesTheModulesIfTheRootDoesNotNameThePlugin() {
        assertThat(command(module(""), module("images"), module("images"), module("more/images")))
                .isEqualTo("mvn -pl images,more/images fdo:poke-dependents");
    }

    @Test
    void namesNoModuleIfTheRootNamesThePlugin() {
        MavenProject root = module("");
        root.getBuild().addPlugin(plugin());
        MavenProject managing = module("");
        managing.getBuild().setPluginManagement(new PluginManagement());
        managing.getBuild().getPluginManagement().addPlugin(plugin());

        assertThat(List.of(command(root), command(managing, module("images")))).containsOnly("mvn fdo:poke-dependents");
    }

    @Test
    void pokesWithoutAnotherListener() {
        ExecutionListener listener = listener();

        listener.projectSucceeded(null);
        listener.sessionEnded(null);

        assertThat(events).containsExactly("poke");
    }
}
