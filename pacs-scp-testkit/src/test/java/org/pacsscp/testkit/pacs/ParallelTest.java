package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** 200 tests at once, each with a fake PACS of its own; {@code -Dtestkit.rounds=10} does it ten times in a row. */
class ParallelTest {
    private static final int ROUNDS = Integer.getInteger("testkit.rounds", 1);
    private static final String PARALLEL = "junit.jupiter.execution.parallel.";

    private static volatile boolean running;

    /** Whoever runs all classes of a package must not run the guests one after the other. */
    static boolean isRunning() {
        return running;
    }

    @Test
    void doNotDisturbEachOther() {
        running = true;
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                TestExecutionSummary summary = run();
                assertThat(summary.getFailures())
                        .as("failures of round %d", round)
                        .extracting(TestExecutionSummary.Failure::getException)
                        .isEqualTo(List.of());
                assertThat(summary.getTestsSucceededCount()).isEqualTo(Guests.COUNT);
            }
        } finally {
            running = false;
        }
    }

    private static TestExecutionSummary run() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Guests.class))
                .configurationParameter(PARALLEL + "enabled", "true")
                .configurationParameter(PARALLEL + "config.strategy", "fixed")
                .configurationParameter(PARALLEL + "config.fixed.parallelism", "" + Guests.COUNT)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
