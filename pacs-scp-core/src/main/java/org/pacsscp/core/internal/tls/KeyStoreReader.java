package org.pacsscp.core.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens key store files; their content tells which kind they are. */
final class KeyStoreReader {
    private KeyStoreReader() {}

    /** A key store that is open. */
    record Opened(Path file, KeyStore store) {
        List<String> aliases() throws TlsFileException {
            try {
                List<String> aliases = Collections.list(store.aliases());
                Collections.sort(aliases);
                return aliases;
            } catch (KeyStoreException e) {
                throw damaged(file, e);
            }
        }
    }

    /**
     * Opens a key store.
     *
     * @param password empty to read what is not encrypted
     */
    static Opened open(Path file, byte[] content, char @Nullable [] password) throws TlsFileException {
        String type = switch (FileFormat.of(content)) {
            case JKS -> "JKS";
            case JCEKS -> "JCEKS";
            case PKCS_12 -> "PKCS12";
            case TEXT, UTF_16, DER ->
                throw new TlsFileException(
                        file,
                        "is " + FileFormat.of(content) + " where a key store is needed",
                        "it must be PKCS #12 or JKS; give PEM files without a password file");
        };
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), password);
            return new Opened(file, store);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new TlsFileException(
                        file,
                        "does not open with its password",
                        "correct the password file, or the store's password",
                        e);
            }
            throw damaged(file, e);
        } catch (GeneralSecurityException e) {
            throw damaged(file, e);
        }
    }

    /**
     * Reads a password file.
     *
     * @return the password; the caller clears it
     * @throws TlsFileException unless it is one line
     */
    static char[] password(Path file, byte[] content) throws TlsFileException {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException e) {
            throw new TlsFileException(file, "is no UTF-8 text", "it must hold one line, the password", e);
        }
        char[] characters = Arrays.copyOf(text.array(), text.limit());
        Arrays.fill(text.array(), '\0');
        int end = characters.length;
        if (end > 0 && characters[end - 1] == '\n') {
            end--;
            if (end > 0 && characters[end - 1] == '\r') {
                end--;
            }
        }
        char[] password = Arrays.copyOf(characters, end);
        Arrays.fill(characters, '\0');
        for (char character : password) {
            if (character == '\n' || character == '\r') {
                throw new TlsFileException(
                        file, "has more than one line", "it must hold the password and nothing else");
            }
        }
        return password;
    }

    static TlsFileException damaged(Path file, Exception cause) {
        return new TlsFileException(
                file,
                "is no key store that this JDK can read: " + cause.getMessage(),
                "look at it with \"keytool -list -keystore FILE\"; copy it again if it is damaged",
                cause);
    }
}
