package io.caretaker.ingest.tls;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Which device a client certificate is of: its common name, or a DNS name among its alternative names, is the id. Pure. */
public final class CertificateIdentity {
    /** GeneralName dNSName (RFC 5280 § 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private CertificateIdentity() {}

    /** @param certificate whose chain has been verified; here it is only read */
    public static Optional<Device> deviceOf(X509Certificate certificate, Topology topology) {
        return names(certificate).stream()
                .map(topology::device)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Common names first, then alternative names, in the order of the certificate. */
    static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            for (int i = parts.size() - 1; i >= 0; i--) { // the name is written from its end
                if (parts.get(i).getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(parts.get(i).getValue()));
                }
            }
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (alternative.get(0).equals(DNS_NAME)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        } catch (InvalidNameException | CertificateParsingException e) {
            return names; // what could be read of it
        }
        return names;
    }
}
