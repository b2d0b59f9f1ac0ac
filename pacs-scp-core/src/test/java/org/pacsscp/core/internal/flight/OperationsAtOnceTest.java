package org.pacsscp.core.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of requests that share the beginning of their event. */
class OperationsAtOnceTest {
    private static final Duration ALL = Duration.ZERO;
    private static final Duration NONE = Duration.ofHours(1);

    private final OperationsAtOnce operations = new OperationsAtOnce();
    private final Recording recording = new Recording();

    @TempDir
    Path directory;

    private void record(Duration threshold) {
        recording.enable("org.pacsscp.Operation").withThreshold(threshold);
        recording.start();
    }

    @AfterEach
    void end() {
        recording.close();
    }

    private List<RecordedEvent> recorded() throws IOException {
        recording.stop();
        Path file = directory.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }

    private OperationRecord comes() {
        return Objects.requireNonNull(operations.operation());
    }

    private static void ends(@Nullable OperationRecord operation, int id, long nanos) {
        if (operation != null && operation.stop(nanos)) {
            operation.tell(1, id, "C-ECHO-RQ", "", "0000H");
        }
    }

    @Test
    void beginTogetherAndAreToldOneByOne() throws Exception {
        record(ALL);
        operations.begin();
        OperationRecord first = comes();
        OperationRecord second = comes();
        operations.end();
        assertThat(second).isSameAs(first);
        ends(first, 1, 100);
        ends(second, 2, 100);

        List<RecordedEvent> told = recorded();
        assertThat(told)
                .extracting(event -> event.getInt("messageId"), event -> event.getString("status"))
                .containsExactlyInAnyOrder(tuple(1, "0000H"), tuple(2, "0000H"));
        assertThat(told)
                .extracting(RecordedEvent::getStartTime)
                .containsOnly(told.get(0).getStartTime());
        assertThat(told)
                .extracting(RecordedEvent::getDuration)
                .containsOnly(told.get(0).getDuration());
    }

    @Test
    void endWhenTheyEnd() throws Exception {
        record(ALL);
        operations.begin();
        OperationRecord shared = comes();
        operations.end();
        ends(shared, 1, 100);
        ends(shared, 2, 200);

        List<RecordedEvent> told = recorded();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).getDuration()).isGreaterThanOrEqualTo(told.get(0).getDuration());
    }

    @Test
    void haveOneOfTheirOwnIfTheyOutlastTheOthers() throws Exception {
        record(ALL);
        operations.begin();
        OperationRecord shared = comes();
        OperationRecord own = shared.ofOne();
        own.read(4_711);
        ends(shared, 1, 100);
        ends(own, 2, 100);
        ends(own, 3, 300);

        assertThat(recorded())
                .extracting(event -> event.getInt("messageId"), event -> event.getLong("dataSet"))
                .as("the own one is told once")
                .containsExactlyInAnyOrder(tuple(1, 0L), tuple(2, 4_711L));
    }

    @Test
    void doNotShareWithThoseThatComeLater() {
        record(ALL);
        operations.begin();
        OperationRecord first = comes();
        operations.end();
        OperationRecord byItself = comes();
        operations.begin();
        assertThat(comes()).isNotSameAs(first).isNotSameAs(byItself);
    }

    @Test
    void areNotToldIfTheyWereQuick() throws Exception {
        record(NONE);
        operations.begin();
        ends(comes(), 1, 100);

        assertThat(recorded()).isEmpty();
    }

    @Test
    void areNothingIfNobodyRecords() {
        operations.begin();
        assertThat(operations.operation()).isNull();
        operations.end();
        assertThat(operations.operation()).isNull();
    }
}
