package org.pacsscp.bench.hospital.figure;

/**
 * What the machine did in a stretch of time.
 *
 * @param server seconds of a processor in each second, of the archive's processes; what stands before them counts, too
 * @param database the same of the processes of PostgreSQL; 0 without
 * @param generator the same of the load program
 * @param machine the share of all processors' time that was not idle, whoever used it
 * @param disk the share of the time in which the busiest disk had something to do
 * @param writtenBytes that went to that disk
 * @param residentBytes of the archive's processes at the end
 */
public record Load(
        double server,
        double database,
        double generator,
        double machine,
        double disk,
        long writtenBytes,
        long residentBytes) {}
