package org.pacsscp.examples;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lists the options of a command in the help, those of each mixin under its own heading.
 *
 * <p>Picocli's argument groups would do that too, but they lose options where one is given twice (remkop/picocli#1815).
 */
final class OptionSections implements IHelpSectionRenderer {
    @Override
    public String render(Help help) {
        return render(help, help.commandSpec());
    }

    private static String render(Help help, CommandSpec spec) {
        Collection<CommandSpec> mixins = spec.mixins().values();
        List<OptionSpec> own = new ArrayList<>(spec.options());
        mixins.forEach(mixin -> own.removeAll(mixin.options()));
        StringBuilder text = new StringBuilder();
        if (!own.isEmpty()) {
            String heading = spec.usageMessage().optionListHeading();
            text.append(help.createHeading(heading.isEmpty() ? "%n" : heading))
                    .append(help.optionListExcludingGroups(own));
        }
        mixins.forEach(mixin -> text.append(render(help, mixin)));
        return text.toString();
    }
}
