package org.pacsscp.examples.config;

/**
 * An entry of a file of properties.
 *
 * @param key what it is for
 * @param value without what was escaped
 * @param line where it begins, from 1
 */
record ConfigEntry(String key, String value, int line) {}
