package org.pacsscp.core.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssociationLogTest {
    @ParameterizedTest
    @CsvSource({"10.1.2.3, 10.1.2.3:104", "2001:db8::1, [2001:db8:0:0:0:0:0:1]:104"})
    void showsAddressAndPortApart(String address, String shown) throws UnknownHostException {
        assertThat(AssociationLog.address(new InetSocketAddress(InetAddress.getByName(address), 104)))
                .isEqualTo(shown);
    }
}
