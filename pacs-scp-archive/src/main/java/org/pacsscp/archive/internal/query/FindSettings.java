package org.pacsscp.archive.internal.query;

import java.time.ZoneOffset;
import java.util.Optional;
import org.pacsscp.api.AeTitle;

/**
 * How queries are answered.
 *
 * @param retrieveAeTitle where instances can be retrieved; as the peer has called us if that is not said
 * @param answerLimit how many matches are sent
 * @param localOffset the offset from UTC of what is stored without one
 */
public record FindSettings(Optional<AeTitle> retrieveAeTitle, long answerLimit, ZoneOffset localOffset) {}
