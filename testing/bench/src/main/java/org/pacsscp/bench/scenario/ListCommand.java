package org.pacsscp.bench.scenario;

import java.util.concurrent.Callable;
import org.pacsscp.bench.measure.Description;
import picocli.CommandLine.Command;

/** Says which scenarios there are. */
@Command(name = "list", description = "Lists the scenarios.", mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        for (Scenario scenario : Scenarios.all()) {
            Description description = scenario.description();
            System.out.printf("%-8s %s%n", description.name(), description.title());
        }
        return 0;
    }
}
