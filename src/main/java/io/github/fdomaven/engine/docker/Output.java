package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands on the lines of both streams as they come. */
final class Output extends ResultCallback.Adapter<Frame> {

    private final Map<StreamType, Lines> streams;
    private volatile Throwable failure;

    Output(Consumer<String> consumer) {
        streams = Map.of(StreamType.STDOUT, new Lines(consumer), StreamType.STDERR, new Lines(consumer));
    }

    @Override
    public void onNext(Frame frame) {
        try {
            streams.getOrDefault(frame.getStreamType(), streams.get(StreamType.STDOUT))
                    .take(frame.getPayload());
        } catch (RuntimeException | OutOfMemoryError e) {
            // docker-java would let the thread die with it, and nobody would ever be told that it is over.
            onError(e);
        }
    }

    /** The default logs the stack trace; here it becomes part of what is thrown. */
    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        onComplete();
    }

    @Override
    public void onComplete() {
        streams.values().forEach(Lines::end);
        super.onComplete();
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
