package io.github.fdomaven.registry;

import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.Retries;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.OtherManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client of registries over HTTP. */
public final class HttpRegistry implements Registry {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_CONFIG_BYTES = 8 * 1024 * 1024;

    /** Much deeper than any tool nests indexes. */
    private static final int MAX_DEPTH = 8;

    private final ManifestClient manifests;
    private final BlobClient blobs;
    private final TagClient tags;

    /**
     * Creates a client. It sends no request yet.
     *
     * @param insecureHosts the hosts other than loopback that are reached without TLS, with their ports as in
     *     references
     * @param certificates the certificates for TLS
     * @param secrets receives tokens and the passwords of the proxies
     * @param unreachable the servers that could not be reached, which other clients can share
     */
    public HttpRegistry(
            CredentialChain credentials,
            Set<String> insecureHosts,
            Proxies proxies,
            CertificateDirectories certificates,
            Secrets secrets,
            UnreachableServers unreachable,
            Retries.Listener listener) {
        this(new RegistryClient(
                credentials,
                new PlainHttp(insecureHosts),
                secrets,
                listener,
                new HttpTransport(
                        proxies, TimeLimits.of(CONNECT_TIMEOUT, RESPONSE_TIMEOUT), certificates::socketFactory),
                unreachable,
                Time.real()));
        proxies.addTo(secrets);
    }

    HttpRegistry(RegistryClient client) {
        this.manifests = new ManifestClient(client);
        this.blobs = new BlobClient(client);
        this.tags = new TagClient(client);
    }

    @Override
    public Optional<Digest> digest(Reference reference) {
        return manifests.digest(reference);
    }

    @Override
    public Optional<Digest> contentDigest(Reference reference) {
        return manifests.contentDigest(reference);
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        return manifests.get(reference);
    }

    @Override
    public ImageConfig config(Repository repository, ImageManifest manifest) {
        byte[] content = blobs.get(repository, manifest.config(), MAX_CONFIG_BYTES);
        try {
            return ImageConfig.parse(content);
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(
                    "The config of " + repository.at(manifest.digest()) + " is not valid: " + e.getMessage()
                            + " Check the program that made the image.",
                    e);
        }
    }

    @Override
    public void copy(Repository source, Manifest manifest, Reference target, CopyListener listener) {
        new ImageCopy(source, target.repository(), listener).copy(manifest, target);
    }

    @Override
    public Descriptor putBlob(Repository repository, String mediaType, byte[] content) {
        Descriptor blob = Descriptor.of(mediaType, content);
        blobs.put(repository, blob.digest(), content);
        return blob;
    }

    @Override
    public Descriptor uploadBlob(Repository repository, String mediaType, BlobContent content) {
        return blobs.put(repository, mediaType, content);
    }

    @Override
    public boolean copyBlob(Repository source, Repository target, Descriptor blob, CopyListener listener) {
        return blobs.copyIfAvailable(source, target, blob, listener);
    }

    @Override
    public void putManifest(Reference reference, Manifest manifest) {
        manifests.put(reference, manifest);
    }

    @Override
    public List<Tag> tags(Repository repository) {
        return tags.list(repository);
    }

    @Override
    public boolean delete(Repository repository, Digest digest) {
        return manifests.delete(repository, digest);
    }

    /**
     * Copies one image or index. Registries demand that blobs are uploaded before their manifest, and images before their
     * index.
     */
    private final class ImageCopy {

        private final Repository source;
        private final Repository target;
        private final CopyListener listener;

        /** The images of an index share layers, and an index can name an image twice. */
        private final Set<Digest> done = new HashSet<>();

        private final List<Reference> missing = new ArrayList<>();

        ImageCopy(Repository source, Repository target, CopyListener listener) {
            this.source = source;
            this.target = target;
            this.listener = listener;
        }

        void copy(Manifest manifest, Reference reference) {
            copyContent(manifest, 1);
            try {
                manifests.put(reference, manifest);
            } catch (FdoException e) {
                throw missing.isEmpty() ? e : incomplete(reference, e);
            }
        }

        private void copyContent(Manifest manifest, int depth) {
            if (manifest instanceof IndexManifest index) {
                if (depth > MAX_DEPTH) {
                    throw new EnvironmentException("The image of " + source + " has more than " + MAX_DEPTH
                            + " nested indexes. Check the program that made it.");
                }
                index.problem().ifPresent(problem -> {
                    throw new EnvironmentException("The index " + source.at(index.digest()) + " cannot be copied: "
                            + problem + " Check the program that made it, and push it to " + source + " again.");
                });
                List<Descriptor> children = index.manifests();
                int before = missing.size();
                children.forEach(child -> copyManifest(child, depth));
                if (!children.isEmpty() && missing.size() - before == children.size()) {
                    throw new EnvironmentException("The index names " + missing.get(before)
                            + ", which does not exist. Push the index to " + source + " again, with all its images.");
                }
            } else if (manifest instanceof ImageManifest image) {
                copyBlob(image.config());
                image.layers().forEach(this::copyBlob);
            } else if (manifest instanceof OtherManifest other) {
                throw new EnvironmentException(source.at(other.digest()) + " " + other.problem()
                        + ". It cannot be copied. Push it to " + source + " in one of these formats.");
            }
        }

        /** Some tools leave images out of a copy, and some registries accept the index without them. */
        private void copyManifest(Descriptor child, int depth) {
            if (done.add(child.digest())) {
                Reference there = source.at(child.digest());
                Optional<Manifest> manifest = manifests.get(there);
                if (manifest.isPresent()) {
                    copyContent(manifest.get(), depth + 1);
                    manifests.put(target.at(child.digest()), manifest.get());
                } else {
                    missing.add(there);
                    listener.missing(there);
                }
            }
        }

        private FdoException incomplete(Reference reference, FdoException refusal) {
            return refusal.prefixed("The index names " + missing.get(0) + ", which does not exist, and without it "
                    + reference.repository().host() + " does not accept the index: ");
        }

        private void copyBlob(Descriptor blob) {
            if (!blob.isForeign() && done.add(blob.digest())) {
                blobs.copy(source, target, blob, listener);
            }
        }
    }
}
