package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.JPanel;
import org.pacsscp.examples.window.Place;
import org.pacsscp.examples.window.Place.Field;
import org.pacsscp.examples.window.Problem;
import org.pacsscp.examples.window.ServerForm;

/** The form that describes the server. */
final class FormPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int COLUMNS = 2;

    /** Lines of the grid that a row of fields takes: itself, and what is wrong with each. */
    private static final int LINES = 1 + COLUMNS;

    private final transient Map<Field, LabeledField> fields = new EnumMap<>(Field.class);
    private final PeersPanel peers = new PeersPanel();

    FormPanel() {
        super(new BorderLayout(0, Look.scaled(16)));
        setBorder(Look.space(12, 16, 16, 12));
        makeFields();
        JPanel grid = new JPanel(new GridBagLayout());
        grid.setOpaque(false);
        placeRow(grid, 0, Field.AE_TITLE);
        placeRow(grid, 1, Field.ADDRESS, Field.PORT);
        placeRow(grid, 2, Field.MAXIMUM_PEERS, Field.IDLE_TIMEOUT);
        add(new Section("Server", grid), BorderLayout.NORTH);
        add(peers, BorderLayout.CENTER);
    }

    private void makeFields() {
        fields.put(
                Field.AE_TITLE,
                new LabeledField(
                        "aeTitle",
                        'A',
                        "AE title",
                        "PACS_SCP",
                        "What callers must call the server, up to 16 characters"));
        fields.put(
                Field.ADDRESS,
                new LabeledField(
                        "address",
                        'e',
                        "Address",
                        "all addresses",
                        "An address of this machine to listen on, such as 127.0.0.1; empty: all"));
        fields.put(Field.PORT, new LabeledField("port", 'P', "Port", "11112", "1 to 65535; 0: any free one"));
        fields.put(
                Field.MAXIMUM_PEERS,
                new LabeledField(
                        "maximumPeers", 'M', "Maximum peers", "100", "Associations at a time; more are rejected"));
        fields.put(
                Field.IDLE_TIMEOUT,
                new LabeledField(
                        "idleTimeout",
                        'I',
                        "Idle timeout in seconds",
                        "60",
                        "An association on which nothing comes for so long is aborted; 0: never"));
    }

    /** Places fields beside each other, and what is wrong with each below them, where there is room for it. */
    private void placeRow(JPanel grid, int row, Field... inRow) {
        int firstLine = row * LINES;
        for (int column = 0; column < inRow.length; column++) {
            LabeledField field = field(inRow[column]);
            int width = inRow.length == 1 ? COLUMNS : 1;
            place(grid, field, column, firstLine, width, new Insets(Look.scaled(row == 0 ? 0 : 12), gap(column), 0, 0));
            place(grid, field.problem(), 0, firstLine + 1 + column, COLUMNS, new Insets(Look.scaled(3), 0, 0, 0));
        }
    }

    private static int gap(int column) {
        return column == 0 ? 0 : Look.scaled(12);
    }

    private static void place(JPanel grid, JComponent component, int column, int line, int width, Insets insets) {
        GridBagConstraints constraints = new GridBagConstraints();
        constraints.gridx = column;
        constraints.gridy = line;
        constraints.gridwidth = width;
        constraints.weightx = 1;
        constraints.fill = GridBagConstraints.HORIZONTAL;
        constraints.insets = insets;
        grid.add(component, constraints);
    }

    ServerForm form() {
        return new ServerForm(
                field(Field.AE_TITLE).text(),
                field(Field.ADDRESS).text(),
                field(Field.PORT).text(),
                field(Field.MAXIMUM_PEERS).text(),
                field(Field.IDLE_TIMEOUT).text(),
                peers.peers());
    }

    void form(ServerForm form) {
        field(Field.AE_TITLE).text(form.aeTitle());
        field(Field.ADDRESS).text(form.address());
        field(Field.PORT).text(form.port());
        field(Field.MAXIMUM_PEERS).text(form.maximumPeers());
        field(Field.IDLE_TIMEOUT).text(form.idleTimeout());
        peers.peers(form.allowedPeers());
    }

    /** Shows what is wrong in the form; problems elsewhere are not its own. */
    void problems(List<Problem> problems) {
        fields.values().forEach(LabeledField::clearProblem);
        peers.clearProblems();
        for (Problem problem : problems) {
            if (problem.place() instanceof Field field) {
                field(field).problem(problem.message());
            } else if (problem.place() instanceof Place.PeerCell) {
                peers.problem(problem);
            }
        }
        fields.values().stream().filter(LabeledField::hasProblem).findFirst().ifPresent(LabeledField::focus);
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        fields.values().forEach(field -> field.setEnabled(enabled));
        peers.setEnabled(enabled);
    }

    private LabeledField field(Field field) {
        LabeledField found = fields.get(field);
        if (found == null) {
            throw new IllegalStateException("no field " + field);
        }
        return found;
    }
}
