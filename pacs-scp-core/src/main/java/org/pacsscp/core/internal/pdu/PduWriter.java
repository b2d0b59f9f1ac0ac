package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import java.util.List;

/** Encodes PDUs, but for P-DATA-TF, whose headers are {@link DataHeader}'s. It has no state; any thread may use it. */
public final class PduWriter {
    private static final int AE_TITLE_LENGTH = 16;
    private static final int RESERVED_LENGTH = 32;

    /** That of an answer to a few presentation contexts. */
    private static final int USUAL_ACCEPTANCE_SIZE = 256;

    /** That of a request for a few. */
    private static final int USUAL_REQUEST_SIZE = 512;

    private PduWriter() {}

    /**
     * The PDU in a buffer of its size, ready to be written.
     *
     * @throws IllegalArgumentException when an item is longer than its length field can say
     */
    public static ByteBuffer encode(Pdu pdu) {
        ItemWriter out = new ItemWriter(usualSize(pdu));
        out.u8(pdu.type().code());
        out.u8(0);
        out.u32(0); // finish() knows the length
        if (pdu instanceof AssociateRq rq) {
            request(rq, out);
        } else if (pdu instanceof AssociateAc ac) {
            acceptance(ac, out);
        } else if (pdu instanceof AssociateRj rj) {
            fixedBody(rj.reason().result(), rj.reason().source(), rj.reason().reason(), out);
        } else if (pdu instanceof Abort abort) {
            fixedBody(0, abort.reason().source(), abort.reason().reason(), out);
        } else {
            // PS3.8 Tables 9-24 and 9-25: four reserved bytes
            fixedBody(0, 0, 0, out);
        }
        return out.finish();
    }

    private static int usualSize(Pdu pdu) {
        return pdu instanceof AssociateRq
                ? USUAL_REQUEST_SIZE
                : pdu instanceof AssociateAc ? USUAL_ACCEPTANCE_SIZE : PduReader.HEADER_LENGTH + PduReader.FIXED_LENGTH;
    }

    /** Bytes 7-10 of PS3.8 Tables 9-21 (result, source, reason) and 9-26 (source, reason); the first is reserved. */
    private static void fixedBody(int second, int third, int fourth, ItemWriter out) {
        out.u8(0);
        out.u8(second);
        out.u8(third);
        out.u8(fourth);
    }

    /** PS3.8 Table 9-11. */
    private static void request(AssociateRq rq, ItemWriter out) {
        fixedFields(rq.protocolVersion(), rq.calledAeTitle(), rq.callingAeTitle(), rq.reserved(), out);
        applicationContext(rq.applicationContextName(), out);
        rq.presentationContexts().forEach(context -> proposedContext(context, out));
        userInformation(rq.userInformation(), out);
    }

    /** PS3.8 Table 9-17. */
    private static void acceptance(AssociateAc ac, ItemWriter out) {
        fixedFields(ac.protocolVersion(), ac.calledAeTitle(), ac.callingAeTitle(), ac.reserved(), out);
        applicationContext(ac.applicationContextName(), out);
        ac.presentationContexts().forEach(context -> contextResult(context, out));
        userInformation(ac.userInformation(), out);
    }

    /** Bytes 7-74 of PS3.8 Tables 9-11 and 9-17. */
    private static void fixedFields(
            int protocolVersion, String calledAeTitle, String callingAeTitle, String reserved, ItemWriter out) {
        out.u16(protocolVersion);
        out.u16(0);
        out.fixedText(calledAeTitle, AE_TITLE_LENGTH, ' ');
        out.fixedText(callingAeTitle, AE_TITLE_LENGTH, ' ');
        out.fixedText(reserved, RESERVED_LENGTH, '\0');
    }

    /** PS3.8 Table 9-12. */
    private static void applicationContext(String name, ItemWriter out) {
        if (!name.isEmpty()) {
            out.textItem(ItemType.APPLICATION_CONTEXT, name);
        }
    }

    private static void userInformation(UserInformation information, ItemWriter out) {
        if (!information.equals(UserInformation.EMPTY)) {
            UserInformationEncoder.encode(information, out);
        }
    }

    /** PS3.8 Table 9-13, with the sub-items of Tables 9-14 and 9-15. */
    private static void proposedContext(ProposedPresentationContext context, ItemWriter out) {
        int start = out.beginItem(ItemType.PROPOSED_PRESENTATION_CONTEXT);
        out.u8(context.id());
        out.u8(0);
        out.u16(0);
        texts(ItemType.ABSTRACT_SYNTAX, context.abstractSyntaxes(), out);
        texts(ItemType.TRANSFER_SYNTAX, context.transferSyntaxes(), out);
        out.endLength(start);
    }

    private static void texts(int type, List<String> texts, ItemWriter out) {
        texts.forEach(text -> out.textItem(type, text));
    }

    /** PS3.8 Table 9-18, with the sub-item of Table 9-19, which has a name even where that means nothing. */
    private static void contextResult(PresentationContextResult context, ItemWriter out) {
        int start = out.beginItem(ItemType.PRESENTATION_CONTEXT_RESULT);
        out.u8(context.id());
        out.u8(0);
        out.u8(context.result());
        out.u8(0);
        out.textItem(ItemType.TRANSFER_SYNTAX, context.transferSyntax());
        out.endLength(start);
    }
}
