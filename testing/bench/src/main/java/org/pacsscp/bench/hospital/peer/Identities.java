package org.pacsscp.bench.hospital.peer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.pacsscp.api.Uid;
import org.pacsscp.bench.hospital.day.PlannedStudy;

/**
 * What invented studies are called. The same seed makes the same names, and another one makes others.
 *
 * @param seed of the plan
 */
public record Identities(long seed) {
    /** All are of one day, a Monday. */
    static final String DATE = "20260112";

    String patientId(PlannedStudy study) {
        return patientPrefix() + study.patient();
    }

    /** What all patients of this seed have before their numbers. */
    String patientPrefix() {
        return "INVENTED-" + seed + "-";
    }

    Uid study(int number) {
        return uid("study", number, 0);
    }

    Uid series(int number) {
        return uid("series", number, 0);
    }

    Uid instance(int number, int image) {
        return uid("instance", number, image);
    }

    /** A UUID of a name, as PS3.5 Annex B.2 makes a UID of it. */
    private Uid uid(String what, int number, int image) {
        String name = what + " " + seed + " " + number + " " + image;
        UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Uid.of("2.25." + new BigInteger(uuid.toString().replace("-", ""), 16));
    }

    /** A time of day as TM has it. */
    static String time(double hour) {
        long seconds = Math.max(0, Math.min(24 * 3600 - 1, Math.round(hour * 3600)));
        return "%02d%02d%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
