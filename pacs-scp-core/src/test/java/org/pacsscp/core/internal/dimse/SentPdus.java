package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;

/** What goes out of a buffer of PDUs, as a peer reads it. Owned by one thread. */
final class SentPdus implements PduSink {
    private final ByteBuffer buffer;
    private final List<byte[]> pdus = new ArrayList<>();
    private final List<Integer> buffersOfEach = new ArrayList<>();
    private int copied;

    /** A fragment as a peer reads it. */
    record Fragment(int contextId, boolean command, boolean last, Octets bytes) {}

    /** Nothing is sent yet, of a buffer that has so much room. */
    SentPdus(int room) {
        buffer = ByteBuffer.allocateDirect(room);
    }

    /** Begins a message behind what is in the buffer. */
    FragmentOutputStream begin(int contextId, boolean command, int maxFragment) throws IOException {
        return new FragmentOutputStream(this, buffer, contextId, command, maxFragment);
    }

    FragmentOutputStream begin(int contextId, boolean command, int maxFragment, LongSupplier nanoTime)
            throws IOException {
        return new FragmentOutputStream(this, buffer, contextId, command, maxFragment, nanoTime);
    }

    /** Ends a message, and sends what is left, as an owner of the buffer does. */
    void finish(FragmentOutputStream message) {
        message.finish();
        take(buffer.flip());
    }

    @Override
    public void send(ByteBuffer... sent) {
        assertThat(sent).allMatch(ByteBuffer::hasRemaining);
        buffersOfEach.add(sent.length);
        take(sent);
    }

    private void take(ByteBuffer... sent) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < sent.length; i++) {
            byte[] bytes = new byte[sent[i].remaining()];
            sent[i].get(bytes);
            whole.writeBytes(bytes);
            // Of several, those between lie elsewhere.
            copied += i % 2 == 0 ? bytes.length : 0;
        }
        for (ByteBuffer rest = ByteBuffer.wrap(whole.toByteArray()); rest.hasRemaining(); ) {
            byte[] pdu = new byte[6 + rest.getInt(rest.position() + 2)];
            rest.get(pdu);
            pdus.add(pdu);
        }
    }

    List<byte[]> pdus() {
        return pdus;
    }

    /** How many buffers the sink was given each time, without those at the end. */
    List<Integer> buffersOfEach() {
        return buffersOfEach;
    }

    /** How many bytes were sent from the buffer of PDUs. */
    int copied() {
        return copied;
    }

    List<Fragment> fragments() {
        return pdus.stream().map(SentPdus::read).toList();
    }

    /** The data of the one message that was sent; each fragment but the last must be as long as it may be. */
    byte[] message(int maxFragment) {
        List<Fragment> fragments = fragments();
        assertThat(fragments.subList(0, fragments.size() - 1))
                .allMatch(fragment -> !fragment.last() && fragment.bytes().length() == maxFragment);
        Fragment last = fragments.get(fragments.size() - 1);
        assertThat(last.last()).isTrue();
        assertThat(last.bytes().length()).isLessThanOrEqualTo(maxFragment);
        assertThat(last.bytes().length() > 0 || fragments.size() == 1)
                .as("an empty fragment is for no data only")
                .isTrue();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        fragments.forEach(fragment -> joined.writeBytes(fragment.bytes().toByteArray()));
        return joined.toByteArray();
    }

    private static Fragment read(byte[] pdu) {
        PduReader reader = new PduReader(1 << 20);
        reader.announcedMaximumLength(1 << 20);
        ByteBuffer in = ByteBuffer.wrap(pdu);
        try {
            assertThat(reader.advance(in)).isEqualTo(PduReader.Progress.TYPE);
            assertThat(reader.advance(in)).isEqualTo(PduReader.Progress.FRAGMENT);
            byte[] bytes = new byte[(int) reader.fragmentRemaining()];
            in.get(bytes);
            reader.consumed(bytes.length);
            assertThat(reader.advance(in)).isEqualTo(PduReader.Progress.END_OF_P_DATA);
            assertThat(in.hasRemaining()).isFalse();
            return new Fragment(reader.contextId(), reader.command(), reader.last(), Octets.of(bytes));
        } catch (PduException e) {
            throw new AssertionError(e);
        }
    }
}
