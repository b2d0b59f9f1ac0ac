package org.pacsscp.bench.load;

/** Counts associations as they end. */
record Releasing(Loop loop) implements Steps {
    @Override
    public void released(Association association) {
        loop.done();
    }
}
