package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Limits;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.tls.TlsIdentity;

/** Data sets that go from a file to the socket. */
class FileTransferIT {
    private static final TlsIdentity LOCALHOST = TlsIdentity.forHost("localhost");

    /** More than all buffers of both sockets take. */
    private static final int MUCH = 40 << 20;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    @TempDir
    private Path directory = Path.of("");

    private final CompletableFuture<byte[]> received = new CompletableFuture<>();
    private final CountDownLatch readOn = new CountDownLatch(1);

    /** A region of it, read or mapped. */
    private enum From {
        FILE,
        MEMORY;

        DataSetWriter of(FileChannel file, long position, long length) throws IOException {
            return this == FILE
                    ? DataSetWriter.of(file, position, length)
                    : DataSetWriter.of(file.map(FileChannel.MapMode.READ_ONLY, position, length));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FILE, 1, 16384, false",
        "FILE, 16378, 16384, false",
        "FILE, 16379, 16384, false",
        "FILE, 3000001, 16384, false",
        "FILE, 3000001, 65536, false",
        "FILE, 3000001, 65536, true",
        "MEMORY, 32768, 16384, false",
        "MEMORY, 32769, 16384, false",
        "MEMORY, 65512, 16384, false",
        "MEMORY, 3000001, 4096, false",
        "MEMORY, 3000001, 16384, false",
        "MEMORY, 3000001, 65536, false",
        "MEMORY, 3000001, 16384, true",
        "MEMORY, 3000001, 65536, true"
    })
    void bringsEveryByte(From from, int length, int maxPduLength, boolean tls) throws Exception {
        byte[] sent = bytes(length);
        try (Server server = server(this::read, maxPduLength, tls);
                Client client = client(tls);
                RequestedAssociation association = client.open(to(server));
                FileChannel file = FileChannel.open(Files.write(directory.resolve("file"), sent))) {
            assertThat(store(association, from.of(file, 0, length))).isEqualTo(DimseStatus.SUCCESS);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
            // What follows is another message.
            Requests.echo(association);
        }
    }

    @ParameterizedTest
    @CsvSource({"FILE, false", "FILE, true", "MEMORY, false", "MEMORY, true"})
    void followsWhatWasWrittenBefore(From from, boolean tls) throws Exception {
        byte[] sent = bytes(100_000);
        try (Server server = server(this::read, 16_384, tls);
                Client client = client(tls);
                RequestedAssociation association = client.open(to(server));
                FileChannel file = FileChannel.open(Files.write(directory.resolve("file"), sent))) {
            store(association, out -> {
                out.write(sent, 0, 20_001);
                from.of(file, 20_001, sent.length - 20_001).writeTo(out);
            });
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
        }
    }

    /** The socket takes no more until the peer reads. */
    @ParameterizedTest
    @EnumSource(From.class)
    void waitsForASlowPeer(From from) throws Exception {
        byte[] sent = bytes(MUCH);
        try (Server server = server(this::readLate, 65_536, false);
                Client client = client(false);
                RequestedAssociation association = client.open(to(server));
                FileChannel file = FileChannel.open(Files.write(directory.resolve("file"), sent))) {
            DataSetWriter dataSet = from.of(file, 0, MUCH);
            CompletableFuture<DimseStatus> status =
                    CompletableFuture.supplyAsync(() -> unchecked(association, dataSet));
            TestServer.awaitWaitingWriter();
            readOn.countDown();
            assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(DimseStatus.SUCCESS);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
        }
    }

    /** The worker that sends a file is free again, and the file is the caller's. */
    @ParameterizedTest
    @EnumSource(From.class)
    void endsWithItsAssociation(From from) throws Exception {
        byte[] sent = bytes(MUCH);
        try (Server server = server(this::readLate, 65_536, false);
                Client client = client(false);
                RequestedAssociation association = client.open(to(server));
                FileChannel file = FileChannel.open(Files.write(directory.resolve("file"), sent))) {
            CompletableFuture<InvocationException> failure = CompletableFuture.supplyAsync(() ->
                    catchThrowableOfType(InvocationException.class, () -> store(association, from.of(file, 0, MUCH))));
            TestServer.awaitWaitingWriter();
            server.sessions().get(0).abort(AbortReason.SERVICE_USER);
            assertThat(failure.get(30, TimeUnit.SECONDS).reason())
                    .isEqualTo(InvocationException.Cause.ASSOCIATION_ENDED);
            assertThat(file.isOpen()).isTrue();
            readOn.countDown();
            patiently().untilAsserted(() -> assertThat(client.associations()).isEmpty());
        }
    }

    @Test
    void isOurFaultIfTheFileIsTooShort() throws Exception {
        try (Server server = server(this::read, 16_384, false);
                Client client = client(false);
                RequestedAssociation association = client.open(to(server));
                FileChannel file = FileChannel.open(Files.write(directory.resolve("file"), bytes(1000)))) {
            EOFException e =
                    catchThrowableOfType(EOFException.class, () -> store(association, DataSetWriter.of(file, 0, 1001)));
            assertThat(e).hasMessage("the file ends 1 bytes before the data set");
            patiently().untilAsserted(() -> assertThat(association.end()).isPresent());
        }
    }

    private Response read(Action action) throws IOException {
        received.complete(action.dataSet().readAllBytes());
        return DimseStatus.SUCCESS;
    }

    private Response readLate(Action action) throws Exception {
        readOn.await();
        return read(action);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static DimseStatus unchecked(RequestedAssociation association, DataSetWriter dataSet) {
        try {
            return store(association, dataSet);
        } catch (IOException | InvocationException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static DimseStatus store(RequestedAssociation association, DataSetWriter dataSet)
            throws IOException, InvocationException, InterruptedException {
        return association
                .begin(Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                        .elements(CommandElements.none().affectedSopInstanceUid(Uid.of("1.2.3")))
                        .dataSet(dataSet))
                .next()
                .status();
    }

    private Server server(ActionFunction store, int maxPduLength, boolean tls) throws IOException {
        ServerBuilder builder = TestServer.builder()
                .handler(ActionHandler.of(
                        ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), store))
                .limits(Limits.builder().maxPduLength(maxPduLength).build());
        if (tls) {
            Path key = Files.writeString(directory.resolve("key"), LOCALHOST.privateKeyPem());
            builder.endpoints(Endpoint.tls(
                    TestServer.LOOPBACK,
                    TlsConfig.builder().key(key, certificate()).build()));
        }
        return builder.build().start();
    }

    private Path certificate() throws IOException {
        return Files.writeString(directory.resolve("certificate"), LOCALHOST.certificatePem());
    }

    private Client client(boolean tls) throws IOException {
        ClientBuilder builder = Client.builder().loops(1);
        if (tls) {
            builder.tls(ClientTls.builder().trust(certificate()).build());
        }
        return builder.build();
    }

    private static AssociationProposal to(Server server) {
        return AssociationProposal.to("localhost", server.port())
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .context(SopClass.CT_IMAGE_STORAGE)
                .build();
    }
}
