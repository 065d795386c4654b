package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.Uris;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The address of a GitLab's REST API.
 *
 * @param api the URL of the API, which ends with {@code /api/v4}
 */
public record GitLabAddress(URI api) {

    private static final String API = "/api/v4";
    private static final int MAX_PORT = 65535;

    public GitLabAddress {
        if (!isValid(api) || !api.getPath().endsWith(API)) {
            throw invalid(api.toString());
        }
    }

    /**
     * Parses the URL of a GitLab, with the path below which it is installed, or of its API. GitLab gives both to its
     * jobs.
     */
    public static GitLabAddress parse(String text) {
        try {
            URI uri = new URI(lowerCaseScheme(text.strip().replaceAll("/+$", "")));
            if (isValid(uri)) {
                return new GitLabAddress(uri.getPath().endsWith(API) ? uri : URI.create(uri + API));
            }
        } catch (URISyntaxException e) {
            // The exception's message would show a password in the URL.
        }
        throw invalid(text);
    }

    private static String lowerCaseScheme(String text) {
        int colon = Math.max(text.indexOf(':'), 0);
        return text.substring(0, colon).toLowerCase(Locale.ROOT) + text.substring(colon);
    }

    private static boolean isValid(URI uri) {
        return Uris.isHttp(uri)
                && uri.getPort() <= MAX_PORT
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static IllegalArgumentException invalid(String text) {
        // User, query and fragment may have secrets.
        String shown = text.replaceAll("(?s).*@", "***@").replaceAll("(?s)[?#].*", "?***");
        return new IllegalArgumentException("'" + shown
                + "' is not the URL of a GitLab. Valid are the URL of the server and of its API without user, query and"
                + " fragment, as in https://gitlab.example.com or https://gitlab.example.com/api/v4.");
    }

    URI trigger(ProjectId project) {
        return ofProject(project, "/trigger/pipeline");
    }

    URI pipeline(ProjectId project, long id) {
        return ofProject(project, "/pipelines/" + id);
    }

    URI repositories(ProjectId project) {
        return ofProject(project, "/registry/repositories");
    }

    URI tags(ProjectId project, long repository) {
        return URI.create(repositories(project) + "/" + repository + "/tags");
    }

    URI tag(ProjectId project, long repository, String tag) {
        return URI.create(tags(project, repository) + "/" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
    }

    private URI ofProject(ProjectId project, String path) {
        return URI.create(api + "/projects/" + project.encoded() + path);
    }

    @Override
    public String toString() {
        return api.toString();
    }
}
