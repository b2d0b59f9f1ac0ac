package org.pacsscp.bench.hospital.day;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * A working day of one hospital.
 *
 * @param rates how much of each kind
 * @param curve when
 * @param habits what readers and routers do with it
 */
public record HospitalDay(Map<ImageKind, Rate> rates, DayCurve curve, Habits habits) {
    private static final String RESOURCE = "hospital.properties";

    public HospitalDay {
        rates = Map.copyOf(rates);
    }

    /** The text of the parameters that are used unless others are given, with their sources. */
    public static String builtInText() throws IOException {
        try (InputStream in = Objects.requireNonNull(HospitalDay.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static HospitalDay builtIn() throws IOException {
        return read(new StringReader(builtInText()));
    }

    /**
     * Reads parameters from a file, which has all of them.
     *
     * @throws IllegalArgumentException if one is missing or wrong; the message says which
     */
    public static HospitalDay read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return read(in);
        }
    }

    private static HospitalDay read(Reader in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        Map<ImageKind, Rate> rates = new EnumMap<>(ImageKind.class);
        for (ImageKind kind : ImageKind.values()) {
            rates.put(kind, new Rate(number(properties, kind + ".studies"), number(properties, kind + ".images"), (int)
                    number(properties, kind + ".bytes")));
        }
        return new HospitalDay(
                rates,
                DayCurve.parse(text(properties, "day.shares")),
                new Habits(
                        number(properties, "reader.prior"),
                        number(properties, "reader.share"),
                        number(properties, "reader.move"),
                        number(properties, "router.share"),
                        number(properties, "reader.delay-hours")));
    }

    private static double number(Properties properties, String name) {
        String text = text(properties, name);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, but is \"" + text + "\"", e);
        }
    }

    private static String text(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the parameters lack " + name + "; \"hospital --print\" shows all");
        }
        return value;
    }

    public Rate rate(ImageKind kind) {
        return Objects.requireNonNull(rates.get(kind), kind.name());
    }

    /** The same with images whose pixel data are scaled. */
    public HospitalDay ofImages(double scale) {
        Map<ImageKind, Rate> scaled = new EnumMap<>(ImageKind.class);
        rates.forEach((kind, rate) -> scaled.put(kind, rate.ofImages(scale)));
        return new HospitalDay(scaled, curve, habits);
    }

    /** The same where nobody asks for C-MOVE. */
    public HospitalDay withoutMove() {
        return new HospitalDay(rates, curve, habits.withoutMove());
    }

    public double studies() {
        return rates.values().stream().mapToDouble(Rate::studies).sum();
    }

    public double images() {
        return rates.values().stream()
                .mapToDouble(rate -> rate.studies() * rate.images())
                .sum();
    }

    public double bytes() {
        return rates.values().stream()
                .mapToDouble(rate -> rate.studies() * rate.images() * rate.bytes())
                .sum();
    }

    /** Images that are stored in a second of the busiest hour. */
    public double peakImagesASecond() {
        return images() * curve.peak() / 3600;
    }

    /** The same in bytes of pixel data. */
    public double peakBytesASecond() {
        return bytes() * curve.peak() / 3600;
    }
}
