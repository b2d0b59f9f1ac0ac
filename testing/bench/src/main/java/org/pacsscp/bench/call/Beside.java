package org.pacsscp.bench.call;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.pacsscp.bench.measure.Pair;
import org.pacsscp.bench.measure.Summary;
import org.pacsscp.bench.measure.Turn;

/**
 * Our client and a generator, which load the same server one after the other; every other pair goes the other way round. The client
 * is one process for all its turns.
 */
final class Beside {
    private static final double MICROS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Generator generator;
    private final PrintStream out;

    Beside(Generator generator, PrintStream out) {
        this.generator = generator;
        this.out = out;
    }

    /** Asks for a while, and returns how often a second it was answered. */
    @FunctionalInterface
    interface Asking {
        double call() throws InterruptedException, ExecutionException;
    }

    /** Prints each pair, and what they come to. */
    void compare(int pairs, double seconds, Asking client)
            throws IOException, InterruptedException, ExecutionException {
        List<Pair> measured = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Pair pair = i % 2 == 0 ? generatorFirst(client) : clientFirst(client);
            measured.add(pair);
            print("client %,.0f a second and %.1f µs, generator %,.0f and %.1f", turns(pair));
        }
        Summary rates = Pair.rates(measured);
        print(
                "%d pairs of %.1f s: %.2f (%.2f – %.2f) times the rate; processor time %.1f µs, of the generator %.1f",
                pairs,
                seconds,
                rates.median(),
                rates.lowerQuartile(),
                rates.upperQuartile(),
                Pair.subjectCpuMicros(measured).median(),
                Pair.baseCpuMicros(measured).median());
    }

    private static Object[] turns(Pair pair) {
        return new Object[] {
            pair.subject().rate(),
            pair.subject().cpuSeconds() * MICROS,
            pair.base().rate(),
            pair.base().cpuSeconds() * MICROS
        };
    }

    private void print(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    private Pair generatorFirst(Asking client) throws IOException, InterruptedException, ExecutionException {
        Turn generated = generator.run();
        return new Pair(generated, turn(client));
    }

    private Pair clientFirst(Asking client) throws IOException, InterruptedException, ExecutionException {
        Turn called = turn(client);
        return new Pair(generator.run(), called);
    }

    private static Turn turn(Asking client) throws InterruptedException, ExecutionException {
        double cpuBefore = cpuSeconds();
        long begun = System.nanoTime();
        double rate = client.call();
        double operations = rate * (System.nanoTime() - begun) / NANOS_PER_SECOND;
        return new Turn(rate, (cpuSeconds() - cpuBefore) / operations);
    }

    /** Of all threads, those of the compiler too; not of generators, which were children. Negative where it is not known. */
    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / NANOS_PER_SECOND;
    }
}
