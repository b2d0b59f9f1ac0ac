package org.pacsscp.api;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may come in.
 *
 * <p>The engine asks it once for each well-formed A-ASSOCIATE-RQ whose called AE title is one of the server's. It is
 * called on an I/O thread, by several at once: it must be safe for that and must not block. One that throws, or returns
 * {@code null} against its contract, refuses the association with RJ(2,2,1) and an ERROR in the log.
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
     * Joins this policy with another: the first that rejects has the last word.
     *
     * @param next the policy that is asked when this one accepts
     * @return the joined policy
     */
    default AssociationPolicy and(AssociationPolicy next) {
        return request -> {
            AssociationDecision decision = decide(request);
            return decision instanceof AssociationDecision.Reject ? decision : next.decide(request);
        };
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

    private static Set<AeTitle> titles(String... titles) {
        return Arrays.stream(titles).map(AeTitle::of).collect(Collectors.toUnmodifiableSet());
    }
}
