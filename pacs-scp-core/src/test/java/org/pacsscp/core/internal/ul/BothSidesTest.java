package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.ul.ProposalOutcome.Agreed;

/** A requestor and an acceptor, both ours, negotiate over bytes, and must come to the same agreement. */
class BothSidesTest {
    private static final int PROPOSALS = 2_000;
    private static final byte[] RESPONSE = {7, 7};

    /** SOP classes and transfer syntaxes that exist nowhere, so that only the negotiation counts. */
    private static final List<Uid> SOP_CLASSES = uids("2.25.100.", 12);

    private static final List<Uid> SYNTAXES = uids("2.25.200.", 6);

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_129})
    void agree(long seed) throws PduException {
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < PROPOSALS; i++) {
            AssociationProposal wanted = proposal(random);
            Map<Uid, ServiceCapability> capabilities = capabilities(random);
            int most = 1 + random.nextInt(5);
            accepted += negotiate(wanted, capabilities, most, "seed " + seed + ", proposal " + i);
        }
        assertThat(accepted).as("something is accepted at all").isGreaterThan(PROPOSALS);
    }

    private static int negotiate(
            AssociationProposal wanted, Map<Uid, ServiceCapability> capabilities, int most, String name)
            throws PduException {
        Proposal requestor =
                new Proposal(wanted, AeTitle.of("PACS_SCU"), new Offer(32_768, Uid.of("2.25.1"), "REQUESTOR"));
        Answering extended = new Answering();
        Negotiator acceptor = new Negotiator(
                new Capabilities(capabilities.values()),
                new AcceptorRules(
                        Set.of(wanted.calledAeTitle()), false, false, TransferSyntaxChoice.SERVERS_ORDER, false, most),
                new Offer(65_536, Uid.of("2.25.2"), "ACCEPTOR"),
                extended);

        AssociateRq request = (AssociateRq) overTheWire(requestor.request());
        Negotiation negotiation = acceptor.begin(request);
        assertThat(negotiation.fault()).as(name).isEmpty();
        boolean responds =
                wanted.userIdentity().filter(UserIdentity::responseRequested).isPresent();
        Negotiation.Acceptance acceptance = negotiation.accept(responds ? Optional.of(RESPONSE) : Optional.empty());
        ProposalOutcome outcome = requestor.judge((AssociateAc) overTheWire(acceptance.response()));

        assertThat(outcome).as(name).isInstanceOf(Agreed.class);
        Agreed agreed = (Agreed) outcome;
        assertThat(agreed.remarks()).as(name).isEmpty();
        assertSame(name, agreed.agreement(), acceptance.agreement());
        assertContexts(name, wanted, capabilities, agreed);
        assertThat(agreed.identityResponse())
                .as(name)
                .isEqualTo(responds ? Optional.of(Octets.of(RESPONSE)) : Optional.empty());
        Map<Uid, Octets> echoed = new HashMap<>();
        wanted.extendedNegotiations().forEach((sopClass, bytes) -> echoed.put(sopClass, Octets.of(bytes)));
        assertThat(agreed.agreement().extendedNegotiations()).as(name).isEqualTo(echoed);
        assertThat(extended.noted).as(name).isEqualTo(wanted.commonExtendedNegotiations());
        return agreed.agreement().accepted().size();
    }

    /** What one side performs the other invokes. */
    private static void assertSame(String name, Agreement ofRequestor, Agreement ofAcceptor) {
        List<PresentationContext> mirrored = new ArrayList<>();
        for (PresentationContext context : ofAcceptor.accepted()) {
            Set<Role> others = EnumSet.noneOf(Role.class);
            context.roles().forEach(role -> others.add(role == Role.INVOKER ? Role.PERFORMER : Role.INVOKER));
            mirrored.add(
                    new PresentationContext(context.id(), context.abstractSyntax(), context.transferSyntax(), others));
        }
        assertThat(ofRequestor)
                .as(name)
                .isEqualTo(new Agreement(
                        mirrored,
                        65_536,
                        ofAcceptor.maxOperationsInvoked(),
                        ofAcceptor.maxOperationsPerformed(),
                        Optional.of(Uid.of("2.25.2")),
                        Optional.of("ACCEPTOR"),
                        ofAcceptor.extendedNegotiations()));
        assertThat(ofAcceptor.maxPduLengthSent()).as(name).isEqualTo(32_768);
        assertThat(ofAcceptor.implementationVersionName()).as(name).contains("REQUESTOR");
    }

    /** Each proposed context is accepted or refused, in its place; accepted where there is a syntax and a role in common. */
    private static void assertContexts(
            String name, AssociationProposal wanted, Map<Uid, ServiceCapability> capabilities, Agreed agreed) {
        List<ProposedContext> expectedRefused = new ArrayList<>();
        List<Integer> expectedAccepted = new ArrayList<>();
        for (int i = 0; i < wanted.contexts().size(); i++) {
            ProposedContext context = wanted.contexts().get(i);
            ServiceCapability capability = capabilities.get(context.abstractSyntax());
            if (capability != null && fits(context, wanted, capability)) {
                expectedAccepted.add(2 * i + 1);
            } else {
                expectedRefused.add(context);
            }
        }
        assertThat(agreed.agreement().accepted())
                .as(name)
                .extracting(PresentationContext::id)
                .isEqualTo(expectedAccepted);
        assertThat(agreed.refused())
                .as(name)
                .extracting(RefusedContext::proposed)
                .isEqualTo(expectedRefused);
    }

    private static boolean fits(ProposedContext context, AssociationProposal wanted, ServiceCapability capability) {
        Set<Role> ours = wanted.roles().getOrDefault(context.abstractSyntax(), Set.of(Role.INVOKER));
        boolean role = (ours.contains(Role.INVOKER) && capability.roles().contains(Role.PERFORMER))
                || (ours.contains(Role.PERFORMER) && capability.roles().contains(Role.INVOKER));
        return role && context.transferSyntaxes().stream().anyMatch(capability.transferSyntaxes()::contains);
    }

    private static AssociationProposal proposal(Random random) {
        AssociationProposal.Builder builder =
                AssociationProposal.to("localhost", 11112).calledAeTitle("THEIR_PACS");
        int contexts = random.nextInt(10) == 0 ? AssociationProposal.MAX_CONTEXTS : 1 + random.nextInt(6);
        List<Uid> proposed = new ArrayList<>();
        for (int i = 0; i < contexts; i++) {
            Uid sopClass = one(SOP_CLASSES, random);
            proposed.add(sopClass);
            builder.context(sopClass, some(SYNTAXES, random).toArray(Uid[]::new));
        }
        for (Uid sopClass : proposed) {
            if (random.nextInt(3) == 0) {
                builder.roles(sopClass, roles(random).toArray(Role[]::new));
            }
            if (random.nextInt(4) == 0) {
                byte[] information = new byte[random.nextInt(8)];
                random.nextBytes(information);
                builder.extendedNegotiation(sopClass, information);
            }
            if (random.nextInt(8) == 0) {
                builder.commonExtendedNegotiation(
                        new CommonExtendedNegotiation(sopClass, one(SYNTAXES, random), some(SOP_CLASSES, random)));
            }
        }
        if (random.nextBoolean()) {
            builder.asynchronousOperations(1 + random.nextInt(9), 1 + random.nextInt(9));
        }
        if (random.nextBoolean()) {
            UserIdentity identity = UserIdentity.usernameAndPasscode("user", "secret");
            builder.userIdentity(random.nextBoolean() ? identity.withResponseRequested() : identity);
        }
        return builder.build();
    }

    private static Map<Uid, ServiceCapability> capabilities(Random random) {
        Map<Uid, ServiceCapability> capabilities = new HashMap<>();
        for (Uid sopClass : some(SOP_CLASSES, random)) {
            capabilities.put(
                    sopClass,
                    ServiceCapability.performer(sopClass, CommandField.C_STORE_RQ)
                            .transferSyntaxes(some(SYNTAXES, random).toArray(Uid[]::new))
                            .roles(roles(random).toArray(Role[]::new)));
        }
        return capabilities;
    }

    private static Set<Role> roles(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> EnumSet.of(Role.INVOKER);
            case 1 -> EnumSet.of(Role.PERFORMER);
            default -> EnumSet.allOf(Role.class);
        };
    }

    private static Uid one(List<Uid> uids, Random random) {
        return uids.get(random.nextInt(uids.size()));
    }

    /** At least one, none twice. */
    private static List<Uid> some(List<Uid> uids, Random random) {
        List<Uid> some = new ArrayList<>(uids);
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(uids.size()));
    }

    private static List<Uid> uids(String prefix, int count) {
        List<Uid> uids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            uids.add(Uid.of(prefix + i));
        }
        return uids;
    }

    private static Pdu overTheWire(Pdu sent) throws PduException {
        ByteBuffer bytes = PduWriter.encode(sent);
        PduReader reader = new PduReader(1 << 20);
        while (reader.advance(bytes) != PduReader.Progress.PDU) {
            // The type comes first.
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return reader.pdu();
    }

    /** Agrees to whatever is proposed. */
    private static final class Answering implements ExtendedNegotiator {
        private final List<CommonExtendedNegotiation> noted = new ArrayList<>();

        @Override
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
            return Optional.of(applicationInformation);
        }

        @Override
        public void negotiate(CommonExtendedNegotiation information) {
            noted.add(information);
        }
    }
}
