package org.pacsscp.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each jar's module promises, against a text that a reviewer sees change. */
class ModuleDescriptorIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "archive",
                "audit",
                "client",
                "core",
                "dataset",
                "dataset-json",
                "echo",
                "micrometer",
                "starter",
                "storage",
                "testkit",
                "worklist"
            })
    void matchesTheExpectedDescriptor(String name) throws IOException {
        Set<ModuleReference> modules = ModuleFinder.of(Artifacts.jar(name)).findAll();
        assertThat(modules).hasSize(1);
        ModuleDescriptor descriptor = modules.iterator().next().descriptor();
        assertThat(descriptor.isAutomatic()).as("automatic").isFalse();
        assertThat(descriptor.isOpen()).as("open").isFalse();
        assertThat(render(descriptor)).isEqualTo(Resources.text("descriptors/" + Artifacts.module(name) + ".txt"));
    }

    private static String render(ModuleDescriptor descriptor) {
        Stream<String> directives = Stream.of(
                        descriptor.requires().stream()
                                .map(requires -> "requires " + requires.name() + modifiers(requires.modifiers())),
                        descriptor.exports().stream()
                                .map(exports -> "exports " + exports.source() + targets(exports.targets())),
                        descriptor.opens().stream().map(opens -> "opens " + opens.source() + targets(opens.targets())),
                        descriptor.uses().stream().map(service -> "uses " + service),
                        descriptor.provides().stream()
                                .map(provides -> "provides " + provides.service() + " with "
                                        + String.join(", ", provides.providers())))
                .flatMap(lines -> lines);
        return "module " + descriptor.name() + "\n" + directives.sorted().collect(joining("\n", "", "\n"));
    }

    private static String modifiers(Collection<ModuleDescriptor.Requires.Modifier> modifiers) {
        return modifiers.stream()
                .map(modifier -> " " + modifier.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(joining());
    }

    private static String targets(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + targets.stream().sorted().collect(joining(", "));
    }
}
