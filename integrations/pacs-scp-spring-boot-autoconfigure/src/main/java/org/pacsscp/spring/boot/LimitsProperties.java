package org.pacsscp.spring.boot;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Limits;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a server or a client takes on, as {@link Limits} has it.
 *
 * @param maxAssociations how many associations may be open at once; the next is rejected
 * @param maxPendingConnections how many connections may have no association
 * @param maxPendingConnectionsPerAddress how many connections from one address may have no association while places are short
 * @param maxPendingBytes how much connections without an association may make the server hold; by default 16 MB, at most an eighth of
 *     the heap
 * @param minReceiveRate how much a peer must send in a second of a data set that is read, on average over a minute; zero for anything
 * @param backlog how many connections the operating system keeps until they are accepted
 * @param maxPduLength the greatest P-DATA-TF PDU that is announced and accepted
 * @param maxAssociatePduLength the greatest A-ASSOCIATE-RQ that is read
 * @param maxCommandSetLength the greatest command set
 * @param maxDataSetLength the greatest data set that a handler may read; zero for any
 * @param maxUnreadDataSetLength how much of a data set is read only to be dropped; the association is aborted beyond that
 * @param maxDataInMemory how much of data sets may be held in memory at once; by default a quarter of the heap
 * @param maxOperations how many operations of one association may be under way at once
 * @since 0.1.0
 */
public record LimitsProperties(
        @DefaultValue("100") int maxAssociations,
        // Before the longer name: the processor of the metadata takes the first @param that begins so.
        @DefaultValue("1000") int maxPendingConnections,
        @DefaultValue("32") int maxPendingConnectionsPerAddress,
        @Nullable DataSize maxPendingBytes,
        @DefaultValue("1KB") DataSize minReceiveRate,
        @DefaultValue("1024") int backlog,
        @DefaultValue("64KB") DataSize maxPduLength,
        @DefaultValue("1MB") DataSize maxAssociatePduLength,
        @DefaultValue("64KB") DataSize maxCommandSetLength,
        @DefaultValue("0B") DataSize maxDataSetLength,
        @DefaultValue("64MB") DataSize maxUnreadDataSetLength,
        @Nullable DataSize maxDataInMemory,
        @DefaultValue("1") int maxOperations) {

    /** Makes the limits; what they refuse is said of the property below this prefix. */
    Limits toLimits(String prefix) {
        Limits.Builder limits = Limits.builder();
        Settings settings = new Settings(prefix);
        settings.use("max-associations", maxAssociations, limits::maxAssociations);
        settings.use(
                "max-pending-connections-per-address",
                maxPendingConnectionsPerAddress,
                limits::maxPendingConnectionsPerAddress);
        settings.use("max-pending-connections", maxPendingConnections, limits::maxPendingConnections);
        settings.use("max-pending-bytes", maxPendingBytes, size -> limits.maxPendingBytes(size.toBytes()));
        settings.use("min-receive-rate", minReceiveRate, size -> limits.minReceiveRate(bytes(size)));
        settings.use("backlog", backlog, limits::backlog);
        settings.use("max-pdu-length", maxPduLength, size -> limits.maxPduLength(bytes(size)));
        settings.use(
                "max-associate-pdu-length", maxAssociatePduLength, size -> limits.maxAssociatePduLength(bytes(size)));
        settings.use("max-command-set-length", maxCommandSetLength, size -> limits.maxCommandSetLength(bytes(size)));
        settings.use("max-data-set-length", maxDataSetLength, size -> limits.maxDataSetLength(size.toBytes()));
        settings.use(
                "max-unread-data-set-length",
                maxUnreadDataSetLength,
                size -> limits.maxUnreadDataSetLength(size.toBytes()));
        settings.use("max-data-in-memory", maxDataInMemory, size -> limits.maxDataInMemory(size.toBytes()));
        settings.use("max-operations", maxOperations, limits::maxOperations);
        return limits.build();
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("it must be less than 2 GB");
        }
        return (int) size.toBytes();
    }
}
