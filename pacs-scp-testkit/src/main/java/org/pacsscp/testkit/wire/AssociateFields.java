package org.pacsscp.testkit.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pacsscp.api.AssociationRequest.ProposedContext;

/**
 * What an A-ASSOCIATE-RQ or -AC says, read leniently (PS3.8 Tables 9-11 and 9-17).
 *
 * @param protocolVersion a bit for each version
 * @param calledAeTitle the called AE title, without its padding
 * @param callingAeTitle the calling AE title, without its padding
 * @param items its items, as many as are whole
 * @since 0.1.0
 */
public record AssociateFields(int protocolVersion, String calledAeTitle, String callingAeTitle, List<Item> items) {
    private static final int FIXED_LENGTH = 68;
    private static final int TITLE_LENGTH = 16;

    /** Copies the list. */
    public AssociateFields {
        items = List.copyOf(items);
    }

    /**
     * The answer to one presentation context (PS3.8 Table 9-18).
     *
     * @param id its number
     * @param result 0 for acceptance, else why it was refused
     * @param transferSyntax the one that was chosen; means nothing in a refusal
     * @since 0.1.0
     */
    public record ContextResult(int id, int result, String transferSyntax) {}

    /**
     * A role selection (PS3.7 Table D.3-9).
     *
     * @param sopClass the SOP class
     * @param scu whether the requestor may be its SCU
     * @param scp whether the requestor may be its SCP
     * @since 0.1.0
     */
    public record RoleSelection(String sopClass, boolean scu, boolean scp) {}

    /** Reads the body of a PDU; empty if that is shorter than the fixed fields. */
    static Optional<AssociateFields> read(byte[] body) {
        if (body.length < FIXED_LENGTH) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        int version = Short.toUnsignedInt(in.getShort());
        in.getShort();
        String called = title(in);
        String calling = title(in);
        in.position(FIXED_LENGTH);
        return Optional.of(new AssociateFields(version, called, calling, Item.read(in)));
    }

    private static String title(ByteBuffer in) {
        byte[] title = new byte[TITLE_LENGTH];
        in.get(title);
        return new String(title, StandardCharsets.ISO_8859_1).strip();
    }

    /**
     * Returns the presentation contexts that a request proposes.
     *
     * @return in their order; empty for an A-ASSOCIATE-AC
     */
    public List<ProposedContext> proposedContexts() {
        List<ProposedContext> contexts = new ArrayList<>();
        for (Item item : ofType(0x20).toList()) {
            contexts.add(new ProposedContext(
                    item.octet(0),
                    item.subItem(0x30).map(Item::text).orElse(""),
                    item.subItems().stream()
                            .filter(subItem -> subItem.type() == 0x40)
                            .map(Item::text)
                            .toList()));
        }
        return List.copyOf(contexts);
    }

    /**
     * Returns how an acceptance answers each presentation context.
     *
     * @return in their order; empty for an A-ASSOCIATE-RQ
     */
    public List<ContextResult> contextResults() {
        return ofType(0x21)
                .map(item -> new ContextResult(
                        item.octet(0),
                        item.octet(2),
                        item.subItem(0x40).map(Item::text).orElse("")))
                .toList();
    }

    /**
     * Returns the longest P-DATA-TF that the sender takes (PS3.8 Table D.1-1).
     *
     * @return bytes, 0 for no limit; empty if it does not say
     */
    public OptionalLong maximumLength() {
        return userInformation(0x51)
                .filter(item -> item.buffer().remaining() == 4)
                .mapToLong(item -> Integer.toUnsignedLong(item.buffer().getInt()))
                .findFirst();
    }

    /**
     * Returns the implementation class UID (PS3.7 Table D.3-1).
     *
     * @return as it was sent; empty if it was not
     */
    public Optional<String> implementationClassUid() {
        return userInformation(0x52).findFirst().map(Item::text);
    }

    /**
     * Returns the implementation version name (PS3.7 Table D.3-3).
     *
     * @return as it was sent; empty if it was not
     */
    public Optional<String> implementationVersionName() {
        return userInformation(0x55).findFirst().map(Item::text);
    }

    /**
     * Returns the role selections.
     *
     * @return in their order
     */
    public List<RoleSelection> roleSelections() {
        return userInformation(0x54).flatMap(AssociateFields::role).toList();
    }

    private static Stream<RoleSelection> role(Item item) {
        ByteBuffer in = item.buffer();
        if (in.remaining() < 2) {
            return Stream.empty();
        }
        int length = Short.toUnsignedInt(in.getShort());
        if (in.remaining() < length + 2) {
            return Stream.empty();
        }
        byte[] uid = new byte[length];
        in.get(uid);
        String sopClass = new String(uid, StandardCharsets.ISO_8859_1);
        return Stream.of(new RoleSelection(sopClass, in.get() == 1, in.get() == 1));
    }

    /**
     * Returns sub-items of the user information.
     *
     * @param type such as 58H for the user identity
     * @return those of this type, in their order
     */
    public Stream<Item> userInformation(int type) {
        return ofType(0x50).flatMap(item -> item.subItems().stream()).filter(item -> item.type() == type);
    }

    private Stream<Item> ofType(int type) {
        return items.stream().filter(item -> item.type() == type);
    }
}
