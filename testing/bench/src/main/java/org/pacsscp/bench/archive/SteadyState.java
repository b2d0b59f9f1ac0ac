package org.pacsscp.bench.archive;

import java.io.IOException;
import java.util.List;

/**
 * Lets servers do the same work until that makes none of them faster: how long a virtual machine compiles depends on the machine, and on
 * what else it has to do.
 *
 * @param fewest so many pieces of work are done in any case
 * @param most so many are enough, whatever they gain
 */
record SteadyState(int fewest, int most) {
    /** What a piece must gain on the best one before. */
    private static final double GAIN = 0.05;

    /** One that gains nothing may have been disturbed. */
    private static final int WITHOUT_GAIN = 2;

    /** Some work of one server. */
    @FunctionalInterface
    interface Work {
        /** Does a piece of it; returns how long that took, in seconds. */
        double seconds() throws IOException, InterruptedException;
    }

    /**
     * Does a piece of each work in turns, until each of them has once gained nothing by two in a row. Who is steady goes on with the
     * others: none has rested when it begins to count.
     *
     * @return how many pieces were done of each
     */
    int reach(List<Work> works) throws IOException, InterruptedException {
        List<Course> courses = works.stream().map(Course::new).toList();
        int done = 0;
        while (done < fewest || (done < most && !courses.stream().allMatch(Course::isSteady))) {
            for (Course course : courses) {
                course.goOn();
            }
            done++;
        }
        return done;
    }

    /** How one of the works goes. */
    private static final class Course {
        private final Work work;
        private double best = Double.POSITIVE_INFINITY;
        private int withoutGain;
        private boolean isSteady;

        Course(Work work) {
            this.work = work;
        }

        void goOn() throws IOException, InterruptedException {
            double seconds = work.seconds();
            withoutGain = seconds < best * (1 - GAIN) ? 0 : withoutGain + 1;
            best = Math.min(best, seconds);
            isSteady |= withoutGain >= WITHOUT_GAIN;
        }

        boolean isSteady() {
            return isSteady;
        }
    }
}
