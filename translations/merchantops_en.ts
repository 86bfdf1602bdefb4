<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Ledger</name>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MerchantColumns</name>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueWhy</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::AgreementSection</name>
    <message numerus="yes">
        <source>%n case(s) on which they differ</source>
        <translation>
            <numerusform>%n case on which they differ</numerusform>
            <numerusform>%n cases on which they differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) drawn for double review.</source>
        <translation>
            <numerusform>%n case drawn for double review.</numerusform>
            <numerusform>%n cases drawn for double review.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::BandsSection</name>
    <message numerus="yes">
        <source>● Automation is on for %n kind(s) of case.</source>
        <translation>
            <numerusform>● Automation is on for %n kind of case.</numerusform>
            <numerusform>● Automation is on for %n kinds of case.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: automation of %n kind(s) of case.</source>
        <translation>
            <numerusform>Stopped: automation of %n kind of case.</numerusform>
            <numerusform>Stopped: automation of %n kinds of case.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::BulkPanel</name>
    <message numerus="yes">
        <source>%1: %n case(s)</source>
        <translation>
            <numerusform>%1: %n case</numerusform>
            <numerusform>%1: %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::ChoicePanel</name>
    <message numerus="yes">
        <source>Message to the merchant (draft, Tab to edit). It waits %n minute(s) before it may leave; until then an undo withdraws it.</source>
        <translation>
            <numerusform>Message to the merchant (draft, Tab to edit). It waits %n minute before it may leave; until then an undo withdraws it.</numerusform>
            <numerusform>Message to the merchant (draft, Tab to edit). It waits %n minutes before it may leave; until then an undo withdraws it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::DeskStrip</name>
    <message numerus="yes">
        <source>%n case(s) decided twice</source>
        <translation>
            <numerusform>%n case decided twice</numerusform>
            <numerusform>%n cases decided twice</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::ImportChoices</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::LedgerSection</name>
    <message numerus="yes">
        <source>%n operation(s) are dated before the one in front of them: a clock was set back.</source>
        <translation>
            <numerusform>%n operation are dated before the one in front of them: a clock was set back.</numerusform>
            <numerusform>%n operations are dated before the one in front of them: a clock was set back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) written to %1; BLAKE2b of the JSON: %2</source>
        <translation>
            <numerusform>%n operation written to %1; BLAKE2b of the JSON: %2</numerusform>
            <numerusform>%n operations written to %1; BLAKE2b of the JSON: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n merchant(s) scored</source>
        <translation>
            <numerusform>%n merchant scored</numerusform>
            <numerusform>%n merchants scored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) opened</source>
        <translation>
            <numerusform>%n case opened</numerusform>
            <numerusform>%n cases opened</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::MartSession</name>
    <message numerus="yes">
        <source>Its message had left: a correction for %n merchant(s) waits in the outbox.</source>
        <translation>
            <numerusform>Its message had left: a correction for %n merchant waits in the outbox.</numerusform>
            <numerusform>Its message had left: a correction for %n merchants waits in the outbox.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A correction had left: the message to %n merchant(s) waits again.</source>
        <translation>
            <numerusform>A correction had left: the message to %n merchant waits again.</numerusform>
            <numerusform>A correction had left: the message to %n merchants waits again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::QuarantineSection</name>
    <message numerus="yes">
        <source>%n row(s) of this group</source>
        <translation>
            <numerusform>%n row of this group</numerusform>
            <numerusform>%n rows of this group</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::ReplayView</name>
    <message numerus="yes">
        <source>Groups (%n uneven)</source>
        <translation>
            <numerusform>Groups (%n uneven)</numerusform>
            <numerusform>Groups (%n uneven)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last %n day(s)</source>
        <translation>
            <numerusform>last %n day</numerusform>
            <numerusform>last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::SqlSection</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::StatusStrip</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n more</numerusform>
            <numerusform>+%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::TableView</name>
    <message numerus="yes">
        <source>%n row(s) are too many to copy.</source>
        <translation>
            <numerusform>%n row is too many to copy.</numerusform>
            <numerusform>%n rows are too many to copy.</numerusform>
        </translation>
    </message>
</context>
</TS>
