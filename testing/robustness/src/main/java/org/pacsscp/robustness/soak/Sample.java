package org.pacsscp.robustness.soak;

/**
 * What was seen at some time.
 *
 * @param seconds since the begin
 * @param perSecond operations of honest peers, since the sample before
 * @param medianMicros half of these took no longer
 * @param p99Micros 99 of 100 took no longer
 * @param vitals of the acceptor
 */
record Sample(double seconds, double perSecond, long medianMicros, long p99Micros, Vitals vitals) {}
