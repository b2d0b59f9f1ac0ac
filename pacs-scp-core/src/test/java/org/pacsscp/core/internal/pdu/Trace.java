package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a reader made of some bytes, told so that it does not depend on how they were cut.
 *
 * @param events in order; data that was handed out in pieces is one event
 * @param pdus those that were complete
 * @param failure the message it failed with
 * @param position how many bytes it consumed
 */
record Trace(List<String> events, List<Pdu> pdus, @Nullable String failure, int position) {
    static final int MAX_ASSOCIATE_LENGTH = 1 << 20;

    static Trace of(byte[] bytes) {
        return of(bytes, () -> bytes.length);
    }

    static Trace of(byte[] bytes, IntSupplier segmentSizes) {
        return of(new PduReader(MAX_ASSOCIATE_LENGTH), bytes, segmentSizes);
    }

    static Trace of(PduReader reader, byte[] bytes, IntSupplier segmentSizes) {
        List<String> events = new ArrayList<>();
        List<Pdu> pdus = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        int position = 0;
        do {
            int size = Math.min(bytes.length - position, Math.max(1, segmentSizes.getAsInt()));
            ByteBuffer in = ByteBuffer.wrap(bytes, position, size).slice();
            try {
                drain(reader, in, events, pdus, data);
            } catch (PduException e) {
                flush(data, events);
                return new Trace(events, pdus, e.reason() + " " + e.getMessage(), position + in.position());
            }
            position += in.position();
        } while (position < bytes.length);
        flush(data, events);
        return new Trace(events, pdus, null, position);
    }

    private static void drain(PduReader reader, ByteBuffer in, List<String> events, List<Pdu> pdus, StringBuilder data)
            throws PduException {
        PduReader.Progress progress = reader.advance(in);
        while (progress != PduReader.Progress.UNDERFLOW) {
            if (progress == PduReader.Progress.DATA) {
                byte[] piece = new byte[(int) Math.min(in.remaining(), reader.fragmentRemaining())];
                in.get(piece);
                reader.consumed(piece.length);
                data.append(HexFormat.of().formatHex(piece));
            } else {
                flush(data, events);
                events.add(describe(reader, progress));
            }
            if (progress == PduReader.Progress.PDU) {
                pdus.add(reader.pdu());
            }
            progress = reader.advance(in);
        }
    }

    private static String describe(PduReader reader, PduReader.Progress progress) {
        return switch (progress) {
            case TYPE -> "TYPE " + reader.type();
            case PDU -> "PDU " + reader.pdu();
            case FRAGMENT ->
                "FRAGMENT " + reader.contextId() + (reader.command() ? " command" : " data")
                        + (reader.last() ? " last " : " ") + reader.fragmentRemaining();
            case UNDERFLOW, DATA, END_OF_P_DATA -> progress.toString();
        };
    }

    private static void flush(StringBuilder data, List<String> events) {
        if (!data.isEmpty()) {
            events.add("DATA " + data);
            data.setLength(0);
        }
    }
}
