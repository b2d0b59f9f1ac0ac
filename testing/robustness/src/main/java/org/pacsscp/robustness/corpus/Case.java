package org.pacsscp.robustness.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.testkit.wire.Bytes;

/** A named conversation and the answers that it must get. Immutable; each method returns another one that goes on. */
public final class Case {
    /** Which connections it is for. */
    public enum On {
        /** Any port, under TLS on a port of TLS. */
        ANY,
        /** A port of TLS, without TLS. */
        BARE_TLS_PORT
    }

    private final String name;
    private final String source;
    private final On on;
    private final int opening;
    private final boolean waiting;
    private final List<Step> steps;

    private Case(String name, String source, On on, int opening, boolean waiting, List<Step> steps) {
        this.name = name;
        this.source = source;
        this.on = on;
        this.opening = opening;
        this.waiting = waiting;
        this.steps = steps;
    }

    /**
     * Begins a case.
     *
     * @param name unlike all others
     * @param source the clause that it is about, or whom it has hurt
     */
    static Case named(String name, String source) {
        return new Case(name, source, On.ANY, 0, false, List.of());
    }

    Case on(On port) {
        return new Case(name, source, port, opening, waiting, steps);
    }

    /** What is heard up to here is only what leads to the case. */
    Case opened() {
        return new Case(name, source, on, (int) words().count(), waiting, steps);
    }

    Case say(byte[]... bytes) {
        return then(new Step.Say(Bytes.join(bytes), 1));
    }

    Case sayRepeatedly(int times, byte[] bytes) {
        return then(new Step.Say(bytes, times));
    }

    /** Hears these words, one after the other; words of which any is right have a bar between them. */
    Case hear(String... words) {
        return hearAtMost(Long.MAX_VALUE, words);
    }

    /** Hears these words in P-DATA-TF no longer than this. */
    Case hearAtMost(long maximumLength, String... words) {
        Case next = this;
        for (String word : words) {
            next = next.then(new Step.Hear(List.of(word.split("\\|")), maximumLength));
        }
        return next;
    }

    /** Hears these words, closes the sending side and hears the end of the stream. */
    Case answer(String... words) {
        return hear(words).fin();
    }

    /** Closes the sending side and hears the end of the stream. */
    Case fin() {
        return then(Step.End.FIN).hear("close");
    }

    Case rst() {
        return then(Step.End.RST);
    }

    /** Does nothing more; the acceptor's patience must end, with these words. */
    Case stall(String... words) {
        return waits().hear(words);
    }

    /** Sends the bytes slowly; the acceptor's patience must end, with these words. */
    Case drip(byte[] bytes, String word, String... more) {
        return waits().then(new Step.Drip(bytes, List.of(word))).hear(more);
    }

    private Case waits() {
        return new Case(name, source, on, opening, true, steps);
    }

    Case then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Case(name, source, on, opening, waiting, List.copyOf(longer));
    }

    public String name() {
        return name;
    }

    /** Returns the clause that it is about, or whom it has hurt. */
    public String source() {
        return source;
    }

    /** Returns on which connections it makes sense. */
    public On on() {
        return on;
    }

    /** Tells whether it waits until a deadline of the acceptor passes. */
    public boolean waiting() {
        return waiting;
    }

    List<Step> steps() {
        return steps;
    }

    private Stream<String> words() {
        return steps.stream()
                .flatMap(step -> step instanceof Step.Hear hear
                        ? Stream.of(String.join("|", hear.words()))
                        : step instanceof Step.Drip drip ? drip.words().stream() : Stream.empty());
    }

    /** Returns how many words are heard before it comes to the point. */
    int opening() {
        return opening;
    }

    /** Returns what must be heard once it comes to the point. */
    public String expected() {
        return Words.listed(words().skip(opening).toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
