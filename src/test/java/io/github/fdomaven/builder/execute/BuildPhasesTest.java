package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.child;
import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static io.github.fdomaven.builder.execute.ExecutionFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.EnvironmentException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BuildPhasesTest {

    private final ExecutionFixture images = new ExecutionFixture();

    @Test
    void measuresEachPhaseOfABuild() {
        ImageResult built = images.runOne(named("base"));

        assertThat(built.phases().keySet())
                .containsExactly(
                        BuildPhase.PULL,
                        BuildPhase.PREPARE,
                        BuildPhase.UPGRADE,
                        BuildPhase.INSTALL,
                        BuildPhase.PACKAGES,
                        BuildPhase.CLEAN,
                        BuildPhase.COMMIT,
                        BuildPhase.PUSH);
        Duration sum = built.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isPositive().isLessThanOrEqualTo(built.took());
    }

    @Test
    void measuresProjectAndExecOnlyOfAnImageWithExec() {
        assertThat(images.runOne(named("base").exec("true")).phases())
                .containsKeys(BuildPhase.PROJECT, BuildPhase.EXEC);
    }

    @Test
    void hasNoPushOfAnImageThatIsNotPushed() {
        assertThat(images.withoutPush().runOne(named("base")).phases())
                .containsKey(BuildPhase.COMMIT)
                .doesNotContainKey(BuildPhase.PUSH);
    }

    @Test
    void hasNoPhasesOfAnImageThatIsNotBuilt() {
        images.runOne(named("base"));

        assertThat(images.runOne(named("base")).phases()).isEmpty();
    }

    @Test
    void hasThePhasesUpToTheFailure() {
        images.engine().failingProgram("apt-get -y install");

        assertThat(result(images.run(named("base")), "base").phases().keySet())
                .containsExactly(BuildPhase.PULL, BuildPhase.PREPARE, BuildPhase.UPGRADE, BuildPhase.INSTALL);
    }

    @Test
    void hasThePhaseInWhichTheEngineBrokeOff() {
        images.engine().fail("run apt-get -y install", new EnvironmentException("the connection was closed"));

        assertThat(result(images.run(named("base")), "base").phases().keySet())
                .containsExactly(BuildPhase.PULL, BuildPhase.PREPARE, BuildPhase.UPGRADE, BuildPhase.INSTALL);
    }

    @Test
    void hasThePushThatFailed() {
        images.engine().fail("push", new EnvironmentException("connection refused"));

        ImageResult failed = result(images.run(named("base")), "base");

        assertThat(failed.isFailed()).isTrue();
        assertThat(failed.phases()).containsKeys(BuildPhase.COMMIT, BuildPhase.PUSH);
    }

    @Test
    void hasNoPullOfAnImageWhoseBaseImageWasBuilt() {
        assertThat(result(images.run(named("base"), child("child", "base")), "child")
                        .phases()
                        .keySet())
                .contains(BuildPhase.INSTALL, BuildPhase.PUSH)
                .doesNotContain(BuildPhase.PULL);
    }
}
