package org.pacsscp.core.internal.ul;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.TransferSyntaxChoice;

/**
 * What an acceptor measures a request for an association by, besides what its handlers can do.
 *
 * @param aeTitles the titles that are its own, in the order in which they were given
 * @param anyCalledAeTitle whether it answers to every other title too, and to what is none
 * @param rejectWithoutContext whether it rejects a request none of whose presentation contexts is acceptable
 * @param transferSyntaxChoice who chooses one of the transfer syntaxes that the peer proposes
 * @param invokeWithoutRoleSelection whether it invokes operations of a peer that negotiates no role
 * @param maxOperations the most operations that it lets be under way at once, either way (PS3.7 D.3.3.3)
 */
public record AcceptorRules(
        Set<AeTitle> aeTitles,
        boolean anyCalledAeTitle,
        boolean rejectWithoutContext,
        TransferSyntaxChoice transferSyntaxChoice,
        boolean invokeWithoutRoleSelection,
        int maxOperations) {
    public AcceptorRules {
        aeTitles = Collections.unmodifiableSet(new LinkedHashSet<>(aeTitles));
    }
}
