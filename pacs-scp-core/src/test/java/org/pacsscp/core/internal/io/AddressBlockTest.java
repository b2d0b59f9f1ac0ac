package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "0.0.0.0, ::, false",
        "255.255.255.255, ffff:ffff:ffff:ffff::, false"
    })
    void isAnAddressOfIpv4AndA64OfIpv6(String one, String other, boolean same) throws UnknownHostException {
        AddressBlock block = AddressBlock.of(InetAddress.getByName(one));
        assertThat(block.equals(AddressBlock.of(InetAddress.getByName(other)))).isEqualTo(same);
    }
}
