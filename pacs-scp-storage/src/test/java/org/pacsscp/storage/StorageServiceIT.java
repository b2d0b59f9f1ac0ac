package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.MessageCutter;

/** Three lines of configuration, and real sockets. */
@Timeout(60)
@ExtendWith(UncaughtExceptions.class)
class StorageServiceIT {
    private static final Uid CT = Modality.CT.sopClass();

    private final InventedStudy study = Invention.ofSeed(1).study(6, Modality.CT);
    private final List<StoredInstance> handedOn = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private StorageService storage;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        storage = StorageService.builder()
                .directory(directory)
                .listener(new InstanceListener() {
                    @Override
                    public void stored(InstanceEvent.Stored event) {
                        handedOn.add(event.instance());
                    }
                })
                .open();
        server = Server.builder()
                .aeTitle("STORAGE")
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .handler(storage.handler())
                .build()
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        storage.close();
    }

    private Requestor open(Proposal proposal) throws IOException {
        return proposal.open("127.0.0.1", server.port());
    }

    private static Proposal proposal() {
        return Proposal.to("STORAGE").context(CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void storesAStudyByStudyAndSeries() throws IOException {
        try (Requestor requestor = open(proposal())) {
            for (DataSet instance : study.instances()) {
                assertThat(requestor.store(instance).status().code()).isZero();
            }
            requestor.release();
        }
        String series = study.uid() + "/" + study.series().get(0).uid() + "/";
        assertThat(Stored.locations(directory))
                .hasSize(6)
                .allMatch(location -> location.matches("[0-9a-f]{2}/[0-9a-f]{2}/.*") && location.startsWith(series, 6));
        await().until(() -> handedOn.size() == 6);
        for (StoredInstance instance : handedOn) {
            DicomFile file = DicomFile.read(directory.resolve(instance.location()));
            assertThat(study.instances()).contains(file.dataSet());
            assertThat(Files.size(directory.resolve(instance.location()))).isEqualTo(instance.length());
        }
    }

    /** In the middle of the header, of the pixel data, before the last byte. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.999})
    void keepsNothingOfWhatBreaksOff(double share) throws IOException {
        DataSet instance = study.instances().get(0);
        byte[] dataSet = DataSets.encode(instance, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Requestor requestor = open(proposal())) {
            int context = requestor.context(CT);
            String uid = instance.text(Tag.SOP_INSTANCE_UID).orElseThrow();
            byte[] command = Commands.storeRq(requestor.nextMessageId(), CT.value(), uid, CommandElements.none());
            for (byte[] pdu : MessageCutter.command(context, command, 16_384)) {
                requestor.send(pdu);
            }
            long left = (long) (share * dataSet.length);
            for (byte[] pdu : MessageCutter.dataSet(context, dataSet, 1024)) {
                requestor.send(pdu, 0, (int) Math.min(pdu.length, left));
                left -= Math.min(pdu.length, left);
            }
            requestor.reset();
        }
        await().until(() -> server.sessions().isEmpty());
        await().untilAsserted(() -> assertThat(Stored.partial(directory)).isEmpty());
        assertThat(Stored.locations(directory)).isEmpty();
        assertThat(handedOn).isEmpty();
    }

    @Test
    void storesOneOfManyThatComeAtOnce() throws Exception {
        DataSet instance = study.instances().get(0);
        ExecutorService peers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> codes = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                codes.add(peers.submit(() -> {
                    int code = 0;
                    try (Requestor requestor = open(proposal())) {
                        for (int i = 0; i < 10; i++) {
                            code |= requestor.store(instance).status().code();
                        }
                        requestor.release();
                    }
                    return code;
                }));
            }
            for (Future<Integer> code : codes) {
                assertThat(code.get()).isZero();
            }
        } finally {
            peers.shutdownNow();
        }
        assertThat(Stored.locations(directory)).hasSize(1);
        await().untilAsserted(() -> assertThat(handedOn).hasSize(1));
    }

    @Test
    void storesWhatItCannotParse() throws IOException {
        byte[] noise = Instances.noise(100_000, 3);
        // SOP Instance UID, of 65,535 bytes; and behind it nothing that is an element.
        System.arraycopy(new byte[] {8, 0, 0x18, 0, 'U', 'I', -1, -1}, 0, noise, 0, 8);
        System.arraycopy(new byte[] {8, 0, 0x19, 0, 'U', 'I', -1, -1}, 0, noise, 8 + 0xFFFF, 8);
        try (Requestor requestor = open(proposal())) {
            assertThat(requestor.store(CT, Uid.of("1.2.3"), noise).status().code())
                    .isZero();
        }
        assertThat(Stored.locations(directory)).singleElement().asString().endsWith("/_/_/1.2.3.dcm");
        await().until(() -> handedOn.size() == 1);
        assertThat(handedOn.get(0).header().isComplete()).isFalse();
    }

    @Test
    void saysWhatItKeepsByExtendedNegotiation() {
        byte[] proposed = {2, 0, 0, 0, 2, 0};
        assertThat(storage.handler().negotiate(CT, proposed)).contains(new byte[] {2, 0, 3, 0, 0, 0});
    }
}
