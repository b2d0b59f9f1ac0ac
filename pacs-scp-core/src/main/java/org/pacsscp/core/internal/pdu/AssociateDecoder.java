package org.pacsscp.core.internal.pdu;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decodes the body of A-ASSOCIATE-RQ and A-ASSOCIATE-AC, which are laid out alike. Items that it does not know are
 * skipped and reserved bytes are not tested, as PS3.8 asks. Owned by the thread that decodes; one for each PDU.
 */
final class AssociateDecoder {
    /** Ids are odd and one byte, so there are no more: PS3.8 section 9.3.2.2. */
    static final int MAX_PRESENTATION_CONTEXTS = 128;

    private static final int AE_TITLE_LENGTH = 16;
    private static final int RESERVED_LENGTH = 32;

    private final ItemReader in;
    private final int protocolVersion;
    private final String calledAeTitle;
    private final String callingAeTitle;
    private final String reserved;
    private final BitSet ids = new BitSet();
    private String applicationContextName = "";
    private UserInformation userInformation = UserInformation.EMPTY;

    /** Reads the fixed fields: bytes 7-74 of PS3.8 Tables 9-11 and 9-17. */
    private AssociateDecoder(PduType pdu, byte[] body, int length, Room room) throws PduException {
        in = new ItemReader(pdu, body, length, room);
        protocolVersion = in.u16("protocol version");
        in.skip(2, "reserved field");
        calledAeTitle = in.fixedText(AE_TITLE_LENGTH, "called AE title");
        callingAeTitle = in.fixedText(AE_TITLE_LENGTH, "calling AE title");
        reserved = in.fixedText(RESERVED_LENGTH, "reserved field");
    }

    /** PS3.8 Table 9-11. */
    static AssociateRq request(byte[] body, int length, Room room) throws PduException {
        AssociateDecoder decoder = new AssociateDecoder(PduType.ASSOCIATE_RQ, body, length, room);
        List<ProposedPresentationContext> contexts = new ArrayList<>();
        while (decoder.in.hasRemaining()) {
            ItemReader item = decoder.in.item();
            if (item.type() == ItemType.PROPOSED_PRESENTATION_CONTEXT) {
                contexts.add(decoder.proposedContext(item));
            } else {
                decoder.commonItem(item);
            }
        }
        decoder.requirePresentationContexts();
        return new AssociateRq(
                decoder.protocolVersion,
                decoder.calledAeTitle,
                decoder.callingAeTitle,
                decoder.reserved,
                decoder.applicationContextName,
                contexts,
                decoder.userInformation);
    }

    /** PS3.8 Table 9-17. */
    static AssociateAc acceptance(byte[] body, int length, Room room) throws PduException {
        AssociateDecoder decoder = new AssociateDecoder(PduType.ASSOCIATE_AC, body, length, room);
        List<PresentationContextResult> contexts = new ArrayList<>();
        while (decoder.in.hasRemaining()) {
            ItemReader item = decoder.in.item();
            if (item.type() == ItemType.PRESENTATION_CONTEXT_RESULT) {
                contexts.add(decoder.contextResult(item));
            } else {
                decoder.commonItem(item);
            }
        }
        decoder.requirePresentationContexts();
        return new AssociateAc(
                decoder.protocolVersion,
                decoder.calledAeTitle,
                decoder.callingAeTitle,
                decoder.reserved,
                decoder.applicationContextName,
                contexts,
                decoder.userInformation);
    }

    /** PS3.8 Tables 9-12 and 9-16, which both PDUs have. Of a repeated item the last one counts. */
    private void commonItem(ItemReader item) throws PduException {
        switch (item.type()) {
            case ItemType.APPLICATION_CONTEXT -> applicationContextName = item.text();
            case ItemType.USER_INFORMATION -> userInformation = new UserInformationDecoder().decode(item);
            default -> {}
        }
    }

    /** PS3.8 Table 9-13, with the sub-items of Tables 9-14 and 9-15. */
    private ProposedPresentationContext proposedContext(ItemReader item) throws PduException {
        int id = contextId(item);
        item.skip(3, "reserved fields of item 20H");
        List<String> abstractSyntaxes = new ArrayList<>(1);
        List<String> transferSyntaxes = new ArrayList<>(2);
        while (item.hasRemaining()) {
            ItemReader subItem = item.item();
            switch (subItem.type()) {
                case ItemType.ABSTRACT_SYNTAX -> addUid(abstractSyntaxes, subItem);
                case ItemType.TRANSFER_SYNTAX -> addUid(transferSyntaxes, subItem);
                default -> {}
            }
        }
        return new ProposedPresentationContext(id, abstractSyntaxes, transferSyntaxes);
    }

    private static void addUid(List<String> uids, ItemReader subItem) throws PduException {
        subItem.charge(DecodingBudget.REFERENCE);
        uids.add(subItem.text());
    }

    /** PS3.8 Table 9-18, with the sub-item of Table 9-19. */
    private PresentationContextResult contextResult(ItemReader item) throws PduException {
        int id = contextId(item);
        item.skip(1, "reserved field of item 21H");
        int result = item.u8("result of item 21H");
        item.skip(1, "reserved field of item 21H");
        if (result != 0) {
            // Table 9-18: of a context that is not accepted, the rest is not to be tested.
            return new PresentationContextResult(id, result, "");
        }
        String transferSyntax = "";
        while (item.hasRemaining()) {
            ItemReader subItem = item.item();
            if (subItem.type() == ItemType.TRANSFER_SYNTAX) {
                transferSyntax = subItem.text();
            }
        }
        return new PresentationContextResult(id, result, transferSyntax);
    }

    private int contextId(ItemReader item) throws PduException {
        if (ids.cardinality() == MAX_PRESENTATION_CONTEXTS) {
            throw item.invalid("presentation context", MAX_PRESENTATION_CONTEXTS + 1, "up to 128 of them");
        }
        int id = item.u8("presentation context id");
        if (ids.get(id)) {
            throw item.invalid("presentation context id before the byte", id, "an id not used before");
        }
        ids.set(id);
        return id;
    }

    private void requirePresentationContexts() throws PduException {
        if (ids.isEmpty()) {
            throw in.invalid("number of presentation contexts", 0, "1 to 128");
        }
    }
}
