package org.pacsscp.dataset.json;

import java.io.IOException;

/**
 * Says why JSON is no data set, or why a data set has no JSON: what is wrong and at which attribute, or at which line and column.
 * No message has a value in it.
 *
 * @since 0.1.0
 */
public final class DataSetJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    DataSetJsonException(String message) {
        super(message);
    }

    DataSetJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
