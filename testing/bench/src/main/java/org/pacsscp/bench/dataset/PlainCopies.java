package org.pacsscp.bench.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The floor: bytes are copied, and nobody looks at them. */
final class PlainCopies implements Library {
    private static final int PIECE = 1 << 16;

    /** What a tee takes at a time. */
    private static final int SMALL_PIECE = 1 << 14;

    private final String name;
    private final boolean fromStream;
    private final int piece;

    private PlainCopies(String name, boolean fromStream, int piece) {
        this.name = name;
        this.fromStream = fromStream;
        this.piece = piece;
    }

    static Library ofArray() {
        return new PlainCopies("a copy", false, PIECE);
    }

    static Library ofStream() {
        return new PlainCopies("a copy, from a stream", true, PIECE);
    }

    /** From stream to stream only. */
    static Library bySmallPieces() {
        return new PlainCopies("a copy, by 16 KiB", true, SMALL_PIECE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Turn> turn(Task task, Sample sample) {
        byte[] bytes = sample.bytes();
        Operation whole = fromStream ? () -> filled(bytes) : bytes::clone;
        Operation pieces = () -> byPieces(bytes);
        return switch (task) {
            case WHOLE -> piece == PIECE ? Optional.of(whole.asTurn()) : Optional.empty();
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

    private Discarding byPieces(byte[] bytes) throws IOException {
        Discarding out = new Discarding();
        InputStream in = new ByteArrayInputStream(bytes);
        byte[] buffer = new byte[piece];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
        return out;
    }
}
