#include "app/console/key_session.h"

#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QKeySequence>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace mops::console {
namespace {

constexpr int kTickMilliseconds = 60;
/// A step is finished when no job has run for so many ticks: jobs start one after another.
constexpr int kQuietTicks = 5;

void press(int key, Qt::KeyboardModifiers modifiers, const QString& text) {
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QWidget* target = QApplication::focusWidget();
        if (target == nullptr)
            return;
        QKeyEvent event(type, key, modifiers, text);
        QApplication::sendEvent(target, &event);
    }
}

} // namespace

KeySession::KeySession(ui::MainWindow& window, ui::MartSession& session, QString folder)
    : m_window(window)
    , m_session(session)
    , m_folder(std::move(folder))
    , m_steps(script()) {
    m_window.setRemembers(false);
    m_timer.setInterval(kTickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &KeySession::tick);
}

std::vector<KeySession::Step> KeySession::script() {
    return {
        {u"overview"_s, {}},
        {u"risk_queue"_s, u"G, R"_s},
        {u"next_case"_s, u"J"_s},
        {u"evidence_in_full"_s, u"], ], Space"_s},
        {{}, u"Space"_s},
        {u"refuse_reasons_and_message"_s, u"R"_s},
        {{}, u"1"_s},
        {u"refused_next_case"_s, u"Return"_s},
        {u"snooze_until"_s, u"Z"_s},
        {u"snoozed_next_case"_s, u"1"_s},
        {u"ask_with_draft"_s, u"Q"_s},
        {u"asked_clock_stopped"_s, u"Return"_s},
        {u"tag"_s, u"T"_s},
        {{}, {}, u"watch"_s},
        {u"tagged"_s, u"Return"_s},
        {u"assigned_to_me"_s, u"S"_s},
        {u"approved"_s, u"A"_s},
        {u"same_again_asks_once"_s, u"."_s},
        {u"same_again"_s, u"."_s},
        {u"marked"_s, u"X, Shift+J, Shift+J, Shift+J"_s},
        {u"all_marked"_s, u"Ctrl+A"_s},
        {u"blast_radius"_s, u"A"_s},
        {u"all_decided"_s, u"Return"_s},
        {u"one_undo"_s, u"Ctrl+Z"_s},
        {u"undo_brings_the_case_back"_s, u"Ctrl+Z"_s},
        {u"redo"_s, u"Ctrl+Shift+Z"_s},
        {{}, u"/"_s},
        {u"filtered"_s, {}, u"1"_s},
        {u"keys_valid_here"_s, u"Return, ?"_s},
        {u"reviews"_s, u"Esc, G, V"_s},
        {u"take_in_what_came"_s, u"Tab, Space"_s},
        {u"next_review"_s, u"J"_s},
        {{}, u"G, U, N"_s, u"late and busy"_s},
        {u"rule_being_written"_s, u"Esc, F, I"_s, u"late_share_90 > 0.2 and orders_90 >= 5"_s},
        {{}, u"Esc"_s}, // the list of columns, where one is open
        {u"replay_nearest_to_the_line"_s, u"Esc, P"_s},
        {u"replay_groups_and_segments"_s, u"], ]"_s},
        {u"replay_hits_of_one_group"_s, u"J, Return"_s},
        {u"ledger"_s, u"G, A"_s},
        {u"ledger_verified"_s, u"V"_s},
        {u"messages_to_merchants"_s, u"Alt+2"_s},
    };
}

void KeySession::start() {
    if (!QDir().mkpath(m_folder)) {
        QTextStream(stderr) << u"merchantops: cannot write to "_s << m_folder << u'\n';
        QTimer::singleShot(0, qApp, [] { QApplication::exit(1); });
        return;
    }
    m_window.resize(1280, 800);
    m_window.show();
    m_window.showScreen(0);
    m_timer.start();
}

void KeySession::play(const Step& step) const {
    // one by one: a key sequence holds four at most
    const QStringList keys = step.keys.split(u", "_s, Qt::SkipEmptyParts);
    for (const QString& each : keys) {
        const auto key = QKeySequence::fromString(each);
        if (key.isEmpty())
            continue;
        // Without a window manager a list that popped up keeps the activation when it closes.
        if (QApplication::activePopupWidget() == nullptr &&
            QApplication::activeModalWidget() == nullptr)
            m_window.activateWindow();
        const Qt::KeyboardModifiers modifiers = key[0].keyboardModifiers();
        const bool letter = modifiers == Qt::NoModifier && each.size() == 1;
        press(key[0].key(), modifiers, letter ? each.toLower() : QString());
    }
    for (const QChar letter : step.text)
        press(letter.toUpper().unicode(), Qt::NoModifier, letter);
}

void KeySession::tick() {
    const bool busy =
        !m_session.jobs().isIdle() || m_session.state() == ui::MartSession::State::Opening;
    m_quietTicks = busy ? 0 : m_quietTicks + 1;
    if (m_quietTicks < kQuietTicks)
        return;
    m_quietTicks = 0;
    const Step& step = m_steps[m_next];
    if (!std::exchange(m_played, true)) {
        play(step);
        return;
    }
    m_played = false;
    if (!step.name.isEmpty() && !save(step)) {
        QApplication::exit(1);
        return;
    }
    if (++m_next == m_steps.size()) {
        m_timer.stop();
        QApplication::exit(0);
    }
}

bool KeySession::save(const Step& step) {
    const QString name = u"%1_%2.png"_s.arg(++m_saved, 2, 10, QChar(u'0')).arg(step.name);
    if (m_window.grab().save(QDir(m_folder).filePath(name)))
        return true;
    QTextStream(stderr) << u"merchantops: cannot write "_s << name << u'\n';
    return false;
}

} // namespace mops::console
