package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
    /** A limit, its range and its default, as the Javadoc has them. */
    record Option(
            String name,
            long least,
            long most,
            long preset,
            ToLongFunction<Limits> get,
            ObjLongConsumer<Limits.Builder> set) {
        static Option ofInt(
                String name,
                int least,
                int most,
                int preset,
                ToLongFunction<Limits> get,
                ObjIntConsumer<Limits.Builder> set) {
            return new Option(
                    name, least, most, preset, get, (builder, value) -> set.accept(builder, Math.toIntExact(value)));
        }

        static Option ofLong(
                String name, long preset, ToLongFunction<Limits> get, ObjLongConsumer<Limits.Builder> set) {
            return ofLong(name, 0, preset, get, set);
        }

        static Option ofLong(
                String name, long least, long preset, ToLongFunction<Limits> get, ObjLongConsumer<Limits.Builder> set) {
            return new Option(name, least, Long.MAX_VALUE, preset, get, set);
        }

        Limits with(long value) {
            Limits.Builder builder = Limits.builder();
            set.accept(builder, value);
            return builder.build();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Option> options() {
        int max = Integer.MAX_VALUE;
        long quarterOfTheHeap = Runtime.getRuntime().maxMemory() / 4;
        return List.of(
                Option.ofInt("maxAssociations", 1, max, 100, Limits::maxAssociations, Limits.Builder::maxAssociations),
                Option.ofInt(
                        "maxPendingConnectionsPerAddress",
                        1,
                        max,
                        32,
                        Limits::maxPendingConnectionsPerAddress,
                        Limits.Builder::maxPendingConnectionsPerAddress),
                Option.ofInt(
                        "maxPendingConnections",
                        1,
                        max,
                        1000,
                        Limits::maxPendingConnections,
                        Limits.Builder::maxPendingConnections),
                Option.ofLong(
                        "maxPendingBytes",
                        68,
                        Math.min(16777216, quarterOfTheHeap / 2),
                        Limits::maxPendingBytes,
                        Limits.Builder::maxPendingBytes),
                Option.ofInt("backlog", 1, max, 1024, Limits::backlog, Limits.Builder::backlog),
                Option.ofInt("maxPduLength", 8, max, 65536, Limits::maxPduLength, Limits.Builder::maxPduLength),
                Option.ofInt(
                        "maxAssociatePduLength",
                        68,
                        16777216,
                        1048576,
                        Limits::maxAssociatePduLength,
                        Limits.Builder::maxAssociatePduLength),
                Option.ofInt(
                        "maxCommandSetLength",
                        256,
                        16777216,
                        65536,
                        Limits::maxCommandSetLength,
                        Limits.Builder::maxCommandSetLength),
                Option.ofInt("minReceiveRate", 0, max, 1024, Limits::minReceiveRate, Limits.Builder::minReceiveRate),
                Option.ofLong("maxDataSetLength", 0, Limits::maxDataSetLength, Limits.Builder::maxDataSetLength),
                Option.ofLong(
                        "maxUnreadDataSetLength",
                        67108864,
                        Limits::maxUnreadDataSetLength,
                        Limits.Builder::maxUnreadDataSetLength),
                Option.ofLong(
                        "maxDataInMemory", quarterOfTheHeap, Limits::maxDataInMemory, Limits.Builder::maxDataInMemory),
                Option.ofInt("maxOperations", 1, 65535, 1, Limits::maxOperations, Limits.Builder::maxOperations));
    }

    static Stream<Option> optionsWithAnUpperEnd() {
        return options().stream().filter(option -> option.most < Integer.MAX_VALUE);
    }

    @Test
    void areAllLookedAtHere() {
        assertThat(Arrays.stream(Limits.class.getDeclaredMethods())
                        .filter(method -> method.getReturnType().isPrimitive())
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        options().stream().map(Option::name).toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void haveDefaults(Option option) {
        assertThat(option.get.applyAsLong(Limits.defaults())).isEqualTo(option.preset);
        assertThat(option.get.applyAsLong(Limits.builder().build())).isEqualTo(option.preset);
    }

    @ParameterizedTest
    @MethodSource("options")
    void takeBothEndsOfTheirRange(Option option) {
        assertThat(option.get.applyAsLong(option.with(option.least))).isEqualTo(option.least);
        assertThat(option.get.applyAsLong(option.with(option.most))).isEqualTo(option.most);
    }

    @ParameterizedTest
    @MethodSource("options")
    void refuseWhatIsBelow(Option option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.with(option.least - 1))
                .withMessageStartingWith("limit %s is %d; it must be %d ", option.name, option.least - 1, option.least);
    }

    @ParameterizedTest
    @MethodSource("optionsWithAnUpperEnd")
    void refuseWhatIsAbove(Option option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.with(option.most + 1))
                .withMessage(
                        "limit %s is %d; it must be %d to %d", option.name, option.most + 1, option.least, option.most);
    }

    @Test
    void areKeptByToBuilder() {
        Limits.Builder builder = Limits.builder();
        Map<String, Long> expected = new TreeMap<>();
        for (Option option : options()) {
            long value = 1000L + expected.size();
            option.set.accept(builder, value);
            expected.put(option.name, value);
        }
        Limits limits = builder.build();
        assertThat(values(limits)).isEqualTo(expected);
        assertThat(values(limits.toBuilder().build())).isEqualTo(expected);
    }

    @Test
    void doNotChangeWithTheirBuilder() {
        Limits.Builder builder = Limits.builder();
        Limits limits = builder.maxAssociations(1).build();
        builder.maxAssociations(2);
        assertThat(limits.maxAssociations()).isEqualTo(1);
        assertThat(Limits.defaults().maxAssociations()).isEqualTo(100);
    }

    private static Map<String, Long> values(Limits limits) {
        Map<String, Long> values = new TreeMap<>();
        options().forEach(option -> values.put(option.name, option.get.applyAsLong(limits)));
        return values;
    }
}
