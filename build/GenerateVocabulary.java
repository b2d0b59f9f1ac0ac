import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the classes of constants, and the dictionary's binary form, of the tables of PS3.6 that the modules hold.
 *
 * <p>Maven runs this file with the JDK's source launcher in phase {@code generate-sources}:
 *
 * <pre>
 * java GenerateVocabulary.java uids TABLE SOURCES
 * java GenerateVocabulary.java elements TABLE SOURCES RESOURCES
 * </pre>
 *
 * <p>A file that would not change is not written, so that incremental builds compile nothing again.
 */
final class GenerateVocabulary {
    private GenerateVocabulary() {}

    public static void main(String[] args) throws IOException {
        Path table = Path.of(args[1]);
        Path sources = Path.of(args[2]);
        if (args[0].equals("uids")) {
            UidClasses.generate(Table.read(table, UidRow::of), sources.resolve("org/pacsscp/api"));
        } else {
            List<ElementRow> elements = Table.read(table, ElementRow::of);
            TagClass.generate(elements, sources.resolve("org/pacsscp/dataset"));
            DictionaryFiles.generate(elements, Path.of(args[3]).resolve("org/pacsscp/dataset"));
        }
    }
}

/** Tables of text: one row a line, columns parted by tabs, comments behind a number sign. */
final class Table {
    private Table() {}

    interface RowReader<R> {
        R read(String[] columns);
    }

    static <R> List<R> read(Path table, RowReader<R> reader) throws IOException {
        List<R> rows = new ArrayList<>();
        for (String line : Files.readAllLines(table)) {
            if (!line.startsWith("#")) {
                rows.add(reader.read(line.split("\t", -1)));
            }
        }
        return rows;
    }
}

/** A row of PS3.6 Annex A. */
record UidRow(String uid, String keyword, String name, String type, boolean retired, boolean isStorage) {
    static UidRow of(String[] columns) {
        return new UidRow(
                columns[0], columns[1], columns[2], columns[3], columns[4].equals("Y"), columns[5].equals("Storage"));
    }

    String constantName() {
        return ConstantName.of(
                type.equals("Well-known SOP Instance") ? keyword.replaceAll("Instance$", "") : keyword, name);
    }

    String javadoc() {
        return name + " (" + uid + ")" + (retired ? ". Retired." : ".");
    }
}

/** A row of PS3.6 clause 6, 7 or 8; where the standard prints an x in a tag, any hexadecimal digit stands in its place. */
record ElementRow(String pattern, String keyword, String name, List<String> vrs, String vm, boolean retired) {
    static ElementRow of(String[] columns) {
        List<String> vrs =
                columns[3].length() < 2 || columns[3].startsWith("See") ? List.of() : List.of(columns[3].split(" or "));
        return new ElementRow(columns[0], columns[1], columns[2], vrs, columns[4], columns[5].equals("Y"));
    }

    boolean isRepeating() {
        return pattern.indexOf('X') >= 0;
    }

    /** The digits of the tag that are given, as a mask. */
    int mask() {
        return Integer.parseUnsignedInt(pattern.replaceAll("[^X]", "F").replace('X', '0'), 16);
    }

    /** The tag with 0 for each x. */
    int lowest() {
        return Integer.parseUnsignedInt(pattern.replace('X', '0'), 16);
    }

    String printed() {
        return "(" + pattern.substring(0, 4).replace('X', 'x') + ","
                + pattern.substring(4).replace('X', 'x') + ")";
    }
}

/** The tag that stands for each element: its own, or the lowest one that its pattern has for itself. */
final class TagOfElement {
    private TagOfElement() {}

    static Map<ElementRow, Integer> all(List<ElementRow> elements) {
        Set<Integer> taken = elements.stream()
                .filter(element -> !element.isRepeating())
                .map(ElementRow::lowest)
                .collect(Collectors.toCollection(HashSet::new));
        Map<ElementRow, Integer> tags = new HashMap<>();
        for (ElementRow element : elements) {
            int tag = element.lowest();
            if (element.isRepeating()) {
                // The lowest digit that is free; where the last four digits are 0000 the tag is a group length's.
                int step = Integer.lowestOneBit(~element.mask());
                while ((tag & 0xFFFF) == 0 || !taken.add(tag)) {
                    tag += step;
                }
            }
            tags.put(element, tag);
        }
        return tags;
    }
}

