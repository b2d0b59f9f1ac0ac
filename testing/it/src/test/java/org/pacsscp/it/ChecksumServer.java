package org.pacsscp.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;

/**
 * A program that reads what peers store and prints its length and checksum, for a test to run with little memory. It says
 * where it listens and then a line for each instance, and ends with its standard input.
 */
final class ChecksumServer {
    private ChecksumServer() {}

    /** Starts a server on a free port. */
    public static void main(String[] args) throws IOException {
        WorkerHandler handler = new WorkerHandler(
                ChecksumServer::store,
                ServiceCapability.performer(ServedInstances.CT, CommandField.C_STORE_RQ)
                        .anyTransferSyntax());
        try (Server server = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .limits(Limits.builder().maxPendingConnectionsPerAddress(100).build())
                .handler(handler)
                .build()
                .start()) {
            System.out.println("listening on " + server.port());
            System.in.readAllBytes();
        }
    }

    private static DimseStatus store(Action action) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocateDirect(1 << 16);
        while (action.dataSet().read(piece) >= 0) {
            checksum.update(piece.flip());
            piece.clear();
        }
        System.out.println(line(
                action.command().affectedSopInstanceUid().orElseThrow().value(),
                action.dataSet().position(),
                checksum));
        return DimseStatus.SUCCESS;
    }

    /** Returns what is printed of an instance. */
    static String line(String sopInstance, long length, CRC32C checksum) {
        return "%s %d bytes %08x".formatted(sopInstance, length, checksum.getValue());
    }
}
