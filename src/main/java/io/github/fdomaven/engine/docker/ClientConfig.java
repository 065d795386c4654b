package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;

/**
 * The config of docker-java. Its own implementation is not used, because it reads the environment and Docker's files, and
 * silently uses defaults if they are invalid.
 */
record ClientConfig(URI host) implements DockerClientConfig {

    @Override
    public URI getDockerHost() {
        return host;
    }

    /** Returns no fixed version, so that each engine uses its newest one. */
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

    /** The interface has only this deprecated type. */
    @Override
    @SuppressWarnings("deprecation")
    public com.github.dockerjava.core.SSLConfig getSSLConfig() {
        return null;
    }
}
