package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.Map;

/**
 * Host names under which the engine reaches registries. An engine in a virtual machine or another container has its own
 * loopback address and host names. Only the engine gets these names. Credentials are found by the host names that Maven uses.
 *
 * @param byHost the engine's host name by the host name that Maven uses, each with its port if it has one
 */
public record RegistryAliases(Map<String, String> byHost) {

    /** No aliases: the engine uses the same host names. */
    public static final RegistryAliases NONE = new RegistryAliases(Map.of());

    public RegistryAliases {
        byHost = Map.copyOf(byHost);
    }

    /**
     * {@return the reference that the engine uses}
     *
     * @param reference the reference with the host name that Maven uses
     */
    public Reference engineReference(Reference reference) {
        Repository repository = reference.repository();
        String host = byHost.getOrDefault(repository.host(), repository.host());
        return new Reference(new Repository(host, repository.path()), reference.tag(), reference.digest());
    }
}
