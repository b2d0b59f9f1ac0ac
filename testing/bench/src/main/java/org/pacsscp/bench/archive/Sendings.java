package org.pacsscp.bench.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.ProcessUsage;

/**
 * What archives are sent: the same files by each sender over one association and over four, each time as other instances.
 *
 * @param warmUp who sends before it counts
 * @param senders who sends what counts
 * @param files what is sent
 * @param small what is sent first to those in Java, whose virtual machine compiles what was called some thousand times
 */
record Sendings(Sender warmUp, List<Sender> senders, InventedFiles files, InventedFiles small) {
    /** So often that all that is done once for an instance is compiled for good. */
    static final int SMALL_WARM_UPS = 20;

    static final int MOST_ASSOCIATIONS = 4;

    /** Each has as many studies to send. */
    private static final List<Integer> ASSOCIATIONS = List.of(1, MOST_ASSOCIATIONS);

    /** Of how many sendings a piece of the work is that warms up. */
    static final int PIECE = ASSOCIATIONS.size();

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * One of the ways in which the files are sent.
     *
     * @param sender who sends
     * @param associations over how many
     */
    record Point(Sender sender, int associations) {
        String name() {
            return sender.name() + " × " + associations;
        }
    }

    /** The same by others. */
    Sendings by(List<Sender> others) {
        return new Sendings(warmUp, others, files, small);
    }

    List<Point> points() {
        return pointsOf(senders);
    }

    private static List<Point> pointsOf(List<Sender> senders) {
        return senders.stream()
                .flatMap(sender -> ASSOCIATIONS.stream().map(count -> new Point(sender, count)))
                .toList();
    }

    /**
     * Warms servers in Java up, in turns: by the small files, and then by pieces of work that are one sending over one association
     * and one over four.
     *
     * @return how many sendings of all files warmed up each of them
     */
    int warmUp(List<RunningServer> servers, SteadyState steady) throws IOException, InterruptedException {
        for (int i = 0; i < SMALL_WARM_UPS; i++) {
            for (RunningServer server : servers) {
                seconds(server, new Point(warmUp, MOST_ASSOCIATIONS), small);
            }
        }
        List<Point> piece = pointsOf(List.of(warmUp));
        return PIECE
                * steady.reach(servers.stream()
                        .map(server -> (SteadyState.Work) () -> seconds(server, piece))
                        .toList());
    }

    /** Sends a quarter of the files to one that has nothing to compile. An index that is made while several write to it is not always whole. */
    void fill(RunningServer server) throws IOException, InterruptedException {
        files.renumber();
        warmUp.send(
                server.target(), List.of(files.directoriesOf(MOST_ASSOCIATIONS).get(0)));
    }

    /**
     * Sends the files once.
     *
     * @param warmUps how many sendings warmed the server up
     * @return what was measured, in the units of {@link Metric#shown}
     */
    Map<Metric, Double> measure(RunningServer server, Point point, int warmUps)
            throws IOException, InterruptedException {
        Optional<ProcessUsage> before = server.usage();
        double seconds = seconds(server, point, files);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.ELAPSED, Metric.ELAPSED.shown(seconds));
        values.putAll(ProcessUsage.perOperation(before, server.usage(), files.count()));
        if (warmUps > 0) {
            values.put(Metric.WARM_UPS, Metric.WARM_UPS.shown(warmUps));
        }
        return values;
    }

    private double seconds(RunningServer server, List<Point> points) throws IOException, InterruptedException {
        double seconds = 0;
        for (Point point : points) {
            seconds += seconds(server, point, files);
        }
        return seconds;
    }

    private static double seconds(RunningServer server, Point point, InventedFiles sent)
            throws IOException, InterruptedException {
        sent.renumber();
        List<List<Path>> shares = sent.directoriesOf(point.associations());
        long begun = System.nanoTime();
        point.sender().send(server.target(), shares);
        return (System.nanoTime() - begun) / NANOS_PER_SECOND;
    }
}
