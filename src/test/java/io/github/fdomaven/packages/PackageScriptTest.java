package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts that list packages and updates, with other programs in place of the package managers. */
class PackageScriptTest {

    @TempDir
    Path programs;

    @Test
    void readsTheListOfAPackageManagerThatWarns() throws Exception {
        program("rpm", "echo warning: an old database >&2; printf 'bash\\t0:5.2-1\\tx86_64\\tbash-5.2-1.src.rpm\\n'");

        assertThat(PackageList.read(PackageFormat.RPM, run(PackageFormat.RPM)).packages())
                .containsExactly(new InstalledPackage("bash", "5.2-1", "x86_64", "bash", "5.2-1"));
    }

    @Test
    void readsTheWordsOfAPackageManagerThatFails() throws Exception {
        program("dpkg-query", "printf 'installed\\tbash\\t5'; echo 'error: the database is broken' >&2; exit 2");

        List<String> lines = run(PackageFormat.DEB);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.read(PackageFormat.DEB, lines))
                .withMessage("the package manager ended with status 2: error: the database is broken");
    }

    @Test
    void readsTheWordsOfTheShellWithoutAPackageManager() throws Exception {
        List<String> lines = run(PackageFormat.RPM);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.read(PackageFormat.RPM, lines))
                .withMessageMatching("the package manager ended with status 127: .*rpm: .*not found");
    }

    /** Old versions of apt end with status 0 then. */
    @Test
    void seesThatAptReachesNoRepository() throws Exception {
        program("apt-get", "echo 'W: Some index files failed to download. They have been ignored.'");

        List<String> lines = run(UpdateQuery.command(UpdateQuery.Mode.REFRESH, Optional.empty()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateQuery.read(lines))
                .withMessageStartingWith("apt could not refresh its metadata (status 100): W: Some index files");
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> run(PackageFormat format) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", PackageList.script(format)));
    }

    private List<String> run(List<String> command) throws IOException, InterruptedException {
        List<String> absolute = new ArrayList<>(command);
        absolute.set(0, "/bin/sh");
        ProcessBuilder shell = new ProcessBuilder(absolute);
        shell.environment().put("PATH", programs.toString());
        Process process = shell.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
