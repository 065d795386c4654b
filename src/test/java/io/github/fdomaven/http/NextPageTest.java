package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                "</first>; rel=\"first\", </v2/a/tags/list?n=2&last=x>; rel=\"next\", </last>; rel=last",
            })
    void findsTheNextPage(String header) {
        assertThat(HttpResponse.nextPage(List.of(header))).contains("/v2/a/tags/list?n=2&last=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "</a>", "</a>; rel=\"prev\"", "</a>; rel=nextish", "</a>; title=\"next\"", "rel=\"next\""})
    void ignoresOtherLinks(String header) {
        assertThat(HttpResponse.nextPage(List.of(header))).isEmpty();
    }

    @Test
    void readsAllHeaders() {
        assertThat(HttpResponse.nextPage(List.of("</a>; rel=prev", "</b>; rel=next")))
                .contains("/b");
        assertThat(HttpResponse.nextPage(List.of())).isEmpty();
    }
}
