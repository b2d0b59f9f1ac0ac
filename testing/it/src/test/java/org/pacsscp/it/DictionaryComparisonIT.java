package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tags;
import org.pacsscp.testing.process.Interop;

/**
 * The dictionary and the registry of UIDs beside those of DCMTK and pydicom. What differs is what
 * {@code vocabulary-differences.txt} lists, each line with its explanation above it.
 */
class DictionaryComparisonIT {
    /** The editions that the list of differences is for. */
    private static final String DCMTK_EDITION = "DICOM PS 3.6-2022b";

    private static final String PYDICOM_VERSION = "2.3.1";

    /** What DCMTK writes for elements that may have several VRs, or none. */
    private static final Map<String, String> DCMTK_VRS =
            Map.of("px", "OB OW", "ox", "OB OW", "xs", "US SS", "lt", "US OW", "up", "UL", "na", "");

    private static final Pattern DCMTK_TAG =
            Pattern.compile("\\((\\p{XDigit}{4})(?:-\\p{XDigit}{4})?,(\\p{XDigit}{4})(?:-\\p{XDigit}{4})?\\)");

    private static final String PYDICOM = """
            import pydicom, pydicom._dicom_dict as d, pydicom._uid_dict as u
            print(pydicom.__version__)
            for tag, (vr, vm, name, retired, keyword) in d.DicomDictionary.items():
                print('element', '%08X' % tag, vr, vm, keyword, 'Y' if retired else 'N', name, sep='\\t')
            for tag, (vr, vm, name, retired, keyword) in d.RepeatersDictionary.items():
                print('element', tag.upper().replace('X', '2'), vr, vm, keyword, 'Y' if retired else 'N', name, sep='\\t')
            for uid, (name, type, info, retired, keyword) in u.UID_dictionary.items():
                print('uid', uid, keyword, name, type, 'Y' if retired else 'N', sep='\\t')
            """;

    /** What another dictionary says of an element; of a repeating one by one of its tags. */
    private record Element(
            int tag, List<String> vrs, String vm, String keyword, Optional<String> name, boolean retired) {}

    @Test
    void ofDcmtk() throws IOException {
        List<Element> theirs = new ArrayList<>();
        for (String line : Files.readAllLines(dcmtkDictionary(), StandardCharsets.ISO_8859_1)) {
            String[] column = line.split("\t", -1);
            Matcher tag = DCMTK_TAG.matcher(column[0]);
            // Elements of command sets are no data elements; private ones have a creator behind the tag.
            if (tag.matches() && !tag.group(1).equals("0000")) {
                String vr = DCMTK_VRS.getOrDefault(column[1], column[1]);
                String keyword = column[2].replaceFirst("^(RETIRED_|ACR_NEMA_)+", "");
                theirs.add(new Element(
                        Integer.parseUnsignedInt(tag.group(1) + tag.group(2), 16),
                        vr.isEmpty() ? List.of() : List.of(vr.split(" ")),
                        column[3],
                        keyword,
                        Optional.empty(),
                        !keyword.equals(column[2])));
            }
        }

        assertThat(differences("dcmtk", theirs)).isEqualTo(explained("dcmtk"));
    }

    @Test
    void ofPydicom() throws Exception {
        List<Element> theirs = pydicom("element").stream()
                .filter(column -> !column[1].startsWith("0000"))
                .map(column -> new Element(
                        Integer.parseUnsignedInt(column[1], 16),
                        column[2].equals("NONE") ? List.of() : List.of(column[2].split(" or ")),
                        column[3],
                        column[4],
                        Optional.of(column[6]),
                        column[5].equals("Y")))
                .toList();

        assertThat(differences("pydicom", theirs)).isEqualTo(explained("pydicom"));
    }

