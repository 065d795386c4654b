package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.fdomaven.definition.FdoLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes images that have lost their tag to another image, unless they are in use or have no fdo labels. */
record UntaggedImages(DockerClient client, EngineErrors errors) {

    void mark(String imageId) {
        errors.call("mark the image " + imageId, () -> {
            try {
                if (isOwn(client.inspectImageCmd(imageId).exec())) {
                    String tag = TemporaryTag.ofReplaced(imageId).tag();
                    client.tagImageCmd(imageId, TemporaryTag.REPOSITORY, tag).exec();
                }
                return null;
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    /** Returns false if the image has no tag, but is still needed. */
    boolean remove(String imageId) {
        TemporaryTag mark = TemporaryTag.ofReplaced(imageId);
        return errors.call("remove the image " + imageId, () -> {
            try {
                InspectImageResponse image = client.inspectImageCmd(imageId).exec();
                boolean isMarked = tags(image).contains(mark.toString());
                if (isMarked) {
                    mark.remove(client);
                }
                if (!isOwn(image) || tags(image).size() > (isMarked ? 1 : 0)) {
                    return true;
                }
                removeWithDigests(imageId);
                removeParent(image);
                return true;
            } catch (NotFoundException gone) {
                return true;
            } catch (ConflictException inUse) {
                return false;
            }
        });
    }

    /**
     * An image that was pushed keeps the digest in its repository when it loses its tag. Otherwise it was removed with its
     * mark.
     */
    private void removeWithDigests(String imageId) {
        try {
            client.removeImageCmd(imageId).withNoPrune(true).exec();
        } catch (NotFoundException gone) {
            // It had no digest.
        }
    }

    /** The image may be the last one that is built from its own base image. */
    private void removeParent(InspectImageResponse image) {
        if (image.getParent() != null && !image.getParent().isEmpty()) {
            remove(image.getParent());
        }
    }

    private static boolean isOwn(InspectImageResponse image) {
        Map<String, String> labels =
                image.getConfig() == null ? null : image.getConfig().getLabels();
        return FdoLabels.value(Optional.ofNullable(labels).orElse(Map.of()), FdoLabels.RECIPE_DIGEST)
                .isPresent();
    }

    private static List<String> tags(InspectImageResponse image) {
        return Optional.ofNullable(image.getRepoTags()).orElse(List.of());
    }
}
