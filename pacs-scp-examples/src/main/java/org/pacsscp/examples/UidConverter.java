package org.pacsscp.examples;

import org.pacsscp.api.Uid;

/** Makes UIDs. */
final class UidConverter extends TextConverter<Uid> {
    UidConverter() {
        super(Uid::of);
    }
}
