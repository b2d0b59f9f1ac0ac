package org.pacsscp.examples.window.swing;

import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Insets;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.UIManager;
import javax.swing.border.Border;

/** Colours, fonts and spaces. Lengths are given for a screen of 96 dots an inch and scaled to the real one. */
final class Look {
    static final Color ERROR = new Color(0xB3261E);
    static final Color WARNING = new Color(0x9A5B00);
    static final Color GOOD = new Color(0x2E9E4F);
    static final Color ACTIVE = new Color(0x2266BB);
    static final Color QUIET = new Color(0x6E6E73);
    static final Color ERROR_BACKGROUND = new Color(0xFDECEA);
    static final Color NOTICE_BACKGROUND = new Color(0xE8F1FB);
    static final Color LINE = new Color(0xD5D5D8);

    private Look() {}

    static void install() {
        // The library is only for window frames of its own, and a newer Java warns when it is loaded.
        System.setProperty("flatlaf.useNativeLibrary", "false");
        UIManager.put("Component.arc", 8);
        UIManager.put("Button.arc", 8);
        UIManager.put("TextComponent.arc", 8);
        UIManager.put("ScrollBar.thumbArc", 999);
        UIManager.put("ScrollBar.thumbInsets", new Insets(2, 2, 2, 2));
        UIManager.put("Table.rowHeight", 26);
        UIManager.put("Table.showHorizontalLines", true);
        UIManager.put("Table.intercellSpacing", new Dimension(0, 1));
        UIManager.put("TableHeader.height", 28);
        UIManager.put("Table.gridColor", new Color(0xECECEE));
        UIManager.put("SplitPane.dividerSize", 8);
        UIManager.put("TextField.margin", new Insets(4, 8, 4, 8));
        UIManager.put("ComboBox.padding", new Insets(4, 8, 4, 8));
        UIManager.put("Button.margin", new Insets(4, 14, 4, 14));
        UIManager.put("Table.cellMargins", new Insets(2, 10, 2, 10));
        UIManager.put("TableHeader.cellMargins", new Insets(2, 10, 2, 10));
        UIManager.put("MenuItem.margin", new Insets(4, 6, 4, 6));
        UIManager.put("MenuBar.itemMargins", new Insets(4, 10, 4, 10));
        FlatLightLaf.setGlobalExtraDefaults(Map.of("@background", "#f5f5f7"));
        smoothText();
        FlatLightLaf.setup();
    }

    /** Smooths text where no desktop says how, which Java takes for a wish for rough text. */
    private static void smoothText() {
        if (Toolkit.getDefaultToolkit().getDesktopProperty("awt.font.desktophints") == null) {
            UIManager.put(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        }
    }

    static int scaled(int length) {
        return UIScale.scale(length);
    }

    static Border space(int top, int left, int bottom, int right) {
        return BorderFactory.createEmptyBorder(scaled(top), scaled(left), scaled(bottom), scaled(right));
    }

    /** Sets a style of FlatLaf, such as {@code "font: bold"}. */
    static <C extends JComponent> C styled(C component, String style) {
        component.putClientProperty("FlatLaf.style", style);
        return component;
    }

    static Font monospaced() {
        Font ordinary = UIManager.getFont("monospaced.font");
        return ordinary == null ? new Font(Font.MONOSPACED, Font.PLAIN, scaled(12)) : ordinary;
    }

    /** Keeps text that a peer chose from being taken for HTML. */
    static <C extends JComponent> C plainText(C component) {
        component.putClientProperty("html.disable", true);
        return component;
    }
}
