package io.github.fdomaven.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The POM of a project with hundreds of images. */
public final class ManyImages {

    private static final String END = "          </images>";

    private static final int CHAINS = 5;

    private ManyImages() {}

    /**
     * Writes images into a POM that has one image with the tag 0. Half of all images are built from that image. The others are five
     * chains, in which each image is built from the previous image. An image has the file of its base image.
     *
     * @param repository the repository of the base images, as in {@code <baseImage>}
     * @param images the number of images in the end
     */
    public static void write(Path pom, CharSequence repository, int images) throws IOException {
        String more = IntStream.range(1, images)
                .mapToObj(image -> element(image, repository + ":" + base(image), base(image)))
                .collect(Collectors.joining());
        Files.writeString(pom, Files.readString(pom).replace(END, more + END));
    }

    private static int base(int image) {
        boolean isInChain = image % 2 == 0 && image > 2 * CHAINS;
        return isInChain ? image - 2 * CHAINS : 0;
    }

    private static String element(int image, String baseImage, int base) {
        return """
                            <image>
                              <name>image-%1$d</name>
                              <tag>%1$d</tag>
                              <baseImage>%2$s</baseImage>
                              <exec>test -e /%3$d &amp;&amp; echo %1$d &gt; /%1$d</exec>
                            </image>
                """.formatted(image, baseImage, base);
    }
}
