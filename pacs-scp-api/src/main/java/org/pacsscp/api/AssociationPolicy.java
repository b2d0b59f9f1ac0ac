package org.pacsscp.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may come in.
 *
 * <p>The engine asks it once for each well-formed A-ASSOCIATE-RQ whose called AE title is one of the server's, on an I/O
 * thread: it must not block, unless it says that it {@linkplain #mayBlock() may}. One that throws, returns {@code null}
 * against its contract, or takes longer than {@link Timeouts#decision()}, refuses the association with RJ(2,2,1) and an
 * ERROR in the log. It can be replaced on a running server, see {@link Server#policy(AssociationPolicy)}.
 *
 * <pre>{@code
 * AssociationPolicy policy = AssociationPolicy.callingAeTitles("CT_1", "MR_2")
 *         .and(request -> request.remoteAddress().getAddress().isSiteLocalAddress()
 *                 ? AssociationDecision.accept()
 *                 : AssociationDecision.reject(RejectReason.NO_REASON_GIVEN));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AssociationPolicy {
    /**
     * Decides on a request.
     *
     * @param request what the peer wants
     * @return the decision
     */
    AssociationDecision decide(AssociationRequest request);

    /**
     * Tells whether {@link #decide} may block, as one that asks a database does.
     *
     * @return {@code false} by default: it runs on an I/O thread, one at a time; {@code true} makes it run on the server's
     *     executor, by several threads at once
     */
    default boolean mayBlock() {
        return false;
    }

    /**
     * Marks a policy as one that may block.
     *
     * @param policy a policy that takes its time
     * @return the same policy, run on the server's executor
     */
    static AssociationPolicy blocking(AssociationPolicy policy) {
        return new AssociationPolicy() {
            @Override
            public AssociationDecision decide(AssociationRequest request) {
                return policy.decide(request);
            }

            @Override
            public boolean mayBlock() {
                return true;
            }
        };
    }

    /**
     * Joins this policy with another: the first that rejects has the last word.
     *
     * @param next the policy that is asked when this one accepts
     * @return the joined policy
     */
    default AssociationPolicy and(AssociationPolicy next) {
        AssociationPolicy joined = request -> {
            AssociationDecision decision = decide(request);
            return decision instanceof AssociationDecision.Reject ? decision : next.decide(request);
        };
        return mayBlock() || next.mayBlock() ? blocking(joined) : joined;
    }

    /**
     * Accepts everyone.
     *
     * @return the policy
     */
    static AssociationPolicy acceptAll() {
        return request -> AssociationDecision.accept();
    }

    /**
     * Accepts requests for certain AE titles of ours; others get RJ(1,1,7).
     *
     * @param titles the called AE titles
     * @return the policy
     * @throws IllegalArgumentException if one is no AE title
     */
    static AssociationPolicy calledAeTitles(String... titles) {
        Set<AeTitle> known = titles(titles);
        return request -> known.contains(request.calledAeTitle())
                ? AssociationDecision.accept()
                : AssociationDecision.reject(
                        RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                        "called AE title " + request.calledAeTitle() + " is not one of " + known);
    }

    /**
     * Accepts certain callers; others get RJ(1,1,3).
     *
     * <p>A calling AE title proves nothing: any device can send it. Add {@link #peers} or TLS where that matters.
     *
     * @param titles the calling AE titles
     * @return the policy
     * @throws IllegalArgumentException if one is no AE title
     */
    static AssociationPolicy callingAeTitles(String... titles) {
        Set<AeTitle> known = titles(titles);
        return request -> known.contains(request.callingAeTitle())
                ? AssociationDecision.accept()
                : AssociationDecision.reject(
                        RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                        "calling AE title " + request.callingAeTitle() + " is not on the list of callers");
    }

    /**
     * Accepts certain callers from certain places; others get RJ(1,1,3).
     *
     * @param peers the callers; one that matches suffices
     * @return the policy
     */
    static AssociationPolicy peers(Peer... peers) {
        List<Peer> known = List.of(peers);
        return request -> known.stream().anyMatch(peer -> peer.matches(request))
                ? AssociationDecision.accept()
                : AssociationDecision.reject(
                        RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                        "no allowed peer matches calling AE title " + request.callingAeTitle() + " from "
                                + request.remoteAddress().getAddress().getHostAddress());
    }

    /**
     * Accepts so many associations at once from each calling AE title; further ones get RJ(2,3,2).
     *
     * @param most 1 and up
     * @return the policy
     * @throws IllegalArgumentException if the number is less than 1
     */
    static AssociationPolicy maxPerCallingAeTitle(int most) {
        requirePositive(most);
        return request -> request.openAssociations().ofCallingAeTitle() < most
                ? AssociationDecision.accept()
                : AssociationDecision.reject(
                        RejectReason.LOCAL_LIMIT_EXCEEDED,
                        "calling AE title " + request.callingAeTitle() + " has " + most + " associations already");
    }

    /**
     * Accepts so many associations at once from each address; further ones get RJ(2,3,2). A /64 of IPv6 is one address.
     *
     * @param most 1 and up
     * @return the policy
     * @throws IllegalArgumentException if the number is less than 1
     */
    static AssociationPolicy maxPerAddress(int most) {
        requirePositive(most);
        return request -> request.openAssociations().ofAddress() < most
                ? AssociationDecision.accept()
                : AssociationDecision.reject(
                        RejectReason.LOCAL_LIMIT_EXCEEDED,
                        "address " + request.remoteAddress().getAddress().getHostAddress() + " has " + most
                                + " associations already");
    }

    /**
     * Accepts so many new associations from each address in a period, on average; further ones get RJ(2,3,1). An address
     * that was quiet for a period may use its whole allowance at once. A /64 of IPv6 is one address.
     *
     * @param most 1 and up
     * @param period more than zero
     * @return the policy, which remembers the last 10,000 addresses
     * @throws IllegalArgumentException if one is out of range
     */
    static AssociationPolicy maxRatePerAddress(int most, Duration period) {
        return new AssociationRate(most, period, System::nanoTime);
    }

    /**
     * Accepts requests that claim a user identity; others get RJ(1,1,1). Whether the claim is true, the {@link
     * IdentityVerifier} finds out.
     *
     * @return the policy
     */
    static AssociationPolicy identityRequired() {
        return request -> request.userIdentity().isPresent()
                ? AssociationDecision.accept()
                : AssociationDecision.reject(RejectReason.NO_REASON_GIVEN, "it claims no user identity");
    }

    /**
     * Accepts certain callers with certain TLS certificates; others get RJ(1,1,3), as does everybody who shows no
     * certificate.
     *
     * <pre>{@code
     * AssociationPolicy.certificates(Map.of(
     *         "CT_1", CertificateMatch.subject("CN=CT 1,O=Example Hospital"),
     *         "MR_2", CertificateMatch.dnsName("mr2.example.org")));
     * }</pre>
     *
     * <p>It needs a {@link TlsConfig} that asks clients for certificates.
     *
     * @param bindings the calling AE titles, and the certificate that each must have
     * @return the policy
     * @throws IllegalArgumentException if one is no AE title, or one is there twice
     */
    static AssociationPolicy certificates(Map<String, CertificateMatch> bindings) {
        return new CertificateBindings(bindings);
    }

    private static void requirePositive(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("limit of associations is " + most + "; it must be 1 or more");
        }
    }

    private static Set<AeTitle> titles(String... titles) {
        return Arrays.stream(titles).map(AeTitle::of).collect(Collectors.toUnmodifiableSet());
    }
}
