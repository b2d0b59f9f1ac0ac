package org.pacsscp.api;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of subject alternative names that peers are told by (RFC 5280 4.2.1.6). */
enum AlternativeName {
    DNS(2),
    URI(6),
    IP(7);

    private final Integer tag;

    AlternativeName(int tag) {
        this.tag = tag;
    }

    /** Returns a certificate's names of this kind; none if the extension cannot be read. */
    Stream<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream().filter(name -> tag.equals(name.get(0))).map(name -> (String) name.get(1));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }
}
