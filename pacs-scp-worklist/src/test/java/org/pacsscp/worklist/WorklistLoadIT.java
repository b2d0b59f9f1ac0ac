package org.pacsscp.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.pacsscp.testkit.junit.UncaughtExceptions;

/**
 * Many scheduled steps, and many modalities that poll; the figures are printed. With -Dpacsscp.full=true there are 100,000 steps, and
 * 1,000 modalities that poll every second for a minute.
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
                Server server = server(worklist);
                Client client = Client.builder().aeTitle("CT").build()) {
            assertThat(worklist.entries()).hasSize(STEPS);
            try (RequestedAssociation association = open(client, server)) {
                List<Long> times = new ArrayList<>();
                for (int query = 0; query < QUERIES; query++) {
                    times.add(query(association, query % STATIONS, query % DAYS).join());
                }
                print("one modality after the other, " + STEPS + " steps", times.subList(QUERIES / 5, QUERIES));
            }
            poll(client, server);
        }
    }

    private static void poll(Client client, Server server) throws Exception {
        List<RequestedAssociation> associations = new ArrayList<>();
        for (int modality = 0; modality < MODALITIES; modality++) {
            associations.add(open(client, server));
        }
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        List<Future<?>> polls = new ArrayList<>();
        ConcurrentLinkedQueue<CompletableFuture<?>> asked = new ConcurrentLinkedQueue<>();
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
        try {
            for (int modality = 0; modality < MODALITIES; modality++) {
                RequestedAssociation association = associations.get(modality);
                int station = modality % STATIONS;
                for (int round = 0; round < ROUNDS; round++) {
                    int day = round % DAYS;
                    long due = round * 1_000L + modality * 1_000L / MODALITIES;
                    polls.add(clock.schedule(
                            () -> asked.add(query(association, station, day).thenAccept(times::add)),
                            due,
                            TimeUnit.MILLISECONDS));
                }
            }
            clock.shutdown();
            assertThat(clock.awaitTermination(2 * ROUNDS + 60, TimeUnit.SECONDS))
                    .isTrue();
            for (Future<?> poll : polls) {
                poll.get();
            }
            for (CompletableFuture<?> each : asked) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            clock.shutdownNow();
            associations.forEach(RequestedAssociation::close);
        }
        assertThat(times).hasSize(MODALITIES * ROUNDS);
        print(MODALITIES + " modalities that poll every second", new ArrayList<>(times));
    }

    /** Asks for the steps of a station on a day; completes with the nanoseconds that it took. */
    private static CompletableFuture<Long> query(RequestedAssociation association, int station, int day) {
        AtomicInteger matches = new AtomicInteger();
        DataSet identifier = Entries.identifier(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_" + station)
                        .date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, new DicomDate(FIRST_DAY.plusDays(day)))
                        .text(Tag.MODALITY, "CT"))
                .with(keys -> keys.empty(Tag.PATIENT_NAME)
                        .empty(Tag.STUDY_INSTANCE_UID)
                        .empty(Tag.ACCESSION_NUMBER));
        Invocation find = Invocation.of(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ)
                .elements(CommandElements.none().priority(0))
                .dataSet(identifier.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        long begun = System.nanoTime();
        return association
                .invoke(find, pending -> matches.incrementAndGet())
                .thenApply(response -> {
                    long took = System.nanoTime() - begun;
                    assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
                    assertThat(matches).hasValue(PER_STATION_AND_DAY);
                    return took;
                })
                .toCompletableFuture();
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

    private static void print(String what, List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: %,d queries, p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                what,
                sorted.length,
                milliseconds(sorted[sorted.length / 2]),
                milliseconds(sorted[sorted.length * 99 / 100]),
                milliseconds(Arrays.stream(sorted).max().orElse(0)));
    }

    private static double milliseconds(long nanoseconds) {
        return nanoseconds / (double) Duration.ofMillis(1).toNanos();
    }
}
