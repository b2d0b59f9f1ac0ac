package org.pacsscp.examples.call;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.ServiceException;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.json.DataSetJsonException;
import org.pacsscp.dataset.json.DataSetJsonWriter;

/** A C-FIND, whose matches are printed as they come. */
public final class FindCall implements Call {
    private final Output output;
    private final Identifier identifier;
    private final DataSetJsonWriter json = DataSetJsonWriter.create();

    /**
     * Makes one.
     *
     * @param output where it is told of
     * @param identifier what is searched for
     */
    public FindCall(Output output, Identifier identifier) {
        this.output = output;
        this.identifier = identifier;
    }

    @Override
    public boolean make(ServiceClassUser scu, RemoteEntity remote, CallOptions options)
            throws IOException, InterruptedException {
        try (Matches matches = scu.find(remote, identifier, options)) {
            boolean whole = printAll(matches);
            if (!matches.areAllKeysSupported()) {
                output.tell(remote + " does not match by all of these keys");
            }
            return whole;
        }
    }

    private boolean printAll(Matches matches) throws IOException, InterruptedException {
        boolean whole = true;
        int count = 0;
        while (true) {
            try {
                Optional<DataSet> match = matches.next();
                if (match.isEmpty()) {
                    break;
                }
                count++;
                print(match.get());
            } catch (DataSetJsonException e) {
                output.tell("a match cannot be written as JSON: " + e.getMessage());
                whole = false;
            } catch (ServiceException e) {
                if (e.reason() != ServiceException.Reason.MALFORMED_ANSWER) {
                    throw e;
                }
                output.tell(String.valueOf(e.getMessage()));
                whole = false;
            }
            if (output.isClosed()) {
                output.tell("nobody reads the matches any more, so the search is cancelled");
                return false;
            }
        }
        if (!output.isJson()) {
            output.print(count == 1 ? "# 1 match" : "# " + count + " matches");
        }
        return whole;
    }

    private void print(DataSet match) throws DataSetJsonException {
        if (output.isJson()) {
            output.print(json.write(match));
        } else {
            output.print(String.join(System.lineSeparator(), MatchText.lines(match)) + System.lineSeparator());
        }
    }
}
