package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.definition.Upstream;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSettingsTest extends ImageSettingsTestCase {

    @Test
    void needsDistributionVersionAndTagOnly() {
        ImageDefinition request = read();

        assertThat(request.name()).isEqualTo("debian/bookworm");
        assertThat(request.reference()).hasToString("registry.example.org/group/app/debian/bookworm:1.0");
        assertThat(request.recipe().distribution()).isEqualTo(Distribution.DEBIAN);
        assertThat(request.recipe().version()).isEqualTo("bookworm");
        assertThat(request.recipe().base()).isEqualTo(new BaseReference("docker.io/library/debian:bookworm"));
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
        assertThat(request.recipe().base().text()).isEqualTo("debian/bookworm:base.0");
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

        assertThat(read().recipe().base()).isEqualTo(new BaseReference(base));
    }

    @Test
    void isForcedByAnySource() {
        pom.put(Setting.FORCE_REBUILD, "false");
        variables.put("FDO_FORCE_REBUILD", "1");

        assertThat(read().forced()).isPresent();
    }

    @Test
    void isRebuiltFromTheBaseImageThatAnEarlierJobFoundChanged() {
        variables.put("FDO_FORCE_REBUILD", "1");
        variables.put(
                "FDO_CHANGED_BASES",
                read().reference() + "=registry.example.org/base:1, docker.io/library/a:1=docker.io/library/b:1");

        assertThat(read().forced())
                .contains(new ImageDefinition.Rebuild(
                        "its base image has changed", Optional.of(Reference.parse("registry.example.org/base:1"))));

        pom.put(Setting.FORCE_REBUILD, "true");
        assertThat(read().forced().orElseThrow().changedBase()).isEmpty();
        pom.remove(Setting.FORCE_REBUILD);
        properties.put("fdo.force.rebuild", "true");
        assertThat(read().forced().orElseThrow().changedBase()).isEmpty();
        properties.clear();
        variables.put("FDO_CHANGED_BASES", "docker.io/library/a:1=docker.io/library/b:1");
        assertThat(read().forced()).contains(new ImageDefinition.Rebuild("a rebuild is forced", Optional.empty()));
        variables.remove("FDO_FORCE_REBUILD");
        assertThat(read().forced()).isEmpty();
    }

    @Test
    void isRebuiltIfAnEarlierJobFoundUpdates() {
        variables.put("FDO_FORCE_REBUILD", "1");
        variables.put("FDO_CHANGED_BASES", "docker.io/library/a:1=docker.io/library/b:1," + read().reference());

        assertThat(read().forced())
                .contains(new ImageDefinition.Rebuild("its packages have updates", Optional.empty()));
    }

    @Test
    void refusesChangedBasesThatAreNoReferences() {
        variables.put("FDO_FORCE_REBUILD", "1");
        variables.put("FDO_CHANGED_BASES", "a:1");

        assertRefusedStartingWith("FDO_CHANGED_BASES: ");
    }

    @Test
    void keepsTheOrderOfUpstreams() {
        pom.put(Setting.UPSTREAM_REPO, "group/one, group/two ,other.example.org/three");

        assertThat(read().upstreams())
                .containsExactly(
                        upstream("group/one", "registry.example.org/group/one"),
                        upstream("group/two", "registry.example.org/group/two"),
                        upstream("other.example.org/three", "other.example.org/three"));
    }

    @ParameterizedTest
    @CsvSource({
        "NetworkManager/NetworkManager, registry.example.org/networkmanager/networkmanager",
        "GROUP/Sub.Group/my-Project, registry.example.org/group/sub.group/my-project",
        "Other.Example.org:5000/Group/App, other.example.org:5000/group/app"
    })
    void looksForAnUpstreamProjectInLowerCase(String project, String repository) {
        pom.put(Setting.UPSTREAM_REPO, project);

        assertThat(read().upstreams()).containsExactly(upstream(project, repository));
    }

    private static Upstream upstream(String project, String root) {
        return new Upstream(project, Repository.parse(root), "debian/bookworm");
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

    @ParameterizedTest
    @CsvSource({
        "debian/bookworm:base,",
        "registry.example.org/group/app/debian/bookworm:base,",
        "debian/bookworm:base, Up/Stream",
        "registry.example.org/group/app/debian/bookworm:base, Up/Stream",
        "registry.example.org/up/stream/debian/bookworm:base, Up/Stream"
    })
    void theRecipeOfAForkIsThatOfItsUpstreamProject(String base, String upstream) {
        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/up/stream");
        pom.put(Setting.BASE_IMAGE, "registry.example.org/up/stream/debian/bookworm:base");
        Digest digest = read().recipe().digest();

        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
        pom.put(Setting.BASE_IMAGE, base);
        pom.put(Setting.UPSTREAM_REPO, upstream == null ? "" : upstream);

        assertThat(read().recipe().digest()).isEqualTo(digest);
    }

    @Test
    void acceptsTheDigestOfAnOlderImageWithTheFullReferenceOfItsBase() {
        String full = "registry.example.org/other/app/debian/bookworm:base";
        pom.put(Setting.BASE_IMAGE, full);
        Digest older = read().recipe().digest();

        pom.put(Setting.REGISTRY_IMAGE, "registry.example.org/other/app");
        assertThat(read().recipe().hasDigest(older.toString())).isTrue();
        pom.put(Setting.BASE_IMAGE, "debian/bookworm:base");
        assertThat(read().recipe().hasDigest(older.toString())).isTrue();
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
        assertThat(read().recipe().hasDigest(older.toString())).isFalse();
        pom.put(Setting.UPSTREAM_REPO, "other/app");
        assertThat(read().recipe().hasDigest(older.toString())).isTrue();
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
    void readsTheNamesOfTheVariablesOfExecFromTheEnvironmentAndFromAProperty() {
        variables.put("FDO_EXEC_ENVIRONMENT", "TOKEN,OTHER");
        assertThat(read().execEnvironment()).containsExactly("TOKEN", "OTHER");

        properties.put("fdo.exec.environment", "THIRD");
        assertThat(read().execEnvironment()).containsExactly("THIRD");
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
}
