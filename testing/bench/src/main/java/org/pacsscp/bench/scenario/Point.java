package org.pacsscp.bench.scenario;

/**
 * One number or size with which a scenario is measured.
 *
 * @param name as reports have it
 * @param work what is done
 * @param idle how many more associations are open meanwhile
 */
record Point(String name, Work work, int idle) {
    Point(String name, Work work) {
        this(name, work, 0);
    }

    int connections() {
        return work.connections() + idle;
    }

    Point atMost(int associations) {
        return new Point(name, work.atMost(associations), Math.min(associations, idle));
    }
}
