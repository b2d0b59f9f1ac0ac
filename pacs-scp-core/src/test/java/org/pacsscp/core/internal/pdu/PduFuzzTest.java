package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Seeded, so that a failure repeats. */
class PduFuzzTest {
    private final Random random = new Random(20_260_101);

    @Test
    void readsWhatItWrites() {
        for (int i = 0; i < 2_000; i++) {
            Pdu pdu = random.nextBoolean() ? request() : acceptance();
            byte[] bytes = PduWriter.encode(pdu).array();
            Trace trace = Trace.of(bytes, () -> random.nextInt(200));

            assertThat(trace.failure()).as("PDU %d", i).isNull();
            assertThat(trace.pdus()).containsExactly(pdu);
            assertThat(PduWriter.encode(trace.pdus().get(0)).array()).isEqualTo(bytes);
        }
    }

    /** Any other exception than PduException leaves the trace, and fails the test. */
    @Test
    void answersMutationsWithPduExceptionsOnly() {
        int refused = 0;
        int mutations = 40_000;
        for (int i = 0; i < mutations; i++) {
            byte[] bytes = mutate(Golden.all().get(i % Golden.all().size()).bytes());
            Trace whole = Trace.of(bytes);

            assertThat(Trace.of(bytes, () -> random.nextInt(20)))
                    .as("mutation %d", i)
                    .isEqualTo(whole);
            refused += whole.failure() == null ? 0 : 1;
        }
        // Both answers must be common, or the mutations are too mild or too rough to say anything
        assertThat(refused).isBetween(mutations / 5, mutations * 4 / 5);
    }

    private byte[] mutate(byte[] golden) {
        byte[] bytes = golden.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = random.nextBoolean() ? (byte) 0xFF : 0;
                default -> bytes = withInsertion(bytes, at);
            }
        }
        return bytes;
    }

    /** Inserts some bytes, and mends the PDU length more often than not so that the decoder gets to see them. */
    private byte[] withInsertion(byte[] bytes, int at) {
        byte[] inserted = new byte[1 + random.nextInt(8)];
        random.nextBytes(inserted);
        ByteBuffer out = ByteBuffer.allocate(bytes.length + inserted.length)
                .put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at, bytes.length - at);
        return random.nextInt(4) == 0
                ? out.array()
                : out.putInt(2, out.capacity() - 6).array();
    }

    private AssociateRq request() {
        List<ProposedPresentationContext> contexts = IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> new ProposedPresentationContext(2 * i + 1, list(this::uid), list(this::uid)))
                .toList();
        return new AssociateRq(
                random.nextInt(0x10000), latin1(16), latin1(16), latin1(32), uid(), contexts, userInformation());
    }

    private AssociateAc acceptance() {
        List<PresentationContextResult> contexts = IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> {
                    int result = random.nextInt(5);
                    return new PresentationContextResult(2 * i + 1, result, result == 0 ? uid() : "");
                })
                .toList();
        return new AssociateAc(
                random.nextInt(0x10000), latin1(16), latin1(16), latin1(32), uid(), contexts, userInformation());
    }

    private UserInformation userInformation() {
        return new UserInformation(
                random.nextBoolean() ? OptionalLong.of(random.nextInt() & 0xFFFF_FFFFL) : OptionalLong.empty(),
                uid(),
                uid(),
                optional(() -> new AsynchronousOperationsWindow(random.nextInt(0x10000), random.nextInt(0x10000))),
                list(() -> new RoleSelection(uid(), random.nextBoolean(), random.nextBoolean())),
                list(() -> new SopClassExtendedNegotiation(uid(), octets())),
                list(() -> new SopClassCommonExtendedNegotiation(uid(), uid(), list(this::uid))),
                optional(() -> new UserIdentityRq(random.nextInt(256), random.nextBoolean(), octets(), octets())),
                optional(() -> new UserIdentityAc(octets())));
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(5)).toList();
    }

    private <T> Optional<T> optional(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private String uid() {
        return random.nextInt(10) == 0 ? "" : latin1(random.nextInt(64)) + "1";
    }

    private String latin1(int length) {
        return random.ints(length, 0, 256)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Octets octets() {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }
}
