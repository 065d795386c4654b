package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import io.github.fdomaven.engine.ProgressListener;
import io.github.fdomaven.engine.ProgressListener.LayerState;
import io.github.fdomaven.oci.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the stream of events with which an engine answers a pull or a push. An error is an event, not a status: docker-java's
 * own callbacks ignore it in a push, and throw NullPointerException for Podman's form of it in a pull.
 */
final class TransferCallback<T extends ResponseItem> extends ResultCallbackTemplate<TransferCallback<T>, T> {

    /** The digest that Docker reports after a pull, and both engines after a push. */
    private static final Pattern DIGEST =
            Pattern.compile("(?:^|.*\\s)digest: (sha256:[0-9a-f]{64}).*", Pattern.CASE_INSENSITIVE);

    private final ProgressListener listener;
    private volatile String error;
    private volatile Throwable failure;
    private volatile Digest digest;

    TransferCallback(ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(T item) {
        if (item.isErrorIndicated() || item.getErrorDetail() != null) {
            error = EngineQuirks.error(item);
        }
        Matcher matcher = DIGEST.matcher(item.getStatus() == null ? "" : item.getStatus());
        if (matcher.matches()) {
            digest = Digest.parse(matcher.group(1));
        }
        boolean isOfTag = item.getStatus() != null && item.getStatus().startsWith("Pulling from");
        if (item.getId() != null && !isOfTag) {
            ProgressDetail detail = item.getProgressDetail() == null ? new ProgressDetail() : item.getProgressDetail();
            listener.progress(
                    item.getId(), state(item.getStatus()), orZero(detail.getCurrent()), orZero(detail.getTotal()));
        }
    }

    /** The engines' words for the state of a layer. */
    private static LayerState state(String status) {
        return switch (status == null ? "" : status.replaceFirst("^Mounted from .*", "Mounted")) {
            case "Downloading", "Pushing", "Verifying Checksum" -> LayerState.TRANSFERRING;
            case "Extracting" -> LayerState.EXTRACTING;
            case "Already exists", "Download complete", "Layer already exists", "Mounted", "Pull complete", "Pushed" ->
                LayerState.TRANSFERRED;
            default -> LayerState.WAITING;
        };
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    /** Keeps the error for the caller. The default logs its stack trace. */
    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        onComplete();
    }

    /** Returns the exception that ended the stream, if any. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the engine's error message, if any. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Returns the digest of the manifest, if the engine reported it. */
    Optional<Digest> digest() {
        return Optional.ofNullable(digest);
    }
}
