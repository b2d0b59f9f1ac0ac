package org.pacsscp.testkit.pacs;

import org.pacsscp.api.Uid;

/** A data set that is to be sent, once it is known how. */
@FunctionalInterface
interface DataSetEncoder {
    /** Returns the bytes in a transfer syntax. */
    byte[] encode(Uid transferSyntax);
}
