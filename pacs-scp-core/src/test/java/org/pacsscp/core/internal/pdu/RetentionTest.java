package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hostile A-ASSOCIATE-RQ makes the server keep: V1 and V2 of the known failures. */
class RetentionTest {
    private static final int FIXED_LENGTH = 74;

    /** A request of contexts that are filled with copies of a sub-item. */
    private static byte[] request(int contexts, int subItems, SubItem subItem) {
        int contextLength = 4 + subItems * subItem.length();
        ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + contexts * (4 + contextLength));
        out.put((byte) 1).put((byte) 0).putInt(out.capacity() - 6);
        out.position(FIXED_LENGTH);
        for (int id = 0; id < contexts; id++) {
            out.put((byte) 0x20).put((byte) 0).putShort((short) contextLength);
            out.put((byte) id).put((byte) 0).putShort((short) 0);
            for (int i = 0; i < subItems; i++) {
                subItem.write(out, id * subItems + i);
            }
        }
        return out.array();
    }

    private interface SubItem {
        void write(ByteBuffer out, int number);

        default int length() {
            ByteBuffer out = ByteBuffer.allocate(100);
            write(out, 0);
            return out.position();
        }
    }

    private static Set<String> distinct(AssociateRq rq) {
        Set<String> strings = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ProposedPresentationContext context : rq.presentationContexts()) {
            strings.addAll(context.transferSyntaxes());
        }
        return strings;
    }

    /** Roughly 16,000 empty sub-items that each declare 64 KiB, in 65,622 bytes. */
    @Test
    void refusesSubItemsThatDeclareMoreThanArrived() {
        byte[] bytes = request(1, 16_000, (out, number) -> out.putInt(0x4000_FFFF));

        assertThat(Trace.of(bytes).failure()).contains("length of item 40H at offset 84 is 65535");
    }

    @Test
    void keepsEmptySubItemsAsOneString() {
        Trace trace = Trace.of(request(1, 16_000, (out, number) -> out.putInt(0x4000_0000)));
        AssociateRq rq = (AssociateRq) trace.pdus().get(0);

        assertThat(rq.presentationContexts().get(0).transferSyntaxes()).hasSize(16_000);
        assertThat(distinct(rq)).hasSize(1);
    }

    @Test
    void keepsEqualUidsOnce() {
        Trace trace = Trace.of(
                request(128, 10, (out, number) -> out.putInt(0x4000_0001).put((byte) '1')));

        assertThat(distinct((AssociateRq) trace.pdus().get(0))).hasSize(1);
    }

    @Test
    void refusesAFloodOfDifferentTinyUids() {
        byte[] bytes = request(
                128,
                1_000,
                (out, number) -> out.putInt(0x4000_0004)
                        .put((byte) '1')
                        .put((byte) (number >> 14))
                        .put((byte) ((number >> 7) & 0x7F))
                        .put((byte) ((number & 0x7F) | 0x80)));
        Trace trace = Trace.of(bytes);

        assertThat(bytes.length).isLessThan(Trace.MAXIMUM_ASSOCIATE_LENGTH + 6);
        assertThat(trace.failure()).contains("memory of the items");
    }

    /** Neither the roles nor the transfer syntaxes alone would be too much: each of the latter is a reference. */
    @Test
    void countsReferencesToo() {
        byte[] head = request(1, 8_000, (out, number) -> out.putInt(0x4000_0000));
        int roles = 1_500;
        ByteBuffer out = ByteBuffer.allocate(head.length + 4 + 8 * roles).put(head);
        out.putInt(0x5000_0000 | (8 * roles));
        IntStream.range(0, roles).forEach(i -> out.putInt(0x5400_0004).putInt(0));
        out.putInt(2, out.capacity() - 6);

        assertThat(Trace.of(out.array()).failure()).contains("memory of the items");
    }

    /** An object, the 3 bytes and the overhead of a string, an object of octets with its 2 bytes, a reference. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "54 00 0007 0003 '1.2' 01 01, 123",
                "56 00 0007 0003 '1.2' ABCD, 189",
                "57 00 000E 0003 '1.2' 0000 0005 0003 '1.3', 254"
            })
    void chargesWhatIsKept(String subItem, int charge) throws PduException {
        byte[] bytes = Wire.bytesOf(subItem);
        ItemReader in = new ItemReader(PduType.ASSOCIATE_RQ, bytes, bytes.length);
        assertThat(new UserInformationDecoder().decode(in)).isNotEqualTo(UserInformation.EMPTY);
        int left = 2 * bytes.length + Retention.ALLOWANCE - charge;

        assertThatNoException().isThrownBy(() -> in.retain(left));
        assertThatThrownBy(() -> in.retain(1)).hasMessageContaining("memory of the items");
    }

    @Test
    void refusesAFloodOfTinyRoleSelections() {
        byte[] head = request(1, 0, (out, number) -> {});
        int roles = 8_000;
        ByteBuffer out = ByteBuffer.allocate(head.length + 4 + 8 * roles).put(head);
        out.putInt(0x5000_0000 | (8 * roles));
        IntStream.range(0, roles).forEach(i -> out.putInt(0x5400_0004).putInt(0));
        out.putInt(2, out.capacity() - 6);

        assertThat(Trace.of(out.array()).failure()).contains("memory of the items");
    }

    /** The largest request that anybody sends in earnest: 128 SOP classes with 40 transfer syntaxes and a role each. */
    @Test
    void takesTheLargestHonestRequest() {
        List<String> transferSyntaxes =
                IntStream.range(0, 40).mapToObj(i -> "1.2.840.10008.1.2.4." + i).toList();
        List<ProposedPresentationContext> contexts = IntStream.range(0, 128)
                .mapToObj(i -> new ProposedPresentationContext(2 * i + 1, List.of(sopClass(i)), transferSyntaxes))
                .toList();
        UserInformation none = UserInformation.EMPTY;
        UserInformation information = new UserInformation(
                none.maximumLength(),
                "1.2.3",
                "TEST",
                none.asynchronousOperationsWindow(),
                IntStream.range(0, 128)
                        .mapToObj(i -> new RoleSelection(sopClass(i), true, true))
                        .toList(),
                IntStream.range(0, 128)
                        .mapToObj(i -> new SopClassExtendedNegotiation(sopClass(i), Octets.of(new byte[6])))
                        .toList(),
                IntStream.range(0, 128)
                        .mapToObj(i -> new SopClassCommonExtendedNegotiation(
                                sopClass(i), "1.2.840.10008.4.2", List.of(sopClass(i))))
                        .toList(),
                none.userIdentityRq(),
                none.userIdentityAc());
        AssociateRq rq = new AssociateRq(1, "A", "B", "", "1.2", contexts, information);
        AssociateRq decoded =
                (AssociateRq) Trace.of(PduWriter.encode(rq).array()).pdus().get(0);

        assertThat(decoded.presentationContexts()).isEqualTo(contexts);
        assertThat(decoded.userInformation()).isEqualTo(information);
        assertThat(distinct(decoded)).hasSize(40);
    }

    private static String sopClass(int number) {
        return "1.2.840.10008.5.1.4.1.1." + number;
    }
}
