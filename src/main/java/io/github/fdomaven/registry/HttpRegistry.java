package io.github.fdomaven.registry;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;

/** The registries, over HTTP as the distribution specification has it. */
public final class HttpRegistry implements Registry, RegistryInventory {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int LONGEST_CONFIG = 8 * 1024 * 1024;

    private final Manifests manifests;
    private final Blobs blobs;
    private final TagLists tags;

    /**
     * Creates a client. It asks nobody until it is asked.
     *
     * @param credentials who we are to each registry
     * @param insecureHosts the hosts beyond loopback that are spoken to without TLS, with their ports as in references
     * @param secrets takes note of the tokens that registries give out
     * @param listener is told of retries
     */
    public HttpRegistry(
            CredentialChain credentials, Set<String> insecureHosts, Secrets secrets, RegistryListener listener) {
        this(credentials, insecureHosts, Proxies.none(), secrets, listener);
    }

    /**
     * Creates a client that uses proxies. It asks nobody until it is asked.
     *
     * @param credentials who we are to each registry
     * @param insecureHosts the hosts beyond loopback that are spoken to without TLS, with their ports as in references
     * @param proxies the proxies by way of which registries are asked
     * @param secrets takes note of the tokens that registries give out, and of the proxies' passwords
     * @param listener is told of retries
     */
    public HttpRegistry(
            CredentialChain credentials,
            Set<String> insecureHosts,
            Proxies proxies,
            Secrets secrets,
            RegistryListener listener) {
        this(
                credentials,
                new PlainHttp(insecureHosts),
                secrets,
                listener,
                new Transport(
                        new Routes(proxies, HttpsURLConnection::getDefaultSSLSocketFactory),
                        CONNECT_LIMIT,
                        ANSWER_LIMIT),
                Time.real());
        proxies.addTo(secrets);
    }

    HttpRegistry(
            CredentialChain credentials,
            PlainHttp plainHttp,
            Secrets secrets,
            RegistryListener listener,
            Transport transport,
            Time time) {
        Endpoints endpoints = new Endpoints(plainHttp);
        Redirects redirects = new Redirects(transport, endpoints);
        Tokens tokens = new Tokens(redirects, plainHttp, secrets, time);
        Client client = new Client(redirects, endpoints, new Authorizations(credentials, tokens, time));
        Retries retries = new Retries(time, new Failures(credentials, secrets), listener);
        this.manifests = new Manifests(client, endpoints, retries);
        this.blobs = new Blobs(client, endpoints, retries);
        this.tags = new TagLists(client, endpoints, retries);
    }

    @Override
    public Optional<Digest> digest(Reference reference) {
        return manifests.digest(reference);
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        return manifests.get(reference);
    }

    @Override
    public ImageConfig config(Repository repository, ImageManifest manifest) {
        byte[] content = blobs.get(repository, manifest.config(), LONGEST_CONFIG);
        try {
            return ImageConfig.parse(content);
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(
                    "The config of " + repository.at(manifest.digest()) + " cannot be read: " + Sentences.open(e)
                            + ". Check what made that image.",
                    e);
        }
    }

    @Override
    public void copy(Repository source, Manifest manifest, Reference target, CopyListener listener) {
        new ImageCopy(manifests, blobs, source, target.repository(), listener).copy(manifest, target);
    }

    @Override
    public List<Tag> tags(Repository repository) {
        return tags.all(repository);
    }

    @Override
    public boolean delete(Repository repository, Digest digest) {
        return manifests.delete(repository, digest);
    }
}
