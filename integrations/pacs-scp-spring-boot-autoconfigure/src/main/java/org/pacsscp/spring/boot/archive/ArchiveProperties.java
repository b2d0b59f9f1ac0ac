package org.pacsscp.spring.boot.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.storage.DuplicatePolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * An archive: there is one if it has a directory, and pacs-scp-archive is there.
 *
 * @param directory where the files are, and the embedded catalog; made if only its parent is there
 * @param embeddedCatalog whether the catalog is in a file of the directory even if the application has a DataSource
 * @param fsync whether an instance and its row are on the disk before success is answered
 * @param node the name of this process among those that share the directory; none shares it by default
 * @param journal the file that outlives crashes, for a store that is a bean; in the directory by default
 * @param names where instances go in the directory, as a template of attributes; by study and series by default
 * @param duplicates what becomes of an instance that is stored already
 * @param quota how much the instances may take; no quota by default
 * @param minimumFreeSpace how much of the disk is left to others
 * @param studyCompleteAfter after which time without an instance of a study listeners are told that it is complete; never by default
 * @param transferSyntaxes the UIDs of the transfer syntaxes that are accepted, in order of preference; any by default
 * @param anySopClass whether SOP classes are stored that the standard does not know
 * @param retrieveAeTitle what answers name as Retrieve AE Title; by default the title by which the peer has called
 * @param answerLimit how many matches a query is answered with; all by default
 * @param localZone the time zone of dates and times that are stored without an offset from UTC; that of this machine by default
 * @param peers destinations of C-MOVE, and those who are told of storage commitments, as AET@HOST:PORT
 * @since 0.1.0
 */
@ConfigurationProperties(ArchiveProperties.PREFIX)
public record ArchiveProperties(
        @Nullable Path directory,
        @DefaultValue("false") boolean embeddedCatalog,
        @DefaultValue("false") boolean fsync,
        @Nullable String node,
        @Nullable Path journal,
        @Nullable String names,
        @DefaultValue("same-bytes") DuplicatePolicy duplicates,
        @Nullable DataSize quota,
        @DefaultValue("256MB") DataSize minimumFreeSpace,
        @Nullable Duration studyCompleteAfter,
        @DefaultValue List<String> transferSyntaxes,
        @DefaultValue("false") boolean anySopClass,
        @Nullable String retrieveAeTitle,
        @Nullable Long answerLimit,
        @Nullable ZoneId localZone,
        @DefaultValue List<String> peers) {
    static final String PREFIX = "pacs-scp.archive";
}
