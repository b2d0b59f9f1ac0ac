package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.pacsscp.examples.window.Place;
import org.pacsscp.examples.window.Place.Field;
import org.pacsscp.examples.window.Problem;
import org.pacsscp.examples.window.ServerForm;
import org.pacsscp.examples.window.ServiceChoice;

/** The form that describes the server. */
final class FormPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int COLUMNS = 2;

    /** Lines of the grid that a row of fields takes: itself, and what is wrong with each. */
    private static final int LINES = 1 + COLUMNS;

    private final transient Map<Field, LabeledField> fields = new EnumMap<>(Field.class);
    private final JComboBox<ServiceChoice> service = new JComboBox<>(ServiceChoice.values());
    private final JButton choose = new JButton("…");
    private final PeersPanel peers = new PeersPanel();

    FormPanel() {
        super(new BorderLayout(0, Look.scaled(16)));
        setBorder(Look.space(12, 16, 16, 12));
        makeFields();
        JPanel grid = new JPanel(new GridBagLayout());
        grid.setOpaque(false);
        placeRow(grid, 0, Field.AE_TITLE);
        place(grid, serviceField(), 0, LINES, COLUMNS, new Insets(Look.scaled(12), 0, 0, 0));
        placeRow(grid, 2, Field.DIRECTORY);
        placeRow(grid, 3, Field.ADDRESS, Field.PORT);
        placeRow(grid, 4, Field.MAXIMUM_PEERS, Field.IDLE_TIMEOUT);
        service.addActionListener(event -> showDirectory());
        showDirectory();
        add(new Section("Server", grid), BorderLayout.NORTH);
        add(peers, BorderLayout.CENTER);
    }

    private JComponent serviceField() {
        service.setName("service");
        service.setToolTipText("What the server serves besides Verification (C-ECHO)");
        JLabel label = new JLabel("Serves");
        label.setLabelFor(service);
        label.setDisplayedMnemonic('v');
        JPanel panel = new JPanel(new BorderLayout(0, Look.scaled(3)));
        panel.setOpaque(false);
        panel.add(label, BorderLayout.NORTH);
        panel.add(service, BorderLayout.CENTER);
        return panel;
    }

    /** A service that needs no directory is not asked for one. */
    private void showDirectory() {
        ServiceChoice chosen = chosen();
        LabeledField directory = field(Field.DIRECTORY);
        directory.setVisible(chosen.needsDirectory());
        directory.toolTip(chosen.directory());
        directory.clearProblem();
        revalidate();
    }

    private ServiceChoice chosen() {
        return service.getItemAt(service.getSelectedIndex());
    }

    private void chooseDirectory() {
        LabeledField directory = field(Field.DIRECTORY);
        JFileChooser chooser = new JFileChooser(directory.text());
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle("Choose a directory");
        if (chooser.showDialog(this, "Choose") == JFileChooser.APPROVE_OPTION) {
            directory.text(chooser.getSelectedFile().getPath());
        }
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
        LabeledField directory = new LabeledField("directory", 'y', "Directory", "/var/lib/pacs-scp", "");
        choose.setName("directory.choose");
        choose.setToolTipText("Choose a directory");
        choose.getAccessibleContext().setAccessibleName("Choose a directory");
        choose.addActionListener(event -> chooseDirectory());
        directory.trailing(choose);
        fields.put(Field.DIRECTORY, directory);
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
                chosen(),
                field(Field.DIRECTORY).text(),
                field(Field.ADDRESS).text(),
                field(Field.PORT).text(),
                field(Field.MAXIMUM_PEERS).text(),
                field(Field.IDLE_TIMEOUT).text(),
                peers.peers());
    }

    void form(ServerForm form) {
        field(Field.AE_TITLE).text(form.aeTitle());
        service.setSelectedItem(form.service());
        field(Field.DIRECTORY).text(form.directory());
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
        service.setEnabled(enabled);
        choose.setEnabled(enabled);
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