/**
 * Names of constants: the words of the keyword in capitals, joined by underscores.
 *
 * <p>A keyword shows where a word begins by a capital, which is not enough where acronyms, digits and units meet:
 * VOILUTSequence, XRay3DAcquisitionSequence, ExposureInuAs. So the words of the name are looked for in the keyword, in
 * their order, and capitals decide only what is left.
 */
final class ConstantName {
    private final String keyword;
    private final String[] words;
    private final StringBuilder name = new StringBuilder();

    private ConstantName(String keyword, String name) {
        this.keyword = keyword;
        // Letters joined by a hyphen, as in R-R, and what a parenthesis makes of a plural are one word in keywords.
        this.words = name.replace('µ', 'u')
                .replace("(s)", "s")
                .replaceAll("\\b([A-Z])-([A-Z])\\b", "$1$2")
                .split("[^A-Za-z0-9.-]+|(?=-)");
    }

    static String of(String keyword, String name) {
        return new ConstantName(keyword, name).build();
    }

    private String build() {
        int at = 0;
        int next = 0;
        while (at < keyword.length()) {
            int word = next;
            while (word < words.length && !isWordAt(at, word)) {
                word++;
            }
            boolean found = word < words.length;
            int end = found ? at + text(word).length() : endOfCapitalized(at);
            next = found ? word + 1 : next;
            // Some words of the standard are two: DateTime, SystemYaw.
            append(keyword.substring(at, end).replaceAll("(?<=[a-z]{2})(?=[A-Z][a-z])", "_"));
            at = end;
        }
        return name.toString();
    }

    private void append(String word) {
        name.append(name.isEmpty() ? "" : "_").append(word.toUpperCase(Locale.ROOT));
    }

    private String text(int word) {
        return words[word].startsWith("-") ? words[word].substring(1) : words[word];
    }

    private boolean isWordAt(int at, int word) {
        String text = text(word);
        return !text.isEmpty()
                && keyword.regionMatches(true, at, text, 0, text.length())
                && (isEndOfWord(at + text.length()) || isLowercaseWordAt(at + text.length(), word + 1));
    }

    private boolean isEndOfWord(int end) {
        return end == keyword.length()
                || !Character.isLowerCase(keyword.charAt(end))
                || Character.isDigit(keyword.charAt(end - 1));
    }

    /** Units are written small: mA. What a hyphen joins is one word in keywords: De-identification. */
    private boolean isLowercaseWordAt(int at, int word) {
        return word < words.length && !words[word].startsWith("-") && keyword.startsWith(words[word], at);
    }

    private int endOfCapitalized(int at) {
        int end = at + 1;
        if (end < keyword.length() && Character.isLowerCase(keyword.charAt(end))) {
            while (end < keyword.length() && !Character.isUpperCase(keyword.charAt(end))) {
                end++;
            }
            return end;
        }
        // An acronym ends before the capital of the next word.
        while (end < keyword.length()
                && !(end + 1 < keyword.length() && Character.isLowerCase(keyword.charAt(end + 1)))) {
            end++;
        }
        return end;
    }
}

/** A Java source of constants. */
final class ConstantsSource {
    private final StringBuilder text = new StringBuilder();

    ConstantsSource(String packageName, String className, String javadoc, String... imports) {
        text.append("package ").append(packageName).append(";\n\n");
        for (String imported : imports) {
            text.append("import ").append(imported).append(";\n");
        }
        text.append(imports.length == 0 ? "" : "\n").append("/**\n");
        javadoc.lines()
                .forEach(line ->
                        text.append(line.isEmpty() ? " *" : " * ").append(line).append('\n'));
        text.append(" */\npublic final class ").append(className).append(" {\n");
    }

    void constant(String type, String name, String value, String javadoc) {
        text.append("    /** ")
                .append(escape(javadoc))
                .append(" */\n    public static final ")
                .append(type)
                .append(' ')
                .append(name)
                .append(" = ")
                .append(value)
                .append(";\n\n");
    }

    void privateConstructor(String className) {
        text.append("    private ").append(className).append("() {}\n");
    }

    void verbatim(String members) {
        text.append(members);
    }

    String finish() {
        return text.append("}\n").toString();
    }

