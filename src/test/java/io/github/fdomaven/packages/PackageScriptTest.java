package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script that lists packages, with other programs in place of the package managers. */
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

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> run(PackageFormat format) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", PackageList.script(format));
        shell.environment().put("PATH", programs.toString());
        Process process = shell.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
