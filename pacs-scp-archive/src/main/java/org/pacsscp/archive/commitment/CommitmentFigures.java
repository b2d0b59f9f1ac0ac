package org.pacsscp.archive.commitment;

/**
 * What became of the requests for storage commitment, and how many are open, at one moment: for monitoring.
 *
 * @param reported how many requests this process has answered since its service was made: their report was taken by the peer
 * @param committed how many instances were committed in them
 * @param notCommitted how many instances were not
 * @param givenUp how many requests nobody could be told of for three days
 * @param waiting how many requests are in the log, for all processes that share it; those are among them that are being answered
 * @since 0.1.0
 */
public record CommitmentFigures(long reported, long committed, long notCommitted, long givenUp, long waiting) {}
