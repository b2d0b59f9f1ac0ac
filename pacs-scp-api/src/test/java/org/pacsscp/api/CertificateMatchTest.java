package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateMatchTest {
    private static X509Certificate ct;
    private static X509Certificate mr;

    private final AssociationRequest request = mock(AssociationRequest.class);

    @BeforeAll
    static void make(@TempDir Path directory) throws Exception {
        ct = TestCertificate.make(
                directory,
                "CN=CT 1, OU=Radiology, O=Invented Hospital",
                "dns:ct1.example.org",
                "dns:*.example.net",
                "uri:urn:oid:1.2.3",
                "ip:192.0.2.1",
                "ip:2001:db8::1");
        mr = TestCertificate.make(directory, "CN=MR 2, OU=Radiology, O=Invented Hospital");
    }

    @BeforeEach
    void requestOfCt1() {
        when(request.callingAeTitle()).thenReturn(AeTitle.of("CT_1"));
        when(request.tls()).thenReturn(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=CT 1,OU=Radiology,O=Invented Hospital | true",
                "cn=ct 1, ou=radiology, o=invented  hospital | true",
                "CN=CT 1,O=Invented Hospital | false",
                "O=Invented Hospital,OU=Radiology,CN=CT 1 | false",
                "CN=MR 2,OU=Radiology,O=Invented Hospital | false"
            })
    void matchesSubjects(String name, boolean matches) {
        assertThat(CertificateMatch.subject(name).matches(ct)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "ct1.example.org, true",
        "CT1.Example.ORG, true",
        "ct2.example.org, false",
        "ct1.example.net, false",
        "CT 1, false",
        "urn:oid:1.2.3, false"
    })
    void matchesHostNamesWithoutWildcards(String name, boolean matches) {
        assertThat(CertificateMatch.dnsName(name).matches(ct)).isEqualTo(matches);
        assertThat(CertificateMatch.dnsName(name).matches(mr)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"urn:oid:1.2.3, true", "urn:OID:1.2.3, false", "ct1.example.org, false"})
    void matchesUris(String uri, boolean matches) {
        assertThat(CertificateMatch.uri(uri).matches(ct)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, true", "192.0.2.2, false", "2001:db8:0:0::1, true", "2001:db8::2, false"})
    void matchesAddresses(String address, boolean matches) throws UnknownHostException {
        assertThat(CertificateMatch.ipAddress(InetAddress.getByName(address)).matches(ct))
                .isEqualTo(matches);
    }

    @Test
    void matchesOneCertificateByItsFingerprint() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(ct.getEncoded());
        String asOpensslPrints = HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);

        CertificateMatch match = CertificateMatch.fingerprint(asOpensslPrints);

        assertThat(match.matches(ct)).isTrue();
        assertThat(match.matches(mr)).isFalse();
        assertThat(match).isEqualTo(CertificateMatch.fingerprint(asOpensslPrints.replace(":", "")));
        assertThat(match)
                .hasToString("SHA-256 fingerprint "
                        + asOpensslPrints.replace(":", "").toLowerCase(Locale.ROOT));
    }

    @Test
    void matchesAnyOfSeveral() {
        CertificateMatch any =
                CertificateMatch.anyOf(CertificateMatch.uri("x"), CertificateMatch.dnsName("ct1.example.org"));
        assertThat(any.matches(ct)).isTrue();
        assertThat(any.matches(mr)).isFalse();
        assertThat(any).hasToString("any of [URI x, host name ct1.example.org]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12:34", "zz", "SHA256"})
    void refusesWhatIsNoFingerprint(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateMatch.fingerprint(text))
                .withMessageContainingAll("\"" + text + "\"", "64 hexadecimal digits");
    }

    @Test
    void refusesWhatMatchesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateMatch.subject("no name"));
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateMatch.dnsName(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateMatch.uri(""));
        assertThatIllegalArgumentException().isThrownBy(CertificateMatch::anyOf);
    }

    @Test
    void bindsAnAeTitleToACertificate() {
        AssociationPolicy policy = AssociationPolicy.certificates(Map.of(
                "CT_1", CertificateMatch.dnsName("ct1.example.org"),
                "MR_2", CertificateMatch.subject("CN=MR 2,OU=Radiology,O=Invented Hospital")));

        assertRejects(
                policy, "AE title CT_1 is bound to a certificate with host name ct1.example.org; the peer showed none");
        show(ct, mr);
        assertThat(policy.decide(request)).isEqualTo(AssociationDecision.accept());
        show(mr, ct);
        assertRejects(policy, "host name ct1.example.org; the peer's is of CN=MR 2,OU=Radiology,O=Invented Hospital");
        when(request.callingAeTitle()).thenReturn(AeTitle.of("MR_2"));
        assertThat(policy.decide(request)).isEqualTo(AssociationDecision.accept());
        when(request.callingAeTitle()).thenReturn(AeTitle.of("US_3"));
        assertRejects(policy, "AE title US_3 is bound to no certificate; the peer's is of CN=MR 2");
    }

    @Test
    void refusesToBindAnAeTitleTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssociationPolicy.certificates(
                        Map.of("CT_1", CertificateMatch.uri("a"), " CT_1", CertificateMatch.uri("b"))))
                .withMessageContaining("bound twice");
    }

    @Test
    void describesAPeerInOneLine() {
        TlsPeer peer =
                new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.of("pacs.example.org"), List.of(ct, mr));
        assertThat(peer.certificate()).contains(ct);
        assertThat(peer.principal()).contains(ct.getSubjectX500Principal());
        assertThat(peer)
                .hasToString("TlsPeer[TLSv1.3, TLS_AES_128_GCM_SHA256, server name pacs.example.org,"
                        + " CN=CT 1,OU=Radiology,O=Invented Hospital]");
        assertThat(new TlsPeer("TLSv1.2", "X", Optional.empty(), List.of()))
                .hasToString("TlsPeer[TLSv1.2, X, no certificate]");
    }

    private void show(X509Certificate... certificates) {
        when(request.tls())
                .thenReturn(Optional.of(new TlsPeer("TLSv1.3", "X", Optional.empty(), List.of(certificates))));
    }

    private void assertRejects(AssociationPolicy policy, String explanation) {
        assertThat(policy.decide(request)).isInstanceOfSatisfying(AssociationDecision.Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
            assertThat(reject.explanation()).contains(explanation);
        });
    }
}
