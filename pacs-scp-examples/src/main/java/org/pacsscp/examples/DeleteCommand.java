package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.examples.archive.HeldInstances;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletes instances of an archive. */
@Command(
        name = DeleteCommand.NAME,
        description = "Deletes instances of an archive, with their files. A server may be using it meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ArchiveCare.DONE, ArchiveCare.FAILED, ArchiveCare.WRONG_OPTION})
final class DeleteCommand implements Callable<Integer> {
    static final String NAME = "delete";

    @Option(names = "--yes", description = "Delete. Default: only say how many instances that would be")
    private boolean yes;

    @Option(
            names = "--committed",
            description = "Delete also instances for which storage commitment was given: somebody relies on them."
                    + " Default: delete nothing if there are any")
    private boolean committed;

    @Mixin
    private final ArchiveCare care = new ArchiveCare();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        InstanceSelection selected = selection.selection();
        if (selected.equals(InstanceSelection.everything())) {
            throw new ParameterException(
                    command.commandLine(), "Say what is to be deleted: --patient, --study, --series or --instance");
        }
        return care.run(HeldInstances::openBeside, (held, out) -> delete(held, selected, out));
    }

    private boolean delete(HeldInstances held, InstanceSelection selected, PrintWriter out) throws IOException {
        long relied = committed ? 0 : held.countCommitted(selected);
        if (relied > 0) {
            out.printf(
                    "nothing deleted: storage commitment was given for %d instances; --committed deletes them, too%n",
                    relied);
            return false;
        }
        if (yes) {
            out.printf("%d deleted%n", held.catalog().delete(selected, held.store()));
        } else {
            out.printf(
                    "%d would be deleted; --yes deletes them%n", held.catalog().count(selected));
        }
        return true;
    }
}