    private static String escape(String javadoc) {
        return javadoc.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

/** Class Tag of the module of data sets. */
final class TagClass {
    private static final String JAVADOC = """
            The tags of the data elements of PS3.6, by keyword: the group in the upper 16 bits, the element in the lower ones.

            <p>A constant is named by the keyword's words: {@code SOPInstanceUID} is {@code SOP_INSTANCE_UID}. Where PS3.6
            prints an x in a tag, such as (60xx,3000), the constant has 0 there, or the lowest digit with which the tag is
            no other element's; {@link Dictionary} finds the element with any digit there.

            <p>What is marked as retired is still met in data sets of old devices.

            <pre>{@code
            dataSet.text(Tag.PATIENT_ID)
            }</pre>

            @since 0.1.0""";

    private TagClass() {}

    static void generate(List<ElementRow> elements, Path directory) throws IOException {
        ConstantsSource source = new ConstantsSource("org.pacsscp.dataset", "Tag", JAVADOC);
        Map<ElementRow, Integer> tags = TagOfElement.all(elements);
        for (ElementRow element : elements) {
            if (!element.keyword().isEmpty()) {
                source.constant(
                        "int",
                        ConstantName.of(element.keyword(), element.name()),
                        "0x%08X".formatted(tags.get(element)),
                        javadoc(element));
            }
        }
        source.privateConstructor("Tag");
        Output.write(directory.resolve("Tag.java"), source.finish());
    }

    private static String javadoc(ElementRow element) {
        String vr =
                element.vrs().isEmpty() ? "" : ", VR " + String.join(" or ", element.vrs()) + ", VM " + element.vm();
        return element.name() + " " + element.printed() + vr + (element.retired() ? ". Retired." : ".");
    }
}

/**
 * What class Dictionary reads, in the order of tags as unsigned numbers, or of the table where it says so; all numbers are
 * big endian.
 *
 * <ul>
 *   <li>{@code representations.bin}: the distinct lists of VRs (2 bytes count; strings, VRs parted by spaces); the
 *       number of elements (2); the tags (4 each); an index into the lists of each (1 each); the number of repeating
 *       elements (2); of each its index (2) and the mask of the digits that are given (4)
 *   <li>{@code descriptions.bin}: the distinct value multiplicities (2 bytes count; strings); an index into them of each
 *       element (1 each); whether it is retired (1 each); the elements that have keywords (2 bytes count; their indexes in
 *       the order of the keywords' characters, 2 each); where each description begins, and where the last ends (4 each);
 *       the descriptions: keyword, tab, name
 * </ul>
 */
final class DictionaryFiles {
    private final List<ElementRow> elements;
    private final Map<ElementRow, Integer> tags;

    private DictionaryFiles(List<ElementRow> elements) {
        this.tags = TagOfElement.all(elements);
        this.elements = elements.stream()
                .sorted(Comparator.comparing(element -> Integer.toUnsignedLong(tags.get(element))))
                .toList();
    }

    static void generate(List<ElementRow> elements, Path directory) throws IOException {
        DictionaryFiles files = new DictionaryFiles(elements);
        Output.write(directory.resolve("representations.bin"), files.representations());
        Output.write(directory.resolve("descriptions.bin"), files.descriptions());
    }

    private byte[] representations() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        List<String> lists = distinct(out, element -> String.join(" ", element.vrs()));
        out.writeShort(elements.size());
        for (ElementRow element : elements) {
            out.writeInt(tags.get(element));
        }
        for (ElementRow element : elements) {
            out.writeByte(lists.indexOf(String.join(" ", element.vrs())));
        }
        List<ElementRow> repeating =
                elements.stream().filter(ElementRow::isRepeating).toList();
        out.writeShort(repeating.size());
        for (ElementRow element : repeating) {
            out.writeShort(elements.indexOf(element));
            out.writeInt(element.mask());
        }
        return bytes.toByteArray();
    }

    private byte[] descriptions() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        List<String> multiplicities = distinct(out, ElementRow::vm);
        for (ElementRow element : elements) {
            out.writeByte(multiplicities.indexOf(element.vm()));
        }
        for (ElementRow element : elements) {
            out.writeBoolean(element.retired());
        }
        int[] byKeyword = IntStream.range(0, elements.size())
                .filter(i -> !elements.get(i).keyword().isEmpty())
                .boxed()
                .sorted(Comparator.comparing(i -> elements.get(i).keyword()))
                .mapToInt(Integer::intValue)
                .toArray();
        out.writeShort(byKeyword.length);
        for (int index : byKeyword) {
            out.writeShort(index);
        }
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        for (ElementRow element : elements) {
            out.writeInt(texts.size());
            texts.write((element.keyword() + "\t" + element.name()).getBytes(StandardCharsets.UTF_8));
        }
        out.writeInt(texts.size());
        texts.writeTo(out);
        return bytes.toByteArray();
    }

