package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AssociationRateTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Near the end of its range, over which System.nanoTime() may run. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - MINUTE.toNanos());

    private final AssociationRate threeAMinute = new AssociationRate(3, MINUTE, now::get);

    @Test
    void letsAWholeAllowanceInAtOnce() throws UnknownHostException {
        assertThat(accepted("10.0.0.1", 5)).isEqualTo(3);
    }

    @Test
    void countsEachAddressForItself() throws UnknownHostException {
        assertThat(accepted("10.0.0.1", 5)).isEqualTo(3);
        assertThat(accepted("10.0.0.2", 5)).isEqualTo(3);
    }

    @Test
    void countsA64OfIpv6AsOneAddress() throws UnknownHostException {
        assertThat(accepted("2001:db8:0:1::1", 2)).isEqualTo(2);
        assertThat(accepted("2001:db8:0:1:ffff::2", 5)).isEqualTo(1);
        assertThat(accepted("2001:db8:0:2::1", 5)).isEqualTo(3);
    }

    @Test
    void letsOneInWhenItsShareOfThePeriodHasPassed() throws UnknownHostException {
        assertThat(accepted("10.0.0.1", 5)).isEqualTo(3);
        now.addAndGet(Duration.ofSeconds(20).toNanos() - 1);
        assertThat(accepted("10.0.0.1", 1)).isZero();
        now.incrementAndGet();
        assertThat(accepted("10.0.0.1", 2)).isEqualTo(1);
    }

    @Test
    void forgivesAllAfterAQuietPeriodButNoMore() throws UnknownHostException {
        assertThat(accepted("10.0.0.1", 5)).isEqualTo(3);
        now.addAndGet(MINUTE.multipliedBy(10).toNanos());
        assertThat(accepted("10.0.0.1", 5)).isEqualTo(3);
    }

    @Test
    void rejectsForNow() throws UnknownHostException {
        accepted("10.0.0.1", 3);
        assertThat(threeAMinute.decide(from("10.0.0.1")))
                .isEqualTo(AssociationDecision.reject(
                        RejectReason.TEMPORARY_CONGESTION, "more than 3 associations from its address in PT1M"));
    }

    @Test
    void refusesRatesOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> AssociationPolicy.maxRatePerAddress(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> AssociationPolicy.maxRatePerAddress(1, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssociationPolicy.maxRatePerAddress(1, MINUTE.negated()))
                .withMessage("rate of 1 associations in PT-1M; both must be more than zero");
    }

    private int accepted(String address, int attempts) throws UnknownHostException {
        int accepted = 0;
        for (int i = 0; i < attempts; i++) {
            if (threeAMinute.decide(from(address)).equals(AssociationDecision.accept())) {
                accepted++;
            }
        }
        return accepted;
    }

    private static AssociationRequest from(String address) throws UnknownHostException {
        AssociationRequest request = mock(AssociationRequest.class);
        when(request.remoteAddress()).thenReturn(new InetSocketAddress(InetAddress.getByName(address), 50000));
        return request;
    }
}
