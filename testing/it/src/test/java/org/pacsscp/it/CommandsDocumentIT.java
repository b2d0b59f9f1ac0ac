package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testing.document.Markdown;

/** docs/commands.md has a row for every option of the commands that call others, and no other, with the default of the help. */
class CommandsDocumentIT {
    private final Markdown document = Markdown.read("docs/commands.md");

    CommandsDocumentIT() throws IOException {}

    @ParameterizedTest
    @ValueSource(strings = {"echo", "store", "find", "move", "get"})
    void hasEveryOption(String command) throws IOException, InterruptedException {
        HelpText help = HelpText.of(command);
        OptionRows own = OptionRows.of(document.section(command));
        OptionRows ofAll = OptionRows.of(document.section("Options of all"));
        Set<String> documented = new TreeSet<>(ofAll.names());
        documented.addAll(own.names());

        assertThat(documented).isEqualTo(help.options());
        for (String option : documented) {
            OptionRows rows = own.names().contains(option) ? own : ofAll;
            help.defaultOf(option)
                    .ifPresent(value ->
                            assertThat(rows.defaultOf(option)).as(option).isEqualTo(value));
        }
    }
}
