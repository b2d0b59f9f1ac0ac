package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationProposal.ProposedContext;

class AssociationProposalTest {
    @Test
    void hasDefaults() {
        AssociationProposal proposal = echo().build();
        assertThat(proposal.host()).isEqualTo("pacs.example.org");
        assertThat(proposal.port()).isEqualTo(11112);
        assertThat(proposal.calledAeTitle()).isEqualTo(AeTitle.of("THEIR_PACS"));
        assertThat(proposal.callingAeTitle()).isEmpty();
        assertThat(proposal.contexts())
                .containsExactly(
                        new ProposedContext(SopClass.VERIFICATION, List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));
        assertThat(proposal.roles()).isEmpty();
        assertThat(proposal.extendedNegotiations()).isEmpty();
        assertThat(proposal.commonExtendedNegotiations()).isEmpty();
        assertThat(proposal.userIdentity()).isEmpty();
        assertThat(proposal.maxOperationsInvoked()).isEqualTo(1);
        assertThat(proposal.maxOperationsPerformed()).isEqualTo(1);
        assertThat(proposal.withoutTls()).isFalse();
        assertThat(proposal.serverName()).isEmpty();
        assertThat(proposal.proxyHeader()).isFalse();
    }

    @Test
    void keepsWhatTheBuilderWasGiven() {
        CommonExtendedNegotiation common =
                new CommonExtendedNegotiation(SopClass.VERIFICATION, Uid.of("1.2.3"), List.of());
        UserIdentity identity = UserIdentity.username("user");
        AssociationProposal proposal = echo().calledAeTitle("OTHER")
                .callingAeTitle("MINE")
                .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.JPEG_BASELINE_8_BIT)
                .roles(SopClass.CT_IMAGE_STORAGE, Role.INVOKER)
                .roles(SopClass.CT_IMAGE_STORAGE, Role.PERFORMER, Role.INVOKER)
                .extendedNegotiation(SopClass.CT_IMAGE_STORAGE, new byte[] {1})
                .extendedNegotiation(SopClass.CT_IMAGE_STORAGE, new byte[] {2})
                .commonExtendedNegotiation(common)
                .userIdentity(identity)
                .asynchronousOperations(5, 2)
                .withoutTls(true)
                .serverName("pacs")
                .proxyHeader(true)
                .build();
        assertThat(proposal.calledAeTitle()).isEqualTo(AeTitle.of("OTHER"));
        assertThat(proposal.callingAeTitle()).contains(AeTitle.of("MINE"));
        assertThat(proposal.contexts())
                .extracting(ProposedContext::abstractSyntax)
                .containsExactly(SopClass.VERIFICATION, SopClass.CT_IMAGE_STORAGE, SopClass.CT_IMAGE_STORAGE);
        assertThat(proposal.roles()).isEqualTo(Map.of(SopClass.CT_IMAGE_STORAGE, Set.of(Role.INVOKER, Role.PERFORMER)));
        assertThat(proposal.extendedNegotiations()).containsOnlyKeys(SopClass.CT_IMAGE_STORAGE);
        assertThat(proposal.extendedNegotiations().get(SopClass.CT_IMAGE_STORAGE))
                .containsExactly(2);
        assertThat(proposal.commonExtendedNegotiations()).containsExactly(common);
        assertThat(proposal.userIdentity()).containsSame(identity);
        assertThat(proposal.maxOperationsInvoked()).isEqualTo(5);
        assertThat(proposal.maxOperationsPerformed()).isEqualTo(2);
        assertThat(proposal.withoutTls()).isTrue();
        assertThat(proposal.serverName()).contains("pacs");
        assertThat(proposal.proxyHeader()).isTrue();
        assertThat(proposal.toBuilder().build()).usingRecursiveComparison().isEqualTo(proposal);
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        byte[] information = {1};
        AssociationProposal.Builder builder = echo().extendedNegotiation(SopClass.VERIFICATION, information);
        AssociationProposal proposal = builder.build();
        information[0] = 9;
        builder.context(SopClass.CT_IMAGE_STORAGE).roles(SopClass.VERIFICATION, Role.INVOKER);
        assertThat(proposal.contexts()).hasSize(1);
        assertThat(proposal.roles()).isEmpty();
        assertThat(proposal.extendedNegotiations().get(SopClass.VERIFICATION)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "pacs.example.org, pacs.example.org, THEIR_PACS at pacs.example.org:11112",
        "192.0.2.1, 192.0.2.1, THEIR_PACS at 192.0.2.1:11112",
        "2001:db8::1, 2001:db8::1, THEIR_PACS at [2001:db8::1]:11112",
        "[2001:db8::1], 2001:db8::1, THEIR_PACS at [2001:db8::1]:11112"
    })
    void namesThePeer(String given, String host, String text) {
        AssociationProposal proposal = AssociationProposal.to(given, 11112)
                .calledAeTitle("THEIR_PACS")
                .context(SopClass.VERIFICATION)
                .build();
        assertThat(proposal.host()).isEqualTo(host);
        assertThat(proposal).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssociationProposal.to("localhost", port))
                .withMessage("port %d of localhost; it must be 1 to 65535", port);
    }

    @Test
    void needsToKnowWhereToAndWhatFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssociationProposal.to(" ", 104))
                .withMessage("no host to connect to; give a name or an address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssociationProposal.to("localhost", 104)
                        .context(SopClass.VERIFICATION)
                        .build())
                .withMessage("no called AE title for localhost; give it with calledAeTitle(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssociationProposal.to("localhost", 104)
                        .calledAeTitle("THEIR_PACS")
                        .build())
                .withMessage("no presentation context is proposed to THEIR_PACS; give one with context(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo().serverName(" "))
                .withMessage("serverName is blank; give a host name, or leave it out");
    }

    @Test
    void takes128ContextsAndNoMore() {
        AssociationProposal.Builder builder = echo();
        for (int i = 1; i < AssociationProposal.MAX_CONTEXTS; i++) {
            builder.context(SopClass.VERIFICATION);
        }
        assertThat(builder.build().contexts()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.context(SopClass.VERIFICATION))
                .withMessage("context for 1.2.840.10008.1.1 is one too many; an association has 128 at most:"
                        + " open another for the rest");
    }

    @Test
    void negotiatesOnlyWhatItHasContextsFor() {
        Uid ct = SopClass.CT_IMAGE_STORAGE;
        assertMissingContext("roles", echo().roles(ct, Role.PERFORMER));
        assertMissingContext("extendedNegotiation", echo().extendedNegotiation(ct, new byte[1]));
        assertMissingContext(
                "commonExtendedNegotiation",
                echo().commonExtendedNegotiation(new CommonExtendedNegotiation(ct, Uid.of("1.2.3"), List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo().roles(ct))
                .withMessage("no role for " + ct + "; give one, or leave roles(...) out");
    }

    private static void assertMissingContext(String option, AssociationProposal.Builder builder) {
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(option + "(...) names " + SopClass.CT_IMAGE_STORAGE
                        + ", for which no context is proposed; add it with context(...)");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesAWindowOutOfRange(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo().asynchronousOperations(count, 1))
                .withMessage("operations invoked at once are %d; it must be 1 to 65535", count);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo().asynchronousOperations(1, count))
                .withMessage("operations performed at once are %d; it must be 1 to 65535", count);
    }

    /** PS3.8 9.3.2: items have a length of two bytes. */
    @Test
    void refusesWhatDoesNotFitIntoTheRequest() {
        Uid[] syntaxes = new Uid[4_000];
        Arrays.setAll(syntaxes, i -> Uid.of("1.2.3.4.5." + (10_000 + i)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo().context(SopClass.VERIFICATION, syntaxes))
                .withMessage("the context for 1.2.840.10008.1.1 with 4000 transfer syntaxes take 76025 bytes"
                        + " of an A-ASSOCIATE-RQ, where 65535 fit");
        AssociationProposal.Builder tooLong =
                echo().userIdentity(UserIdentity.token(UserIdentity.Type.SAML, new byte[65_500]));
        assertThatIllegalArgumentException()
                .isThrownBy(tooLong::build)
                .withMessageStartingWith("roles, extended negotiation and user identity take 65")
                .withMessageEndingWith(" bytes of an A-ASSOCIATE-RQ, where 65535 fit");
    }

    @Test
    void needsATransferSyntax() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProposedContext(SopClass.VERIFICATION, List.of()))
                .withMessage("context for 1.2.840.10008.1.1 has no transfer syntax");
    }

    private static AssociationProposal.Builder echo() {
        return AssociationProposal.to("pacs.example.org", 11112)
                .calledAeTitle("THEIR_PACS")
                .context(SopClass.VERIFICATION);
    }
}
