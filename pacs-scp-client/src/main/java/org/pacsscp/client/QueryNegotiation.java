package org.pacsscp.client;

import java.util.EnumSet;
import java.util.Set;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Uid;

/** What is proposed beyond the SOP classes of queries and retrievals, and what of it the peer has agreed to. */
final class QueryNegotiation {
    private static final byte YES = 1;

    private QueryNegotiation() {}

    /** Adds the application information of C-FIND (PS3.4 Tables C.5-1 and K.5.1-1), if anything is wanted. */
    static Purpose ofFind(Purpose purpose, Identifier identifier) {
        Set<QueryOption> wanted = identifier.options();
        if (wanted.isEmpty()) {
            return purpose;
        }
        boolean worklist = identifier.model() == InformationModel.WORKLIST;
        int length = 1 + wanted.stream().mapToInt(QueryOption::findByte).max().orElse(0);
        // A worklist always is relational, and combines date and time: it says so, and has three bytes at least.
        byte[] information = new byte[worklist ? Math.max(3, length) : length];
        wanted.forEach(option -> information[option.findByte()] = YES);
        if (worklist) {
            information[QueryOption.RELATIONAL.findByte()] = YES;
            information[QueryOption.COMBINED_DATE_TIME.findByte()] = YES;
        }
        return purpose.negotiating(identifier.model().find(), information);
    }

    /** Adds the application information of C-MOVE and C-GET (PS3.4 Table C.5-3), if anything is wanted. */
    static Purpose ofRetrieve(Purpose purpose, Uid sopClass, Identifier identifier) {
        boolean relational = identifier.options().contains(QueryOption.RELATIONAL);
        boolean view = identifier.options().contains(QueryOption.ENHANCED_MULTI_FRAME_VIEW);
        if (!relational && !view) {
            return purpose;
        }
        byte[] information = view ? new byte[] {0, YES} : new byte[1];
        information[0] = relational ? YES : 0;
        return purpose.negotiating(sopClass, information);
    }

    /** Returns what the peer has agreed to of what was wanted of C-FIND; a byte that is missing is no (PS3.4 C.5.1.1). */
    static Set<QueryOption> agreed(RequestedAssociation association, Identifier identifier) {
        byte[] answer =
                association.extendedNegotiation(identifier.model().find()).orElse(new byte[0]);
        Set<QueryOption> agreed = EnumSet.noneOf(QueryOption.class);
        for (QueryOption option : identifier.options()) {
            if (option.findByte() < answer.length && answer[option.findByte()] == YES) {
                agreed.add(option);
            }
        }
        return agreed;
    }

    /**
     * Checks that what was asked without the unique keys above may be asked so.
     *
     * @throws ServiceException if the peer has not agreed to it
     */
    static void requireRelational(LentAssociation lent, Uid sopClass, Identifier identifier) throws ServiceException {
        if (!identifier.options().contains(QueryOption.RELATIONAL) || identifier.model() == InformationModel.WORKLIST) {
            return;
        }
        byte[] answer = lent.association().extendedNegotiation(sopClass).orElse(new byte[0]);
        if (answer.length == 0 || answer[0] != YES) {
            throw new ServiceException(
                    ServiceException.Reason.NOT_NEGOTIATED,
                    "%s does not agree to relational requests for %s; give the unique keys of the levels above"
                            .formatted(lent.remote(), Names.of(sopClass)));
        }
    }
}
