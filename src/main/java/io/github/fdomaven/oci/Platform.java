package io.github.fdomaven.oci;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an image runs on.
 *
 * @param os the operating system, as Go names it
 * @param architecture the processor, as Go names it
 * @param variant the processor's variant
 */
public record Platform(String os, String architecture, Optional<String> variant) {

    private static final String V8 = "v8";
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

    /**
     * Makes sure that it is a platform.
     *
     * @param os the operating system
     * @param architecture the processor
     * @param variant the processor's variant
     * @throws IllegalArgumentException if it is not
     */
    public Platform {
        if (!Stream.concat(Stream.of(os, architecture), variant.stream())
                .allMatch(part -> PART.matcher(part).matches())) {
            throw notPlatform(
                    os + "/" + architecture + variant.map(value -> "/" + value).orElse(""));
        }
    }

    /**
     * Reads a platform.
     *
     * @param text such as {@code linux/amd64} or {@code linux/arm64/v8}
     * @return the platform
     * @throws IllegalArgumentException if the text is not one
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        return switch (parts.length) {
            case 2 -> new Platform(parts[0], parts[1], Optional.empty());
            case 3 -> new Platform(parts[0], parts[1], Optional.of(parts[2]));
            default -> throw notPlatform(text);
        };
    }

    /** {@return what containers run on here, as far as Java can tell} */
    static Platform ofThisMachine() {
        String architecture = System.getProperty("os.arch");
        return new Platform(
                "linux",
                switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                },
                Optional.empty());
    }

    /** {@return whether it is the one of what is no image, such as the attestation of a build} */
    boolean isUnknown() {
        return os.equals("unknown") || architecture.equals("unknown");
    }

    /**
     * Says whether what is made for this one runs on another. Where no variant is asked for, any will do; arm64 means its
     * variant v8, and the other way round.
     *
     * @param wanted the other one
     * @return whether it does
     */
    public boolean runsOn(Platform wanted) {
        return usual().equals(wanted.usual())
                || wanted.variant().isEmpty()
                        && usual().withoutVariant().equals(wanted.usual().withoutVariant());
    }

    /** The same platform, always written in the one way: the variant of arm64 is v8 unless another one is named. */
    Platform usual() {
        boolean isArm64 =
                architecture.equals("arm64") && variant.filter(V8::equals).isPresent();
        return isArm64 ? withoutVariant() : this;
    }

    Platform withoutVariant() {
        return new Platform(os, architecture, Optional.empty());
    }

    private static IllegalArgumentException notPlatform(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a platform: valid is an operating system, a processor and,"
                        + " where there is one, its variant, as in linux/amd64 or linux/arm64/v8.");
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(value -> "/" + value).orElse("");
    }
}
