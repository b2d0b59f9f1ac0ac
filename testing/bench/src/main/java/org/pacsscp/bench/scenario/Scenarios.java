package org.pacsscp.bench.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Description.Base;
import org.pacsscp.bench.measure.Metric;

/** All scenarios, in the order in which they are run. */
public final class Scenarios {
    /** The one whose throughput is drawn over the number of associations. */
    public static final String SCALING = "scaling";

    /** The one whose memory is drawn over the number of associations. */
    public static final String IDLE = "idle";

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /** What the server announces by default. */
    private static final int PDU_LENGTH = 64 * KIB;

    private Scenarios() {}

    /** Returns them. */
    public static List<Scenario> all() {
        return List.of(echo(), setUp(), store(), files(), pduLengths(), scaling(), crowd(), idle(), start());
    }

    private static Scenario echo() {
        Description description =
                new Description("echo", "C-ECHO without pause", "associations", Metric.OPERATIONS, Optional.empty());
        return new LoadScenario(description, Kind.CONTROL, PDU_LENGTH, false, List.of(echo(50), echo(500)));
    }

    private static Point echo(int associations) {
        return new Point(Integer.toString(associations), new Work.Echo(associations));
    }

    private static Scenario setUp() {
        Description description = new Description(
                "setup", "Connect, associate, C-ECHO, release, close", "at once", Metric.OPERATIONS, Optional.empty());
        return new LoadScenario(
                description, Kind.SET_UP, PDU_LENGTH, false, List.of(new Point("16", new Work.SetUp(16))));
    }

    private static Scenario store() {
        Description description = new Description(
                "store", "C-STORE, discarded", "size × associations", Metric.THROUGHPUT, Optional.empty());
        return new LoadScenario(description, Kind.BULK, PDU_LENGTH, false, storePoints());
    }

    private static Scenario files() {
        Description description = new Description(
                "files",
                "C-STORE into files in memory (the floors discard)",
                "size × associations",
                Metric.THROUGHPUT,
                Optional.empty());
        return new LoadScenario(description, Kind.BULK, PDU_LENGTH, true, storePoints());
    }

    private static List<Point> storePoints() {
        return List.of(
                store("512 KiB × 1", 1, 512 * KIB),
                store("512 KiB × 4", 4, 512 * KIB),
                store("8 MiB × 1", 1, 8 * MIB),
                store("8 MiB × 4", 4, 8 * MIB));
    }

    private static Point store(String name, int associations, int bytes) {
        return new Point(name, new Work.Store(associations, bytes, PDU_LENGTH));
    }

    private static Scenario pduLengths() {
        Description description = new Description(
                "pdu", "C-STORE of 8 MiB, one association", "PDU length", Metric.THROUGHPUT, Optional.empty());
        List<Point> points = IntStream.of(16, 64, 256, 1024)
                .mapToObj(length -> new Point(length + " KiB", new Work.Store(1, 8 * MIB, length * KIB)))
                .toList();
        return new LoadScenario(description, Kind.BULK, MIB, false, points);
    }

    private static Scenario scaling() {
        Description description = new Description(
                SCALING,
                "C-ECHO without pause, by number of associations",
                "associations",
                Metric.OPERATIONS,
                Optional.of(new Base("50", Metric.SERVER_CPU)));
        List<Point> points = IntStream.of(50, 200, 500, 1000, 2000, 5000)
                .mapToObj(Scenarios::echo)
                .toList();
        return new LoadScenario(description, Kind.CONTROL, PDU_LENGTH, false, points);
    }

    private static Scenario crowd() {
        String alone = "50";
        Description description = new Description(
                "crowd",
                "C-ECHO on 50 associations while others are open",
                "associations",
                Metric.OPERATIONS,
                Optional.of(new Base(alone, Metric.OPERATIONS)));
        List<Point> points =
                List.of(new Point(alone, new Work.Echo(50)), new Point("50 + 10000", new Work.Echo(50), 10_000));
        return new LoadScenario(description, Kind.CONTROL, PDU_LENGTH, false, points);
    }

    private static Scenario idle() {
        Description description = new Description(
                IDLE,
                "Idle associations: resident memory that each adds",
                "associations",
                Metric.RESIDENT_PER_ASSOCIATION,
                Optional.empty());
        return new IdleScenario(description, PDU_LENGTH, List.of(1000, 2000, 4000, 8000));
    }

    private static Scenario start() {
        return new StartScenario(new Description(
                "start", "From the start of the JVM until the example listens", "how", Metric.READY, Optional.empty()));
    }
}
