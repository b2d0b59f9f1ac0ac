package org.pacsscp.bench.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The floor: bytes are copied, and nobody looks at them. */
final class PlainCopies implements Library {
    private static final int PIECE = 1 << 16;

    private final boolean fromStream;

    private PlainCopies(boolean fromStream) {
        this.fromStream = fromStream;
    }

    static Library ofArray() {
        return new PlainCopies(false);
    }

    static Library ofStream() {
        return new PlainCopies(true);
    }

    @Override
    public String name() {
        return fromStream ? "a copy, from a stream" : "a copy";
    }

    @Override
    public Optional<Turn> turn(Task task, Sample sample) {
        byte[] bytes = sample.bytes();
        Operation whole = fromStream ? () -> filled(bytes) : bytes::clone;
        Operation pieces = () -> byPieces(bytes);
        return switch (task) {
            case WHOLE -> Optional.of(whole.asTurn());
            case TEE -> fromStream ? Optional.of(pieces.asTurn()) : Optional.empty();
            case HEADER, VALUES, ALL, CONVERT, BUILD -> Optional.empty();
        };
    }

    /** As a stream must be read whose length is known: into an array that is there before. */
    private static byte[] filled(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        byte[] copy = new byte[bytes.length];
        int count = in.readNBytes(copy, 0, copy.length);
        if (count < copy.length) {
            throw new IOException("only " + count + " bytes");
        }
        return copy;
    }

    private static Discarding byPieces(byte[] bytes) throws IOException {
        Discarding out = new Discarding();
        InputStream in = new ByteArrayInputStream(bytes);
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            out.write(piece, 0, count);
        }
        return out;
    }
}
