package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsConfig.KeySource;
import org.pacsscp.api.TlsConfig.TrustSource;

/**
 * The files of a configuration as they were at one moment. They are compared by content: neither name nor time need
 * change when a mounted secret is replaced by turning a symbolic link.
 */
final class TlsFiles {
    /** Several times the certificates of all public authorities. */
    private static final int MAXIMUM_LENGTH = 4 << 20;

    private final Map<Path, byte[]> contents;
    private final String digest;

    private TlsFiles(Map<Path, byte[]> contents) {
        this.contents = contents;
        MessageDigest sha256 = Sha256.newDigest();
        contents.forEach((file, content) -> {
            sha256.update((file + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            sha256.update(content);
        });
        digest = HexFormat.of().formatHex(sha256.digest());
    }

    static TlsFiles read(TlsConfig config) throws TlsFileException {
        return read(config.keys(), config.trust());
    }

    static TlsFiles read(List<KeySource> keys, List<TrustSource> trust) throws TlsFileException {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (Path file : filesOf(keys, trust)) {
            contents.put(file, read(file));
        }
        return new TlsFiles(contents);
    }

    /** Returns what a file of the configuration held. */
    byte[] content(Path file) {
        byte[] content = contents.get(file);
        if (content == null) {
            throw new IllegalArgumentException(file + " is not of the configuration");
        }
        return content;
    }

    /** Returns a digest of all contents; another digest, another content. */
    String digest() {
        return digest;
    }

    private static Set<Path> filesOf(List<KeySource> keys, List<TrustSource> trust) {
        Set<Path> files = new LinkedHashSet<>();
        for (KeySource source : keys) {
            if (source instanceof KeySource.Pem pem) {
                files.add(pem.privateKey());
                files.add(pem.certificates());
            } else if (source instanceof KeySource.Store store) {
                files.add(store.file());
                files.add(store.passwordFile());
            }
        }
        for (TrustSource source : trust) {
            files.add(source.file());
            source.passwordFile().ifPresent(files::add);
        }
        return files;
    }

    private static byte[] read(Path file) throws TlsFileException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAXIMUM_LENGTH + 1);
        } catch (NoSuchFileException e) {
            throw new TlsFileException(file, "is not there", "check the path", e);
        } catch (AccessDeniedException e) {
            throw new TlsFileException(
                    file,
                    "must not be read by this process",
                    "let the user \"" + System.getProperty("user.name") + "\" read it",
                    e);
        } catch (IOException e) {
            throw new TlsFileException(file, "cannot be read: " + e.getMessage(), "it must be a readable file", e);
        }
        if (content.length == 0) {
            throw new TlsFileException(file, "is empty", "check who writes it");
        }
        if (content.length > MAXIMUM_LENGTH) {
            throw new TlsFileException(
                    file, "is longer than " + MAXIMUM_LENGTH + " bytes", "it must hold keys or certificates only");
        }
        return content;
    }
}
