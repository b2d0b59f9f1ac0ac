package org.pacsscp.robustness;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.pacsscp.robustness.corpus.Case;
import org.pacsscp.robustness.corpus.Corpus;
import org.pacsscp.robustness.corpus.Outcome;
import org.pacsscp.robustness.corpus.Player;
import org.pacsscp.robustness.corpus.Theme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the corpus and says what came of it. */
@Command(
        name = "corpus",
        description = "Plays the corpus of hostile and broken peers against an acceptor, and prints each answer.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All answers were as expected, and a healthy peer could echo after each",
            "1:Some were not",
            "2:An option is wrong"
        })
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
final class CorpusCommand implements Callable<Integer> {
    /** An acceptor that is busy with one case must not lose the next. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final Duration START = Duration.ofSeconds(5);

    /** How a line of the report looks. */
    enum Format {
        TEXT("%s%n    expected %s%n    got      %s%n    echo     %s%n"),
        MARKDOWN("| %s | %s | %s | %s |%n");

        private final String line;

        Format(String line) {
            this.line = line;
        }
    }

    @Mixin
    private final EndpointOptions acceptor = new EndpointOptions();

    @Option(
            names = "--patience",
            converter = Ranges.Count.class,
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long an answer may take, and the deadlines of the acceptor that some cases wait for. "
                    + "Default: ${DEFAULT-VALUE}")
    private int patience;

    @Option(names = "--only", paramLabel = "NAME", description = "Only cases whose name has this in it.")
    private String only = "";

    @Option(names = "--list", description = "Print the cases and what they are about, and play none.")
    private boolean list;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (Corpus.themes(acceptor.called()).stream()
                .allMatch(theme -> select(theme).isEmpty())) {
            throw new ParameterException(
                    command.commandLine(), "no case has \"" + only + "\" in its name; --list shows them");
        }
        PrintWriter out = command.commandLine().getOut();
        return list ? list(out) : play(out);
    }

    private int list(PrintWriter out) {
        for (Theme theme : Corpus.themes(acceptor.called())) {
            out.printf("%n%s%n%n", theme.title());
            select(theme)
                    .forEach(scene -> out.printf("%s%n    %s: %s%n", scene.name(), scene.source(), scene.expected()));
        }
        out.flush();
        return 0;
    }

    private int play(PrintWriter out) {
        Player player = new Player(acceptor.endpoint(), acceptor.called(), Duration.ofSeconds(patience));
        if (!player.awaitHealth(START)) {
            out.printf(
                    "Nothing played: no echo from %s within %d s. Is it started, and its AE title %s?%n",
                    acceptor.endpoint(), START.toSeconds(), acceptor.called());
            out.flush();
            return 1;
        }
        Tally tally = new Tally();
        for (Theme theme : Corpus.themes(acceptor.called())) {
            List<Case> cases = select(theme).stream().filter(player::plays).toList();
            if (!cases.isEmpty()) {
                printHeading(out, theme);
            }
            for (Case scene : cases) {
                Outcome outcome = player.play(scene);
                tally.add(outcome);
                print(out, outcome);
                if (outcome.echo().isPresent() && !player.awaitHealth(RECOVERY)) {
                    out.printf("%nGave up: no healthy echo for %d s.%n", RECOVERY.toSeconds());
                    return 1;
                }
            }
        }
        out.printf("%n%s%n", tally);
        out.flush();
        return tally.allPassed() ? 0 : 1;
    }

    private List<Case> select(Theme theme) {
        return theme.cases().stream()
                .filter(scene -> scene.name().contains(only))
                .toList();
    }

    private void printHeading(PrintWriter out, Theme theme) {
        if (format == Format.MARKDOWN) {
            out.printf("%n### %s%n%n| case | expected | got | echo |%n|---|---|---|---|%n", theme.title());
        } else {
            out.printf("%n%s%n%n", theme.title());
        }
    }

    private void print(PrintWriter out, Outcome outcome) {
        Case scene = outcome.scene();
        Object[] columns = {
            scene.name(), scene.expected(), outcome.got(), outcome.echo().isEmpty() ? "yes" : "no"
        };
        if (format == Format.MARKDOWN) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = columns[i].toString().replace("|", " or ");
            }
        }
        out.printf(format.line, columns);
        out.flush();
    }
}
