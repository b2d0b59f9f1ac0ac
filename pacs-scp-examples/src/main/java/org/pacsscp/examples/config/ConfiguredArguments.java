package org.pacsscp.examples.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The arguments of a command, with the options that a file has behind its name: as if they had been typed. An option that was typed is
 * not taken from the file. Immutable.
 */
public final class ConfiguredArguments {
    /** The option that names the file. */
    public static final String OPTION = "--config";

    private static final String PREFIX = "--";
    private static final Set<String> TYPED_ONLY = Set.of(OPTION, "--help", "--version");
    private static final Pattern NAMED = Pattern.compile("--[a-z][a-z-]*");

    private final String[] arguments;
    private final Path path;

    /** What was taken from the file, by the name of the option. */
    private final Map<String, List<ConfigEntry>> taken;

    private ConfiguredArguments(String[] arguments, Path path, Map<String, List<ConfigEntry>> taken) {
        this.arguments = arguments;
        this.path = path;
        this.taken = taken;
    }

    /**
     * Adds what a file has, if one is named and the command takes one.
     *
     * @param program has the command
     * @param typed the name of the command, or those of one and of a command below it, and what follows
     * @return the arguments
     * @throws ParameterException if the file cannot be read, or has what is no option, or twice what may come once
     */
    public static ConfiguredArguments of(CommandLine program, String... typed) {
        Named named = Named.in(program, typed);
        CommandLine command = named.command();
        Optional<String> file = file(typed, named.end());
        if (file.isEmpty() || options(command).get(OPTION) == null) {
            return new ConfiguredArguments(typed, Path.of(""), Map.of());
        }
        try {
            ConfigFile config = ConfigFile.read(Path.of(file.get()));
            check(command, config);
            return merged(named, config, typed);
        } catch (IOException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The command that is named last.
     *
     * @param end where in the arguments its own begin
     */
    private record Named(CommandLine command, int end) {
        static Named in(CommandLine program, String[] typed) {
            Named named = new Named(program, 0);
            for (int i = 0; i < typed.length; i++) {
                @Nullable CommandLine below = named.command().getSubcommands().get(typed[i]);
                if (below != null) {
                    named = new Named(below, i + 1);
                }
            }
            return named;
        }
    }

    private static Optional<String> file(String[] typed, int from) {
        for (int i = from; i < typed.length && !typed[i].equals(PREFIX); i++) {
            if (typed[i].startsWith(OPTION + "=")) {
                return Optional.of(typed[i].substring(OPTION.length() + 1));
            }
            if (typed[i].equals(OPTION) && i + 1 < typed.length) {
                return Optional.of(typed[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static Map<String, OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().optionsMap();
    }

    private static void check(CommandLine command, ConfigFile config) {
        Map<String, ConfigEntry> seen = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            String name = PREFIX + entry.key();
            @Nullable OptionSpec option = options(command).get(name);
            if (option == null || TYPED_ONLY.contains(name)) {
                throw fault(command, config, entry, unknown(command, entry.key()));
            }
            @Nullable ConfigEntry before = seen.put(name, entry);
            if (before != null && !option.isMultiValue()) {
                throw fault(
                        command,
                        config,
                        entry,
                        "'" + entry.key() + "' is in line " + before.line() + " already; keep one of them");
            }
            if (isFlag(option) && !entry.value().matches("true|false")) {
                throw fault(
                        command,
                        config,
                        entry,
                        "Invalid value for '" + entry.key() + "': '" + entry.value() + "': give true or false");
            }
        }
    }

    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    private static String unknown(CommandLine command, String key) {
        Set<String> names = options(command).keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !TYPED_ONLY.contains(name))
                .map(name -> name.substring(PREFIX.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        return NearestName.of(key, names)
                .map(nearest -> "there is no option '" + key + "'; is '" + nearest + "' meant?")
                .orElseGet(() -> "there is no option '" + key + "'; there are " + String.join(", ", names));
    }

    private static ParameterException fault(CommandLine command, ConfigFile config, ConfigEntry entry, String what) {
        return new ParameterException(command, config.path() + ":" + entry.line() + ": " + what);
    }

    private static ConfiguredArguments merged(Named named, ConfigFile config, String[] typed) {
        List<String> own = Arrays.asList(typed).subList(named.end(), typed.length);
        Set<String> typedOptions =
                own.stream().map(argument -> argument.split("=", 2)[0]).collect(Collectors.toSet());
        Map<String, List<ConfigEntry>> taken = new HashMap<>();
        List<String> arguments = new ArrayList<>(Arrays.asList(typed).subList(0, named.end()));
        for (ConfigEntry entry : config.entries()) {
            String name = PREFIX + entry.key();
            @Nullable OptionSpec option = options(named.command()).get(name);
            if (option != null && !typedOptions.contains(name)) {
                taken.computeIfAbsent(name, any -> new ArrayList<>()).add(entry);
                if (!isFlag(option)) {
                    arguments.add(name + "=" + entry.value());
                } else if (Boolean.parseBoolean(entry.value())) {
                    arguments.add(name);
                }
            }
        }
        arguments.addAll(own);
        return new ConfiguredArguments(arguments.toArray(String[]::new), config.path(), taken);
    }

    /**
     * Returns all arguments.
     *
     * @return those of the file before those that were typed
     */
    public String[] arguments() {
        return arguments.clone();
    }

    /**
     * Says what is wrong, and where in the file if it is there.
     *
     * @param fault what is wrong with the arguments
     * @return its message, behind the name of the file and the number of the line if the file has what it is about
     */
    public String locate(ParameterException fault) {
        String message = String.valueOf(fault.getMessage());
        return entry(fault, message)
                .map(entry -> path + ":" + entry.line() + ": " + message)
                .orElse(message);
    }

    private Optional<ConfigEntry> entry(ParameterException fault, String message) {
        @Nullable ArgSpec argument = fault.getArgSpec();
        List<String> names = argument instanceof OptionSpec option
                ? List.of(option.longestName())
                : NAMED.matcher(message).results().map(found -> found.group()).toList();
        List<ConfigEntry> about = names.stream()
                .flatMap(name -> taken.getOrDefault(name, List.of()).stream())
                .toList();
        return about.stream()
                .filter(entry -> !entry.value().isEmpty() && message.contains("'" + entry.value() + "'"))
                .findFirst()
                .or(() -> about.stream().findFirst());
    }
}
