package org.pacsscp.api;

/**
 * Finds out whether a peer's user is who it claims to be (PS3.7 D.3.3.7).
 *
 * <p>It is asked, on the server's executor, for each request that the {@link AssociationPolicy} has accepted and that has
 * a claim of a known type; it may ask a directory. One that refuses the claim rejects the association with RJ(1,2,1), see
 * {@link IdentityDecision#refuse}. One that throws, or takes longer than {@link Timeouts#decision()}, rejects it with
 * RJ(2,2,1) and an ERROR in the log. Without a verifier claims are ignored, and no peer gets a response to its claim.
 * Peers that claim nothing come in unless the policy has {@link AssociationPolicy#identityRequired()}.
 *
 * <pre>{@code
 * builder.identityVerifier((claim, request) -> directory.knows(claim.primaryText(), claim.secondaryField())
 *         ? IdentityDecision.accept()
 *         : IdentityDecision.refuse("unknown user or wrong passcode"));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IdentityVerifier {
    /**
     * Verifies a claim.
     *
     * @param claim who the user claims to be; its fields are wiped when the decision is made, so none must be kept
     * @param request the request that it came with
     * @return the decision
     * @throws Exception if it cannot be verified now
     */
    IdentityDecision verify(UserIdentity claim, AssociationRequest request) throws Exception;
}
