package io.github.fdomaven.support;

import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;

/** A text is not valid JSON. The message names the position and quotes nothing, because the text can contain secrets. */
public final class JsonException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonException(String problem, JsonLocation location) {
        super(problem + " in line " + location.getLineNr() + ", column " + location.getColumnNr());
        this.line = location.getLineNr();
        this.column = location.getColumnNr();
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
