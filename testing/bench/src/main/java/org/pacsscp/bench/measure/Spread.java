package org.pacsscp.bench.measure;

/** How far rounds lie apart. */
public enum Spread {
    /** From the least to the greatest. */
    RANGE("min – max"),
    /** The middle half of them. */
    QUARTILES("quartiles");

    private final String label;

    Spread(String label) {
        this.label = label;
    }

    /** What a column of it is called. */
    public String label() {
        return label;
    }

    /** Its lower end. */
    public double lower(Summary summary) {
        return this == RANGE ? summary.min() : summary.lowerQuartile();
    }

    /** Its upper end. */
    public double upper(Summary summary) {
        return this == RANGE ? summary.max() : summary.upperQuartile();
    }
}
