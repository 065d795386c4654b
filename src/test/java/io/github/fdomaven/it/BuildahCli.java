package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** The buildah program, used through its own command line. */
public final class BuildahCli extends EngineCli {

    /** Creates the CLI of the program on the PATH. */
    public BuildahCli() {
        super(List.of("buildah", "--log-level", "error"));
    }

    @Override
    public boolean hasId(String id) throws IOException, InterruptedException {
        return call("images", "--all", "--quiet", "--no-trunc").lines().anyMatch(id::equals);
    }

    @Override
    public List<String> tags(String id) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(call("images", "--json", id.replace("sha256:", "")))
                .get(0)
                .path("names")
                .valueStream()
                .map(name -> name.asText())
                .toList();
    }

    /** {@return the names of the containers of builds and of tests} The program has no filters. */
    @Override
    public List<String> containers(String filter) throws IOException, InterruptedException {
        return lines("containers", "--format", "{{.ContainerName}}").stream()
                .filter(name -> name.startsWith("fdo-container-"))
                .toList();
    }

    @Override
    public void createContainer(String name, String image) throws IOException, InterruptedException {
        call("from", "--pull-never", "--name", name, image);
    }

    @Override
    public void removeContainer(String name) throws IOException, InterruptedException {
        call("rm", name);
    }

    @Override
    public void removeImage(String id) throws IOException, InterruptedException {
        call("rmi", id.replace("sha256:", ""));
    }

    @Override
    public void removeImages(String prefix) throws IOException, InterruptedException {
        for (String image : lines("images", "--format", "{{.Name}}:{{.Tag}}")) {
            if (image.startsWith(prefix) && !image.endsWith("<none>")) {
                call("rmi", image);
            }
        }
    }
}
