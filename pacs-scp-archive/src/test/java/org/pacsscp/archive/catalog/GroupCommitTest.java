package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    private static final int THREADS = 8;
    private static final int CHANGES = 200;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @TempDir
    private Path directory;

    private GroupCommit writer;

    @BeforeEach
    void open() {
        writer = new GroupCommit(EmbeddedDatabase.of(directory.resolve("some.db")));
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        writer.close();
    }

    @Test
    void eachOfManyThreadsGetsItsOwnResult() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < THREADS * CHANGES; i++) {
            int number = i;
            results.add(threads.submit(() -> writer.run(rows -> {
                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                atOnce.decrementAndGet();
                return number;
            })));
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(i);
        }
    }

    @Test
    void whatFailsFailsAlone() throws Exception {
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            int number = i;
            results.add(threads.submit(() -> writer.run(rows -> {
                if (number % 10 == 0) {
                    throw new SQLException("number " + number);
                }
                return number;
            })));
        }
        for (int i = 0; i < CHANGES; i++) {
            Future<Integer> result = results.get(i);
            if (i % 10 == 0) {
                assertThatThrownBy(result::get).hasMessageContaining("the catalog cannot write: number " + i);
            } else {
                assertThat(result.get()).isEqualTo(i);
            }
        }
    }

    @Test
    void whoIsInterruptedWaitsNoMoreAndHoldsUpNobody() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Integer> first = writeUntil(goOn);
        Thread[] second = new Thread[1];
        Future<Integer> interrupted = threads.submit(() -> {
            second[0] = Thread.currentThread();
            return writer.run(rows -> 2);
        });
        Awaitility.await().until(() -> second[0] != null && second[0].getState() == Thread.State.WAITING);
        Future<Integer> third = threads.submit(() -> writer.run(rows -> 3));
        second[0].interrupt();

        assertThatThrownBy(interrupted::get).hasCauseInstanceOf(InterruptedIOException.class);
        goOn.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(third.get()).isEqualTo(3);
    }

    /** Begins to write, and returns when that has begun. */
    private Future<Integer> writeUntil(CountDownLatch goOn) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Integer> written = threads.submit(() -> writer.run(rows -> {
            begun.countDown();
            awaitQuietly(goOn);
            return 1;
        }));
        begun.await();
        return written;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneStatementHasNoTransactionAroundIt() throws Exception {
        boolean alone = writer.run(new Probe(true));
        boolean inTransaction = writer.run(new Probe(false));

        assertThat(alone).as("others can write").isTrue();
        assertThat(inTransaction).as("others cannot write").isFalse();
    }

    /** Tells whether another connection can write meanwhile. */
    private final class Probe implements GroupCommit.Change<Boolean> {
        private final boolean oneStatement;

        Probe(boolean oneStatement) {
            this.oneStatement = oneStatement;
        }

        @Override
        public boolean isOneStatement(InstanceRows rows) {
            return oneStatement;
        }

        @Override
        public Boolean apply(InstanceRows rows) throws SQLException {
            try (Connection other =
                            EmbeddedDatabase.of(directory.resolve("some.db")).getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("pragma busy_timeout = 0");
                statement.execute("create table if not exists other (number integer)");
                statement.executeUpdate("insert into other values (1)");
                return true;
            } catch (SQLException e) {
                return false;
            }
        }
    }

    @Test
    void whoReadsUsesTheConnectionThatWrites() throws Exception {
        InstanceRows writing = writer.run(rows -> rows);

        assertThat(writer.<Object>read(rows -> rows, () -> "another")).isSameAs(writing);
    }

    @Test
    void whoReadsDoesNotWaitForWhoWrites() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Integer> written = writeUntil(goOn);

        assertThat(writer.read(rows -> "the same", () -> "another")).isEqualTo("another");
        goOn.countDown();
        assertThat(written.get()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsReadOverAnotherConnectionAndItsOwnIsGivenUp() throws Exception {
        InstanceRows broken = writer.run(rows -> rows);

        String read = writer.read(
                rows -> {
                    throw new SQLException("the server has ended");
                },
                () -> "another");

        assertThat(read).isEqualTo("another");
        assertThat(writer.<InstanceRows>run(rows -> rows)).isNotSameAs(broken);
    }

    /** Whoever wants to write finds the lock held by a reader, and waits to be woken. */
    @Test
    void whoHasReadWakesWhoWaitsToWrite() throws Exception {
        Future<Integer> written = writer.read(
                rows -> {
                    Thread[] waiting = new Thread[1];
                    Future<Integer> change = threads.submit(() -> {
                        waiting[0] = Thread.currentThread();
                        return writer.run(any -> 1);
                    });
                    Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);
                    return change;
                },
                () -> {
                    throw new AssertionError("nobody writes");
                });

        assertThat(written.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenOnceItIsClosed() {
        writer.close();

        assertThatThrownBy(() -> writer.run(rows -> 1))
                .isInstanceOf(IOException.class)
                .hasMessage("the catalog is closed");
    }
}
