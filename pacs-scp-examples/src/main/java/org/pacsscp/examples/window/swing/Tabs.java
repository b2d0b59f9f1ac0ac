package org.pacsscp.examples.window.swing;

import java.awt.event.KeyEvent;
import javax.swing.JComponent;
import javax.swing.JTabbedPane;
import org.pacsscp.examples.window.ServiceChoice;

/** The tabs: who is connected, and what the server holds. */
final class Tabs extends JTabbedPane {
    private static final long serialVersionUID = 1;

    private final JComponent associations;
    private final JComponent studies;
    private final JComponent worklist;

    Tabs(JComponent associations, JComponent studies, JComponent worklist, Runnable studiesSeen) {
        this.associations = associations;
        this.studies = studies;
        this.worklist = worklist;
        setName("tabs");
        add("Associations", associations, KeyEvent.VK_C);
        add("Studies", studies, KeyEvent.VK_U);
        add("Worklist", worklist, KeyEvent.VK_W);
        addChangeListener(event -> {
            if (getSelectedComponent() == this.studies) {
                studiesSeen.run();
            }
        });
    }

    /** Shows the tab of what a server serves. */
    void show(ServiceChoice service) {
        switch (service) {
            case VERIFICATION -> setSelectedComponent(associations);
            case ARCHIVE -> setSelectedComponent(studies);
            case WORKLIST -> setSelectedComponent(worklist);
        }
    }

    private void add(String title, JComponent content, int mnemonic) {
        addTab(title, content);
        setMnemonicAt(getTabCount() - 1, mnemonic);
    }
}
