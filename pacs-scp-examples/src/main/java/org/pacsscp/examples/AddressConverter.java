package org.pacsscp.examples;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes addresses from text such as {@code 127.0.0.1}, {@code ::1} or {@code localhost}. */
final class AddressConverter extends TextConverter<InetAddress> {
    AddressConverter() {
        super(AddressConverter::parse);
    }

    private static InetAddress parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("no address; give one of this machine's, such as 127.0.0.1 or ::1");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "no address or unknown host; give an address of this machine, such as 127.0.0.1 or ::1", e);
        }
    }
}
