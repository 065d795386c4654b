package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</v2/a/tags/list?n=2&last=x>; rel=\"next\"",
                "</v2/a/tags/list?n=2&last=x>;rel=next",
                "</v2/a/tags/list?n=2&last=x> ; title=\"a, b\"; REL = \"last NEXT\"",
                "</v2/a/tags/list?n=2&last=x>; rel='next'",
                "</v2/a/tags/list?n=2&last=x>",
                "</v2/a/tags/list?n=2&last=x>; title=next",
                "/v2/a/tags/list?n=2&last=x; rel=\"next\"",
                " , < /v2/a/tags/list?n=2&last=x > ;; rel ; rel=next",
                "</prev>; rel=prev, </v2/a/tags/list?n=2&last=x>; rel=\"next",
                "</v2/a/tags/list?n=2&last=x",
                "</first>; rel=\"first\", </v2/a/tags/list?n=2&last=x>; rel=\"next\", </last>; rel=last",
            })
    void findsTheNextPage(String header) {
        assertThat(LinkHeader.next(List.of(header))).contains("/v2/a/tags/list?n=2&last=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "</a>; rel=\"prev\"",
                "</a>; rel=nextish",
                "rel=\"next\"",
                "<",
                "<>",
                "<>; rel=next",
                ";;;",
                "<<a>; rel=x"
            })
    void ignoresOtherLinks(String header) {
        assertThat(LinkHeader.next(List.of(header))).isEmpty();
    }

    @Property
    void readsAnyHeader(
            @ForAll @Chars({'<', '>', ';', ',', '=', '"', '\'', ' ', '/', 'r', 'e', 'l', 'x'}) String header) {
        assertThat(LinkHeader.next(List.of(header))).isNotNull();
    }

    @Test
    void readsALongHeaderInAShortTime() {
        assertThat(LinkHeader.next(List.of("<".repeat(60_000)))).isNotNull();
    }

    @Test
    void readsAllHeaders() {
        assertThat(LinkHeader.next(List.of("</a>; rel=prev", "</b>; rel=next"))).contains("/b");
        assertThat(LinkHeader.next(List.of())).isEmpty();
    }
}
