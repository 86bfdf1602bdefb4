#pragma once

#include "core/base/clock.h"
#include "core/mart/mart.h"

#include <filesystem>
#include <QTemporaryDir>

namespace mops::test {

/// A fresh mart in a folder that goes away with the object.
class TempMart {
public:
    TempMart()
        : m_writer(std::move(*mart::openWriter(path()))) {}
    std::filesystem::path path() const { return m_folder.path().toStdString() + "/mart.db"; }
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    db::Database& writer() { return m_writer; }

private:
    QTemporaryDir m_folder;
    db::Database m_writer;
};

} // namespace mops::test
