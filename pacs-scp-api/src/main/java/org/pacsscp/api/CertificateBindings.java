package org.pacsscp.api;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accepts callers by their AE title together with their TLS certificate. */
final class CertificateBindings implements AssociationPolicy {
    private final Map<AeTitle, CertificateMatch> bindings;

    CertificateBindings(Map<String, CertificateMatch> bindings) {
        this.bindings = bindings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        binding -> AeTitle.of(binding.getKey()), Map.Entry::getValue, (one, other) -> {
                            throw new IllegalArgumentException("an AE title is bound twice, to " + one + " and to "
                                    + other + "; use CertificateMatch.anyOf(...)");
                        }));
    }

    @Override
    public AssociationDecision decide(AssociationRequest request) {
        CertificateMatch wanted = bindings.get(request.callingAeTitle());
        Optional<X509Certificate> shown = request.tls().flatMap(TlsPeer::certificate);
        if (wanted != null && shown.filter(wanted::matches).isPresent()) {
            return AssociationDecision.accept();
        }
        String name = shown.map(certificate -> "the peer's is of "
                        + certificate.getSubjectX500Principal().getName())
                .orElse("the peer showed none");
        return AssociationDecision.reject(
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                "calling AE title " + request.callingAeTitle() + " is bound to "
                        + (wanted == null ? "no certificate" : "a certificate with " + wanted) + "; " + name);
    }
}
