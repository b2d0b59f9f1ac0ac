package org.pacsscp.examples.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.dataset.DataSetReader;
import org.pacsscp.dataset.ReadEvent;
import org.pacsscp.dataset.Vr;

/**
 * A value that is not held whole: encapsulated, or too long.
 *
 * @param tag its element
 * @param vr the value representation
 * @param encapsulated whether it is in fragments
 * @param parts its fragments, or the one part that it is
 */
record LongValue(int tag, Vr vr, boolean encapsulated, List<Part> parts) {
    private static final int BEGINNING = 64;

    /**
     * A fragment, or a value that is no fragment.
     *
     * @param length its bytes
     * @param beginning the first of them
     */
    record Part(long length, ByteBuffer beginning) {}

    /** Reads what is kept of the value at which a reader stands. */
    static LongValue read(DataSetReader reader) throws IOException {
        int tag = reader.tag();
        Vr vr = reader.vr();
        List<Part> parts = new ArrayList<>();
        boolean encapsulated = reader.event() == ReadEvent.FRAGMENTS;
        if (!encapsulated) {
            parts.add(part(reader));
        }
        while (encapsulated && reader.next() == ReadEvent.FRAGMENT) {
            parts.add(part(reader));
        }
        return new LongValue(tag, vr, encapsulated, List.copyOf(parts));
    }

    private static Part part(DataSetReader reader) throws IOException {
        ByteBuffer beginning =
                ByteBuffer.allocate((int) Math.min(BEGINNING, reader.length())).order(ByteOrder.LITTLE_ENDIAN);
        while (beginning.hasRemaining()) {
            int count = reader.read(beginning.array(), beginning.position(), beginning.remaining());
            beginning.position(beginning.position() + count);
        }
        return new Part(reader.length(), beginning.flip());
    }
}
