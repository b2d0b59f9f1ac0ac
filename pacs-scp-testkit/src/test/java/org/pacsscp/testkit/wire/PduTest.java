package org.pacsscp.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AssociationRequest.ProposedContext;

class PduTest {
    /** PS3.8 Tables 9-11 to 9-16, PS3.7 Tables D.3-1 to D.3-14, spelled out. */
    private static final byte[] ASSOCIATE_RQ = Bytes.hex("""
            01 00 000000E6
            0001 0000
            414E592D534350202020202020202020
            4D452020202020202020202020202020
            0000000000000000000000000000000000000000000000000000000000000000
            10 00 0015 312E322E3834302E31303030382E332E312E312E31
            20 00 0048 01 00 00 00
            30 00 0011 312E322E3834302E31303030382E312E31
            40 00 0011 312E322E3834302E31303030382E312E32
            40 00 0016 312E322E3834302E31303030382E312E322E312E3939
            50 00 0039
            51 00 0004 00004000
            52 00 0005 312E322E33
            53 00 0004 0002 0003
            54 00 0009 0005 312E322E34 01 00
            55 00 0004 54455354
            58 00 0007 01 00 0001 75 0000
            """);

    private static Pdu only(byte[] bytes) {
        List<Pdu> pdus = Pdu.read(bytes);
        assertThat(pdus).hasSize(1);
        return pdus.get(0);
    }

    @Test
    void readsARequest() {
        AssociateFields fields = only(ASSOCIATE_RQ).associateFields().orElseThrow();

        assertThat(fields.protocolVersion()).isEqualTo(1);
        assertThat(fields.calledAeTitle()).isEqualTo("ANY-SCP");
        assertThat(fields.callingAeTitle()).isEqualTo("ME");
        assertThat(fields.proposedContexts())
                .containsExactly(new ProposedContext(
                        1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1.99")));
        assertThat(fields.maximumLength()).hasValue(0x4000);
        assertThat(fields.implementationClassUid()).contains("1.2.3");
        assertThat(fields.implementationVersionName()).contains("TEST");
        assertThat(fields.roleSelections()).containsExactly(new AssociateFields.RoleSelection("1.2.4", true, false));
    }

    /** PS3.8 9.3.1: what is reserved is not tested, and so makes no other PDU; a test of an engine may look at it. */
    @Test
    void keepsWhatIsReservedInTheHeader() {
        byte[] release = Bytes.hex("05 FF 00000004 00000000");

        assertThat(only(release).bytes()).isEqualTo(release);
        assertThat(only(release)).isEqualTo(Pdu.of(Pdus.RELEASE_RQ, Bytes.zeros(4)));
    }

    static Stream<byte[]> pdus() {
        return Stream.of(
                Pdus.associateRq(
                        "ANY",
                        "ME",
                        Items.applicationContext(),
                        Items.presentationContext(1, Items.VERIFICATION, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                        Items.userInformation(
                                Items.maximumLength(0),
                                Items.implementationClassUid(),
                                Items.operationsWindow(1, 2),
                                Items.roleSelection(Items.CT_IMAGE_STORAGE, 1, 1),
                                Items.extendedNegotiation(Items.STUDY_ROOT_FIND, Bytes.hex("01")),
                                Items.userIdentity(2, 1, Bytes.text("user"), Bytes.text("secret")))),
                Pdus.associateAc(
                        "ANY",
                        "ME",
                        Items.applicationContext(),
                        Items.acceptedContext(1, 3, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                        Items.usualUserInformation()),
                Pdus.associateRj(2, 3, 1),
                Pdus.pData(
                        Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.storeRq(5)), Pdus.pdv(1, Pdus.DATA, Bytes.zeros(100))),
                Pdus.releaseRq(),
                Pdus.releaseRp(),
                Pdus.abort(2, 6));
    }

    @ParameterizedTest
    @MethodSource("pdus")
    void writesWhatItHasRead(byte[] bytes) {
        assertThat(only(bytes).bytes()).isEqualTo(bytes);
    }

    /** Whatever a peer says is to be shown, never to fail here. */
    @ParameterizedTest
    @MethodSource("pdus")
    void describesWhatIsCutOrChanged(byte[] bytes) {
        Random chance = new Random(bytes.length);
        byte[] body = Arrays.copyOfRange(bytes, Pdus.HEADER_LENGTH, bytes.length);
        for (int length = 0; length <= body.length; length++) {
            examine(Pdu.of(bytes[0], Arrays.copyOf(body, length)));
        }
        for (int i = 0; i < 2000; i++) {
            byte[] changed = body.clone();
            changed[chance.nextInt(changed.length)] = (byte) chance.nextInt();
            changed[chance.nextInt(changed.length)] = (byte) chance.nextInt();
            examine(Pdu.of(bytes[0], changed));
        }
    }

    private static void examine(Pdu pdu) {
        assertThat(pdu.describe()).isNotEmpty();
        assertThat(pdu.word()).isNotEmpty();
        pdu.associateFields().ifPresent(fields -> {
            assertThat(fields.proposedContexts()).isNotNull();
            assertThat(fields.contextResults()).isNotNull();
            assertThat(fields.roleSelections()).isNotNull();
            assertThat(fields.maximumLength()).isNotNull();
        });
    }

    @Test
    void isAWord() {
        assertThat(pdus().map(bytes -> only(bytes).word()))
                .containsExactly("RQ", "AC(3)", "RJ(2,3,1)", "C-STORE-RQ", "RELEASE-RQ", "RP", "A2/6");
    }

    @ParameterizedTest
    @CsvSource({
        "0, A-RELEASE-RQ",
        "1, (0000,0100) Command Field: 0030H C-ECHO-RQ",
        "2, (0000,0800) Command Data Set Type: 0101H"
    })
    void showsWhatItSays(int line, String expected) {
        byte[] bytes = line == 0 ? Pdus.releaseRq() : Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(1)));

        assertThat(only(bytes).describe()).contains(expected);
    }

    @Test
    void joinsWhatTheCutterHasCut() {
        byte[] command = Commands.storeRq(9);
        byte[] dataSet = new byte[5000];
        new Random(1).nextBytes(dataSet);
        for (long maximum : new long[] {0, 8, 64, 5000, 100_000}) {
            MessageJoiner joiner = new MessageJoiner();
            List<Message> messages = Stream.concat(
                            MessageCutter.command(3, command, maximum).stream(),
                            MessageCutter.dataSet(3, dataSet, maximum).stream())
                    .peek(pdu -> assertThat(maximum == 0 || pdu.length - Pdus.HEADER_LENGTH <= maximum)
                            .isTrue())
                    .flatMap(pdu -> joiner.take(only(pdu)).stream())
                    .toList();

            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).contextId()).isEqualTo(3);
            assertThat(messages.get(0).command().messageId()).isEqualTo(9);
            assertThat(messages.get(0).dataSet())
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(dataSet));
            assertThat(joiner.isBetweenMessages()).isTrue();
        }
    }
}
