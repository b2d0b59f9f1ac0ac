package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has to go where places or memory are short. */
@Timeout(60)
class WaitingRoomTest {
    private static final int STEP = 1 << 16;

    private final WaitingRoom room = new WaitingRoom(8, 2, 10L * STEP);
    private final List<Guest> guests = new ArrayList<>();
    private long now;

    /** Gives up when it is told to, at once or later, as a connection of this loop or of another does. */
    private final class Guest implements WaitingRoom.Occupant {
        private final Queue<Runnable> later = new ArrayDeque<>();
        private final boolean atOnce;
        private final WaitingRoom.Place place;
        private @Nullable String why;

        Guest(String address, boolean atOnce) {
            this.atOnce = atOnce;
            guests.add(this);
            place = room.enter(this, address(address), now++);
        }

        @Override
        public void onItsThread(Runnable step) {
            if (atOnce) {
                step.run();
            } else {
                later.add(step);
            }
        }

        @Override
        public void giveUp(WaitingRoom.Place asked, String reason) {
            assertThat(asked).isSameAs(place);
            why = reason;
            asked.leave();
        }

        boolean isThere() {
            return why == null;
        }

        void runLater() {
            while (!later.isEmpty()) {
                later.remove().run();
            }
        }
    }

    private Guest enter(String address) {
        return new Guest(address, true);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whereNothingIsShortNobodyGoes() {
        for (int i = 0; i < 4; i++) {
            enter("192.0.2.1").place.holdForHandler(2L * STEP);
        }

        assertThat(guests).allMatch(Guest::isThere);
        assertThat(room.count()).isEqualTo(4);
        assertThat(room.held()).isEqualTo(8L * STEP);
    }

    /** Four are half of the places. */
    @Test
    void onceHalfOfThePlacesAreTakenAnAddressHasItsShare() {
        for (int i = 0; i < 4; i++) {
            enter("192.0.2.1");
        }
        Guest fifth = enter("192.0.2.1");
        Guest other = enter("192.0.2.2");

        assertThat(guests.get(0).isThere()).as("the longest silent").isFalse();
        assertThat(guests.get(0).why).contains("Limits.maxPendingConnections");
        assertThat(fifth.isThere()).isTrue();
        assertThat(other.isThere()).isTrue();
        assertThat(room.count()).isEqualTo(5);
    }

    @Test
    void whoeverWasHeardLastStaysLongest() {
        for (int i = 0; i < 4; i++) {
            enter("192.0.2.1");
        }
        guests.get(0).place.heard(now++);
        enter("192.0.2.1");

        assertThat(guests.get(0).isThere()).isTrue();
        assertThat(guests.get(1).isThere()).isFalse();
    }

    /** As a clock does that has run for 292 years, or that began there. */
    @Test
    void theClockMayOverflow() {
        now = Long.MAX_VALUE - 2;
        for (int i = 0; i < 5; i++) {
            enter("192.0.2.1");
        }

        assertThat(guests.get(0).isThere()).isFalse();
        assertThat(guests.subList(1, 5)).allMatch(Guest::isThere);
    }

    @Test
    void whereAllPlacesAreTakenTheAddressWithMostLosesOne() {
        enter("192.0.2.1");
        enter("192.0.2.2");
        enter("192.0.2.2");
        for (int i = 3; i < 8; i++) {
            enter("192.0.2." + i);
        }
        Guest newcomer = enter("192.0.2.100");

        assertThat(newcomer.isThere()).isTrue();
        assertThat(guests.get(0).isThere())
                .as("longer silent, but of an address with one")
                .isTrue();
        assertThat(guests.get(1).isThere()).isFalse();
        assertThat(room.count()).isEqualTo(8);
    }

    @Test
    void aNewcomerFindsAPlaceAmongManyAddresses() {
        for (int i = 0; i < 100; i++) {
            assertThat(enter("192.0.2." + i).isThere()).isTrue();
            assertThat(room.count()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void ofVersion6ANetworkOf64BitsIsOneAddress() {
        for (int i = 0; i < 4; i++) {
            enter("2001:db8:0:1::" + (1 + i));
        }
        enter("2001:db8:0:1::99");
        enter("2001:db8:0:2::1");

        assertThat(guests.get(0).isThere()).isFalse();
        assertThat(guests.get(5).isThere()).isTrue();
    }

    @Test
    void aProxyHasNoShare() {
        for (int i = 0; i < 8; i++) {
            Guest[] proxied = new Guest[1];
            proxied[0] = new Guest("192.0.2." + (1 + i), true);
            proxied[0].place.leave();
            room.enterForProxy(proxied[0], address("192.0.2.200"), now++);
        }

        assertThat(guests).allMatch(Guest::isThere);
        assertThat(room.count()).isEqualTo(8);
    }

    @Test
    void whereMemoryIsShortWhoeverHoldsMostGoes() {
        Guest small = enter("192.0.2.1");
        Guest great = enter("192.0.2.2");
        Guest middling = enter("192.0.2.3");
        assertThat(small.place.holdForHandler(STEP)).isTrue();
        assertThat(great.place.holdForHandler(6L * STEP)).isTrue();
        assertThat(middling.place.holdForHandler(3L * STEP)).isTrue();

        assertThat(middling.place.holdForHandler(5L * STEP)).isTrue();
        assertThat(great.isThere()).isFalse();
        assertThat(great.why).contains("this one " + 6 * STEP, "Limits.maxPendingBytes");
        assertThat(small.isThere()).isTrue();
        assertThat(room.held()).isEqualTo(6L * STEP);
    }

    @Test
    void whoeverAsksForMostGoesItself() {
        Guest other = enter("192.0.2.1");
        Guest greedy = enter("192.0.2.2");
        assertThat(other.place.holdForHandler(4L * STEP)).isTrue();

        assertThat(greedy.place.holdForHandler(7L * STEP)).isFalse();
        assertThat(greedy.isThere()).isFalse();
        assertThat(other.isThere()).isTrue();
        assertThat(room.held()).isEqualTo(4L * STEP);
    }

    /** A step is no difference: an honest request is a little longer than another. */
    @Test
    void ofAboutEqualOnesTheLongestSilentGoes() {
        Guest first = enter("192.0.2.1");
        Guest second = enter("192.0.2.2");
        assertThat(first.place.holdForHandler(5L * STEP)).isTrue();
        assertThat(second.place.holdForHandler(4L * STEP)).isTrue();

        assertThat(second.place.holdForHandler(5L * STEP + 1)).isTrue();
        assertThat(first.isThere()).isFalse();
    }

    @Test
    void memoryOfTransportAndHandlerCountsTogether() {
        Guest guest = enter("192.0.2.1");
        assertThat(guest.place.holdForTransport(6L * STEP)).isTrue();
        assertThat(guest.place.holdForHandler(4L * STEP)).isTrue();
        assertThat(room.held()).isEqualTo(10L * STEP);
        assertThat(guest.place.holdForTransport(STEP)).isTrue();
        assertThat(room.held()).isEqualTo(5L * STEP);
        guest.place.leave();
        assertThat(room.held()).isZero();
    }

    /** Its loop has not come to it yet: its memory counts until then, its place does not. */
    @Test
    void whoeverHasToGoCountsUntilItHasGone() {
        Guest slow = new Guest("192.0.2.1", false);
        Guest other = enter("192.0.2.2");
        assertThat(slow.place.holdForHandler(9L * STEP)).isTrue();
        assertThat(other.place.holdForHandler(5L * STEP)).isTrue();
        assertThat(slow.isThere()).isTrue();
        assertThat(room.count()).isEqualTo(1);
        assertThat(room.held()).isEqualTo(14L * STEP);

        slow.runLater();
        assertThat(slow.isThere()).isFalse();
        assertThat(room.held()).isEqualTo(5L * STEP);
        assertThat(room.count()).isEqualTo(1);
    }

    /** While those that have to go have not gone, twice the memory is the end. */
    @Test
    void neverMoreThanTwiceTheMemoryIsHeld() {
        List<Guest> slow = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Guest guest = new Guest("192.0.2." + (1 + i), false);
            slow.add(guest);
            guest.place.holdForHandler(7L * STEP);
            assertThat(room.held()).isLessThanOrEqualTo(20L * STEP);
        }

        slow.forEach(Guest::runLater);
        assertThat(room.held()).isLessThanOrEqualTo(10L * STEP);
    }

    @Test
    void whoeverIsServedMeanwhileStays() {
        Guest slow = new Guest("192.0.2.1", false);
        slow.place.holdForHandler(9L * STEP);
        enter("192.0.2.2").place.holdForHandler(5L * STEP);
        slow.place.leave();
        slow.later.clear();

        assertThat(slow.isThere()).isTrue();
        assertThat(room.held()).isEqualTo(5L * STEP);
        assertThat(room.count()).isEqualTo(1);
    }

    @Test
    void aPlaceIsLeftOnce() {
        Guest guest = enter("192.0.2.1");
        guest.place.holdForHandler(STEP);
        guest.place.leave();
        guest.place.leave();
        assertThat(guest.place.holdForHandler(5L * STEP))
                .as("whoever is served asks nobody")
                .isTrue();

        assertThat(room.count()).isZero();
        assertThat(room.held()).isZero();
    }

    @Test
    void oneIsGivenUpWhereTheSystemIsShort() {
        enter("192.0.2.1");
        enter("192.0.2.2");
        room.giveUpOne("its descriptor is needed");

        assertThat(guests.get(0).why).isEqualTo("its descriptor is needed");
        assertThat(guests.get(1).isThere()).isTrue();
        room.giveUpOne("again");
        room.giveUpOne("nobody is left");
        assertThat(room.count()).isZero();
    }

    /** Counts are right whatever several loops do at once. */
    @Test
    void isSafeForManyThreads() throws Exception {
        List<CompletableFuture<Void>> loops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(i);
            loops.add(Loopback.worker(() -> {
                for (int n = 0; n < 5_000; n++) {
                    Passing passing = new Passing(address("192.0.2." + random.nextInt(6)));
                    passing.place.holdForHandler(random.nextInt(8 * STEP));
                    assertThat(room.held()).isBetween(0L, 20L * STEP);
                    passing.place.holdForTransport(random.nextInt(2 * STEP));
                    passing.place.leave();
                }
            }));
        }
        for (CompletableFuture<Void> loop : loops) {
            loop.get(30, TimeUnit.SECONDS);
        }

        assertThat(room.count()).isZero();
        assertThat(room.held()).isZero();
    }

    /** Goes at once, on whatever thread. */
    private final class Passing implements WaitingRoom.Occupant {
        private final WaitingRoom.Place place;

        Passing(InetAddress address) {
            place = room.enter(this, address, System.nanoTime());
        }

        @Override
        public void onItsThread(Runnable step) {
            step.run();
        }

        @Override
        public void giveUp(WaitingRoom.Place asked, String reason) {
            asked.leave();
        }
    }
}
