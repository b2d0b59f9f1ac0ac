package org.pacsscp.core.internal.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PEM files (RFC 7468). Text outside of the blocks is commentary, as the RFC has it; inside, nothing is passed
 * over but blanks at the ends of lines and the headers of an encrypted key (RFC 1421 4.6).
 */
final class PemReader {
    private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) ([A-Z0-9][A-Z0-9 ]*)-----");
    private static final String UTF_8_BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+): *(.*)");

    private final Path file;
    private final List<String> lines;
    private int number;

    private PemReader(Path file, byte[] content) {
        this.file = file;
        // Commentary may be in any encoding; what counts is ASCII.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        lines = text.substring(text.startsWith(UTF_8_BYTE_ORDER_MARK) ? 3 : 0)
                .lines()
                .toList();
    }

    /**
     * Reads all blocks.
     *
     * @return at least one
     * @throws TlsFileException if there is none, or one is not as it should be
     */
    static List<PemBlock> read(Path file, byte[] content) throws TlsFileException {
        FileFormat format = FileFormat.of(content);
        if (format != FileFormat.TEXT) {
            throw new TlsFileException(file, "is " + format + " where PEM is needed", remedy(format));
        }
        List<PemBlock> blocks = new PemReader(file, content).blocks();
        if (blocks.isEmpty()) {
            throw new TlsFileException(
                    file,
                    "has no line \"-----BEGIN ...-----\"",
                    "it must be a PEM file; check what was copied into it");
        }
        return blocks;
    }

    private static String remedy(FileFormat format) {
        return switch (format) {
            case JKS, JCEKS, PKCS_12 -> "give it as a key store with its password file, or export it as PEM";
            case DER ->
                "convert it with \"openssl x509 -inform DER\" (a certificate) or \"openssl pkey -inform DER\" (a key)";
            case UTF_16, TEXT -> "save it as ASCII or UTF-8";
        };
    }

    private List<PemBlock> blocks() throws TlsFileException {
        List<PemBlock> blocks = new ArrayList<>();
        while (number < lines.size()) {
            String line = nextLine();
            if (line.contains("-----BEGIN ") || line.startsWith("-----END ")) {
                blocks.add(block(boundary(line, "BEGIN")));
            }
        }
        return blocks;
    }

    private PemBlock block(String label) throws TlsFileException {
        int begin = number;
        boolean encrypted = headers() || label.equals("ENCRYPTED PRIVATE KEY");
        StringBuilder base64 = new StringBuilder();
        while (number < lines.size()) {
            String line = nextLine();
            if (line.startsWith("-----")) {
                String end = boundary(line, "END");
                if (!end.equals(label)) {
                    throw fault("\"END " + end + "\" where the block of line " + begin + " is a " + label);
                }
                return new PemBlock(label, begin, encrypted, decode(base64.toString(), label));
            }
            boolean complete = base64.length() > 0 && base64.charAt(base64.length() - 1) == '=';
            if (complete || !BASE_64.matcher(line).matches()) {
                throw fault("what is no base64");
            }
            base64.append(line);
        }
        throw fault("its end where the line \"-----END " + label + "-----\" is missing");
    }

    /** Passes over the headers of a block; returns whether they say that it is encrypted. */
    private boolean headers() throws TlsFileException {
        boolean encrypted = false;
        boolean any = false;
        while (number < lines.size()) {
            Matcher header = HEADER.matcher(lines.get(number).strip());
            if (!header.matches()) {
                break;
            }
            any = true;
            encrypted |= header.group(1).equals("Proc-Type") && header.group(2).endsWith("ENCRYPTED");
            number++;
        }
        if (any && !encrypted) {
            throw fault("a header that is not known");
        }
        if (any && number < lines.size() && lines.get(number).isBlank()) {
            number++;
        }
        return encrypted;
    }

    private String boundary(String line, String keyword) throws TlsFileException {
        Matcher matcher = BOUNDARY.matcher(line);
        if (!matcher.matches()) {
            // The line is not shown: a private key may have lost its line break, and must not reach a log.
            throw fault("what is not a whole line \"-----" + keyword + " ...-----\"");
        }
        if (!matcher.group(1).equals(keyword)) {
            throw fault("\"" + line + "\" where a line \"-----" + keyword + " ...-----\" is due");
        }
        return matcher.group(2);
    }

    private byte[] decode(String base64, String label) throws TlsFileException {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            if (der.length == 0) {
                throw fault("the end of a " + label + " without content");
            }
            return der;
        } catch (IllegalArgumentException e) {
            throw fault("the end of a " + label + " whose base64 is cut off");
        }
    }

    private String nextLine() {
        return lines.get(number++).strip();
    }

    private TlsFileException fault(String fault) {
        return TlsFileException.atLine(file, number, fault, "copy the file again from where it was made");
    }
}
