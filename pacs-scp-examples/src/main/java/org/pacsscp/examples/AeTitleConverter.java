package org.pacsscp.examples;

import org.pacsscp.api.AeTitle;

/** Makes AE titles. */
final class AeTitleConverter extends TextConverter<AeTitle> {
    AeTitleConverter() {
        super(AeTitle::of);
    }
}
