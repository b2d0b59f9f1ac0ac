package org.pacsscp.bench.hospital;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.Timeouts;
import org.pacsscp.bench.hospital.day.DayPlan;
import org.pacsscp.bench.hospital.day.HospitalDay;
import org.pacsscp.bench.hospital.figure.Step;
import org.pacsscp.bench.hospital.figure.Stretch;
import org.pacsscp.bench.hospital.figure.Tally;
import org.pacsscp.bench.hospital.figure.Traffic;
import org.pacsscp.bench.hospital.figure.Verdict;
import org.pacsscp.bench.hospital.peer.Identities;
import org.pacsscp.bench.hospital.peer.Images;
import org.pacsscp.bench.hospital.peer.MoveDestination;
import org.pacsscp.bench.hospital.peer.Reader;
import org.pacsscp.bench.hospital.peer.Receiver;
import org.pacsscp.bench.hospital.peer.Sender;
import org.pacsscp.bench.hospital.site.Site;
import org.pacsscp.client.ServiceClassUser;

/**
 * Has so many hospitals work on an archive.
 *
 * @param day of one hospital
 * @param pace how the day passes
 * @param peers how many associations at once
 * @param movePort where the workstations listen; 0 for any free port
 * @param patience how long what is left after the last hour is waited for
 */
record HospitalRun(HospitalDay day, Pace pace, Peers peers, int movePort, Duration patience) {
    /** Longer than any wait for a machine that is at its limit. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    /** Makes an archive, once it is known where C-MOVE is to send to. */
    interface SiteFactory {
        Site open(String peer) throws IOException;
    }

    /**
     * Does one step.
     *
     * @param archive what it is called in the report
     * @param sites makes it
     * @param hospitals how many
     * @param seed of the plan; an archive that has seen it does not see it again
     */
    Step step(String archive, SiteFactory sites, double hospitals, long seed) throws IOException, InterruptedException {
        Identities identities = new Identities(seed);
        DayPlan plan = DayPlan.of(day, hospitals, pace.hours(), seed);
        Tally tally = new Tally();
        Receiver receiver = new Receiver(tally);
        try (MoveDestination destination = MoveDestination.start(movePort, receiver);
                Site site = sites.open(MoveDestination.AE_TITLE + "@127.0.0.1:" + destination.port());
                Client client = client("MODALITY").build();
                ServiceClassUser user = ServiceClassUser.of(client("READER"))) {
            Sender sender = new Sender(client, site.archive(), new Images(identities, day), tally);
            Reader reader = new Reader(user, site.archive(), identities, receiver, tally);
            Workday workday = new Workday(plan, pace, day.habits().delayHours(), peers, sender, reader, tally);
            Sampler sampler = new Sampler(site);
            Workday.Outcome outcome = workday.run(sampler, patience.toNanos());
            Traffic timed = tally.warm();
            return new Step(
                    archive,
                    pace.likeHospitals(hospitals),
                    offered(plan),
                    plan.images(),
                    reader.cataloged(),
                    workday.undone(),
                    outcome.hours(),
                    outcome.working(),
                    timed,
                    tally.all(),
                    limit(timed, outcome.working(), offered(plan), workday.undone()),
                    new ArrayList<>(tally.messages()));
        }
    }

    private Optional<String> limit(Traffic timed, Stretch working, double offered, long undone) {
        double share = offered == 0 ? 1 : working.imagesASecond() / offered;
        return new Verdict(pace.secondsAnHour(), Runtime.getRuntime().availableProcessors())
                .of(timed, working.load(), share, undone);
    }

    private double offered(DayPlan plan) {
        return IntStream.range(pace.timed().from(), pace.timed().to())
                        .mapToLong(plan::images)
                        .sum()
                / (pace.timed().count() * pace.secondsAnHour());
    }

    private static ClientBuilder client(String aeTitle) {
        return Client.builder()
                .aeTitle(aeTitle)
                .loops(1)
                .timeouts(Timeouts.builder().idle(IDLE).response(IDLE).build());
    }
}
