package org.pacsscp.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;

/**
 * Which certificate a peer must have, see {@link AssociationPolicy#certificates}.
 *
 * <p>It is applied to a certificate that the TLS handshake has verified. All but {@link Fingerprint} are as good as the
 * trusted authorities are careful: any of them can issue a certificate with any name.
 *
 * @since 0.1.0
 */
public sealed interface CertificateMatch {
    /**
     * Tells whether a certificate is the one.
     *
     * @param certificate a peer's own certificate, not one of its issuers
     * @return whether it matches
     */
    boolean matches(X509Certificate certificate);

    /**
     * Matches by subject.
     *
     * @param distinguishedName the subject as RFC 2253 writes it, the most specific part first, such as {@code CN=CT
     *     1,OU=Radiology,O=Example Hospital}; {@code openssl x509 -noout -subject -nameopt RFC2253} prints it so
     * @return the match
     * @throws IllegalArgumentException if it is no distinguished name
     */
    static CertificateMatch subject(String distinguishedName) {
        return new Subject(new X500Principal(distinguishedName));
    }

    /**
     * Matches by a host name among the subject alternative names.
     *
     * @param name the host name, in whatever case
     * @return the match
     */
    static CertificateMatch dnsName(String name) {
        return new DnsName(name);
    }

    /**
     * Matches by a URI among the subject alternative names.
     *
     * @param uri the URI, character by character
     * @return the match
     */
    static CertificateMatch uri(String uri) {
        return new Uri(uri);
    }

    /**
     * Matches by an address among the subject alternative names.
     *
     * @param address the address
     * @return the match
     */
    static CertificateMatch ipAddress(InetAddress address) {
        return new IpAddress(address);
    }

    /**
     * Matches one certificate only.
     *
     * @param sha256 its SHA-256 fingerprint, as {@code openssl x509 -noout -fingerprint -sha256} prints it
     * @return the match
     * @throws IllegalArgumentException if it is no fingerprint
     */
    static CertificateMatch fingerprint(String sha256) {
        return new Fingerprint(sha256);
    }

    /**
     * Matches what any of several matches; the old and the new certificate of a device, say.
     *
     * @param matches the matches
     * @return the match
     */
    static CertificateMatch anyOf(CertificateMatch... matches) {
        return new AnyOf(List.of(matches));
    }

    /**
     * A certificate with this subject; upper and lower case and spaces do not matter.
     *
     * @param name the subject
     * @since 0.1.0
     */
    record Subject(X500Principal name) implements CertificateMatch {
        /** Checks that it is there. */
        public Subject {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public boolean matches(X509Certificate certificate) {
            return name.equals(certificate.getSubjectX500Principal());
        }

        /** Returns the match in words. */
        @Override
        public String toString() {
            return "subject " + name.getName();
        }
    }

    /**
     * A certificate with this host name among its subject alternative names. A wildcard in the certificate is no match.
     *
     * @param name the host name
     * @since 0.1.0
     */
    record DnsName(String name) implements CertificateMatch {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public DnsName {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a certificate's host name is blank; give one, or use subject(...)");
            }
        }

        @Override
        public boolean matches(X509Certificate certificate) {
            return AlternativeName.DNS.of(certificate).anyMatch(name::equalsIgnoreCase);
        }

        /** Returns the match in words. */
        @Override
        public String toString() {
            return "host name " + name;
        }
    }

    /**
     * A certificate with this URI among its subject alternative names.
     *
     * @param uri the URI
     * @since 0.1.0
     */
    record Uri(String uri) implements CertificateMatch {
        /**
         * Checks the URI.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Uri {
            if (uri.isBlank()) {
                throw new IllegalArgumentException("a certificate's URI is blank; give one, or use subject(...)");
            }
        }

        @Override
        public boolean matches(X509Certificate certificate) {
            return AlternativeName.URI.of(certificate).anyMatch(uri::equals);
        }

        /** Returns the match in words. */
        @Override
        public String toString() {
            return "URI " + uri;
        }
    }

    /**
     * A certificate with this address among its subject alternative names.
     *
     * @param address the address
     * @since 0.1.0
     */
    record IpAddress(InetAddress address) implements CertificateMatch {
        /** Checks that it is there. */
        public IpAddress {
            Objects.requireNonNull(address, "address");
        }

        @Override
        public boolean matches(X509Certificate certificate) {
            return AlternativeName.IP.of(certificate).anyMatch(this::is);
        }

        private boolean is(String literal) {
            try {
                return address.equals(InetAddress.getByName(literal));
            } catch (UnknownHostException e) {
                return false;
            }
        }

        /** Returns the match in words. */
        @Override
        public String toString() {
            return "address " + address.getHostAddress();
        }
    }

    /**
     * The certificate with this fingerprint.
     *
     * @param sha256 the SHA-256 of the certificate in hexadecimal, with or without colons; kept in lower case without
     * @since 0.1.0
     */
    record Fingerprint(String sha256) implements CertificateMatch {
        /**
         * Checks the fingerprint.
         *
         * @throws IllegalArgumentException if it is not of 32 bytes
         */
        public Fingerprint {
            String digits = sha256.replace(":", "").toLowerCase(Locale.ROOT);
            if (!digits.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("fingerprint \"" + sha256 + "\" is not the SHA-256 of a certificate;"
                        + " it needs 64 hexadecimal digits, as \"openssl x509 -noout -fingerprint -sha256\" prints");
            }
            sha256 = digits;
        }

        @Override
        public boolean matches(X509Certificate certificate) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                return HexFormat.of().formatHex(digest).equals(sha256);
            } catch (CertificateEncodingException e) {
                return false;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        /** Returns the match in words. */
        @Override
        public String toString() {
            return "SHA-256 fingerprint " + sha256;
        }
    }

    /**
     * A certificate that one of several matches.
     *
     * @param matches the matches
     * @since 0.1.0
     */
    record AnyOf(List<CertificateMatch> matches) implements CertificateMatch {
        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if it is empty
         */
        public AnyOf {
            matches = List.copyOf(matches);
            if (matches.isEmpty()) {
                throw new IllegalArgumentException(
                        "anyOf() of nothing matches no certificate; give at least one match");
            }
        }

        @Override
        public boolean matches(X509Certificate certificate) {
            return matches.stream().anyMatch(match -> match.matches(certificate));
        }

        /** Returns the match in words. */
        @Override
        public String toString() {
            return "any of " + matches;
        }
    }
}
