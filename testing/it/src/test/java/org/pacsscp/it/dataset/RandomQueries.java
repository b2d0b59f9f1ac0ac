package org.pacsscp.it.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;

/** Queries that a seed makes, each of one level, with values of the stored data sets, and with some of no data set. */
final class RandomQueries {
    /** A level, its unique key, and the other keys that DCMTK knows of it (PS3.4 Tables C.6-1 to C.6-5). */
    enum Level {
        PATIENT("PatientID", Tag.PATIENT_ID, "0010,0020", "PatientName PatientBirthDate PatientSex"),
        STUDY(
                "StudyInstanceUID",
                Tag.STUDY_INSTANCE_UID,
                "0020,000d",
                "StudyDate StudyTime AccessionNumber StudyID StudyDescription ReferringPhysicianName PatientName PatientID"),
        SERIES("SeriesInstanceUID", Tag.SERIES_INSTANCE_UID, "0020,000e", "Modality SeriesNumber"),
        IMAGE("SOPInstanceUID", Tag.SOP_INSTANCE_UID, "0008,0018", "InstanceNumber");

        private final String uniqueKey;
        private final int uniqueTag;
        private final String element;
        private final String keys;

        Level(String uniqueKey, int uniqueTag, String element, String keys) {
            this.uniqueKey = uniqueKey;
            this.uniqueTag = uniqueTag;
            this.element = element;
            this.keys = keys;
        }

        /** Returns the keywords of the keys that are not unique. */
        List<String> keys() {
            return List.of(keys.split(" ", -1));
        }

        String uniqueKey() {
            return uniqueKey;
        }

        int uniqueTag() {
            return uniqueTag;
        }

        /** Returns the unique key as DCMTK prints it. */
        String element() {
            return element;
        }
    }

    /** A query: its level, and its keys by keyword. */
    record RandomQuery(Level level, Map<String, String> keys) {
        /** Patient Root has patients; the other levels are asked for in Study Root. */
        String model() {
            return level == Level.PATIENT ? "-P" : "-S";
        }
    }

    private final List<DataSet> instances;
    private final Random random;

    RandomQueries(List<DataSet> instances, long seed) {
        this.instances = instances;
        random = new Random(seed);
    }

    RandomQuery next() {
        Level level = Level.values()[random.nextInt(Level.values().length)];
        DataSet like = instances.get(random.nextInt(instances.size()));
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("QueryRetrieveLevel", level.name());
        if (level == Level.SERIES || level == Level.IMAGE) {
            keys.put(Level.STUDY.uniqueKey, text(like, Level.STUDY.uniqueKey));
        }
        if (level == Level.IMAGE) {
            keys.put(Level.SERIES.uniqueKey, text(like, Level.SERIES.uniqueKey));
        }
        keys.put(level.uniqueKey, random.nextInt(4) == 0 ? uniqueKey(level, like) : "");
        List<String> others = new ArrayList<>(level.keys());
        for (int i = 1 + random.nextInt(Math.min(3, others.size())); i > 0; i--) {
            String keyword = others.remove(random.nextInt(others.size()));
            keys.put(keyword, value(keyword, like));
        }
        return new RandomQuery(level, keys);
    }

    private String uniqueKey(Level level, DataSet like) {
        DataSet other = instances.get(random.nextInt(instances.size()));
        String one = text(like, level.uniqueKey);
        return level == Level.PATIENT || random.nextBoolean() ? one : one + "\\" + text(other, level.uniqueKey);
    }

    private String value(String keyword, DataSet like) {
        String stored = text(like, keyword);
        return switch (keyword) {
            case "StudyDate", "PatientBirthDate" ->
                range(stored.isEmpty() ? "20220101" : stored, "19000101", "20991231");
            case "StudyTime" -> range(stored.isEmpty() ? "1200" : shortened(stored), "0000", "2359");
            case "SeriesNumber", "InstanceNumber" -> random.nextInt(3) == 0 ? "" : "" + (1 + random.nextInt(3));
            default -> pattern(stored);
        };
    }

    /** A range that begins or ends with a value, or the value; 1000 for 100000. */
    private String range(String value, String least, String most) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> value;
            case 2 -> value + "-";
            case 3 -> "-" + value;
            case 4 -> least + "-" + value;
            default -> value + "-" + most;
        };
    }

    private String shortened(String time) {
        return switch (random.nextInt(3)) {
            case 0 -> time.substring(0, 2);
            case 1 -> time.substring(0, 4);
            default -> time;
        };
    }

    private String pattern(String stored) {
        String value = stored.isEmpty() ? "X" : stored;
        int at = random.nextInt(value.length());
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> value;
            case 2 -> value.substring(0, at) + "*";
            case 3 -> "*" + value.substring(at);
            case 4 -> value.substring(0, at) + "?" + value.substring(at + 1);
            default -> value.substring(0, at) + "*" + value.substring(value.length() - 1);
        };
    }

    private static String text(DataSet dataSet, String keyword) {
        return Optional.of(keyword)
                .flatMap(Dictionary.standard()::find)
                .flatMap(entry -> dataSet.text(entry.tag()))
                .orElse("");
    }
}
