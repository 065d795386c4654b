package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;

/**
 * All that docker-java is to know. Its own config reads the environment and Docker's files by itself, and falls back in
 * silence where they are wrong; we have settled all of that before.
 */
record ClientConfig(URI host) implements DockerClientConfig {

    @Override
    public URI getDockerHost() {
        return host;
    }

    /** Unknown means unpinned: each engine answers in the newest version it has. */
    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.unknown();
    }

    @Override
    public String getRegistryUsername() {
        return null;
    }

    @Override
    public String getRegistryPassword() {
        return null;
    }

    @Override
    public String getRegistryEmail() {
        return null;
    }

    @Override
    public String getRegistryUrl() {
        return null;
    }

    @Override
    public AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    /** The interface has no other type for this yet than one that is to go. */
    @Override
    @SuppressWarnings("deprecation")
    public com.github.dockerjava.core.SSLConfig getSSLConfig() {
        return null;
    }
}
