package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.it.EngineCli;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies the package caches of dnf and zypper with one engine, because the images of the tests are large. */
@Tag("engines")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RpmCacheContractTest {

    private static final UnaryOperator<List<Command>> PLAIN = commands -> commands;
    private static final UnaryOperator<List<Command>> CACHED = Distribution.FEDORA::withPackageCache;

    /** Removes the installed packages. The rpm of dnf 4's image is Debian 12's, which needs an option. */
    private static final String ERASE =
            "rpm $(rpm --help | grep -o -e --force-debian || :) --erase hello-fdo weak-fdo 2>/dev/null || :; dnf clean all;";

    /**
     * Serves the repository of the image by HTTP, because dnf downloads nothing from a directory. With its setting, dnf trusts metadata
     * that it has at any age.
     */
    private static final String SERVE = """
            rm /etc/yum.repos.d/*
            printf '[test]\\nname=Test\\nbaseurl=http://127.0.0.1:8000\\ngpgcheck=0\\n\
            metadata_expire=never\\n' >/etc/yum.repos.d/test.repo
            cat >/var/log/server.py <<'SERVER'
            import http.server
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 8000), http.server.SimpleHTTPRequestHandler)
            print("ready", flush=True)
            server.serve_forever()
            SERVER
            mkfifo /var/log/ready
            cd /srv/fedora
            python3 /var/log/server.py >/var/log/ready 2>/var/log/requests &
            read -r ready </var/log/ready
            """;

    /**
     * Writes metadata without a package to the cache. The index says that its own file is metadata too, with the digest of the
     * repository's index.
     */
    private static final String FORGE = """
            mkdir /var/log/forged
            cd /var/log/forged
            cp -r /srv/fedora/noarch .
            rm noarch/weak-fdo*
            createrepo_c --quiet .
            cd /dev/fdo-packages
            index=$(echo repomd-*)
            digest=$(sha256sum <$index | cut -c 1-64)
            cp $index $digest
            primary=$(grep -o '[0-9a-f]*-primary.xml[.a-z]*' $index)
            sed -i -e "s|[0-9a-f]*-primary.xml[.a-z]*|$primary|" -e "s|</repomd>|<data><checksum type=\\"sha256\\">$digest</checksum>\
            <location href=\\"repodata/repomd.xml\\"/><size>$(stat -c %s $index)</size></data></repomd>|" /var/log/forged/repodata/repomd.xml
            cp /var/log/forged/repodata/repomd.xml $index
            for file in /var/log/forged/repodata/*.xml.*; do cp $file $(sha256sum <$file | cut -c 1-64); done
            """;

    /** Tries again if a mirror does not answer. */
    private static final String INSTALL_ZYPPER = """
            apt="apt-get -qq -o Acquire::Retries=5"
            for attempt in 1 2 3 4 5; do
                if $apt update && $apt install -y --no-install-recommends zypper; then exit 0; fi
                sleep 5
            done
            exit 1
            """;

    /** The versions of dnf, with the release of Fedora whose stand-in has it, and the names of the files in the cache. */
    private enum Dnf {
        DNF4("41", 5, "([0-9a-f]{64})  (\\1|repomd-test-[0-9a-f]{16})"),
        DNF5(
                "42",
                4,
                "([0-9a-f]{64})  (\\1|repomd-test-[0-9a-f]{16}|test-[0-9a-f]{16}@(hello|weak)-fdo-1-1\\.noarch\\.rpm)");

        private final String release;
        private final int files;
        private final String line;

        Dnf(String release, int files, String line) {
            this.release = release;
            this.files = files;
            this.line = line;
        }
    }

    private final EngineCli cli =
            new EngineCli(EngineContract.addresses().findFirst().orElseThrow());
    private final String volume = "fdo-test-" + UUID.randomUUID();
    private final List<String> containers = new ArrayList<>();

    @BeforeEach
    void create() throws Exception {
        cli.call("volume", "create", volume);
    }

    @AfterEach
    void remove() throws Exception {
        for (String container : containers) {
            cli.call("rm", "--force", container);
        }
        cli.call("volume", "rm", volume);
    }

    private String start(Dnf dnf) throws Exception {
        return start(dnf, "none");
    }

    private String start(Dnf dnf, String network) throws Exception {
        String container = cli.call(
                        "run",
                        "--detach",
                        "--network",
                        network,
                        "--volume",
                        volume + ":/dev/fdo-packages",
                        System.getProperty("it.registry") + "/base/fedora:" + dnf.release,
                        "sleep",
                        "infinity")
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow();
        containers.add(container);
        sh(container, SERVE);
        return container;
    }

    private String sh(String container, String script) throws Exception {
        return cli.call("exec", container, "sh", "-ec", script);
    }

    /** Installs a package of the repository that has a weak dependency. Returns what dnf asks the repository for. */
    private List<String> install(String container, Distribution distribution, UnaryOperator<List<Command>> cache)
            throws Exception {
        sh(container, ERASE + " rm -rf /var/lib/dnf/history.* /usr/lib/sysimage/libdnf5; : >/var/log/requests");
        run(container, cache.apply(distribution.install(List.of("hello-fdo"))));
        assertThat(sh(container, "hello-fdo")).contains("installed by rpm");
        return requests(container);
    }

    private void run(String container, List<Command> commands) throws Exception {
        for (Command command : commands) {
            List<String> exec = new ArrayList<>(List.of("exec", container));
            exec.addAll(command.arguments());
            cli.call(exec.toArray(String[]::new));
        }
    }

    private List<String> requests(String container) throws Exception {
        return sh(container, "sed -n 's/.*\"GET \\([^ ]*\\) .*/\\1/p' /var/log/requests")
                .lines()
                .toList();
    }

    private String files(String container) throws Exception {
        return sh(
                container,
                "dnf clean all >/dev/null 2>&1; find / -xdev -type f -printf '%p %s %m\\n' -o -xdev -printf '%p %m %l\\n' |"
                        + " grep -v '^/var/log/' | sort");
    }

    private String digests(String container) throws Exception {
        return sh(container, "cd /dev/fdo-packages; sha256sum *");
    }

    @ParameterizedTest
    @EnumSource
    void downloadsOnceAndChangesNoFile(Dnf dnf) throws Exception {
        String plain = start(dnf);
        assertThat(install(plain, Distribution.FEDORA, PLAIN)).contains("/noarch/hello-fdo-1-1.noarch.rpm");
        String expected = files(plain);
        String first = start(dnf);
        assertThat(install(first, Distribution.FEDORA, CACHED)).contains("/noarch/hello-fdo-1-1.noarch.rpm");
        assertThat(files(first)).isEqualTo(expected);
        String second = start(dnf);

        assertThat(install(second, Distribution.FEDORA, CACHED)).containsExactly("/repodata/repomd.xml");
        assertThat(files(second)).isEqualTo(expected);
        assertThat(install(second, Distribution.ROCKY, CACHED)).containsExactly("/repodata/repomd.xml");
        assertThat(digests(second).lines()).hasSize(dnf.files).allMatch(line -> line.matches(dnf.line));
    }

    @ParameterizedTest
    @EnumSource
    void usesNoFileThatWasReplaced(Dnf dnf) throws Exception {
        String container = start(dnf);
        install(container, Distribution.FEDORA, CACHED);
        String expected = files(container);
        String digests = digests(container);

        for (String replacement : List.of(
                "head -c $size /dev/zero >new; mv new $file",
                "rm $file; truncate -s 1T $file",
                "rm $file; ln -s /etc/written-through-link $file",
                "rm $file; mkfifo $file",
                "case $file in repomd-*) ;; *) head -c $size /dev/zero >new; mv new $file ;; esac")) {
            sh(
                    container,
                    "cd /dev/fdo-packages; for file in *; do size=$(stat -c %s $file); " + replacement + "; done");

            assertThat(install(container, Distribution.FEDORA, CACHED))
                    .as(replacement)
                    .contains("/noarch/hello-fdo-1-1.noarch.rpm");
            assertThat(files(container)).as(replacement).isEqualTo(expected);
            assertThat(digests(container)).as(replacement).isEqualTo(digests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usesNoForgedMetadata(Dnf dnf) throws Exception {
        String container = start(dnf);
        install(container, Distribution.FEDORA, CACHED);
        sh(container, FORGE);

        assertThat(install(container, Distribution.FEDORA, CACHED))
                .contains("/repodata/repomd.xml")
                .anyMatch(path -> path.contains("-primary.xml"))
                .doesNotContain("/noarch/hello-fdo-1-1.noarch.rpm");
        assertThat(sh(container, "rpm --query weak-fdo")).startsWith("weak-fdo-1");
    }

    @ParameterizedTest
    @EnumSource
    void usesTheNewestMetadata(Dnf dnf) throws Exception {
        String container = start(dnf);
        install(container, Distribution.FEDORA, CACHED);
        assertThat(sh(container, "rpm --query weak-fdo")).startsWith("weak-fdo-1");

        sh(container, "cd /srv/fedora; rm -r noarch/weak-fdo* repodata; createrepo_c --quiet .");

        assertThat(install(container, Distribution.FEDORA, CACHED)).doesNotContain("/noarch/hello-fdo-1-1.noarch.rpm");
        assertThat(sh(container, "rpm --query weak-fdo || :")).contains("not installed");
    }

    /** The image has no zypper. Debian's zypper works with the same repository. */
    private String startWithZypper() throws Exception {
        String container = start(Dnf.DNF4, "bridge");
        sh(container, INSTALL_ZYPPER);
        sh(
                container,
                "rm -rf /etc/zypp/repos.d; mkdir /etc/zypp/repos.d; printf '[test]\\nname=Test\\nenabled=1\\ngpgcheck=0\\n"
                        + "baseurl=http://127.0.0.1:8000\\n' >/etc/zypp/repos.d/test.repo");
        return container;
    }

    /** Returns which metadata and packages zypper downloads, apart from those that it always asks for. */
    private List<String> installWithZypper(String container) throws Exception {
        sh(
                container,
                "rpm --force-debian --erase hello-fdo 2>/dev/null || :; zypper clean --all; : >/var/log/requests");
        List<Command> commands = new ArrayList<>(Distribution.OPENSUSE.upgrade());
        commands.addAll(Distribution.OPENSUSE.install(List.of("hello-fdo")));
        run(container, Distribution.OPENSUSE.withPackageCache(commands));
        assertThat(sh(container, "hello-fdo")).contains("installed by rpm");
        assertThat(sh(container, "find /var/cache/zypp/packages -type f; ls -d /dev/fdo-*"))
                .isEqualToIgnoringWhitespace("/dev/fdo-packages");
        return requests(container).stream()
                .filter(path -> !path.startsWith("/repodata/repomd.xml") && !path.startsWith("/media"))
                .map(path -> path.replaceAll("/repodata/[0-9a-f]{64}-|/noarch/|-[0-9].*", ""))
                .toList();
    }

    @Test
    void zypperDownloadsOnceAndUsesNoDamagedAndNoOldFile() throws Exception {
        String container = startWithZypper();
        assertThat(installWithZypper(container)).contains("primary.xml.gz", "hello-fdo");

        assertThat(installWithZypper(container)).isEmpty();

        sh(
                container,
                "cd /dev/fdo-packages; for file in *; do size=$(stat -c %s $file); head -c $size /dev/zero >$file; done");
        assertThat(installWithZypper(container)).containsExactly("primary.xml.gz", "hello-fdo");
        assertThat(installWithZypper(container)).isEmpty();

        sh(container, "cd /srv/fedora; rm -r noarch/weak-fdo* repodata; createrepo_c --quiet .");

        assertThat(installWithZypper(container)).containsExactly("primary.xml.gz");
        assertThat(sh(container, "zypper search weak-fdo || :")).contains("No matching items found");
    }
}
