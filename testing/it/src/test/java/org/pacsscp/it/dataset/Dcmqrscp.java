package org.pacsscp.it.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.it.Commands;
import org.pacsscp.it.Dcmtk;
import org.pacsscp.testing.process.ListeningProgram;

/**
 * DCMTK's archive with files registered in it, and {@code findscu} to ask it. It takes no more than 500 studies under one AE title, so
 * it may have several.
 */
public final class Dcmqrscp implements AutoCloseable {
    /** As many studies as DCMTK's index has room for. */
    public static final int MOST_STUDIES = 500;

    private static final String AE_TITLE = "DCMQRSCP";
    private static final int FILES_AT_ONCE = 200;
    private static final Pattern UID = Pattern.compile("\\((\\w{4}),(\\w{4})\\) (?:UI|LO) [=\\[]([^\\]]*?)[\\s\0]*\\]");

    private final ListeningProgram running;

    private Dcmqrscp(ListeningProgram running) {
        this.running = running;
    }

    /** Skips the test, or fails it, if DCMTK is missing. */
    public static void needed() {
        Dcmtk.needs("dcmqrscp", "dcmqridx", "findscu");
    }

    static Dcmqrscp start(Path directory, List<String> files) throws IOException, InterruptedException {
        return startWith(directory, List.of(files));
    }

    /** Starts it with several lists of files, each under an {@linkplain #aeTitle AE title} of its own. */
    public static Dcmqrscp startWith(Path directory, List<List<String>> files)
            throws IOException, InterruptedException {
        StringBuilder titles = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            Path storage = Files.createDirectories(directory.resolve("storage" + i));
            register(storage, files.get(i));
            titles.append("%s %s RW (%d, 1024mb) ANY\n".formatted(aeTitle(i), storage, MOST_STUDIES));
        }
        Path configuration = directory.resolve("dcmqrscp.cfg");
        return new Dcmqrscp(ListeningProgram.start(directory.resolve("dcmqrscp.log"), port -> {
            Files.writeString(configuration, """
                NetworkTCPPort = %d
                MaxPDUSize = 16384
                MaxAssociations = 16
                HostTable BEGIN
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                %sAETable END
                """.formatted(port, titles));
            return new ProcessBuilder("dcmqrscp", "-c", configuration.toString(), String.valueOf(port));
        }));
    }

    private static void register(Path storage, List<String> files) throws IOException, InterruptedException {
        for (int from = 0; from < files.size(); from += FILES_AT_ONCE) {
            List<String> command = new ArrayList<>(List.of("dcmqridx", "-q", storage.toString()));
            command.addAll(files.subList(from, Math.min(files.size(), from + FILES_AT_ONCE)));
            Dcmtk.run(command);
        }
    }

    /** Returns the AE title of a list of files; that of the first has no number. */
    public static String aeTitle(int list) {
        return list == 0 ? AE_TITLE : AE_TITLE + list;
    }

    public int port() {
        return running.port();
    }

    /**
     * Asks for the values of an attribute in all answers.
     *
     * @param model the option of {@code findscu} for the information model
     * @param keys keywords and what they shall be
     * @param element the attribute as {@code gggg,eeee}
     */
    Set<String> find(String model, Map<String, String> keys, String element) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("findscu", model, "-aec", AE_TITLE));
        keys.forEach((keyword, value) -> command.addAll(List.of("-k", keyword + "=" + value)));
        command.addAll(List.of("127.0.0.1", String.valueOf(port())));
        Commands.Result result = Dcmtk.run(command);
        Set<String> values = new TreeSet<>();
        Matcher matcher = UID.matcher(result.output());
        while (matcher.find()) {
            if ((matcher.group(1) + "," + matcher.group(2)).equals(element)) {
                values.add(matcher.group(3).strip());
            }
        }
        return values;
    }

    @Override
    public void close() {
        running.close();
    }
}