    private List<String> distinct(DataOutputStream out, Function<ElementRow, String> column) throws IOException {
        List<String> values = elements.stream().map(column).distinct().toList();
        out.writeShort(values.size());
        for (String value : values) {
            out.writeUTF(value);
        }
        return values;
    }
}

/** Files that are written only when they change. */
final class Output {
    private Output() {}

    static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}

/** The classes of UIDs of the API. */
final class UidClasses {
    private static final String PACKAGE = "org.pacsscp.api";

    private static final String SOP_CLASS = """
            The SOP classes and meta SOP classes of PS3.6 Annex A, by keyword.

            <p>A constant is named by the keyword's words: {@code CTImageStorage} is {@code CT_IMAGE_STORAGE}. What is marked
            as retired is still spoken by old devices, and stored by others.

            <pre>{@code
            ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
            }</pre>

            @see Uid#name()
            @since 0.1.0""";

    private static final String STORAGE = """

                /**
                 * Returns the SOP classes of the Storage Service Class (PS3.4 Table B.5-1): images, reports, waveforms and all
                 * else of patients. Retired ones are not among them.
                 *
                 * <pre>{@code
                 * SopClass.storage().stream()
                 *         .map(sopClass -> ServiceCapability.performer(sopClass, CommandField.C_STORE_RQ))
                 * }</pre>
                 *
                 * @return the SOP classes, in the order of their UIDs
                 */
                public static List<Uid> storage() {
                    return STORAGE;
                }
            """;

    private static final String TRANSFER_SYNTAX = """
            The transfer syntaxes of PS3.6 Annex A, by keyword.

            <p>A constant is named by the keyword's words: {@code ExplicitVRLittleEndian} is
            {@code EXPLICIT_VR_LITTLE_ENDIAN}. How one encodes data sets says {@link DataSetEncoding#of}.

            <pre>{@code
            capability.transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
            }</pre>

            @see Uid#name()
            @since 0.1.0""";

    private static final String WELL_KNOWN_INSTANCE = """
            The well-known SOP instances of PS3.6 Annex A, by keyword without {@code Instance}.

            <pre>{@code
            CommandElements.none().affectedSopInstanceUid(WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL)
            }</pre>

            @see Uid#name()
            @since 0.1.0""";

    private UidClasses() {}

    static void generate(List<UidRow> uids, Path directory) throws IOException {
        ConstantsSource sopClass = new ConstantsSource(PACKAGE, "SopClass", SOP_CLASS, "java.util.List");
        constants(sopClass, ofType(uids, "SOP Class", "Meta SOP Class"));
        sopClass.verbatim(uids.stream()
                .filter(UidRow::isStorage)
                .map(row -> "            " + row.constantName())
                .collect(Collectors.joining(
                        ",\n", "    private static final List<Uid> STORAGE = List.of(\n", ");\n\n")));
        sopClass.privateConstructor("SopClass");
        sopClass.verbatim(STORAGE);
        Output.write(directory.resolve("SopClass.java"), sopClass.finish());

        write("TransferSyntax", TRANSFER_SYNTAX, ofType(uids, "Transfer Syntax"), directory);
        write("WellKnownInstance", WELL_KNOWN_INSTANCE, ofType(uids, "Well-known SOP Instance"), directory);
    }

    private static List<UidRow> ofType(List<UidRow> uids, String... types) {
        return uids.stream().filter(row -> List.of(types).contains(row.type())).toList();
    }

    private static void write(String className, String javadoc, List<UidRow> uids, Path directory) throws IOException {
        ConstantsSource source = new ConstantsSource(PACKAGE, className, javadoc);
        constants(source, uids);
        source.privateConstructor(className);
        Output.write(directory.resolve(className + ".java"), source.finish());
    }

    private static void constants(ConstantsSource source, List<UidRow> uids) {
        for (UidRow row : uids) {
            source.constant("Uid", row.constantName(), "Uid.of(\"" + row.uid() + "\")", row.javadoc());
        }
    }
}
