package org.pacsscp.dataset.value;

import java.nio.charset.Charset;
import java.util.Optional;

/** Java's charsets, of which a small run-time image may lack those of the module {@code jdk.charsets}. */
final class Charsets {
    private Charsets() {}

    static Optional<Charset> find(String name) {
        return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    }
}
