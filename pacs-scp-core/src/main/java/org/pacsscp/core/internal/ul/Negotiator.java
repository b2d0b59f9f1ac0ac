package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.RoleSelection;
import org.pacsscp.core.internal.pdu.SopClassCommonExtendedNegotiation;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityAc;
import org.pacsscp.core.internal.pdu.UserInformation;

/**
 * Answers an A-ASSOCIATE-RQ: a function of the request, the configuration and what the handlers can do. Immutable, any
 * thread.
 */
public final class Negotiator {
    /** What is assumed of a peer that sends no maximum length: the one that PS3.8 9.2 once had as the default. */
    private static final long ASSUMED_MAXIMUM_LENGTH = 16_384;

    /** A P-DATA-TF with a fragment of two bytes: less could carry nothing of even length (PS3.8 Annex E). */
    private static final long LEAST_MAXIMUM_LENGTH = 8;

    private static final int PROTOCOL_VERSION_1 = 1;

    /** PS3.8 Table 9-18, Result/Reason. */
    private static final int ACCEPTANCE = 0;

    private static final int NO_REASON = 2;
    private static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    private static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

    /** Shared by all presentation contexts, of which there may be a hundred thousand. */
    private static final Set<Role> PERFORMER_ONLY = Set.of(Role.PERFORMER);

    private static final Set<Role> INVOKER_ONLY = Set.of(Role.INVOKER);
    private static final Set<Role> BOTH_ROLES = Set.of(Role.PERFORMER, Role.INVOKER);

    /** What becomes of each proposed context, and those that are accepted. */
    private record Judgements(List<PresentationContextResult> results, List<PresentationContext> accepted) {}

    private final ServerConfig config;
    private final Capabilities capabilities;
    private final ExtendedNegotiator extendedNegotiator;

    /** Negotiates for a server with these capabilities of its handlers. */
    public Negotiator(
            ServerConfig config, Collection<ServiceCapability> capabilities, ExtendedNegotiator extendedNegotiator) {
        this.config = config;
        this.extendedNegotiator = extendedNegotiator;
        this.capabilities = new Capabilities(capabilities);
    }

    /** Says why a request cannot be served by anybody here; empty if its form is good and it is for us. */
    public Optional<AssociationDecision.Reject> examine(AssociateRq request) {
        // PS3.8 Table 9-11: only bit 0 is to be tested.
        if ((request.protocolVersion() & PROTOCOL_VERSION_1) == 0) {
            return refuse(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED, "protocol version " + request.protocolVersion());
        }
        if (!request.applicationContextName().equals(Uid.DICOM_APPLICATION_CONTEXT.value())) {
            return refuse(
                    RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED,
                    "application context \"" + request.applicationContextName() + "\"");
        }
        Optional<AeTitle> called = Titles.of(request.calledAeTitle());
        if (called.isEmpty()
                || (!config.anyCalledAeTitle() && !config.aeTitles().contains(called.get()))) {
            return refuse(
                    RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                    "called AE title \"" + Titles.trimmed(request.calledAeTitle()) + "\" is not one of "
                            + config.aeTitles());
        }
        if (Titles.of(request.callingAeTitle()).isEmpty()) {
            return refuse(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, "calling AE title is blank or not valid");
        }
        long maximum = request.userInformation().maximumLength().orElse(ASSUMED_MAXIMUM_LENGTH);
        if (maximum > 0 && maximum < LEAST_MAXIMUM_LENGTH) {
            return refuse(RejectReason.NO_REASON_GIVEN, "maximum length " + maximum + " leaves no room for data");
        }
        if (config.rejectWithoutContext() && judgeAll(request).accepted().isEmpty()) {
            return refuse(RejectReason.NO_REASON_GIVEN, "no presentation context is acceptable");
        }
        return Optional.empty();
    }

    private static Optional<AssociationDecision.Reject> refuse(RejectReason reason, String explanation) {
        return Optional.of(new AssociationDecision.Reject(reason, explanation));
    }

