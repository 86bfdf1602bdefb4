#pragma once

#include "ui/shell/mart_session.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace mops::ui {

class Card;

/// What a mart without orders shows instead of empty pages: make a demo marketplace, or import.
class WelcomePage final : public QWidget {
    Q_OBJECT
public:
    WelcomePage(MartSession& session, QWidget* parent);

signals:
    void importWanted();
    void simulated();

protected:
    void changeEvent(QEvent* event) override;

private:
    Card* buildSimulateCard();
    Card* buildImportCard();
    void simulate();
    void setBusy(bool busy);
    void retranslate();

    MartSession& m_session;
    QLabel* m_title;
    QLabel* m_intro;
    Card* m_simulateCard;
    Card* m_importCard;
    QLabel* m_simulateText;
    QLabel* m_importText;
    QLabel* m_merchantsLabel;
    QLabel* m_daysLabel;
    QSpinBox* m_merchants;
    QSpinBox* m_days;
    QPushButton* m_simulate;
    QPushButton* m_import;
    QLabel* m_answer;
    QLabel* m_place;
};

} // namespace mops::ui
