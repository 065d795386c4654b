package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static io.github.fdomaven.builder.execute.ExecutionFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.support.EnvironmentException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ReplacedImageTest {

    private final ExecutionFixture images = new ExecutionFixture();

    /** The packages that the steps install from now on. */
    private void installs(String version) {
        images.engine()
                .program(
                        "dpkg-query",
                        OptionalInt.of(0),
                        "system\tdebian\t12",
                        "installed\tlibssl3\t" + version + "\tamd64\topenssl\t" + version);
    }

    @Test
    void comparesAnImageWithTheImageThatItReplaces() {
        ImageResult first = images.runOne(named("base"));
        installs("4");

        ImageResult second = images.runOne(named("base").forced());

        assertThat(first.difference()).isEmpty();
        assertThat(second.outcome()).isEqualTo(Outcome.BUILT);
        ImageDifference difference = second.difference().orElseThrow();
        assertThat(difference.before().digest()).isEqualTo(first.digest());
        assertThat(difference.after().digest()).isEqualTo(second.digest());
        assertThat(difference.summary()).startsWith("1 package upgraded");
        assertThat(second.differences()).containsExactly(difference);
    }

    @Test
    void comparesAnImageOfTheEngineWithTheImageThatItReplaces() {
        images.runOne(named("base").local().reference("localhost/app/base:1"));
        installs("4");

        ImageResult second = images.runOne(
                named("base").local().reference("localhost/app/base:1").forced());

        assertThat(second.difference().orElseThrow().summary()).startsWith("1 package upgraded");
    }

    @Test
    void comparesANewTagWithTheImageThatTheUserNames() {
        images.runOne(named("old"));
        installs("4");

        ImageResult built = images.runOne(named("base").comparedWith(tag("old")));

        assertThat(built.difference().orElseThrow().before().reference()).hasToString(tag("old"));
        assertThat(built.difference().orElseThrow().recipe()).containsExactly("packages +base -old");
    }

    @Test
    void comparesWithTheOldImageIfTheUserNamesItsTag() {
        ImageResult old = images.runOne(named("base"));
        installs("4");

        ImageResult built = images.runOne(named("base").forced().comparedWith(tag("base")));

        ImageDifference difference = built.difference().orElseThrow();
        assertThat(difference.before().digest()).isEqualTo(old.digest());
        assertThat(difference.summary()).startsWith("1 package upgraded");
    }

    /** Nothing more is asked than whether the image exists. */
    @Test
    void comparesNothingInARunThatBuildsNothing() {
        images.runOne(named("base"));
        int requests = images.registry().requests().size();

        images.runOne(named("base").comparedWith(tag("old")).keptIfUnchanged());

        List<String> all = images.registry().requests();
        assertThat(all.subList(requests, all.size())).hasSize(3).doesNotContain("manifest " + tag("old"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void buildsAnImageThatCannotBeCompared(boolean isNew) {
        if (!isNew) {
            images.runOne(named("base"));
        }
        images.registry().fail("manifest " + tag("old"), new EnvironmentException("GET x: 503."));

        ImageResult built = images.runOne(named("base").forced().comparedWith(tag("old")));

        assertThat(built.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(built.difference()).isEmpty();
        assertThat(images.log().events())
                .filteredOn(event -> event.contains("503"))
                .singleElement()
                .asString()
                .endsWith("Could not compare the image with " + tag("old") + ": GET x: 503.");
    }

    @Test
    void warnsIfTheImageThatTheUserNamesDoesNotExist() {
        assertThat(images.runOne(named("base").comparedWith(tag("old"))).difference())
                .isEmpty();

        assertThat(images.log().events())
                .filteredOn(event -> event.contains("not compared"))
                .singleElement()
                .asString()
                .contains(tag("old") + ", which does not exist. Check <diffAgainst>");
    }
}
