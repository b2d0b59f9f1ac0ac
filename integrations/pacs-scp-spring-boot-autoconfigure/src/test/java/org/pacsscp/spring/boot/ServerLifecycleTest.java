package org.pacsscp.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Server;
import org.pacsscp.api.Timeouts;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.mock.env.MockEnvironment;

class ServerLifecycleTest {
    private final Server server = mock(Server.class);
    private final MockEnvironment environment = new MockEnvironment();
    private final List<Object> events = new CopyOnWriteArrayList<>();

    private ServerLifecycle lifecycle() {
        return new ServerLifecycle(server, true, new LocalPort(environment), ShutdownTime.of(environment), events::add);
    }

    @Test
    void tellsTheApplicationThatAServerHasFailed() throws InterruptedException {
        doThrow(new IllegalStateException("an I/O thread of it has ended"))
                .when(server)
                .awaitStopped();
        lifecycle().start();
        await().untilAsserted(() -> assertThat(events).singleElement().satisfies(event -> {
            assertThat(event).isInstanceOf(AvailabilityChangeEvent.class);
            assertThat(((AvailabilityChangeEvent<?>) event).getState()).isEqualTo(LivenessState.BROKEN);
        }));
    }

    @Test
    void drainsForAsLongAsItsTimeoutsSay() throws InterruptedException {
        drains(Duration.ofSeconds(7));
        verify(server).stop(Duration.ofSeconds(7));
    }

    /** Otherwise Spring would destroy what handlers use while they use it. */
    @Test
    void drainsNoLongerThanThePhaseOfTheShutdown() throws InterruptedException {
        environment.setProperty("spring.lifecycle.timeout-per-shutdown-phase", "5s");
        drains(Duration.ofSeconds(7));
        verify(server).stop(Duration.ofMillis(4500));
    }

    @Test
    void leavesASecondOfALongPhase() {
        assertThat(new ShutdownTime(Duration.ofSeconds(30)).drain(Duration.ofSeconds(30)))
                .isEqualTo(Duration.ofSeconds(29));
    }

    private void drains(Duration drain) throws InterruptedException {
        when(server.config())
                .thenReturn(Server.builder()
                        .timeouts(Timeouts.builder().drain(drain).build())
                        .toConfig());
        CountDownLatch stopped = new CountDownLatch(1);
        lifecycle().stop(stopped::countDown);
        stopped.await();
    }

    /** A failed one has to be stopped before it can be started again. */
    @Test
    void runsUntilItIsStopped() {
        ServerLifecycle lifecycle = lifecycle();
        when(server.state()).thenReturn(Server.State.FAILED);
        assertThat(lifecycle.isRunning()).isTrue();
        when(server.state()).thenReturn(Server.State.STOPPED);
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void namesTheLatestPort() {
        when(server.port()).thenReturn(4711, 4712);
        ServerLifecycle lifecycle = lifecycle();
        lifecycle.start();
        lifecycle.start();
        assertThat(environment.getProperty("local.dicom.port")).isEqualTo("4712");
    }
}
