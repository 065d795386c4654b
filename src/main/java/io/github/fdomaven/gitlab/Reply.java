package io.github.fdomaven.gitlab;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What became of one try of a request. */
sealed interface Reply {

    /** What came back, in one line. */
    String problem();

    /**
     * GitLab answered, or somebody in its stead.
     *
     * @param content the content, as far as it is needed
     * @param complete whether that is all of it
     * @param words what the answer says, in one line
     * @param retryAfter when it wants to be asked again, as it said it
     * @param location where it leads to
     * @param next the query of the next page, if there is one
     */
    record Answer(
            int status,
            String content,
            boolean complete,
            String words,
            Optional<String> retryAfter,
            Optional<String> location,
            Optional<String> next)
            implements Reply {

        static final int OK = 200;
        static final int CREATED = 201;
        static final int TOO_MANY_REQUESTS = 429;

        private static final int NOT_FOUND = 404;
        private static final int BAD_REQUEST = 400;
        private static final int FIRST_REDIRECT = 300;
        private static final int FIRST_SERVER_ERROR = 500;
        private static final int GATEWAY_TIMEOUT = 504;

        /** How GitLab tells a tag that is not there from a project that is not, or not for us. */
        private static final String NO_SUCH_TAG = "tag not found";

        /** A limit of its own, which GitLab reports as if the request were at fault. */
        private static final String TOO_MANY_PIPELINES = "too many pipelines created";

        boolean isSuccess() {
            return status < FIRST_REDIRECT;
        }

        boolean isRedirect() {
            return status >= FIRST_REDIRECT && status < BAD_REQUEST;
        }

        boolean isServerError() {
            return status >= FIRST_SERVER_ERROR;
        }

        /** Whether the request may have been carried out all the same: a proxy gave up waiting, or the answer broke off. */
        boolean isUnsure() {
            return status == GATEWAY_TIMEOUT || isServerError() && !complete;
        }

        boolean isThrottle() {
            return status == TOO_MANY_REQUESTS
                    || status == BAD_REQUEST && words.toLowerCase(Locale.ROOT).contains(TOO_MANY_PIPELINES);
        }

        /** GitLab would do it, but cannot now. */
        boolean isTrouble() {
            return isThrottle() || isServerError();
        }

        boolean isNoSuchTag() {
            return status == NOT_FOUND && words.toLowerCase(Locale.ROOT).contains(NO_SUCH_TAG);
        }

        @Override
        public String problem() {
            if (isRedirect()) {
                return status + ": it leads to " + location.orElse("nowhere") + ", and redirects are not followed";
            }
            return words.startsWith(status + " ") ? words : status + ": " + words;
        }
    }

    /** There was no connection, so that nobody can have got the request. */
    record NotSent(String host, IOException cause) implements Reply {

        boolean isTls() {
            return cause instanceof SSLException;
        }

        boolean isUnknownHost() {
            return cause instanceof UnknownHostException;
        }

        /** A certificate does not get better, nor does a server that has no TLS; a handshake that broke off may. */
        boolean isTemporary() {
            return !isTls() || cause.getCause() instanceof IOException;
        }

        @Override
        public String problem() {
            if (isUnknownHost()) {
                return "unknown host " + host;
            }
            if (cause instanceof SocketTimeoutException) {
                return "no connection within the time limit";
            }
            return (isTls() ? "no TLS connection: " : "no connection: ") + words(cause);
        }
    }

    /** The connection was there, and broke before an answer came. The request may have been received. */
    record Lost(IOException cause) implements Reply {

        @Override
        public String problem() {
            return cause instanceof SocketTimeoutException
                    ? "no answer within the time limit"
                    : "the connection broke: " + words(cause);
        }
    }

    private static String words(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
