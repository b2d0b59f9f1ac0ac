package org.pacsscp.dataset;

/**
 * Bytes that came or were built, and the index of the elements in them. Neither changes, so that data sets share them.
 *
 * @param bytes values, and headers where they came with some
 * @param index entries and records as {@link Entry} describes
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Shared within the package, which never changes them and compares identities.
record Origin(byte[] bytes, int[] index) {}