    /** Accepts a request whose form is good; {@code identityResponse} answers its user identity, if it wants that. */
    public Negotiation negotiate(AssociateRq request, Optional<byte[]> identityResponse) {
        UserInformation information = request.userInformation();
        Judgements judgements = judgeAll(request);
        AsynchronousOperationsWindow window = information
                .asynchronousOperationsWindow()
                .map(this::window)
                .orElse(AsynchronousOperationsWindow.SYNCHRONOUS);
        return new Negotiation(
                new AssociateAc(
                        PROTOCOL_VERSION_1,
                        request.calledAeTitle(),
                        request.callingAeTitle(),
                        request.reserved(),
                        request.applicationContextName(),
                        judgements.results(),
                        answer(
                                information,
                                window,
                                answeredRoles(judgements.accepted(), proposedRoles(request)),
                                identityResponse)),
                new Agreement(
                        judgements.accepted(),
                        information.maximumLength().orElse(ASSUMED_MAXIMUM_LENGTH),
                        window.maximumOperationsInvoked(),
                        window.maximumOperationsPerformed(),
                        ReceivedRequest.implementationClassUid(information),
                        ReceivedRequest.implementationVersionName(information)));
    }

    private Judgements judgeAll(AssociateRq request) {
        Map<String, RoleSelection> proposedRoles = proposedRoles(request);
        List<PresentationContextResult> results = new ArrayList<>();
        List<PresentationContext> accepted = new ArrayList<>();
        for (ProposedPresentationContext proposed : request.presentationContexts()) {
            results.add(judge(proposed, proposedRoles, accepted));
        }
        return new Judgements(results, accepted);
    }

    private static Map<String, RoleSelection> proposedRoles(AssociateRq request) {
        if (request.userInformation().roleSelections().isEmpty()) {
            return Map.of();
        }
        Map<String, RoleSelection> proposedRoles = new LinkedHashMap<>();
        request.userInformation().roleSelections().forEach(roles -> proposedRoles.put(roles.sopClassUid(), roles));
        return proposedRoles;
    }

    private PresentationContextResult judge(
            ProposedPresentationContext proposed,
            Map<String, RoleSelection> proposedRoles,
            List<PresentationContext> accepted) {
        int id = proposed.id();
        if (id % 2 == 0) {
            return refused(id, NO_REASON);
        }
        Optional<ServiceCapability> capability = proposed.abstractSyntaxes().size() == 1
                ? capabilities.find(proposed.abstractSyntaxes().get(0))
                : Optional.empty();
        if (capability.isEmpty()) {
            return refused(id, ABSTRACT_SYNTAX_NOT_SUPPORTED);
        }
        String abstractSyntax = proposed.abstractSyntaxes().get(0);
        Set<Role> roles = roles(capability.get(), proposedRoles.get(abstractSyntax));
        if (roles.isEmpty()) {
            return refused(id, ABSTRACT_SYNTAX_NOT_SUPPORTED);
        }
        Optional<Uid> transferSyntax = transferSyntax(capability.get(), abstractSyntax, proposed.transferSyntaxes());
        if (transferSyntax.isEmpty()) {
            return refused(id, TRANSFER_SYNTAXES_NOT_SUPPORTED);
        }
        Uid sopClass = capability.get().abstractSyntax().orElseGet(() -> Uid.of(abstractSyntax));
        accepted.add(new PresentationContext(id, sopClass, transferSyntax.get(), roles));
        return new PresentationContextResult(
                id, ACCEPTANCE, transferSyntax.get().value());
    }

    private static PresentationContextResult refused(int id, int result) {
        return new PresentationContextResult(id, result, "");
    }

    private Optional<Uid> transferSyntax(ServiceCapability capability, String abstractSyntax, List<String> proposed) {
        List<Uid> valid = new ArrayList<>(proposed.size());
        for (String syntax : proposed) {
            if (Uid.isValid(syntax)) {
                valid.add(Uid.of(syntax));
            }
        }
        List<Uid> supported = capability.transferSyntaxes();
        return config.transferSyntaxChoice()
                .choose(Uid.of(abstractSyntax), Collections.unmodifiableList(valid), supported)
                .filter(chosen -> valid.contains(chosen) && (supported.isEmpty() || supported.contains(chosen)));
    }

