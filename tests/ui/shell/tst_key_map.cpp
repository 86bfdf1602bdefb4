#include "ui/shell/key_map.h"
#include "ui/shell/key_map_dialog.h"

#include <QKeySequence>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

using namespace mops::ui;

/// The keys that everyone's hands know. A change here is a change for every operator.
class TestKeyMap : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { KeyMap().reset(); }
    void cleanupTestCase() { KeyMap().reset(); }

    void theStandardKeysAreTheGoldenOnes() {
        const char* golden =
            "next J\nprevious K\napprove A\nrefuse R\nask Q\nescalate E\nsnooze Z\nnote N\n"
            "tag T\nassign S\nreopen O\nrepeat .\nmark X\nextend-down Shift+J\n"
            "extend-up Shift+K\nmark-all Ctrl+A\nnext-evidence ]\nprevious-evidence [\n"
            "peek Space\nundo Ctrl+Z\nredo Ctrl+Shift+Z\n";
        QString keys;
        for (const KeyCommand& command : keyCommands())
            keys += QLatin1StringView(command.id) + QLatin1Char(' ') +
                    QKeySequence(command.standard).toString(QKeySequence::PortableText) +
                    QLatin1Char('\n');
        QCOMPARE(keys, QString::fromLatin1(golden));
    }

    void aDecidingKeyNeverRepeats() {
        for (const KeyCommand& command : keyCommands()) {
            const bool moves = command.command == DeskCommand::Next ||
                               command.command == DeskCommand::Previous ||
                               command.command == DeskCommand::ExtendDown ||
                               command.command == DeskCommand::ExtendUp ||
                               command.command == DeskCommand::NextEvidence ||
                               command.command == DeskCommand::PreviousEvidence;
            QVERIFY2(!command.repeats || moves, command.id);
        }
    }

    void aChosenKeyIsRememberedOverARestart() {
        QVERIFY(KeyMap().set(DeskCommand::Approve, Qt::Key_Y));
        const KeyMap restarted;
        QCOMPARE(restarted.key(DeskCommand::Approve), QKeyCombination(Qt::Key_Y));
        QVERIFY(!restarted.isStandard());
        QCOMPARE(restarted.keyText(DeskCommand::Approve), QStringLiteral("Y"));
    }

    void twoCommandsNeverShareAKey() {
        KeyMap keys;
        const QString conflict = keys.conflict(DeskCommand::Approve, Qt::Key_R);
        QVERIFY2(conflict.contains(commandTitle(DeskCommand::Refuse)), qPrintable(conflict));
        QVERIFY(!keys.set(DeskCommand::Approve, Qt::Key_R));
        QCOMPARE(keys.key(DeskCommand::Approve), QKeyCombination(Qt::Key_A));
    }

    void keysOfTheConsoleCannotBeTaken_data() {
        QTest::addColumn<QKeyCombination>("key");
        QTest::newRow("g") << QKeyCombination(Qt::Key_G);
        QTest::newRow("digit") << QKeyCombination(Qt::Key_3);
        QTest::newRow("enter") << QKeyCombination(Qt::Key_Return);
        QTest::newRow("escape") << QKeyCombination(Qt::Key_Escape);
        QTest::newRow("palette") << QKeyCombination(Qt::ControlModifier, Qt::Key_K);
        QTest::newRow("sheet") << QKeyCombination(Qt::Key_Question);
    }
    void keysOfTheConsoleCannotBeTaken() {
        QFETCH(QKeyCombination, key);
        KeyMap keys;
        QVERIFY(!keys.set(DeskCommand::Approve, key));
    }

    void aDamagedSettingFallsBackToTheStandardKey() {
        QSettings().setValue(QStringLiteral("keys/approve"), QStringLiteral("no such key, ???"));
        QCOMPARE(KeyMap().key(DeskCommand::Approve), QKeyCombination(Qt::Key_A));
    }

    void theDialogTakesTheNextKeyAndSaysConflicts() {
        KeyMap keys;
        QPointer<KeyMapDialog> dialog = new KeyMapDialog(keys);
        dialog->open();
        auto* approve = dialog->findChild<QPushButton*>(QStringLiteral("key-approve"));
        approve->click();
        QTest::keyClick(approve, Qt::Key_R);
        QVERIFY(!dialog->problem().isEmpty());
        QCOMPARE(keys.key(DeskCommand::Approve), QKeyCombination(Qt::Key_A));
        approve->click();
        QTest::keyClick(approve, Qt::Key_Escape);
        QVERIFY2(dialog, "Esc leaves the key as it is, not the dialog");
        QVERIFY(dialog->isVisible());
        approve->click();
        QTest::keyClick(approve, Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(keys.key(DeskCommand::Approve),
                 QKeyCombination(Qt::ControlModifier, Qt::Key_Space));
        dialog->findChild<QPushButton*>(QStringLiteral("resetKeys"))->click();
        QVERIFY(keys.isStandard());
        delete dialog;
    }
};

QTEST_MAIN(TestKeyMap)
#include "tst_key_map.moc"
