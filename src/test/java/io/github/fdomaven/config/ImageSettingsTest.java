package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSettingsTest {

    private static final Repository PROJECT = Repository.parse("registry.example.org/group/app");

    private final Map<Setting, String> pom = new EnumMap<>(Setting.class);
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    @TempDir
    private Path project;

    @BeforeEach
    void setDebian() {
        pom.put(Setting.DISTRIBUTION, "debian");
        pom.put(Setting.VERSION, "bookworm");
        pom.put(Setting.TAG, "1.0");
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
    }

    private ImageDefinition read() {
        SettingSources sources = new SettingSources(pom, properties, new Environment(variables));
        ModuleSettings settings =
                new ModuleSettings("app", project, project.resolve("target"), "app", sources, labels, List.of());
        return ImageGraphReader.read(List.of(settings), List.of(), image -> false)
                .selected()
                .get(0);
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class).isThrownBy(this::read).withMessage(message);
    }

    @Test
    void needsDistributionVersionAndTagOnly() {
        ImageDefinition request = read();

        assertThat(request.name()).isEqualTo("debian/bookworm");
        assertThat(request.reference()).hasToString("registry.example.org/group/app/debian/bookworm:1.0");
        assertThat(request.recipe().distribution()).isEqualTo(Distribution.DEBIAN);
        assertThat(request.recipe().version()).isEqualTo("bookworm");
        assertThat(request.recipe().base()).isEqualTo(BaseReference.parse("docker.io/library/debian:bookworm"));
        assertThat(request.recipe().packages()).isEqualTo(Packages.NONE);
        assertThat(request.recipe().exec()).isEmpty();
        assertThat(request.recipe().entrypoint()).isEmpty();
        assertThat(request.recipe().workingDir()).isEqualTo("/app");
        assertThat(request.recipe().user()).isEmpty();
        assertThat(request.platform()).isEmpty();
        assertThat(request.recipe().labels()).isEmpty();
        assertThat(request.forced()).isEmpty();
        assertThat(request.upstreams()).isEmpty();
        assertThat(request.expiresAfter()).isEmpty();
        assertThat(request.execEnvironment()).isEmpty();
    }

    @Test
    void readsAllSettings() throws IOException {
        Files.writeString(project.resolve("setup.sh"), "true");
        assertThat(project.resolve("setup.sh").toFile().setExecutable(true)).isTrue();
        pom.put(Setting.NAME, "tools");
        pom.put(Setting.PACKAGES, "\n  wget\n  curl\n");
        pom.put(Setting.EXEC, "./setup.sh --all \"größe $HOME\"");
        pom.put(Setting.ENTRYPOINT, "/bin/my-app");
        pom.put(Setting.WORKING_DIR, "/work dir");
        pom.put(Setting.USER, "me:staff");
        pom.put(Setting.PLATFORM, "linux/arm64/v8");
        pom.put(Setting.BASE_IMAGE, "debian/bookworm:base.0");
        pom.put(Setting.REPO_SUFFIX, "tools/debian");
        pom.put(Setting.EXPIRES_AFTER, "3w");
        pom.put(Setting.CACHE_DIR, ".");
        labels.put("org.example.text", "größe \"5\" $HOME");

        ImageDefinition request = read();

        assertThat(request.name()).isEqualTo("tools");
        assertThat(request.reference()).hasToString("registry.example.org/group/app/tools/debian:1.0");
        assertThat(request.recipe().base()).isEqualTo(BaseReference.parse("debian/bookworm:base.0"));
        assertThat(request.recipe().packages()).isEqualTo(Packages.parse("wget curl"));
        assertThat(request.recipe().exec().orElseThrow().command()).isEqualTo("./setup.sh --all \"größe $HOME\"");
        assertThat(request.recipe().exec().orElseThrow().files()).containsOnlyKeys("setup.sh");
        assertThat(request.recipe().entrypoint()).contains("/bin/my-app");
        assertThat(request.recipe().workingDir()).isEqualTo("/work dir");
        assertThat(request.recipe().user()).contains("me:staff");
        assertThat(request.platform()).contains(Platform.parse("linux/arm64/v8"));
        assertThat(request.recipe().labels()).isEqualTo(Map.of("org.example.text", "größe \"5\" $HOME"));
        assertThat(request.expiresAfter()).contains(Lifetime.parse("3w"));
        assertThat(request.cacheDir()).contains(project);
    }

    @Test
    void readsTheVariablesOfTheTemplates() {
        pom.clear();
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
        variables.put("FDO_DISTRIBUTION_NAME", "fedora");
        variables.put("FDO_DISTRIBUTION_VERSION", "41");
        variables.put("FDO_DISTRIBUTION_TAG", "2026-11-24.0");
        variables.put("FDO_DISTRIBUTION_PACKAGES", "curl wget");
        variables.put("FDO_FORCE_REBUILD", "1");

        ImageDefinition request = read();

        assertThat(request.reference()).hasToString("registry.example.org/group/app/fedora/41:2026-11-24.0");
        assertThat(request.recipe().packages()).isEqualTo(Packages.parse("curl wget"));
        assertThat(request.forced()).isPresent();
    }

    @Test
    void readsProperties() {
        pom.clear();
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
        properties.put("fdo.distribution", "alpine");
        properties.put("fdo.distribution.tag", "1");

        assertThat(read().reference()).hasToString("registry.example.org/group/app/alpine/latest:1");
    }

    @ParameterizedTest
    @CsvSource({"alpine, docker.io/library/alpine:latest", "arch, docker.io/library/archlinux:latest"})
    void needsNoVersionIfThereIsADefault(String distribution, String base) {
        pom.remove(Setting.VERSION);
        pom.put(Setting.DISTRIBUTION, distribution);

        assertThat(read().recipe().base()).isEqualTo(BaseReference.parse(base));
    }

    @Test
    void refusesAMissingDistribution() {
        pom.remove(Setting.DISTRIBUTION);

        assertRefused("No distribution is set: set <distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME), for"
                + " example to debian.");
    }

    @Test
    void refusesAMissingVersion() {
        pom.remove(Setting.VERSION);

        assertRefused("No version is set: set <version> (-Dfdo.distribution.version, FDO_DISTRIBUTION_VERSION), for"
                + " example to bookworm.");
    }

    @Test
    void refusesAMissingTag() {
        pom.put(Setting.TAG, " ");

        assertRefused("No tag is set: set <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG), for example to"
                + " 2026-11-24.0.");
    }

    @Test
    void refusesAnUnknownDistributionAndListsAll() {
        pom.put(Setting.DISTRIBUTION, "gentoo");

        assertRefused("<distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME): 'gentoo' is not a supported"
                + " distribution. Supported are almalinux, alpine, arch, centos, debian, fedora, opensuse, rhel, rocky,"
                + " ubuntu.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", ".1", "a b", "a/b", "größe", "a:b"})
    void refusesAnInvalidTag(String tag) {
        pom.put(Setting.TAG, tag);

        assertRefused(
                "<tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG): '" + tag + "' is not a tag: valid are up to"
                        + " 128 letters, digits, '_', '.' and '-', and the first is not '.' or '-'.");
    }

    @Test
    void refusesAPackageNameWithAShellOperator() {
        pom.put(Setting.PACKAGES, "curl; touch /pwned");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<packages> (-Dfdo.distribution.packages, FDO_DISTRIBUTION_PACKAGES): 'curl;' is"
                                + " not the name of a package. ");
    }

    @Test
    void refusesAnInvalidDuration() {
        pom.put(Setting.EXPIRES_AFTER, "3 weeks");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<expiresAfter> (-Dfdo.expires.after, FDO_EXPIRES_AFTER): '3 weeks' is not a duration: ");
    }

    @Test
    void refusesAMissingExecFile() {
        pom.put(Setting.EXEC, "bash test/missing.sh");

        assertRefused("<exec> (-Dfdo.distribution.exec, FDO_DISTRIBUTION_EXEC): 'bash test/missing.sh' runs the file"
                + " test/missing.sh, which " + project
                + " does not have. Paths are relative to the project's directory.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Debian:1", "registry.example.org/Debian:1", "debian:a:b"})
    void refusesAnInvalidBaseImage(String base) {
        pom.put(Setting.BASE_IMAGE, base);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith("<baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE): '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "./app", "/a\nb"})
    void refusesARelativeWorkingDirectory(String directory) {
        pom.put(Setting.WORKING_DIR, directory);

        assertRefused("<workingDir> (-Dfdo.distribution.workingdir, FDO_DISTRIBUTION_WORKINGDIR): '" + directory
                + "' is not an absolute path of the image, such as /app.");
    }

    @Test
    void refusesAUserWithSpaces() {
        pom.put(Setting.USER, "me and you");

        assertRefused(
                "<user> (-Dfdo.user, FDO_USER): 'me and you' is not a user. Write a name or a number, or both user"
                        + " and group with a colon, without spaces.");
    }

    @Test
    void refusesAnInvalidPlatform() {
        pom.put(Setting.PLATFORM, "arm64");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<platform> (-Dfdo.distribution.platform, FDO_DISTRIBUTION_PLATFORM): 'arm64' is"
                                + " not a platform: ");
    }

    @Test
    void refusesAnInvalidRepositorySuffix() {
        pom.put(Setting.REPO_SUFFIX, "Tools");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<repoSuffix> (-Dfdo.repo.suffix, FDO_REPO_SUFFIX): 'group/app/Tools' is not the"
                                + " path of a repository: ");
    }

    @Test
    void isForcedByAnySource() {
        pom.put(Setting.FORCE_REBUILD, "false");
        variables.put("FDO_FORCE_REBUILD", "1");

        assertThat(read().forced()).isPresent();
    }

    @Test
    void keepsTheOrderOfUpstreams() {
        pom.put(Setting.UPSTREAM_REPO, "group/one, group/two ,other.example.org/three");

        assertThat(read().upstreams())
                .containsExactly(
                        new Upstream("group/one", Repository.parse("registry.example.org/group/one/debian/bookworm")),
                        new Upstream("group/two", Repository.parse("registry.example.org/group/two/debian/bookworm")),
                        new Upstream(
                                "other.example.org/three",
                                Repository.parse("other.example.org/three/debian/bookworm")));
    }

    @Test
    void upstreamsHaveTheSameSuffix() {
        pom.put(Setting.UPSTREAM_REPO, "group/one");
        pom.put(Setting.REPO_SUFFIX, "tools");

        assertThat(read().upstreams().get(0).repository()).hasToString("registry.example.org/group/one/tools");
    }

    @Test
    void readsUpstreamsWithoutARegistry() {
        pom.put(Setting.UPSTREAM_REPO, "group/one");
        pom.remove(Setting.REGISTRY_IMAGE);

        assertThat(read().upstreams().get(0).repository()).hasToString("localhost/group/one/debian/bookworm");
    }

    @Test
    void refusesAnInvalidUpstream() {
        pom.put(Setting.UPSTREAM_REPO, "group/one,Group Two");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(
                        "<upstreamRepo> (-Dfdo.upstream.repo, FDO_UPSTREAM_REPO): 'Group Two' is not the"
                                + " path of a repository: ");
    }

    @Test
    void putsTheDigestOfTheRecipeIntoTheTag() {
        pom.put(Setting.TAG, "v1-@recipe@");

        ImageDefinition request = read();

        assertThat(request.reference().tag().orElseThrow().value())
                .isEqualTo("v1-" + request.recipe().digest().hex().substring(0, 12));
    }

    @Test
    void aChangedRecipeChangesARecipeTag() {
        pom.put(Setting.TAG, "@recipe@");
        ImageDefinition before = read();

        pom.put(Setting.PACKAGES, "curl");

        assertThat(read().reference()).isNotEqualTo(before.reference());
    }

    @Test
    void keepsTheNamesOfTheVariablesOfExecWithoutTheirValues() {
        pom.put(Setting.EXEC_ENVIRONMENT, "TOKEN, UNSET");
        variables.put("TOKEN", "s3cret");

        assertThat(read().execEnvironment()).containsExactly("TOKEN", "UNSET");
    }

    @Test
    void acceptsACacheDirectoryThatDoesNotExist() {
        pom.put(Setting.CACHE_DIR, "missing");

        assertThat(read().cacheDir()).contains(project.resolve("missing"));
    }

    @Test
    void keepsAnAbsoluteCacheDirectory() throws IOException {
        Path cache = Files.createDirectories(project.resolve("cache"));
        pom.put(Setting.CACHE_DIR, cache.toString());

        assertThat(read().cacheDir()).contains(cache);
    }

    @Test
    void refusesALabelOfThePlugin() {
        labels.put("fdo.pipeline_id", "1");

        assertRefused(
                "<labels>: 'fdo.pipeline_id' is reserved: labels that start with fdo. belong to the plugin. Give the label"
                        + " another name.");
    }

    @Test
    void refusesTextThatJavaCannotRead() {
        variables.put("FDO_DISTRIBUTION_EXEC", "echo \uFFFD");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageContaining("Set LC_ALL=C.UTF-8");
    }
}
