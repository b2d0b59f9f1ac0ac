package org.pacsscp.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.AeTitle;

/**
 * A person or a process that takes part in an event: ActiveParticipant (PS3.15 A.5.2). Its role follows from the event.
 *
 * @param userId who: for a person the name that the system knows, for a process its number or, seen from afar, its AE title
 * @param aeTitles the AE titles of a DICOM application, for AlternativeUserID; empty for a person
 * @param userName the name of a person, for people to read
 * @param requestor whether the event was asked for by this one; at most one participant of an event is it
 * @param accessPoint where on the network
 * @since 0.1.0
 */
public record Participant(
        String userId,
        List<AeTitle> aeTitles,
        Optional<String> userName,
        boolean requestor,
        Optional<NetworkAccessPoint> accessPoint) {
    /** Checks that all are there. */
    public Participant {
        Objects.requireNonNull(userId, "userId");
        aeTitles = List.copyOf(aeTitles);
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(accessPoint, "accessPoint");
    }

    /**
     * Describes a DICOM application that is known by its AE title.
     *
     * @param title the AE title, which becomes the user's id, too
     * @param accessPoint where it is
     * @param requestor whether the event was asked for by this one
     * @return the participant
     */
    public static Participant application(AeTitle title, NetworkAccessPoint accessPoint, boolean requestor) {
        return new Participant(title.value(), List.of(title), Optional.empty(), requestor, Optional.of(accessPoint));
    }

    /**
     * Describes a person.
     *
     * @param userId who it is
     * @param requestor whether the event was asked for by this one
     * @return the participant, from nowhere in particular
     */
    public static Participant person(String userId, boolean requestor) {
        return new Participant(userId, List.of(), Optional.empty(), requestor, Optional.empty());
    }

    /**
     * Says where it is.
     *
     * @param point where on the network
     * @return a new participant
     */
    public Participant at(NetworkAccessPoint point) {
        return new Participant(userId, aeTitles, userName, requestor, Optional.of(point));
    }
}