    @Test
    void ofPydicomsUids() throws Exception {
        Set<String> differences = new TreeSet<>();
        Set<Uid> theirs = new TreeSet<>();
        for (String[] column : pydicom("uid")) {
            Uid uid = Uid.of(column[1]);
            theirs.add(uid);
            Optional<RegisteredUid> ours = RegisteredUid.find(uid);
            if (ours.isEmpty()) {
                differences.add("uid " + uid + " only theirs");
                continue;
            }
            differing(
                    differences,
                    "uid " + uid + " keyword",
                    column[2],
                    ours.get().keyword());
            differing(differences, "uid " + uid + " name", column[3], ours.get().name());
            differing(differences, "uid " + uid + " type", column[4], ours.get().type());
            differing(
                    differences,
                    "uid " + uid + " retired",
                    column[5],
                    letter(ours.get().retired()));
        }
        RegisteredUid.all().stream()
                .map(RegisteredUid::uid)
                .filter(uid -> !theirs.contains(uid))
                .forEach(uid -> differences.add("uid " + uid + " only ours"));

        assertThat(differences).isEqualTo(explained("uid"));
    }

    private static Set<String> differences(String peer, List<Element> theirs) {
        Set<String> differences = new TreeSet<>();
        Set<Integer> found = new TreeSet<>();
        for (Element element : theirs) {
            String what = peer + " " + Tags.format(element.tag());
            Optional<DictionaryEntry> ours = Dictionary.standard().find(element.tag());
            if (ours.isEmpty()) {
                differences.add(what + " only theirs");
                continue;
            }
            DictionaryEntry entry = ours.get();
            found.add(entry.tag());
            List<String> vrs = entry.vrs().stream().map(Enum::name).toList();
            differing(differences, what + " VR", String.join("/", element.vrs()), String.join("/", vrs));
            differing(differences, what + " VM", element.vm(), entry.vm().toString());
            differing(differences, what + " keyword", element.keyword(), entry.keyword());
            differing(differences, what + " name", element.name().orElse(entry.name()), entry.name());
            differing(differences, what + " retired", letter(element.retired()), letter(entry.retired()));
        }
        Dictionary.standard()
                .entries()
                .map(DictionaryEntry::tag)
                .filter(tag -> !found.contains(tag))
                .forEach(tag -> differences.add(peer + " " + Tags.format(tag) + " only ours"));
        return differences;
    }

    private static void differing(Set<String> differences, String what, String theirs, String ours) {
        if (!theirs.equals(ours)) {
            differences.add("%s: theirs %s, ours %s".formatted(what, theirs, ours));
        }
    }

    private static String letter(boolean retired) {
        return retired ? "Y" : "N";
    }

    private static Set<String> explained(String first) throws IOException {
        return Resources.text("vocabulary-differences.txt")
                .lines()
                .filter(line -> line.startsWith(first + " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path dcmtkDictionary() throws IOException {
        try (Stream<Path> directories = Files.list(Path.of("/usr/share"))) {
            Optional<Path> dictionary = directories
                    .filter(directory -> directory.getFileName().toString().startsWith("libdcmtk"))
                    .map(directory -> directory.resolve("dicom.dic"))
                    .filter(Files::isReadable)
                    .findFirst();
            if (dictionary.isEmpty()) {
                Interop.missing("DCMTK's dicom.dic is not installed (apt-get install dcmtk)");
            } else if (!Files.readString(dictionary.get(), StandardCharsets.ISO_8859_1)
                    .contains(DCMTK_EDITION)) {
                Interop.missing(dictionary.get() + " is not of " + DCMTK_EDITION);
            }
            return dictionary.orElseThrow();
        }
    }

    private static List<String[]> pydicom(String kind) throws IOException, InterruptedException {
        // Debian's package belongs to Debian's Python, which need not be the first on the path.
        Path python = Path.of("/usr/bin/python3");
        Commands.Result result = Files.isExecutable(python)
                ? Commands.run(List.of(python.toString(), "-c", PYDICOM))
                : new Commands.Result(List.of(), 1, "", "");
        List<String> lines = result.out().lines().toList();
        if (result.exitCode() != 0) {
            Interop.missing("pydicom is not installed (apt-get install python3-pydicom)");
        } else if (!lines.get(0).equals(PYDICOM_VERSION)) {
            Interop.missing("pydicom is " + lines.get(0) + ", not " + PYDICOM_VERSION);
        }
        return lines.stream()
                .map(line -> line.split("\t", -1))
                .filter(column -> column[0].equals(kind))
                .toList();
    }
}
