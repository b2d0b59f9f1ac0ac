package org.pacsscp.examples.window;

/**
 * Something that a person has to put right.
 *
 * @param place where
 * @param message what is wrong, and what to do
 */
public record Problem(Place place, String message) {}
