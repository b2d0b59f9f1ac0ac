package org.pacsscp.examples;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.archive.catalog.InstanceSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which instances of an archive are meant; of different options all must fit. */
@Command(optionListHeading = "%nWhich instances; all that is given must fit:%n")
final class SelectionOptions {
    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "Those of a patient, by Patient ID; repeatable. Default: any")
    private List<String> patients = new ArrayList<>();

    @Option(
            names = "--study",
            paramLabel = "UID",
            description = "Those of a study, by Study Instance UID; repeatable. Default: any")
    private List<String> studies = new ArrayList<>();

    @Option(
            names = "--series",
            paramLabel = "UID",
            description = "Those of a series, by Series Instance UID; repeatable. Default: any")
    private List<String> series = new ArrayList<>();

    @Option(
            names = "--instance",
            paramLabel = "UID",
            description = "One, by SOP Instance UID; repeatable. Default: any")
    private List<String> instances = new ArrayList<>();

    InstanceSelection selection() {
        return new InstanceSelection(patients, studies, series, instances);
    }
}
