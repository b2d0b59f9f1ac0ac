package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.testkit.script.Script;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** What a hostile A-ASSOCIATE-RQ of many tiny items may make the server allocate. */
class DecodingBudgetTest {
    /** A request of contexts that are filled with sub-items, which have numbers, and of one more item. */
    private static byte[] request(int contexts, int subItems, IntFunction<byte[]> subItem, byte[]... more) {
        byte[][] items = IntStream.range(0, contexts)
                .mapToObj(id ->
                        Items.item(0x20, Bytes.u8(id), Bytes.zeros(3), numbered(id * subItems, subItems, subItem)))
                .toArray(byte[][]::new);
        return Pdus.pdu(Pdus.ASSOCIATE_RQ, Bytes.zeros(68), Bytes.join(items), Bytes.join(more));
    }

    private static byte[] numbered(int first, int count, IntFunction<byte[]> subItem) {
        return Bytes.join(
                IntStream.range(first, first + count).mapToObj(subItem).toArray(byte[][]::new));
    }

    private static byte[] transferSyntax(int... uid) {
        byte[][] bytes = IntStream.of(uid).mapToObj(Bytes::u8).toArray(byte[][]::new);
        return Items.item(0x40, bytes);
    }

    /** User information with so many roles, of no SOP class. */
    private static byte[] roles(int count) {
        return Items.item(0x50, Bytes.repeat(count, Items.item(0x54, Bytes.zeros(4))));
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
        byte[] bytes = request(1, 16_000, number -> Items.itemClaiming(0xFFFF, 0x40));

        assertThat(Trace.of(bytes).failure()).contains("length of item 40H at offset 84 is 65535");
    }

    @Test
    void keepsEmptySubItemsAsOneString() {
        Trace trace = Trace.of(request(1, 16_000, number -> transferSyntax()));
        AssociateRq rq = (AssociateRq) trace.pdus().get(0);

        assertThat(rq.presentationContexts().get(0).transferSyntaxes()).hasSize(16_000);
        assertThat(distinct(rq)).hasSize(1);
    }

    @Test
    void keepsEqualUidsOnce() {
        Trace trace = Trace.of(request(128, 10, number -> transferSyntax('1')));

        assertThat(distinct((AssociateRq) trace.pdus().get(0))).hasSize(1);
    }

    @Test
    void refusesAFloodOfDifferentTinyUids() {
        byte[] bytes = request(
                128, 1_000, number -> transferSyntax('1', number >> 14, (number >> 7) & 0x7F, (number & 0x7F) | 0x80));
        Trace trace = Trace.of(bytes);

        assertThat(bytes.length).isLessThan(Trace.MAX_ASSOCIATE_LENGTH + 6);
        assertThat(trace.failure()).contains("memory of the items");
    }

    /** Neither the roles nor the transfer syntaxes alone would be too much: each of the latter is a reference. */
    @Test
    void countsReferencesToo() {
        byte[] bytes = request(1, 8_000, number -> transferSyntax(), roles(1_500));

        assertThat(Trace.of(bytes).failure()).contains("memory of the items");
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
        byte[] bytes = Script.of(subItem).bytes();
        ItemReader in = new ItemReader(PduType.ASSOCIATE_RQ, bytes, bytes.length, Room.UNLIMITED);
        assertThat(new UserInformationDecoder().decode(in)).isNotEqualTo(UserInformation.EMPTY);
        int left = 2 * bytes.length + DecodingBudget.ALLOWANCE - charge;

        assertThatNoException().isThrownBy(() -> in.charge(left));
        assertThatThrownBy(() -> in.charge(1)).hasMessageContaining("memory of the items");
    }

    /** Nothing within the allowance, then as much as twice what is kept, and never more than may be kept. */
    @Test
    void asksForRoomInSteps() throws PduException {
        List<Long> asked = new ArrayList<>();
        DecodingBudget budget = new DecodingBudget(PduType.ASSOCIATE_RQ, 50_000, asked::add);
        budget.charge(DecodingBudget.ALLOWANCE, 0);
        assertThat(asked).isEmpty();

        budget.charge(1, 0);
        assertThat(asked).containsExactly(50_000L + 2 * 65_537);
        budget.charge(65_537, 0);
        assertThat(asked).hasSize(1);
        budget.charge(1, 0);
        assertThat(asked).hasSize(2).last().isEqualTo(50_000L + 2 * 50_000 + DecodingBudget.ALLOWANCE);
    }

    @Test
    void refusesWhatThereIsNoRoomFor() throws PduException {
        DecodingBudget budget = new DecodingBudget(PduType.ASSOCIATE_RQ, 50_000, bytes -> false);
        budget.charge(DecodingBudget.ALLOWANCE, 0);

        assertThatThrownBy(() -> budget.charge(1, 80))
                .isInstanceOf(PduException.class)
                .hasMessageContaining(
                        "memory of the items up to the one at offset 80 is 65537, allowed: less just now");
    }

    @Test
    void refusesAFloodOfTinyRoleSelections() {
        byte[] bytes = request(1, 0, number -> transferSyntax(), roles(8_000));

        assertThat(Trace.of(bytes).failure()).contains("memory of the items");
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
