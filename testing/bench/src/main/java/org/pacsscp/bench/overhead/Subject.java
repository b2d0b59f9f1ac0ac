package org.pacsscp.bench.overhead;

/** What is switched on in every other turn. */
enum Subject {
    /** Nothing: how far two of the same lie apart. */
    NOTHING("two servers of one process, neither with metrics"),
    /** {@code PacsScpMetrics} over a {@code SimpleMeterRegistry}. */
    METRICS("one with PacsScpMetrics over a SimpleMeterRegistry"),
    /** A recording of the Flight Recorder. */
    RECORDING("a recording of the Flight Recorder, on and off in turns");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
