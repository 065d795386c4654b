package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.Map;

/**
 * By which names the engine reaches registries that we reach by others: an engine in a virtual machine, or in another
 * container, has another loopback and other names for hosts than we have. This is told to the engine alone.
 *
 * @param byHost the engine's name for a registry's host, by our own name for it, each with its port where it has one
 */
public record RegistryNames(Map<String, String> byHost) {

    /** The engine has the same names as we have. */
    public static final RegistryNames SAME = new RegistryNames(Map.of());

    /**
     * Takes a copy.
     *
     * @param byHost the engine's name for a host, by our own
     */
    public RegistryNames {
        byHost = Map.copyOf(byHost);
    }

    /**
     * {@return a reference as the engine is told of it}
     *
     * @param reference the reference as we have it
     */
    public Reference told(Reference reference) {
        Repository repository = reference.repository();
        String host = byHost.getOrDefault(repository.host(), repository.host());
        return new Reference(new Repository(host, repository.path()), reference.tag(), reference.digest());
    }
}
