package org.pacsscp.examples;

import java.util.Locale;
import org.pacsscp.api.ClientAuthentication;

/** Reads {@code none}, {@code want} and {@code need}. */
final class ClientAuthenticationConverter extends TextConverter<ClientAuthentication> {
    ClientAuthenticationConverter() {
        super(ClientAuthenticationConverter::parse);
    }

    private static ClientAuthentication parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> ClientAuthentication.NONE;
            case "want" -> ClientAuthentication.WANTED;
            case "need" -> ClientAuthentication.NEEDED;
            default -> throw new IllegalArgumentException("it must be none, want or need");
        };
    }
}
