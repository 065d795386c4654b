package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {

    @Provide
    Arbitrary<Tag> tags() {
        return Names.tags();
    }

    @Property
    void printsItsValue(@ForAll("tags") Tag tag) {
        assertThat(new Tag(tag.toString())).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "-a", "a b", "a:b", "a/b", "ä", "a\n"})
    void refusesInvalidTags(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tag(value))
                .withMessage("'" + value.replace('\n', ' ')
                        + "' is not a tag: valid are up to 128 letters, digits, '_', '.' and '-', and the"
                        + " first is not '.' or '-'.");
    }

    @Test
    void limitsTheTagTo128Characters() {
        assertThat(new Tag("a".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag("a".repeat(129)));
    }
}
