#include "ui/theme/theme.h"

namespace mops::theme {

// The only colours of the console. Text colours reach a contrast of 4.5 on `surface`; the series
// follow Okabe and Ito, lightened or darkened for their ground, so that colour-blind people can
// tell them apart.

const Colours& lightColours() {
    static const Colours colours = [] {
        Colours c;
        c.window = QColor(0xF4F6F9);
        c.surface = QColor(0xFFFFFF);
        c.raised = QColor(0xF1F4F8);
        c.rail = QColor(0xFAFBFC);
        c.border = QColor(0xE1E6EC);
        c.grid = QColor(0xEBEEF2);
        c.text = QColor(0x18212D);
        c.mutedText = QColor(0x5F6B7A);
        c.accent = QColor(0x2F5BEA);
        c.onAccent = QColor(0xFFFFFF);
        c.selection = QColor(0xE3EBFE);
        c.good = QColor(0x0B7A53);
        c.watch = QColor(0x9A5B00);
        c.bad = QColor(0xC0253A);
        c.info = QColor(0x1C6AB2);
        c.goodSoft = QColor(0xE0F4EB);
        c.watchSoft = QColor(0xFDF0D9);
        c.badSoft = QColor(0xFCE5E8);
        c.infoSoft = QColor(0xE2EFFA);
        c.neutralSoft = QColor(0xEDF0F4);
        c.series = {QColor(0x2F6FDE), QColor(0xE08A00), QColor(0x009E73), QColor(0xB8578F),
                    QColor(0x3FA9E0), QColor(0xD55E00), QColor(0xA39200), QColor(0x6B7280)};
        return c;
    }();
    return colours;
}

const Colours& darkColours() {
    static const Colours colours = [] {
        Colours c;
        c.window = QColor(0x11151B);
        c.surface = QColor(0x191F27);
        c.raised = QColor(0x222A34);
        c.rail = QColor(0x141920);
        c.border = QColor(0x2B3440);
        c.grid = QColor(0x252D37);
        c.text = QColor(0xE6EAF0);
        c.mutedText = QColor(0x98A4B3);
        c.accent = QColor(0x6F95FF);
        c.onAccent = QColor(0x0C1324);
        c.selection = QColor(0x24365A);
        c.good = QColor(0x4CC38A);
        c.watch = QColor(0xEFB14A);
        c.bad = QColor(0xFF7D88);
        c.info = QColor(0x6CB6F5);
        c.goodSoft = QColor(0x15332A);
        c.watchSoft = QColor(0x3A2D14);
        c.badSoft = QColor(0x421F26);
        c.infoSoft = QColor(0x163049);
        c.neutralSoft = QColor(0x27303B);
        c.series = {QColor(0x5A9BF5), QColor(0xF0B030), QColor(0x34C796), QColor(0xE39AC6),
                    QColor(0x7CCBF7), QColor(0xF08A4B), QColor(0xE0D45C), QColor(0x9AA5B1)};
        return c;
    }();
    return colours;
}

} // namespace mops::theme
