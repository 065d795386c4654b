package io.github.fdomaven.registry;

/**
 * A registry does not have the parts of an upload any more, or does not accept further parts or the end of the upload. Parts that
 * were sent are no longer in memory, so the caller has to write the content again. Then the registry gets the blob whole.
 */
public final class UploadLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UploadLostException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
