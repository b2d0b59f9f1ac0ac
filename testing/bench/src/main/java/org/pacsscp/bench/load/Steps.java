package org.pacsscp.bench.load;

import java.io.IOException;

/** What is done when something has come about on an association; what is not expected is a failure. */
interface Steps {
    /** A-ASSOCIATE-AC has come. */
    default void associated(Association association) throws IOException {
        throw new LoadException("A-ASSOCIATE-AC where none was due");
    }

    /** A response has come, with success. */
    default void answered(Association association) throws IOException {
        throw new LoadException("a response where none was due");
    }

    /** A-RELEASE-RP has come, and the connection is closed. */
    default void released(Association association) throws IOException {
        throw new LoadException("A-RELEASE-RP where none was due");
    }
}
