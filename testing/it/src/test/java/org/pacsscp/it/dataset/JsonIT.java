package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.json.DataSetJsonReader;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import org.pacsscp.it.Commands;
import org.pacsscp.it.Dcmtk;
import org.pacsscp.it.Part10File;

/** The JSON of pydicom's test files is what DCMTK's {@code dcm2json} writes, but for what is listed here, and is read back. */
class JsonIT {
    /** Files that are no data set in a file as PS3.10 has it, on purpose: not what is tested here. */
    private static final List<String> NO_FILES = List.of(
            "ExplVR_BigEndNoMeta.dcm",
            "ExplVR_LitEndNoMeta.dcm",
            "meta_missing_tsyntax.dcm",
            "no_meta.dcm",
            "no_meta_group_length.dcm",
            "rtstruct.dcm");

    /** Files that end too early. */
    private static final List<String> TRUNCATED = List.of("MR_truncated.dcm", "rtplan_truncated.dcm");

    /**
     * Files that {@code dcm2json} refuses: of ISO 2022 IR 87, which its library does not know, and one with a value
     * representation of two spaces, at which it loses its way.
     */
    private static final List<String> REFUSED_BY_DCM2JSON = List.of(
            "chrH31.dcm",
            "chrH32.dcm",
            "chrJapMulti.dcm",
            "chrJapMultiExplicitIR6.dcm",
            "chrSQEncoding1.dcm",
            "J2K_pixelrep_mismatch.dcm",
            "SC_rgb_jpeg.dcm");

    /**
     * What an item has that has a character set of its own: {@code dcm2json} takes the outer one, so its text is wrong (PS3.5
     * section 7.5.3), and keeps the term, though JSON is in UTF-8 (PS3.18 section F.2).
     */
    private static final List<String> IN_AN_ITEM_WITH_A_CHARACTER_SET = List.of(
            "chrSQEncoding.dcm/00321064/Value[0]/00080005/Value",
            "chrSQEncoding.dcm/00321064/Value[0]/00100010/Value[0]/Alphabetic",
            "chrSQEncoding.dcm/00321064/Value[0]/00100010/Value[0]/Ideographic",
            "chrSQEncoding.dcm/00321064/Value[0]/00100010/Value[0]/Phonetic");

    /** {@code dcmodify}, which takes compressed pixel data out for DCMTK, takes the padding behind them with it. */
    private static final List<String> TRAILING_PADDING = List.of(
            "MR_small_RLE.dcm/FFFCFFFC",
            "MR_small_jp2klossless.dcm/FFFCFFFC",
            "MR_small_jpeg_ls_lossless.dcm/FFFCFFFC");

    /** A value of 9 bytes, which is not allowed: ours is of the bytes that came, DCMTK's has a tenth. */
    private static final String ODD_LENGTH_FILE = "nested_priv_SQ.dcm";

    private static final List<String> ODD_LENGTH =
            List.of(ODD_LENGTH_FILE + "/00010001/Value[0]/00010002/InlineBinary");

    @TempDir
    Path directory;

    private final Map<String, String> differences = new TreeMap<>();
    private final List<String> refusedByDcm2json = new ArrayList<>();

    @Test
    void writesWhatDcm2jsonWrites() throws IOException, InterruptedException {
        Dcmtk.needs("dcm2json", "dcmodify");
        int compared = 0;
        for (Map.Entry<Path, DataSet> file : dataSets().entrySet()) {
            String name = file.getKey().getFileName().toString();
            Optional<String> theirs = dcm2json(file.getKey());
            if (theirs.isEmpty()) {
                refusedByDcm2json.add(name);
                continue;
            }
            String ours = DataSetJsonWriter.create().write(file.getValue());
            compare(name, JsonTree.parse(ours), JsonTree.parse(theirs.get()));
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(79);
        assertThat(refusedByDcm2json).containsExactlyInAnyOrderElementsOf(REFUSED_BY_DCM2JSON);
        assertThat(differences.keySet())
                .as("%s", differences)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(IN_AN_ITEM_WITH_A_CHARACTER_SET, TRAILING_PADDING, ODD_LENGTH)
                                .flatMap(List::stream)
                                .toList());
    }

