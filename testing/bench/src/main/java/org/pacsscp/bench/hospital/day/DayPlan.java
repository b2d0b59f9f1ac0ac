package org.pacsscp.bench.hospital.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * All studies of some hours in a group of hospitals. The same arguments make the same plan.
 *
 * @param studies by time
 */
public record DayPlan(List<PlannedStudy> studies) {
    public DayPlan {
        studies = List.copyOf(studies);
    }

    /** When a study of which nothing else is known is sent. */
    private record Arrival(ImageKind kind, double hour, int images) {}

    /**
     * Makes a plan: each hour has what its share of the day comes to, at moments that are drawn evenly.
     *
     * @param day of one hospital
     * @param hospitals how many there are; half a one is one with half the studies
     * @param hours which
     * @param seed what is drawn begins with
     */
    public static DayPlan of(HospitalDay day, double hospitals, Hours hours, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (ImageKind kind : ImageKind.values()) {
            arrive(day, kind, hospitals, hours, random, arrivals);
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::hour));
        return new DayPlan(studies(arrivals, day.habits(), random));
    }

    /** What is left of an hour's fraction of a study counts in the next one. */
    private static void arrive(
            HospitalDay day,
            ImageKind kind,
            double hospitals,
            Hours hours,
            SplittableRandom random,
            List<Arrival> arrivals) {
        Rate rate = day.rate(kind);
        double due = 0;
        long made = 0;
        for (int hour = hours.from(); hour < hours.to(); hour++) {
            due += hospitals * rate.studies() * day.curve().share(hour);
            for (; made < Math.round(due); made++) {
                // Half to one and a half times the mean.
                int images = (int) Math.max(1, Math.round(rate.images() * (0.5 + random.nextDouble())));
                arrivals.add(new Arrival(kind, hour + random.nextDouble(), images));
            }
        }
    }

    private static List<PlannedStudy> studies(List<Arrival> arrivals, Habits habits, SplittableRandom random) {
        Map<ImageKind, List<PlannedStudy>> earlier = new EnumMap<>(ImageKind.class);
        List<PlannedStudy> studies = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            int number = studies.size();
            List<PlannedStudy> before = earlier.computeIfAbsent(arrival.kind(), kind -> new ArrayList<>());
            boolean compared = random.nextDouble() < habits.priorShare() && !before.isEmpty();
            OptionalInt prior = OptionalInt.empty();
            int patient = number;
            if (compared) {
                PlannedStudy chosen = before.get(random.nextInt(before.size()));
                prior = OptionalInt.of(chosen.number());
                patient = chosen.patient();
            }
            PlannedStudy study = new PlannedStudy(
                    number,
                    arrival.kind(),
                    arrival.hour(),
                    arrival.images(),
                    patient,
                    prior,
                    random.nextDouble() < habits.routedShare(),
                    random.nextDouble() < habits.readShare(),
                    random.nextDouble() < habits.moveShare());
            before.add(study);
            studies.add(study);
        }
        return studies;
    }

    /** How many images there are. */
    public long images() {
        return studies.stream().mapToLong(PlannedStudy::images).sum();
    }

    /** The images of studies that are sent in an hour. */
    public long images(int hour) {
        return studies.stream()
                .filter(study -> (int) study.hour() == hour)
                .mapToLong(PlannedStudy::images)
                .sum();
    }
}
