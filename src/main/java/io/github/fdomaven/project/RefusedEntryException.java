package io.github.fdomaven.project;

/** An entry of an archive that is not for us to unpack, with the reason. */
final class RefusedEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedEntryException(String reason) {
        super(reason);
    }
}
