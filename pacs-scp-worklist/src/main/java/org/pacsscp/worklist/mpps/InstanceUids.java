package org.pacsscp.worklist.mpps;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.pacsscp.api.Uid;

/** Makes UIDs of random UUIDs (PS3.5 section B.2). */
final class InstanceUids {
    private InstanceUids() {}

    static Uid make() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Uid.of("2.25." + new BigInteger(1, bytes));
    }
}
