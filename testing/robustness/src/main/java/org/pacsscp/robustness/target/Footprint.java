package org.pacsscp.robustness.target;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has, after a collection of garbage.
 *
 * @param heapBytes that are in use
 * @param threads that live
 * @param descriptors that are open; -1 where the system does not tell
 */
public record Footprint(long heapBytes, int threads, long descriptors) {
    /** Collects garbage and looks. */
    public static Footprint take() {
        System.gc();
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptors);
    }

    @Override
    public String toString() {
        return "heap " + heapBytes + " bytes, " + threads + " threads, " + descriptors + " descriptors";
    }
}
