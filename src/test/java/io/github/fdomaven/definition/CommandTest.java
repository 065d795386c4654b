package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void refusesACommandWithoutAProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of(), Map.of()))
                .withMessage("A command needs a program.");
    }

    @Test
    void keepsItsArguments() {
        assertThat(Command.of("printf", "%s", "a b", "$HOME", "").arguments())
                .containsExactly("printf", "%s", "a b", "$HOME", "");
    }

    @Test
    void passesArgumentsToAScript() {
        assertThat(Command.script("exec dnf \"$@\"", "install", "-y").arguments())
                .containsExactly("sh", "-c", "exec dnf \"$@\"", "sh", "install", "-y");
    }

    @Test
    void appendsMoreArgumentsAndKeepsItsVariables() {
        Command command =
                Command.of("apt-get", "install").withVariable("A", "1").with(List.of("curl", "wget"));

        assertThat(command).isEqualTo(new Command(List.of("apt-get", "install", "curl", "wget"), Map.of("A", "1")));
    }

    @Test
    void doesNotChangeTheOriginalCommand() {
        Command command = Command.of("apk", "add");

        command.with(List.of("curl"));
        command.withVariable("A", "1");

        assertThat(command).isEqualTo(new Command(List.of("apk", "add"), Map.of()));
    }

    @Test
    void copiesItsArguments() {
        List<String> arguments = new ArrayList<>(List.of("true"));
        Command command = new Command(arguments, Map.of());

        arguments.add("--more");

        assertThat(command.arguments()).containsExactly("true");
    }

    @Test
    void hasItsArgumentsAsText() {
        assertThat(Command.of("dnf", "clean", "all").text()).isEqualTo("dnf clean all");
    }

    @Test
    void isShownWithoutTheScriptThatRunsIt() {
        Command command = Command.of("apt-get", "install")
                .withVariable("A", "1")
                .withNotices(Map.of(7, "odd"))
                .within("\"$@\"", "first")
                .with(List.of("curl"));

        assertThat(command.text()).isEqualTo("apt-get install curl");
        assertThat(command.arguments())
                .containsExactly("sh", "-c", "\"$@\"", "sh", "first", "apt-get", "install", "curl");
        assertThat(command.environment()).isEqualTo(Map.of("A", "1"));
        assertThat(command.notices()).isEqualTo(Map.of(7, "odd"));
    }

    @Test
    void hasTheTextOfAScriptAndItsArguments() {
        assertThat(Command.script("exec dnf \"$@\"", "clean", "all").text()).isEqualTo("exec dnf \"$@\" clean all");
        assertThat(Command.script("rm -rf /tmp/x").text()).isEqualTo("rm -rf /tmp/x");
    }
}
