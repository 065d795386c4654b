package io.github.fdomaven.oci;

import io.github.fdomaven.support.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The platform that an image runs on.
 *
 * @param os the operating system, by its name in Go
 * @param architecture the architecture, by its name in Go
 * @param variant the variant of the architecture
 */
public record Platform(String os, String architecture, Optional<String> variant) {

    private static final String LINUX = "linux";
    private static final String V8 = "v8";
    private static final String UNKNOWN = "unknown";
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

    public Platform {
        if (!isPart(os) || !isPart(architecture) || variant.isPresent() && !isPart(variant.get())) {
            throw notPlatform(
                    os + "/" + architecture + variant.map(value -> "/" + value).orElse(""));
        }
    }

    private static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    /** Parses a platform, such as {@code linux/amd64} or {@code linux/arm64/v8}. */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        return switch (parts.length) {
            case 2 -> new Platform(parts[0], parts[1], Optional.empty());
            case 3 -> new Platform(parts[0], parts[1], Optional.of(parts[2]));
            default -> throw notPlatform(text);
        };
    }

    /** {@return the platform of containers on this machine} */
    public static Platform ofThisMachine() {
        String architecture = System.getProperty("os.arch");
        return new Platform(
                LINUX,
                switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                },
                Optional.empty());
    }

    /** {@return the platform of an index entry that is not an image, such as an attestation} */
    static Platform unknown() {
        return new Platform(UNKNOWN, UNKNOWN, Optional.empty());
    }

    /** {@return whether this is the platform of an index entry that is not an image, such as an attestation} */
    boolean isUnknown() {
        return os.equals(UNKNOWN) || architecture.equals(UNKNOWN);
    }

    /**
     * {@return whether an image for this platform runs on a wanted platform} On a platform without variant, any variant
     * runs. arm64 and arm64/v8 are the same platform. arm/v7 runs images for arm/v6 and arm/v5, too.
     */
    public boolean runsOn(Platform wanted) {
        return normalized().equals(wanted.normalized())
                || armLevel() > 0 && os.equals(wanted.os) && armLevel() <= wanted.armLevel()
                || wanted.variant().isEmpty()
                        && normalized()
                                .withoutVariant()
                                .equals(wanted.normalized().withoutVariant());
    }

    /** {@return whether a machine may run programs for this platform without an emulator}: many machines with 64 bits run those for 32 */
    public boolean mayRunOn(Platform machine) {
        String shorter =
                switch (machine.normalized().architecture) {
                    case "amd64" -> "386";
                    case "arm64" -> "arm";
                    default -> "";
                };
        return runsOn(machine)
                || os.equals(machine.os) && normalized().architecture.equals(shorter);
    }

    /** {@return whether both are the same platform, in any spelling} */
    public boolean isSameAs(Platform other) {
        return normalized().equals(other.normalized());
    }

    /** {@return the end of the tag of an image for this platform}, such as {@code -arm64} or {@code -arm-v7} */
    public String tagSuffix() {
        Platform usual = normalized();
        String system = usual.os.equals(LINUX) ? "" : "-" + usual.os;
        return system + "-" + usual.architecture
                + usual.variant.map(value -> "-" + value).orElse("");
    }

    /** The number in the variant of arm; 0 for another architecture or variant. */
    int armLevel() {
        Platform usual = normalized();
        Optional<String> level =
                usual.variant.filter(text -> usual.architecture.equals("arm") && text.matches("v[5-8]"));
        return level.map(text -> text.charAt(1) - '0').orElse(0);
    }

    /** {@return the same platform in its usual spelling}: the names of Go instead of those of Linux, and arm64 instead of arm64/v8 */
    public Platform normalized() {
        Platform named =
                switch (architecture) {
                    case "x86_64", "x86-64" -> new Platform(os, "amd64", variant);
                    case "i386" -> new Platform(os, "386", variant);
                    case "aarch64" -> new Platform(os, "arm64", variant);
                    case "armhf" -> new Platform(os, "arm", variant.or(() -> Optional.of("v7")));
                    case "armel" -> new Platform(os, "arm", variant.or(() -> Optional.of("v6")));
                    default -> this;
                };
        boolean isV8 = named.variant.filter(V8::equals).isPresent();
        return isV8 && named.architecture.equals("arm64") ? named.withoutVariant() : named;
    }

    Platform withoutVariant() {
        return new Platform(os, architecture, Optional.empty());
    }

    private static IllegalArgumentException notPlatform(String text) {
        return new IllegalArgumentException(
                OneLine.quote(text) + " is not a platform: valid are operating system, architecture and"
                        + " optionally variant, as in linux/amd64 or linux/arm64/v8.");
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(value -> "/" + value).orElse("");
    }
}
