package org.pacsscp.bench.micro;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.UserInformation;

/** What the benchmarks work on; all of it is invented. */
final class Messages {
    private static final int MESSAGE_ID = 1;
    private static final int NO_DATA_SET = 0x0101;

    private Messages() {}

    /** A request with so many presentation contexts: C-ECHO, and storage SOP classes with two transfer syntaxes each. */
    static AssociateRq associateRq(int contexts) {
        List<ProposedPresentationContext> proposed = IntStream.range(0, contexts)
                .mapToObj(i -> new ProposedPresentationContext(
                        2 * i + 1,
                        List.of(i == 0 ? SopClass.VERIFICATION.value() : storageSopClass(i)),
                        List.of(
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.value(),
                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.value())))
                .toList();
        UserInformation userInformation = new UserInformation(
                OptionalLong.of(16_384),
                "1.2.3.4",
                "MICRO",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new AssociateRq(
                1,
                "PACS_SCP        ",
                "MICRO           ",
                "\0".repeat(32),
                Uid.DICOM_APPLICATION_CONTEXT.value(),
                proposed,
                userInformation);
    }

    /** The abstract syntax of a presentation context of {@link #associateRq}, but the first. */
    static String storageSopClass(int number) {
        return "1.2.840.10008.5.1.4.1.1." + number;
    }

    /** The command set of a C-ECHO-RQ (PS3.7 Table 9.3-12). */
    static byte[] echoCommand() {
        ByteBuffer out = ByteBuffer.allocate(256).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        byte[] sopClass = (SopClass.VERIFICATION.value() + "\0").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        element(out, 0x0000, 4).putInt(8 + sopClass.length + 3 * 10);
        element(out, 0x0002, sopClass.length).put(sopClass);
        element(out, 0x0100, 2).putShort((short) CommandField.C_ECHO_RQ.code());
        element(out, 0x0110, 2).putShort((short) MESSAGE_ID);
        element(out, 0x0800, 2).putShort((short) NO_DATA_SET);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** What a C-ECHO-RQ comes on. */
    static PresentationContext echoContext() {
        return new PresentationContext(
                1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER));
    }

    /** The C-ECHO-RQ as it was received. */
    static ReceivedCommandSet received(PresentationContext context) {
        ByteBuffer in = ByteBuffer.wrap(echoCommand());
        MessageAssembler assembler = new MessageAssembler(64 << 10);
        try {
            assembler.begin(context, true, true, in.remaining());
            assembler.append(in, in.remaining());
            assembler.end();
            return assembler.command();
        } catch (MessageException e) {
            throw new IllegalStateException("the echo of all benchmarks is no command set", e);
        }
    }

    private static ByteBuffer element(ByteBuffer out, int element, int length) {
        return out.putShort((short) 0).putShort((short) element).putInt(length);
    }

    /** A P-DATA-TF (PS3.8 Table 9-22) with one fragment, which is the last; {@code command} or data. */
    static ByteBuffer pData(byte[] fragment, boolean command) {
        return ByteBuffer.allocateDirect(12 + fragment.length)
                .put((byte) 4)
                .put((byte) 0)
                .putInt(fragment.length + 6)
                .putInt(fragment.length + 2)
                .put((byte) 1)
                .put((byte) (command ? 3 : 2))
                .put(fragment)
                .flip();
    }
}
