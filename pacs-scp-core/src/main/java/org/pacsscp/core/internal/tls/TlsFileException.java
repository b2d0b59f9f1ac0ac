package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of keys or certificates cannot be used; the message names it and says what is wrong and what to do. */
final class TlsFileException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFileException(Path file, String fault, String remedy) {
        this(file, fault, remedy, null);
    }

    TlsFileException(Path file, String fault, String remedy, @Nullable Throwable cause) {
        super("TLS file " + file + " " + fault + "; " + remedy, cause);
    }

    /** Makes the exception of a fault in a certain line, counted from 1. */
    static TlsFileException atLine(Path file, int line, String fault, String remedy) {
        return new TlsFileException(file, "has in line " + line + " " + fault, remedy);
    }
}