    @Test
    void readsBackWhatItWrites() throws IOException, InterruptedException {
        DataSetJsonWriter writer = DataSetJsonWriter.create();
        for (Map.Entry<Path, DataSet> file : dataSets().entrySet()) {
            String json = writer.write(file.getValue());
            DataSet read = DataSetJsonReader.create().read(json);
            if (!file.getKey().endsWith(ODD_LENGTH_FILE)) {
                assertThat(writer.write(read)).as(file.getKey().toString()).isEqualTo(json);
            }
            for (Element element : file.getValue()) {
                if (element.tag() != Tag.SPECIFIC_CHARACTER_SET && !Tags.isGroupLength(element.tag())) {
                    assertThat(withoutEmptyNames(read.texts(element.tag())))
                            .isEqualTo(withoutEmptyNames(element.texts()));
                }
            }
        }
    }

    /** JSON has no delimiters that nothing follows in a name, and one empty text is no value there. */
    private static List<String> withoutEmptyNames(List<String> texts) {
        List<String> kept =
                texts.stream().map(text -> text.replaceAll("[=^]+$", "")).toList();
        return kept.equals(List.of("")) ? List.of() : kept;
    }

    /** Returns what the files hold, without compressed pixel data, which have no form in JSON. */
    private static Map<Path, DataSet> dataSets() throws IOException, InterruptedException {
        Map<Path, DataSet> dataSets = new TreeMap<>();
        List<String> truncated = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (NO_FILES.contains(name)) {
                continue;
            }
            try {
                dataSets.put(file, dataSet(Part10File.read(file)));
            } catch (DataSetFormatException e) {
                truncated.add(name);
            }
        }
        assertThat(truncated).containsExactlyInAnyOrderElementsOf(TRUNCATED);
        return dataSets;
    }

    private static List<Path> files() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(Pydicom.needed().data())) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    private static DataSet dataSet(Part10File file) throws DataSetFormatException {
        byte[] bytes = new byte[file.dataSet().remaining()];
        file.dataSet().get(bytes);
        DataSet dataSet = DataSet.read(bytes, Uid.of(file.meta().getOrDefault(0x0010, "")));
        boolean compressed = dataSet.element(Tag.PIXEL_DATA)
                .filter(element -> !element.fragments().isEmpty())
                .isPresent();
        return compressed ? dataSet.without(Tag.PIXEL_DATA) : dataSet;
    }

    /** Returns DCMTK's JSON of a file, if need be without its compressed pixel data. */
    private Optional<String> dcm2json(Path file) throws IOException, InterruptedException {
        Commands.Result result = Commands.run(List.of("dcm2json", "-fc", file.toString()));
        if (result.exitCode() != 0 && result.err().contains("compressed pixel data")) {
            Path copy = Files.copy(file, directory.resolve("copy.dcm"), StandardCopyOption.REPLACE_EXISTING);
            Dcmtk.run(List.of("dcmodify", "-nb", "-e", "(7fe0,0010)", copy.toString()));
            result = Commands.run(List.of("dcm2json", "-fc", copy.toString()));
        }
        return result.exitCode() == 0 ? Optional.of(result.out()) : Optional.empty();
    }

    private void compare(String path, Object ours, Object theirs) {
        if (ours instanceof Map<?, ?> our && theirs instanceof Map<?, ?> their) {
            TreeSet<Object> names = new TreeSet<>(our.keySet());
            names.addAll(their.keySet());
            for (Object name : names) {
                if (!our.containsKey(name) || !their.containsKey(name)) {
                    differences.put(path + "/" + name, "not in both");
                } else if (!isCharacterSet(path, name)) {
                    compare(path + "/" + name, our.get(name), their.get(name));
                }
            }
        } else if (ours instanceof List<?> our && theirs instanceof List<?> their && our.size() == their.size()) {
            for (int i = 0; i < our.size(); i++) {
                compare(path + "[" + i + "]", our.get(i), their.get(i));
            }
        } else if (!ours.equals(theirs) && !isOneNumber(ours, theirs)) {
            differences.put(path, ours + ", DCMTK has " + theirs);
        }
    }

    /** DCMTK keeps the term of the file's character set, though the JSON is in UTF-8. */
    private static boolean isCharacterSet(String path, Object name) {
        return name.equals("00080005") && !path.contains("/");
    }

    /** Both write floating point numbers with as many digits as they need, which may be different ones. */
    private static boolean isOneNumber(Object ours, Object theirs) {
        return ours instanceof BigDecimal our
                && theirs instanceof BigDecimal their
                && (our.compareTo(their) == 0
                        || our.doubleValue() == their.doubleValue()
                        || our.floatValue() == their.floatValue());
    }
}
