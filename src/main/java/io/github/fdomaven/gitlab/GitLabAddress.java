package io.github.fdomaven.gitlab;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Where a GitLab is.
 *
 * @param api the address of its API
 */
public record GitLabAddress(URI api) {

    static final String PLAIN = "http";

    private static final String API = "/api/v4";
    private static final int HIGHEST_PORT = 65535;
    private static final Set<String> SCHEMES = Set.of(PLAIN, "https");

    /**
     * Makes sure that it is the address of an API.
     *
     * @param api the address
     * @throws IllegalArgumentException if it is not
     */
    public GitLabAddress {
        if (!isPlace(api) || !api.getPath().endsWith(API)) {
            throw invalid(api.toString());
        }
    }

    /**
     * Reads the address of a GitLab or of its API: both are in use, and GitLab tells its jobs both.
     *
     * @param text the address, with the path below which GitLab is, where it has one
     * @return the address of the API
     * @throws IllegalArgumentException if it is not an address on the web
     */
    public static GitLabAddress parse(String text) {
        try {
            URI uri = new URI(lowerScheme(text.strip().replaceAll("/+$", "")));
            if (isPlace(uri)) {
                return new GitLabAddress(uri.getPath().endsWith(API) ? uri : URI.create(uri + API));
            }
        } catch (URISyntaxException e) {
            // What it says would show a password in the address.
        }
        throw invalid(text);
    }

    /** The scheme of an address is the same in any case (RFC 3986, section 3.1). */
    private static String lowerScheme(String text) {
        int colon = Math.max(text.indexOf(':'), 0);
        return text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon);
    }

    private static boolean isPlace(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme())
                && uri.getPort() <= HIGHEST_PORT
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static IllegalArgumentException invalid(String text) {
        // Whatever stands before an @ or after a ? or # may be secret.
        String shown = text.replaceAll("(?s).*@", "***@").replaceAll("(?s)[?#].*", "?***");
        return new IllegalArgumentException(
                "'" + shown + "' is not the address of a GitLab: valid is that of the server or"
                        + " of its API, without user, query or fragment, as in https://gitlab.example.com or"
                        + " https://gitlab.example.com/api/v4.");
    }

    /** {@return whether what is sent there can be read on the way} */
    boolean isPlain() {
        return PLAIN.equals(api.getScheme());
    }

    /** {@return who is spoken to} */
    String host() {
        return api.getHost() + (api.getPort() < 0 ? "" : ":" + api.getPort());
    }

    URI trigger(ProjectId project) {
        return below(project, "/trigger/pipeline");
    }

    URI pipeline(ProjectId project, long id) {
        return below(project, "/pipelines/" + id);
    }

    URI repositories(ProjectId project) {
        return below(project, "/registry/repositories");
    }

    URI tags(ProjectId project, long repository) {
        return URI.create(repositories(project) + "/" + repository + "/tags");
    }

    /** Nothing in the name of a tag that is valid has a meaning of its own in an address. */
    URI tag(ProjectId project, long repository, String tag) {
        return URI.create(tags(project, repository) + "/" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
    }

    private URI below(ProjectId project, String path) {
        return URI.create(api + "/projects/" + project.encoded() + path);
    }

    @Override
    public String toString() {
        return api.toString();
    }
}
