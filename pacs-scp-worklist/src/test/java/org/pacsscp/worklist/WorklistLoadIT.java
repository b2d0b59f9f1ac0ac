package org.pacsscp.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Limits;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.junit.UncaughtExceptions;

/**
 * Many scheduled steps, and many modalities that poll; the figures are printed. With -Dpacsscp.full=true there are 100,000 steps, and
 * 1,000 modalities that poll every second for a minute. The processor time is that of this process: of one query after the other it
 * has the client in it, of those that poll it has not.
 */
@ExtendWith(UncaughtExceptions.class)
class WorklistLoadIT {
    private static final boolean FULL = Boolean.getBoolean("pacsscp.full");
    private static final int STATIONS = 100;
    private static final int PER_STATION_AND_DAY = 20;
    private static final int DAYS = FULL ? 50 : 2;
    private static final int STEPS = STATIONS * PER_STATION_AND_DAY * DAYS;
    private static final int MODALITIES = FULL ? 1_000 : 50;
    private static final int ROUNDS = FULL ? 60 : 3;
    private static final int QUERIES = FULL ? 5_000 : 200;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

    @TempDir
    Path directory;

    @Test
    void answersEachModalityWithItsStepsOfTheDay() throws Exception {
        write();
        try (WorklistDirectory worklist = WorklistDirectory.open(directory);
                Server server = server(worklist)) {
            assertThat(worklist.entries()).hasSize(STEPS);
            askOneAfterTheOther(server);
            poll(server);
        }
    }

    private static void askOneAfterTheOther(Server server) throws Exception {
        try (Client client = Client.builder().aeTitle("CT").build();
                RequestedAssociation association = open(client, server)) {
            for (int query = 0; query < QUERIES / 5; query++) {
                query(association, query);
            }
            List<Long> times = new ArrayList<>();
            long before = processorTime();
            for (int query = QUERIES / 5; query < QUERIES; query++) {
                times.add(query(association, query));
            }
            print("one after the other, " + STEPS + " steps", times, processorTime() - before);
        }
    }

    /** Asks for the steps of a station on a day; returns the nanoseconds that it took. */
    private static long query(RequestedAssociation association, int number) {
        AtomicInteger matches = new AtomicInteger();
        Invocation find = Invocation.of(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ)
                .elements(CommandElements.none().priority(0))
                .dataSet(identifier(number).in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        long begun = System.nanoTime();
        DimseStatus status = association
                .invoke(find, pending -> matches.incrementAndGet())
                .toCompletableFuture()
                .join()
                .status();
        long took = System.nanoTime() - begun;
        assertThat(status).isEqualTo(DimseStatus.SUCCESS);
        assertThat(matches).hasValue(PER_STATION_AND_DAY);
        return took;
    }

    private static void poll(Server server) throws IOException {
        List<byte[]> identifiers = IntStream.range(0, MODALITIES)
                .mapToObj(number -> DataSets.encode(identifier(number), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .toList();
        try (PollingModalities modalities = PollingModalities.open(server.port(), identifiers, PER_STATION_AND_DAY)) {
            long before = processorTime() - processorTimeOfThread();
            List<Long> times = modalities.poll(ROUNDS);
            assertThat(times).hasSize(MODALITIES * ROUNDS);
            print(
                    MODALITIES + " modalities that poll every second",
                    times,
                    processorTime() - processorTimeOfThread() - before);
        }
    }

    /** Returns an identifier by AE title, date and modality. */
    private static DataSet identifier(int number) {
        return Entries.identifier(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_" + number % STATIONS)
                        .date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, new DicomDate(FIRST_DAY.plusDays(number % DAYS)))
                        .text(Tag.MODALITY, "CT"))
                .with(keys -> keys.empty(Tag.PATIENT_NAME)
                        .empty(Tag.STUDY_INSTANCE_UID)
                        .empty(Tag.ACCESSION_NUMBER));
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long processorTimeOfThread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static RequestedAssociation open(Client client, Server server) throws Exception {
        return client.open(AssociationProposal.to("127.0.0.1", server.port())
                .calledAeTitle("RIS")
                .context(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .build());
    }

    private static Server server(WorklistSource worklist) throws IOException {
        return Server.builder()
                .aeTitle("RIS")
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .limits(Limits.builder().maxAssociations(MODALITIES + 10).build())
                .handler(WorklistHandler.of(worklist))
                .build()
                .start();
    }

    /** A list of the DICOM JSON model for each day. */
    private void write() throws IOException {
        for (int day = 0; day < DAYS; day++) {
            String date = new DicomDate(FIRST_DAY.plusDays(day)).text();
            int first = day * STATIONS * PER_STATION_AND_DAY;
            List<DataSet> entries = IntStream.range(first, first + STATIONS * PER_STATION_AND_DAY)
                    .mapToObj(number -> Entries.numbered(
                            number,
                            step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_" + number % STATIONS)
                                    .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, date)))
                    .toList();
            try (OutputStream out = Files.newOutputStream(directory.resolve(date + ".json"))) {
                DataSetJsonWriter.create().writeAll(entries, out);
            }
        }
    }

    private static void print(String what, List<Long> times, long processorTime) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: %,d queries, p50 %.2f ms, p99 %.2f ms, longest %.2f ms, processor time of a query %.3f ms%n",
                what,
                sorted.length,
                milliseconds(sorted[sorted.length / 2]),
                milliseconds(sorted[sorted.length * 99 / 100]),
                milliseconds(sorted[sorted.length - 1]),
                milliseconds(processorTime / sorted.length));
    }

    private static double milliseconds(long nanoseconds) {
        return nanoseconds / (double) Duration.ofMillis(1).toNanos();
    }
}
