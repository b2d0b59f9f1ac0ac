package org.pacsscp.it.container;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** A Dockerfile, as far as those of the project go: {@code ARG} before the first stage is left to Docker. */
final class Dockerfile {
    private static final Pattern COMMENT = Pattern.compile("(?m)^#.*\\R");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\R");
    private static final Pattern NAMED = Pattern.compile("(?i)(\\S+) AS (\\S+)");

    private final List<Stage> stages = new ArrayList<>();

    /** A line, without its continuation. */
    record Instruction(String name, String text) {
        /** Returns the strings of a JSON array at the end of it, which is the exec form of a command. */
        List<String> exec() {
            Object words = new Yaml().load(text.substring(text.indexOf('[')));
            if (!(words instanceof List<?> list)) {
                throw new IllegalStateException(name + " is not in exec form: " + text);
            }
            return list.stream().map(String.class::cast).toList();
        }
    }

    /** What stands from a FROM to the next; the name is empty where it has none. */
    record Stage(String base, String name, List<Instruction> instructions) {
        List<Instruction> all(String instruction) {
            return instructions.stream()
                    .filter(one -> one.name().equals(instruction))
                    .toList();
        }

        Instruction only(String instruction) {
            List<Instruction> found = all(instruction);
            if (found.size() != 1) {
                throw new IllegalStateException(found.size() + " times " + instruction + " from " + base);
            }
            return found.get(0);
        }
    }

    Dockerfile(String text) {
        String joined = CONTINUED.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll(" ");
        for (String line : joined.lines().filter(one -> !one.isBlank()).toList()) {
            String[] words = line.strip().split("\\s+", 2);
            add(new Instruction(words[0], words[1].strip()));
        }
    }

    private void add(Instruction instruction) {
        if (instruction.name().equals("FROM")) {
            var named = NAMED.matcher(instruction.text());
            stages.add(
                    named.matches()
                            ? new Stage(named.group(1), named.group(2), new ArrayList<>())
                            : new Stage(instruction.text(), "", new ArrayList<>()));
        } else if (!stages.isEmpty()) {
            stages.get(stages.size() - 1).instructions().add(instruction);
        }
    }

    /** Returns the stages in their order; the last is the image. */
    List<Stage> stages() {
        return List.copyOf(stages);
    }

    Stage last() {
        return stages.get(stages.size() - 1);
    }
}
