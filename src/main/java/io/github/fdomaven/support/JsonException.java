package io.github.fdomaven.support;

import java.io.IOException;

/** A text is not valid JSON. The message names the position and quotes nothing, because the text can contain secrets. */
public final class JsonException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonException(String problem, int line, int column) {
        super(problem + " in line " + line + ", column " + column);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
