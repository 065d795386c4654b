package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugins.annotations.Mojo;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Eclipse marks a project as broken if the metadata does not say what to do with a goal. */
class EclipseMetadataTest {

    private static final String METADATA = "/META-INF/m2e/lifecycle-mapping-metadata.xml";

    @Test
    void ignoresEachGoal() throws Exception {
        Document metadata;
        try (InputStream in = getClass().getResourceAsStream(METADATA)) {
            metadata = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }

        assertThat(texts(metadata.getElementsByTagName("goal"))).containsExactlyInAnyOrderElementsOf(goals());
        assertThat(metadata.getElementsByTagName("ignore").getLength()).isEqualTo(1);
    }

    private static List<String> goals() {
        Stream<String> written = new ClassFileImporter()
                .importPackages(EclipseMetadataTest.class.getPackageName()).stream()
                        .filter(type -> type.isAnnotatedWith(Mojo.class))
                        .map(EclipseMetadataTest::goal);
        return Stream.concat(written, Stream.of("help")).toList();
    }

    private static String goal(JavaClass mojo) {
        return mojo.getAnnotationOfType(Mojo.class).name();
    }

    private static List<String> texts(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
