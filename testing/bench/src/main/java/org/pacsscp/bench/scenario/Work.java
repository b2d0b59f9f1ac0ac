package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import org.pacsscp.bench.load.Load;
import org.pacsscp.bench.load.LoadResult;

/** What is done on associations with one server. */
sealed interface Work {
    /** How many connections it needs at once. */
    int connections();

    /** The same with fewer associations, where there are more than so many. */
    Work atMost(int associations);

    /** Opens what shall be open before the clock starts. */
    void open(Load load) throws IOException;

    LoadResult perform(Load load, Duration duration) throws IOException;

    /** C-ECHO without pause. */
    record Echo(int associations) implements Work {
        @Override
        public int connections() {
            return associations;
        }

        @Override
        public Work atMost(int most) {
            return new Echo(Math.min(most, associations));
        }

        @Override
        public void open(Load load) throws IOException {
            load.open(associations);
        }

        @Override
        public LoadResult perform(Load load, Duration duration) throws IOException {
            return load.echo(duration);
        }
    }

    /** Connect, associate, echo once, release, close. */
    record SetUp(int atOnce) implements Work {
        @Override
        public int connections() {
            return atOnce;
        }

        @Override
        public Work atMost(int most) {
            return new SetUp(Math.min(most, atOnce));
        }

        @Override
        public void open(Load load) {
            // It opens what it measures.
        }

        @Override
        public LoadResult perform(Load load, Duration duration) throws IOException {
            return load.setUp(atOnce, duration);
        }
    }

    /** C-STORE without pause. */
    record Store(int associations, int pixelBytes, int pduLength) implements Work {
        @Override
        public int connections() {
            return associations;
        }

        @Override
        public Work atMost(int most) {
            return new Store(Math.min(most, associations), pixelBytes, pduLength);
        }

        @Override
        public void open(Load load) throws IOException {
            load.open(associations);
        }

        @Override
        public LoadResult perform(Load load, Duration duration) throws IOException {
            return load.store(pixelBytes, pduLength, duration);
        }
    }
}
