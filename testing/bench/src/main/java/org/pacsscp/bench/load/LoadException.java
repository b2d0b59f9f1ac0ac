package org.pacsscp.bench.load;

import java.io.IOException;

/** What was to be loaded does not answer as it should. */
public final class LoadException extends IOException {
    private static final long serialVersionUID = 1;

    LoadException(String message) {
        super(message);
    }
}
