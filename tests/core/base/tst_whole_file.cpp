#include "core/base/whole_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

class TstWholeFile : public QObject {
    Q_OBJECT

private slots:
    void appearsOnlyWhenCommitted() {
        const auto target = place("a.txt");
        auto file = WholeFile::begin(target);
        QVERIFY(file);
        file->write("all of it");
        QVERIFY(!std::filesystem::exists(target));
        QVERIFY(file->commit());
        QCOMPARE(contents(target), std::string("all of it"));
    }

    void leavesNothingBehindWithoutCommit() {
        const auto target = place("b.txt");
        { WholeFile::begin(target)->write("half"); }
        QVERIFY(!std::filesystem::exists(target));
        QVERIFY(!std::filesystem::exists(place("b.txt.partial")));
    }

    void leavesAnOlderFileAsItWasWhenItFails() {
        const auto target = place("c.txt");
        std::ofstream(target) << "older";
        std::filesystem::create_symlink("/dev/full", place("c.txt.partial"));
        auto file = WholeFile::begin(target);
        QVERIFY(file);
        file->write("newer");
        QVERIFY(!file->commit());
        QCOMPARE(contents(target), std::string("older"));
    }

    void aFullDiskIsCalledAFullDisk() {
        std::filesystem::create_symlink("/dev/full", place("d.txt.partial"));
        auto file = WholeFile::begin(place("d.txt"));
        QVERIFY(file);
        file->write("text");
        const auto committed = file->commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().code, ErrorCode::DiskFull);
        QCOMPARE(committed.error().detail, place("d.txt").string());
    }

    void aFolderIsRefused() {
        const auto refused = WholeFile::begin(m_folder.path().toStdString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileIsDirectory);
    }

private:
    std::filesystem::path place(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    static std::string contents(const std::filesystem::path& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TstWholeFile)
#include "tst_whole_file.moc"
