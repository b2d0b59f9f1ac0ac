package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeoutsTest {
    /** A timeout and its default in seconds, as the Javadoc has them. */
    record Option(
            String name, long preset, Function<Timeouts, Duration> get, BiConsumer<Timeouts.Builder, Duration> set) {
        Timeouts with(Duration value) {
            Timeouts.Builder builder = Timeouts.builder();
            set.accept(builder, value);
            return builder.build();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Option> options() {
        return List.of(
                new Option("connect", 10, Timeouts::connect, Timeouts.Builder::connect),
                new Option("accept", 30, Timeouts::accept, Timeouts.Builder::accept),
                new Option("artim", 30, Timeouts::artim, Timeouts.Builder::artim),
                new Option("request", 30, Timeouts::request, Timeouts.Builder::request),
                new Option("decision", 10, Timeouts::decision, Timeouts.Builder::decision),
                new Option("idle", 60, Timeouts::idle, Timeouts.Builder::idle),
                new Option("write", 30, Timeouts::write, Timeouts.Builder::write),
                new Option("release", 10, Timeouts::release, Timeouts.Builder::release),
                new Option("tlsHandshake", 10, Timeouts::tlsHandshake, Timeouts.Builder::tlsHandshake),
                new Option("operation", 0, Timeouts::operation, Timeouts.Builder::operation),
                new Option("response", 60, Timeouts::response, Timeouts.Builder::response),
                new Option("drain", 30, Timeouts::drain, Timeouts.Builder::drain));
    }

    @Test
    void areAllLookedAtHere() {
        assertThat(Arrays.stream(Timeouts.class.getDeclaredMethods())
                        .filter(method -> method.getReturnType() == Duration.class)
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        options().stream().map(Option::name).toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void haveDefaults(Option option) {
        assertThat(option.get.apply(Timeouts.defaults())).hasSeconds(option.preset);
        assertThat(option.get.apply(Timeouts.builder().build())).hasSeconds(option.preset);
    }

    @ParameterizedTest
    @MethodSource("options")
    void takeZeroToAYear(Option option) {
        for (Duration value : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(365))) {
            assertThat(option.get.apply(option.with(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void refuseOthers(Option option) {
        for (Duration value : List.of(
                Duration.ofNanos(-1),
                Duration.ofDays(365).plusNanos(1),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> option.with(value))
                    .withMessage("timeout %s is %s; it must be zero to 365 days", option.name, value);
        }
    }

    @Test
    void areKeptByToBuilder() {
        Timeouts.Builder builder = Timeouts.builder();
        Map<String, Duration> expected = new TreeMap<>();
        for (Option option : options()) {
            Duration value = Duration.ofMinutes(expected.size() + 2);
            option.set.accept(builder, value);
            expected.put(option.name, value);
        }
        Timeouts timeouts = builder.build();
        assertThat(values(timeouts)).isEqualTo(expected);
        assertThat(values(timeouts.toBuilder().build())).isEqualTo(expected);
    }

    @Test
    void doNotChangeWithTheirBuilder() {
        Timeouts.Builder builder = Timeouts.builder();
        Timeouts timeouts = builder.idle(Duration.ofSeconds(1)).build();
        builder.idle(Duration.ofSeconds(2));
        assertThat(timeouts.idle()).hasSeconds(1);
        assertThat(Timeouts.defaults().idle()).hasSeconds(60);
    }

    private static Map<String, Duration> values(Timeouts timeouts) {
        Map<String, Duration> values = new TreeMap<>();
        options().forEach(option -> values.put(option.name, option.get.apply(timeouts)));
        return values;
    }
}
