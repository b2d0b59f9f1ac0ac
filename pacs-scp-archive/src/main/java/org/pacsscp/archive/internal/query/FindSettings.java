package org.pacsscp.archive.internal.query;

import java.time.ZoneId;
import java.util.Optional;
import org.pacsscp.api.AeTitle;

/**
 * How queries are answered.
 *
 * @param retrieveAeTitle where instances can be retrieved; as the peer has called us if that is not said
 * @param answerLimit how many matches are sent
 * @param localZone the time zone of what is written without an offset from UTC
 */
public record FindSettings(Optional<AeTitle> retrieveAeTitle, long answerLimit, ZoneId localZone) {}
