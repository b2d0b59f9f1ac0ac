package org.pacsscp.bench.hospital.day;

import java.util.OptionalInt;

/**
 * A study that will be made, sent and read.
 *
 * @param number its place in the plan, by time
 * @param kind what it consists of
 * @param hour when it is sent: 9.5 is half past nine
 * @param images how many
 * @param patient the number of the first study of its patient
 * @param prior the earlier study that is compared with it; empty if there is none
 * @param routed whether a router sends it
 * @param read whether a reader gets it
 * @param moved whether by C-MOVE
 */
public record PlannedStudy(
        int number,
        ImageKind kind,
        double hour,
        int images,
        int patient,
        OptionalInt prior,
        boolean routed,
        boolean read,
        boolean moved) {}
