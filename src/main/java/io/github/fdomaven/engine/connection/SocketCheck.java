package io.github.fdomaven.engine.connection;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Looks at a socket before anything connects to it: what is wrong can be said better then. */
final class SocketCheck {

    private SocketCheck() {}

    static void check(Path socket) throws NoAnswerException {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(socket, PosixFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new NoAnswerException("there is no such socket");
        } catch (AccessDeniedException e) {
            throw new NoAnswerException("you may not look into the directory it is in, which is another user's");
        } catch (IOException e) {
            throw new NoAnswerException("it cannot be looked at: " + e);
        }
        if (!attributes.isOther()) {
            throw new NoAnswerException(
                    "there is a " + (attributes.isDirectory() ? "directory" : "file") + ", no socket");
        }
        if (!Files.isWritable(socket)) {
            throw new NoAnswerException("you have no permission to use that socket: " + remedy(socket, attributes));
        }
    }

    /** The group of a socket may use it; a group of root's own is nobody's to join. */
    private static String remedy(Path socket, PosixFileAttributes attributes) {
        String owner = attributes.owner().getName();
        String group = attributes.group().getName();
        boolean isForGroup = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
        if (isForGroup && !group.equals("root")) {
            return "its group " + group + " has. Join it by 'sudo usermod -aG " + group
                    + " \"$USER\"', and log in anew";
        }
        String whose = "its owner " + owner + " alone has";
        return socket.getFileName().toString().startsWith("podman")
                ? whose + ". Start an engine of your own by 'systemctl --user start podman.socket'"
                : whose + ". Start an engine of your own by 'systemctl --user start docker' or"
                        + " 'systemctl --user start podman.socket'";
    }
}