    /** PS3.7 D.3.3.4: without a role selection the requestor is the SCU and only that. */
    private static Set<Role> roles(ServiceCapability capability, @Nullable RoleSelection wish) {
        boolean performer = Capabilities.performs(capability) && (wish == null || wish.scu());
        boolean invoker = Capabilities.invokes(capability) && wish != null && wish.scp();
        if (performer) {
            return invoker ? BOTH_ROLES : PERFORMER_ONLY;
        }
        return invoker ? INVOKER_ONLY : Set.of();
    }

    /** Each role that was proposed for an accepted SOP class is answered, once: granted where we take its other side. */
    private static List<RoleSelection> answeredRoles(
            List<PresentationContext> accepted, Map<String, RoleSelection> proposedRoles) {
        if (proposedRoles.isEmpty()) {
            return List.of();
        }
        Map<String, RoleSelection> answers = new LinkedHashMap<>();
        for (PresentationContext context : accepted) {
            String sopClass = context.abstractSyntax().value();
            if (proposedRoles.containsKey(sopClass)) {
                answers.put(
                        sopClass,
                        new RoleSelection(
                                sopClass,
                                context.roles().contains(Role.PERFORMER),
                                context.roles().contains(Role.INVOKER)));
            }
        }
        return List.copyOf(answers.values());
    }

    /** PS3.7 D.3.3.3: the answer is at most what was proposed, where 0 stands for no limit. */
    private AsynchronousOperationsWindow window(AsynchronousOperationsWindow proposed) {
        int most = config.limits().maxOperations();
        return new AsynchronousOperationsWindow(
                atMost(proposed.maximumOperationsInvoked(), most), atMost(proposed.maximumOperationsPerformed(), most));
    }

    private static int atMost(int proposed, int most) {
        return proposed == 0 ? most : Math.min(proposed, most);
    }

    private UserInformation answer(
            UserInformation request,
            AsynchronousOperationsWindow window,
            List<RoleSelection> roles,
            Optional<byte[]> identityResponse) {
        return new UserInformation(
                OptionalLong.of(config.limits().maxPduLength()),
                config.implementationClassUid().value(),
                config.implementationVersionName(),
                request.asynchronousOperationsWindow().map(proposed -> window),
                roles,
                extendedNegotiations(request),
                List.of(),
                Optional.empty(),
                identityResponse.map(Octets::of).map(UserIdentityAc::new));
    }

    /** PS3.7 D.3.3.5: what is not answered is not agreed on. D.3.3.6 has no answer. */
    private List<SopClassExtendedNegotiation> extendedNegotiations(UserInformation request) {
        request.commonExtendedNegotiations().forEach(this::takeNote);
        List<SopClassExtendedNegotiation> answers = new ArrayList<>();
        for (SopClassExtendedNegotiation proposed : request.extendedNegotiations()) {
            if (Uid.isValid(proposed.sopClassUid())) {
                byte[] information =
                        proposed.serviceClassApplicationInformation().toByteArray();
                extendedNegotiator
                        .negotiate(Uid.of(proposed.sopClassUid()), information)
                        .ifPresent(answer -> answers.add(
                                new SopClassExtendedNegotiation(proposed.sopClassUid(), Octets.of(answer))));
            }
        }
        return answers;
    }

    private void takeNote(SopClassCommonExtendedNegotiation proposed) {
        if (Uid.isValid(proposed.sopClassUid()) && Uid.isValid(proposed.serviceClassUid())) {
            extendedNegotiator.negotiate(new CommonExtendedNegotiation(
                    Uid.of(proposed.sopClassUid()),
                    Uid.of(proposed.serviceClassUid()),
                    proposed.relatedGeneralSopClassUids().stream()
                            .filter(Uid::isValid)
                            .map(Uid::of)
                            .toList()));
        }
    }
}
