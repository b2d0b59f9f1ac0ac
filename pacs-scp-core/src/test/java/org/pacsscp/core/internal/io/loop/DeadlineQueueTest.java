package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.core.internal.io.FakeTime;

class DeadlineQueueTest {
    private final FakeTime time = new FakeTime();
    private final DeadlineQueue queue = new DeadlineQueue(time);
    private final List<String> passed = new ArrayList<>();

    @Test
    void deadlinesPassInTheOrderOfTheirMoments() {
        deadline("c").set(30);
        deadline("a").set(10);
        deadline("b").set(20);

        assertPassedAfter(9);
        assertPassedAfter(1, "a");
        assertPassedAfter(20, "b", "c");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aDeadlineThatWasClearedDoesNotPass() {
        Deadline cleared = deadline("cleared");
        cleared.set(10);
        deadline("kept").set(20);
        cleared.clear();
        cleared.clear();

        assertThat(queue.size()).isEqualTo(1);
        assertPassedAfter(30, "kept");
    }

    @Test
    void settingADeadlineToZeroClearsIt() {
        Deadline cleared = deadline("cleared");
        cleared.set(10);
        cleared.set(0);

        assertThat(queue.size()).isZero();
        assertPassedAfter(30);
    }

    @Test
    void aDeadlineThatWasPutOffPassesAtItsLaterMoment() {
        Deadline putOff = deadline("put off");
        putOff.set(10);
        deadline("other").set(15);
        putOff.set(20);

        assertPassedAfter(10);
        assertPassedAfter(5, "other");
        assertPassedAfter(4);
        assertPassedAfter(1, "put off");
    }

    @Test
    void aDeadlineThatWasBroughtForwardPassesAtItsEarlierMoment() {
        Deadline broughtForward = deadline("brought forward");
        deadline("other").set(15);
        broughtForward.set(20);
        broughtForward.set(10);

        assertPassedAfter(10, "brought forward");
        assertPassedAfter(20, "other");
    }

    @Test
    void aDeadlineThatSetsItselfPassesOnceEachTime() {
        Deadline[] again = new Deadline[1];
        again[0] = new Deadline(queue, () -> {
            passed.add("again");
            again[0].set(10);
        });
        again[0].set(10);

        assertPassedAfter(10, "again");
        assertPassedAfter(9);
        assertPassedAfter(100, "again");
    }

    @Test
    void aDeadlineMayClearAnotherThatIsDueToo() {
        Deadline second = deadline("second");
        second.set(20);
        new Deadline(queue, second::clear).set(10);

        assertPassedAfter(30);
    }

    @Test
    void tellsHowLongItIsUntilTheNext() {
        assertThat(queue.untilNext()).isEqualTo(Long.MAX_VALUE);

        Deadline deadline = deadline("a");
        deadline.set(10);
        assertThat(queue.untilNext()).isEqualTo(10);

        time.advance(3);
        assertThat(queue.untilNext()).isEqualTo(7);

        time.advance(8);
        assertThat(queue.untilNext()).isZero();
    }

    @Test
    void aDeadlineOfTheGreatestDelayNeverPasses() {
        deadline("never").set(Long.MAX_VALUE);

        assertPassedAfter(Long.MAX_VALUE / 2);
        assertPassedAfter(Long.MAX_VALUE / 2);
    }

    /** Against a model that looks at every deadline each time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesAsAListWould(long seed) {
        Random random = new Random(seed);
        List<OptionalLong> model = new ArrayList<>(
                IntStream.range(0, 60).mapToObj(i -> OptionalLong.empty()).toList());
        List<Integer> happened = new ArrayList<>();
        List<Deadline> deadlines = IntStream.range(0, model.size())
                .mapToObj(i -> new Deadline(queue, () -> {
                    happened.add(i);
                    assertThat(model.get(i)).as("deadline %d", i).isPresent();
                    model.set(i, OptionalLong.empty());
                }))
                .toList();
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int i = random.nextInt(model.size());
            switch (random.nextInt(8)) {
                case 0 -> {
                    deadlines.get(i).clear();
                    model.set(i, OptionalLong.empty());
                }
                case 1 -> {
                    int by = random.nextInt(20);
                    time.advance(by);
                    now += by;
                    assertSamePasses(model, happened, now);
                }
                default -> {
                    int delay = 1 + random.nextInt(200);
                    deadlines.get(i).set(delay);
                    model.set(i, OptionalLong.of(now + delay));
                }
            }
            assertThat(queue.size()).isEqualTo((int)
                    model.stream().filter(OptionalLong::isPresent).count());
        }
        assertThat(happened).hasSizeGreaterThan(1_000);
    }

    private void assertSamePasses(List<OptionalLong> model, List<Integer> happened, long now) {
        List<OptionalLong> before = List.copyOf(model);
        int alreadyHappened = happened.size();
        OptionalLong next = before.stream().flatMapToLong(OptionalLong::stream).min();
        assertThat(queue.untilNext())
                .isLessThanOrEqualTo(next.isPresent() ? Math.max(0, next.getAsLong() - now) : Long.MAX_VALUE);

        queue.runPassed();

        List<Integer> newly = happened.subList(alreadyHappened, happened.size());
        assertThat(newly)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, before.size())
                        .filter(i -> before.get(i).orElse(Long.MAX_VALUE) <= now)
                        .boxed()
                        .toList())
                .isSortedAccordingTo((a, b) ->
                        Long.compare(before.get(a).getAsLong(), before.get(b).getAsLong()));
    }

    private Deadline deadline(String name) {
        return new Deadline(queue, () -> passed.add(name));
    }

    private void assertPassedAfter(long nanos, String... names) {
        passed.clear();
        time.advance(nanos);
        queue.runPassed();
        assertThat(passed).containsExactly(names);
    }
}
