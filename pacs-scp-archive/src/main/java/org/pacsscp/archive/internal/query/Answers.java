package org.pacsscp.archive.internal.query;

import org.pacsscp.api.AeTitle;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** What a service adds to a match (PS3.4 section C.4.1.1.3.2). Immutable. */
record Answers(DataSet identifier, AeTitle retrieveAeTitle, QueryLevel level) {
    private static final String ONLINE = "ONLINE";

    /** Completes the identifier of a response. */
    DataSet complete(DataSet match) {
        return match.with(answer -> {
            answer.text(Tag.QUERY_RETRIEVE_LEVEL, level.name());
            answer.text(Tag.RETRIEVE_AE_TITLE, retrieveAeTitle.value());
            if (identifier.contains(Tag.INSTANCE_AVAILABILITY)) {
                answer.text(Tag.INSTANCE_AVAILABILITY, ONLINE);
            }
        });
    }
}
