package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectorTest {

    private static final NamedImage IMAGE = Inspected.IMAGE;
    private static final ImageDetails DETAILS = Inspected.image(Inspected.baseLabels());
    private static final BaseState STALE = new BaseState.Stale(Inspected.BASE, Inspected.THEN, Inspected.NOW);

    private Function<Reference, Optional<Digest>> digests = reference -> Optional.of(Inspected.NOW);
    private ImageSource images = image -> Optional.of(DETAILS);

    private Inspector inspector() {
        return new Inspector(images, new BaseCheck(digests));
    }

    static Stream<FdoException> failures() {
        return Stream.of(new FixableException("GET x: 401 Unauthorized."), new EnvironmentException("GET x: 503."));
    }

    @Test
    void tellsTheImageAndItsBase() {
        assertThat(inspector().inspect(IMAGE)).isEqualTo(new Inspection(DETAILS, STALE));
        assertThat(inspector().checkBase(IMAGE)).isEqualTo(new CheckedBase(IMAGE, STALE));
    }

    @Test
    void cannotInspectWhatIsNotThere() {
        images = image -> Optional.empty();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector().inspect(IMAGE))
                .withMessage("There is no image registry.example.org/app/base:1. Build it by 'mvn fdo:build-image', or"
                        + " check its name.");
    }

    @Test
    void doesNotKnowTheBaseOfWhatIsNotThere() {
        images = image -> Optional.empty();

        assertThat(inspector().checkBase(IMAGE))
                .isEqualTo(new CheckedBase(
                        IMAGE, new BaseState.Unknown(Optional.empty(), Optional.empty(), "there is no such image")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void inspectsAnImageWhateverKeepsItsBaseFromBeingKnown(FdoException failure) {
        digests = reference -> {
            throw failure;
        };

        Inspection inspection = inspector().inspect(IMAGE);

        assertThat(inspection.details()).isEqualTo(DETAILS);
        assertThat(inspection.base().word()).isEqualTo("UNKNOWN");
        assertThat(inspection.base().base()).contains(Inspected.BASE.toString());
        assertThat(inspection.base().sentence()).isEqualTo(failure.getMessage());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void doesNotCheckABaseThatCannotBeKnown(FdoException failure) {
        digests = reference -> {
            throw failure;
        };

        assertThatThrownBy(() -> inspector().checkBase(IMAGE)).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void takesAnImageThatCannotBeLookedAtForNoneThatIsMissing(FdoException failure) {
        images = image -> {
            throw failure;
        };

        assertThatThrownBy(() -> inspector().inspect(IMAGE)).isSameAs(failure);
        assertThatThrownBy(() -> inspector().checkBase(IMAGE)).isSameAs(failure);
    }
}
