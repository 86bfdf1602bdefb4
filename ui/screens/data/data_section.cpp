#include "ui/screens/data/data_section.h"

namespace mops::ui {

DataSection::DataSection(MartSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setProperty("plain", true);
}

} // namespace mops::ui
