package org.pacsscp.bench.hospital;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.bench.candidate.ExampleJar;
import org.pacsscp.bench.candidate.ServerJvm;
import org.pacsscp.bench.hospital.day.HospitalDay;
import org.pacsscp.bench.hospital.day.Hours;
import org.pacsscp.bench.hospital.figure.Step;
import org.pacsscp.bench.hospital.site.ArchiveProgram;
import org.pacsscp.bench.hospital.site.CatalogChoice;
import org.pacsscp.bench.hospital.site.RunningSite;
import org.pacsscp.bench.hospital.site.StartedSite;
import org.pacsscp.bench.report.Circumstances;
import org.pacsscp.bench.report.DayReport;
import org.pacsscp.client.RemoteEntity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates hospitals over some hours of a day, more and more of them, and says how far an archive carries them. */
@Command(
        name = "hospital",
        description =
                "Has the modalities, routers and readers of hospitals work on an archive, through hours of a day that"
                        + " pass faster, and reports what was done, how long it took, and what became the limit.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The catalog has what was acknowledged",
            "1:It has not, or something has failed",
            "2:An option is wrong, or the archive does not start"
        })
public final class HospitalCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            paramLabel = "AET@HOST:PORT",
            description = "An archive that runs already. Default: archive-server is started for each step")
    private @Nullable String to;

    @Option(
            names = "--catalog",
            split = ",",
            defaultValue = "sqlite",
            paramLabel = "CATALOG",
            description = "What is started: sqlite, postgresql, or postgresql:N for N processes behind HAProxy; several"
                    + " with commas. Default: ${DEFAULT-VALUE}")
    private List<String> catalogs = List.of();

    @Option(
            names = "--scale",
            split = ",",
            defaultValue = "0.25,0.5,1,2",
            paramLabel = "N",
            description = "How many hospitals, a step for each; parts of one are allowed. Default: ${DEFAULT-VALUE}")
    private List<Double> scales = List.of();

    @Option(
            names = "--hours",
            defaultValue = "8-12",
            paramLabel = "FROM-TO",
            description =
                    "Which hours of the day; the first of several warms the archive up, and does not count. Default: ${DEFAULT-VALUE}")
    private String hours = "";

    @Option(
            names = "--hour-seconds",
            defaultValue = "10",
            paramLabel = "S",
            description = "How long an hour of the day takes: with 10, a hospital is like 360 in real time. Default:"
                    + " ${DEFAULT-VALUE}")
    private double hourSeconds;

    @Option(
            names = "--image-scale",
            defaultValue = "1",
            paramLabel = "F",
            description = "The bytes of an image, times this. Default: ${DEFAULT-VALUE}")
    private double imageScale;

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description = "The day of a hospital, as --print prints it. Default: that")
    private @Nullable Path parameters;

    @Option(names = "--print", description = "Prints the parameters with their sources, and does nothing else")
    private boolean print;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "What is drawn begins with it, and the same is drawn again; each scale has the next one. Default:"
                            + " ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--modalities", defaultValue = "16", description = "That send at once. Default: ${DEFAULT-VALUE}")
    private int modalities;

    @Option(names = "--routers", defaultValue = "2", description = "That forward at once. Default: ${DEFAULT-VALUE}")
    private int routers;

    @Option(names = "--readers", defaultValue = "8", description = "That read at once. Default: ${DEFAULT-VALUE}")
    private int readers;

    @Option(
            names = "--patience",
            paramLabel = "S",
            description = "How long what is left after the last hour is waited for. Default: as long as the hours took")
    private @Nullable Double patience;

    @Option(
            names = "--move-port",
            paramLabel = "PORT",
            description =
                    "Where C-MOVE to READERS goes. Default: any free one; with --to, there is no C-MOVE without this")
    private @Nullable Integer movePort;

    @Option(
            names = "--archive-option",
            paramLabel = "OPTION",
            description = "For archive-server, such as --archive-option=--fsync; may be repeated")
    private List<String> archiveOptions = new ArrayList<>();

    @Mixin
    private final ServerJvm jvm = new ServerJvm("-Xmx128m");

    @Mixin
    private final ExampleJar exampleJar = new ExampleJar();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where archives are made, and removed after each step. Default: the system's temporary one")
    private @Nullable Path directory;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Where report.md, steps.svg and day.svg go, the day of the largest step that an archive kept up"
                            + " with")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (print) {
            System.out.print(HospitalDay.builtInText());
            return 0;
        }
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        Pace pace = new Pace(Hours.parse(hours), hourSeconds);
        HospitalDay day = parameters == null ? HospitalDay.builtIn() : HospitalDay.read(parameters);
        HospitalDay scaled = (to == null || movePort != null ? day : day.withoutMove()).ofImages(imageScale);
        Peers peers = new Peers(modalities, routers, readers);
        int port = Optional.ofNullable(movePort).orElse(0);
        HospitalRun run = new HospitalRun(scaled, pace, peers, port, patience(pace));
        Circumstances circumstances = Circumstances.here(facts(day, pace, peers));
        List<Step> steps = steps(run);
        DayReport made = new DayReport(circumstances, steps);
        System.out.print(made.markdown());
        if (report != null) {
            made.write(report);
        }
        return steps.stream().allMatch(step -> step.isWhole() && step.total().failures() == 0) ? 0 : 1;
    }

    private Duration patience(Pace pace) {
        return patience == null ? pace.length() : Duration.ofMillis(Math.round(patience * 1000));
    }

    private List<Step> steps(HospitalRun run) throws IOException, InterruptedException {
        List<CatalogChoice> choices =
                catalogs.stream().map(CatalogChoice::parse).toList();
        List<Step> steps = new ArrayList<>();
        long stepSeed = seed;
        for (double scale : scales) {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("--scale must be more than 0, but is " + scale);
            }
            if (to != null) {
                RemoteEntity archive = remote(to);
                add(steps, run.step(to, peer -> new RunningSite(archive), scale, stepSeed));
            } else {
                for (CatalogChoice choice : choices) {
                    add(steps, started(run, choice, scale, stepSeed));
                }
            }
            stepSeed++;
        }
        return steps;
    }

    private static void add(List<Step> steps, Step step) {
        steps.add(step);
        System.err.printf(
                "%s, %.0f hospitals: %.0f images/s of %.0f, %s%n",
                step.archive(),
                step.hospitals(),
                step.working().imagesASecond(),
                step.offered(),
                step.limit().orElse("kept up"));
        step.messages().forEach(message -> System.err.println("  " + message));
    }

    private Step started(HospitalRun run, CatalogChoice choice, double scale, long stepSeed)
            throws IOException, InterruptedException {
        ArchiveProgram program = new ArchiveProgram(jvm.runtime(), exampleJar.existing(), archiveOptions);
        Path parent = directory == null
                ? Files.createTempDirectory("pacs-scp-hospital")
                : Files.createTempDirectory(directory, "pacs-scp-hospital");
        // PostgreSQL has a user of its own, who must get through.
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            return run.step(
                    choice.toString(), peer -> StartedSite.start(parent, choice, program, peer), scale, stepSeed);
        } finally {
            Files.deleteIfExists(parent);
        }
    }

    private static RemoteEntity remote(String text) {
        int at = text.lastIndexOf('@');
        int colon = text.lastIndexOf(':');
        if (at < 1 || colon < at) {
            throw new IllegalArgumentException("--to: give an AE title, a host and a port, such as PACS@localhost:104");
        }
        return RemoteEntity.of(
                text.substring(0, at), text.substring(at + 1, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private Map<String, String> facts(HospitalDay day, Pace pace, Peers peers) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "a hospital",
                String.format(
                        Locale.ROOT,
                        "%.0f studies a day, %.0f images, %.1f GB; in the busiest hour %.2f images and %.2f MB a second",
                        day.studies(),
                        day.images(),
                        day.bytes() / 1e9,
                        day.peakImagesASecond(),
                        day.peakBytesASecond() / 1e6));
        facts.put("hours", pace.hours() + ", each in " + pace.secondsAnHour() + " s; --image-scale " + imageScale);
        facts.put(
                "associations at once",
                peers.modalities() + " modalities, " + peers.routers() + " routers, " + peers.readers() + " readers");
        if (to == null) {
            facts.put(
                    "archive-server",
                    String.join(" ", jvm.runtime().options()) + " " + String.join(" ", archiveOptions));
        }
        return facts;
    }
}
