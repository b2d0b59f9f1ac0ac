package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;

/**
 * A printer that prints nothing: an SCP of the Basic Grayscale Print Management Meta SOP Class (PS3.4 Annex H) with
 * invented data. It reports a low supply while it prints, and remembers what it was told.
 */
final class InventedPrinter {
    static final Uid PRINTER = SopClass.PRINTER;
    static final Uid PRINTER_INSTANCE = WellKnownInstance.PRINTER;
    static final Uid FILM_SESSION_INSTANCE = Uid.of("1.2.826.0.1.3680043.8.498.99");
    static final Uid IMAGE_BOX_INSTANCE = Uid.of("1.2.826.0.1.3680043.8.498.21");

    private static final Uid META = SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
    private static final Uid FILM_SESSION = SopClass.BASIC_FILM_SESSION;
    private static final Uid FILM_BOX = SopClass.BASIC_FILM_BOX;
    private static final Uid IMAGE_BOX = SopClass.BASIC_GRAYSCALE_IMAGE_BOX;
    private static final int WARNING = 2;

    private static final String PRINTER_ATTRIBUTES = """
            (2110,0010) CS [NORMAL]
            (2110,0020) CS [NORMAL]
            (2110,0030) LO [INVENTED PRINTER]
            """;
    private static final String FILM_SESSION_ATTRIBUTES = "(2000,0010) IS [1]";
    private static final String FILM_BOX_ATTRIBUTES = """
            (2010,0050) CS [8INX10IN]
            (2010,0510) SQ
            (fffe,e000) na
            (0008,1150) UI [%s]
            (0008,1155) UI [%s]
            (fffe,e00d)
            (fffe,e0dd)
            """.formatted(IMAGE_BOX, IMAGE_BOX_INSTANCE);
    private static final String IMAGE_BOX_ATTRIBUTES = "(2020,0020) CS [NORMAL]";
    private static final String ACTION_REPLY = "(2000,0020) CS [MED]";
    private static final String EVENT = "(2110,0020) CS [SUPPLY LOW]\n(2110,0030) LO [INVENTED PRINTER]";

    private final Map<CommandField, byte[]> answers = new EnumMap<>(CommandField.class);
    private final byte[] filmSession;
    private final Set<Uid> instances = ConcurrentHashMap.newKeySet();
    private final List<CommandSet> commands = new CopyOnWriteArrayList<>();
    private final List<byte[]> dataSets = new CopyOnWriteArrayList<>();
    private final List<CommandSet> replies = new CopyOnWriteArrayList<>();

    InventedPrinter(Path directory) throws IOException, InterruptedException {
        filmSession = implicit(directory, FILM_SESSION_ATTRIBUTES);
        answers.put(CommandField.N_GET_RQ, implicit(directory, PRINTER_ATTRIBUTES));
        answers.put(CommandField.N_CREATE_RQ, implicit(directory, FILM_BOX_ATTRIBUTES));
        answers.put(CommandField.N_SET_RQ, implicit(directory, IMAGE_BOX_ATTRIBUTES));
        answers.put(CommandField.N_ACTION_RQ, implicit(directory, ACTION_REPLY));
        answers.put(CommandField.N_EVENT_REPORT_RQ, implicit(directory, EVENT));
    }

    private static byte[] implicit(Path directory, String dump) throws IOException, InterruptedException {
        return Dcmtk.encode(directory, dump, DataSetEncoding.IMPLICIT_LITTLE);
    }

    WorkerHandler handler() {
        return new WorkerHandler(
                this::serve,
                ServiceCapability.performer(
                                META,
                                CommandField.N_GET_RQ,
                                CommandField.N_CREATE_RQ,
                                CommandField.N_SET_RQ,
                                CommandField.N_ACTION_RQ,
                                CommandField.N_DELETE_RQ)
                        .memberSopClasses(FILM_SESSION, FILM_BOX, IMAGE_BOX, PRINTER));
    }

    /** Returns the requests so far. */
    List<CommandSet> commands() {
        return commands;
    }

    /** Returns the data sets of the requests so far; empty ones where there was none. */
    List<byte[]> dataSets() {
        return dataSets;
    }

    /** Returns what the peers answered to the events. */
    List<CommandSet> replies() {
        return replies;
    }

    private Response serve(Action action) throws Exception {
        CommandSet command = action.command();
        commands.add(command);
        dataSets.add(action.dataSet().readAllBytes());
        return switch (action.commandField()) {
            case N_CREATE_RQ -> create(action);
            case N_DELETE_RQ ->
                instances.remove(command.requestedSopInstanceUid().orElseThrow())
                        ? DimseStatus.SUCCESS
                        : DimseStatus.NO_SUCH_SOP_INSTANCE;
            case N_ACTION_RQ -> {
                reportLowSupply(action);
                yield answer(CommandField.N_ACTION_RQ);
            }
            default -> answer(action.commandField());
        };
    }

    private Response answer(CommandField field) {
        byte[] dataSet = answers.getOrDefault(field, new byte[0]);
        return DimseStatus.SUCCESS.withDataSet(out -> out.write(dataSet));
    }

    /** The printer names the instances that the peer does not. */
    private Response create(Action action) {
        Uid instance = action.command().affectedSopInstanceUid().orElse(FILM_SESSION_INSTANCE);
        instances.add(instance);
        Response created = action.command().affectedSopClassUid().orElseThrow().equals(FILM_SESSION)
                ? DimseStatus.SUCCESS.withDataSet(out -> out.write(filmSession))
                : answer(CommandField.N_CREATE_RQ);
        return created.with(CommandElements.none().affectedSopInstanceUid(instance));
    }

    private void reportLowSupply(Action action) throws Exception {
        byte[] event = answers.getOrDefault(CommandField.N_EVENT_REPORT_RQ, new byte[0]);
        Invocation report = Invocation.of(PRINTER, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(PRINTER_INSTANCE)
                        .eventTypeId(WARNING))
                .dataSet(out -> out.write(event));
        replies.add(
                action.association().invoke(report).toCompletableFuture().get().command());
    }
}
