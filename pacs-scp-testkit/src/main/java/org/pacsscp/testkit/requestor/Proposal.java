package org.pacsscp.testkit.requestor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.pacsscp.api.AssociationRequest.ProposedContext;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.wire.AssociateFields;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/**
 * What a {@link Requestor} proposes. Immutable; each method returns another one.
 *
 * @since 0.1.0
 */
public final class Proposal {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String called;
    private final String calling;
    private final List<ProposedContext> contexts;
    private final List<byte[]> userInformation;
    private final long maximumLength;
    private final Duration patience;
    private final Optional<SSLContext> tls;

    private Proposal(
            String called,
            String calling,
            List<ProposedContext> contexts,
            List<byte[]> userInformation,
            long maximumLength,
            Duration patience,
            Optional<SSLContext> tls) {
        this.called = called;
        this.calling = calling;
        this.contexts = contexts;
        this.userInformation = userInformation;
        this.maximumLength = maximumLength;
        this.patience = patience;
        this.tls = tls;
    }

    /**
     * Begins a proposal.
     *
     * @param calledAeTitle up to 16 characters
     * @return one without a context; the calling AE title is {@code TESTKIT}
     */
    public static Proposal to(String calledAeTitle) {
        return new Proposal(
                calledAeTitle, "TESTKIT", List.of(), List.of(), Items.MAXIMUM_LENGTH, PATIENCE, Optional.empty());
    }

    /**
     * Replaces the calling AE title.
     *
     * @param aeTitle up to 16 characters
     * @return another proposal
     */
    public Proposal from(String aeTitle) {
        return new Proposal(called, aeTitle, contexts, userInformation, maximumLength, patience, tls);
    }

    /**
     * Adds a presentation context; they are numbered 1, 3, 5, …
     *
     * @param abstractSyntax the SOP class
     * @param transferSyntaxes in the order in which they are offered; Implicit VR Little Endian if there is none
     * @return another proposal
     */
    public Proposal context(Uid abstractSyntax, Uid... transferSyntaxes) {
        List<String> offered = transferSyntaxes.length == 0
                ? List.of(Items.IMPLICIT_VR_LITTLE_ENDIAN)
                : Arrays.stream(transferSyntaxes).map(Uid::value).toList();
        ProposedContext context = new ProposedContext(2 * contexts.size() + 1, abstractSyntax.value(), offered);
        return new Proposal(called, calling, and(contexts, context), userInformation, maximumLength, patience, tls);
    }

    /**
     * Proposes roles for a SOP class (PS3.7 D.3.3.4).
     *
     * @param sopClass the SOP class
     * @param scu whether the requestor wants to be its SCU
     * @param scp whether the requestor wants to be its SCP
     * @return another proposal
     */
    public Proposal role(Uid sopClass, boolean scu, boolean scp) {
        return userInformation(Items.roleSelection(sopClass.value(), scu ? 1 : 0, scp ? 1 : 0));
    }

    /**
     * Adds a sub-item to the user information.
     *
     * @param subItem see {@link Items}
     * @return another proposal
     */
    public Proposal userInformation(byte[] subItem) {
        return new Proposal(
                called, calling, contexts, and(userInformation, subItem.clone()), maximumLength, patience, tls);
    }

    /**
     * Replaces the maximum length that is announced.
     *
     * @param length bytes; 0 for no limit
     * @return another proposal
     */
    public Proposal maximumLength(long length) {
        return new Proposal(called, calling, contexts, userInformation, length, patience, tls);
    }

    /**
     * Replaces how long to wait for each answer.
     *
     * @param longest 30 s by default
     * @return another proposal
     */
    public Proposal patience(Duration longest) {
        return new Proposal(called, calling, contexts, userInformation, maximumLength, longest, tls);
    }

    /**
     * Connects with TLS.
     *
     * @param context what makes the client's side of it
     * @return another proposal
     */
    public Proposal tls(SSLContext context) {
        return new Proposal(called, calling, contexts, userInformation, maximumLength, patience, Optional.of(context));
    }

    private static <T> List<T> and(List<T> list, T next) {
        return Stream.concat(list.stream(), Stream.of(next)).toList();
    }

    List<ProposedContext> contexts() {
        return contexts;
    }

    Duration patience() {
        return patience;
    }

    /**
     * Returns the A-ASSOCIATE-RQ.
     *
     * @return its bytes
     */
    public byte[] bytes() {
        List<byte[]> items = new ArrayList<>(List.of(Items.applicationContext()));
        for (ProposedContext context : contexts) {
            items.add(Items.presentationContext(
                    context.id(),
                    context.abstractSyntax(),
                    context.transferSyntaxes().toArray(String[]::new)));
        }
        items.add(Items.userInformation(
                Items.maximumLength(maximumLength),
                Items.implementationClassUid(),
                Bytes.join(userInformation.toArray(byte[][]::new))));
        return Pdus.associateRq(called, calling, items.toArray(byte[][]::new));
    }

    /**
     * Connects, asks for the association, and waits for the answer.
     *
     * @param host the acceptor's name or address
     * @param port its port
     * @return the association
     * @throws IOException if nobody listens there, or TLS fails
     * @throws AssociationRefusedError if the association is not accepted; says what was heard instead
     */
    public Requestor open(String host, int port) throws IOException {
        Connection connection = Connection.connect(new Endpoint(host, port, tls), LIFETIME);
        try {
            connection.send(bytes());
            return new Requestor(connection, this, acceptance(connection.hear(patience)));
        } catch (IOException | AssertionError e) {
            connection.close();
            throw e;
        }
    }

    private static AssociateFields acceptance(Heard heard) {
        if (heard instanceof Pdu pdu && pdu.type() == Pdus.ASSOCIATE_AC) {
            return pdu.associateFields()
                    .orElseThrow(() -> new AssertionError("an A-ASSOCIATE-AC that is too short:\n" + pdu.describe()));
        }
        throw new AssociationRefusedError(heard);
    }

    /**
     * Connects, asks for the association, and returns the answer, whatever it is.
     *
     * @param host the acceptor's name or address
     * @param port its port
     * @return the answer; the connection is closed
     * @throws IOException if nobody listens there, or TLS fails
     */
    public Heard ask(String host, int port) throws IOException {
        try (Connection connection = Connection.connect(new Endpoint(host, port, tls), LIFETIME)) {
            connection.send(bytes());
            return connection.hear(patience);
        }
    }
}
