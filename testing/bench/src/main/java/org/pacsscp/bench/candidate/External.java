package org.pacsscp.bench.candidate;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.bench.load.Target;
import org.pacsscp.bench.measure.ProcessUsage;

/**
 * A server that somebody else has started, such as a floor of one's own.
 *
 * @param name what it is called in reports
 * @param address where it listens
 * @param kind what it is for; empty for everything
 * @param pid its process; empty if its use of the machine shall not be measured
 * @param pduLength the length of PDUs that it takes whatever it announces
 */
public record External(
        String name, InetSocketAddress address, Optional<Kind> kind, OptionalLong pid, OptionalInt pduLength)
        implements Candidate {
    /** How it is written on the command line. */
    public static final String SYNTAX = "NAME=HOST:PORT[,for=control|bulk][,pid=PID][,pdu=LENGTH]";

    private static final Pattern TEXT = Pattern.compile("(?<name>[^=,]+)=(?<host>[^,]+):(?<port>\\d{1,5})"
            + "(?:,for=(?<kind>control|bulk))?(?:,pid=(?<pid>\\d+))?(?:,pdu=(?<pdu>\\d+))?");

    /**
     * Reads what was given on the command line.
     *
     * @throws IllegalArgumentException if it is not of {@link #SYNTAX}
     */
    public static External parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not of the form " + SYNTAX);
        }
        InetSocketAddress address =
                new InetSocketAddress(matcher.group("host"), Integer.parseInt(matcher.group("port")));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("\"" + text + "\" names a host that has no address");
        }
        Optional<String> pid = Optional.ofNullable(matcher.group("pid"));
        Optional<String> pdu = Optional.ofNullable(matcher.group("pdu"));
        return new External(
                matcher.group("name"),
                address,
                Optional.ofNullable(matcher.group("kind")).map(kind -> kind.equals("bulk") ? Kind.BULK : Kind.CONTROL),
                pid.map(digits -> OptionalLong.of(Long.parseLong(digits))).orElse(OptionalLong.empty()),
                pdu.map(digits -> OptionalInt.of(Integer.parseInt(digits))).orElse(OptionalInt.empty()));
    }

    @Override
    public boolean suits(Need need) {
        return kind.isEmpty() || (kind.get() == Kind.BULK) == (need.kind() == Kind.BULK);
    }

    @Override
    public RunningServer start(Need need) {
        return new Running(this);
    }

    private record Running(External external) implements RunningServer {
        @Override
        public Target target() {
            return new Target(external.address, "PACS_SCP", external.pduLength);
        }

        @Override
        public Optional<ProcessUsage> usage() {
            return external.pid.isPresent() ? ProcessUsage.of(external.pid.getAsLong()) : Optional.empty();
        }

        @Override
        public void close() {
            // Who started it ends it.
        }
    }
}
