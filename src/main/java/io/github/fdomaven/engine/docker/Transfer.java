package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import io.github.fdomaven.engine.TransferListener;
import io.github.fdomaven.oci.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the stream that an engine answers a pull or a push with. An error is an item of the stream, not a status: the
 * callbacks of docker-java pass over it in a push, and fail on Podman's form of it in a pull.
 */
final class Transfer<T extends ResponseItem> extends ResultCallbackTemplate<Transfer<T>, T> {

    /** Docker's last words of a pull, and both engines' of a push. */
    private static final Pattern DIGEST =
            Pattern.compile("(?:^|.*\\s)digest: (sha256:[0-9a-f]{64}).*", Pattern.CASE_INSENSITIVE);

    private final TransferListener listener;
    private volatile String error;
    private volatile Throwable failure;
    private volatile Digest digest;

    Transfer(TransferListener listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(T item) {
        if (item.isErrorIndicated() || item.getErrorDetail() != null) {
            error = EngineQuirks.error(item);
        }
        String status = item.getStatus() == null ? "" : item.getStatus();
        Matcher matcher = DIGEST.matcher(status);
        if (matcher.matches()) {
            digest = Digest.parse(matcher.group(1));
        }
        if (item.getId() != null) {
            ProgressDetail detail = item.getProgressDetail();
            listener.progress(
                    item.getId(),
                    status,
                    detail == null ? 0 : orZero(detail.getCurrent()),
                    detail == null ? 0 : orZero(detail.getTotal()));
        }
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    /** The default logs the stack trace; here it becomes part of what is thrown. */
    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        onComplete();
    }

    /** What broke the stream itself, if anything did. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** What went wrong, in the engine's words, if anything did. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** The digest of the manifest, if the engine named it. */
    Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }
}
