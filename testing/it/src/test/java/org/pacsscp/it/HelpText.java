package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a command of the examples prints with {@code --help}.
 *
 * @param text the standard output
 */
record HelpText(String text) {
    private static final String BEGIN = "^ {2,8}(?:-\\w, )?";
    private static final Pattern OPTION = Pattern.compile(BEGIN + "(--[a-z-]+)", Pattern.MULTILINE);

    static HelpText of(String command) throws IOException, InterruptedException {
        Commands.Result help =
                Commands.run(ExampleServer.command(ExampleServer.Launch.JAR, "", List.of(command, "--help")));
        assertThat(help.exitCode()).as(help.output()).isZero();
        return new HelpText(help.out());
    }

    /** Returns the long names of the options. */
    Set<String> options() {
        return OPTION.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what the help says after "Default:" of an option whose value it names. */
    Optional<String> defaultOf(String option) {
        Pattern paragraph = Pattern.compile(
                BEGIN + Pattern.quote(option) + "[ =\n](.*?)(?=" + BEGIN + "--|^$|\\z)",
                Pattern.MULTILINE | Pattern.DOTALL);
        return paragraph
                .matcher(text)
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", " "))
                .filter(found -> found.contains("Default: "))
                .map(found -> found.substring(found.indexOf("Default: ") + "Default: ".length())
                        .trim())
                .map(found -> found.replaceAll(" \\(here: .*", ""))
                .findFirst();
    }
}
