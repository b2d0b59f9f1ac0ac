package org.pacsscp.core.internal.server;

import org.pacsscp.api.AssociationPolicy;

/** Who may come in now; any thread may replace it. */
final class PolicyInForce {
    private volatile AssociationPolicy policy;

    PolicyInForce(AssociationPolicy policy) {
        this.policy = policy;
    }

    AssociationPolicy get() {
        return policy;
    }

    void replace(AssociationPolicy with) {
        policy = with;
    }
}
