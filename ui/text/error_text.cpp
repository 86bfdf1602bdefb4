#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace mops::text {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Error", text);
}

const char* sentence(ErrorCode code) {
    switch (code) {
    case ErrorCode::Usage: return QT_TRANSLATE_NOOP("Error", "Wrong usage: %1");
    case ErrorCode::FileNotFound:
        return QT_TRANSLATE_NOOP("Error", "There is no such file or folder: %1");
    case ErrorCode::FileUnreadable:
        return QT_TRANSLATE_NOOP("Error", "The file cannot be read: %1");
    case ErrorCode::FileIsDirectory:
        return QT_TRANSLATE_NOOP("Error", "This is a folder, not a file: %1");
    case ErrorCode::FileIsEmpty: return QT_TRANSLATE_NOOP("Error", "The file is empty: %1");
    case ErrorCode::FileIsBinary: return QT_TRANSLATE_NOOP("Error", "This is not a text file: %1");
    case ErrorCode::FileNotWritable:
        return QT_TRANSLATE_NOOP("Error", "The file cannot be written: %1");
    case ErrorCode::EncodingInvalid:
        return QT_TRANSLATE_NOOP("Error", "The text encoding does not fit: %1");
    case ErrorCode::PresetUnknown:
        return QT_TRANSLATE_NOOP("Error", "There is no mapping preset named %1");
    case ErrorCode::MappingInvalid:
        return QT_TRANSLATE_NOOP("Error", "The mapping cannot be understood: %1");
    case ErrorCode::ColumnMissing:
        return QT_TRANSLATE_NOOP("Error", "The file lacks columns that are needed: %1");
    case ErrorCode::RowInvalid:
        return QT_TRANSLATE_NOOP("Error", "This row cannot be understood: %1");
    case ErrorCode::FilesMissing:
        return QT_TRANSLATE_NOOP("Error", "None of the files that the mapping names is there: %1");
    case ErrorCode::MartMissing: return QT_TRANSLATE_NOOP("Error", "There is no mart at %1");
    case ErrorCode::MartNotAMart:
        return QT_TRANSLATE_NOOP("Error", "This file is not a MerchantOps mart: %1");
    case ErrorCode::MartFromFuture:
        return QT_TRANSLATE_NOOP("Error", "This mart was written by a newer version: %1");
    case ErrorCode::MartLocked:
        return QT_TRANSLATE_NOOP("Error", "Another program is writing to the mart: %1");
    case ErrorCode::MartReadOnly:
        return QT_TRANSLATE_NOOP("Error", "The mart cannot be written: %1");
    case ErrorCode::MartCorrupt:
        return QT_TRANSLATE_NOOP("Error", "The mart's file is damaged: %1");
    case ErrorCode::DiskFull: return QT_TRANSLATE_NOOP("Error", "The disk is full: %1");
    case ErrorCode::Database: return QT_TRANSLATE_NOOP("Error", "The database refused: %1");
    case ErrorCode::SqlRefused: return QT_TRANSLATE_NOOP("Error", "This query is not allowed: %1");
    case ErrorCode::TimeLimit:
        return QT_TRANSLATE_NOOP("Error", "The query took longer than allowed: %1");
    case ErrorCode::NotFound: return QT_TRANSLATE_NOOP("Error", "Not found: %1");
    case ErrorCode::Conflict:
        return QT_TRANSLATE_NOOP("Error", "Not possible in the present state: %1");
    case ErrorCode::ReasonRequired: return QT_TRANSLATE_NOOP("Error", "A reason is required: %1");
    case ErrorCode::Forbidden:
        return QT_TRANSLATE_NOOP("Error", "Your role does not allow this: %1");
    case ErrorCode::NotEnoughData:
        return QT_TRANSLATE_NOOP("Error", "There is not enough data: %1");
    case ErrorCode::InvalidNumber: return QT_TRANSLATE_NOOP("Error", "A number is invalid: %1");
    case ErrorCode::NoConvergence:
        return QT_TRANSLATE_NOOP("Error", "The computation did not converge: %1");
    case ErrorCode::MemoryLimit:
        return QT_TRANSLATE_NOOP("Error", "This would need more memory than allowed: %1");
    case ErrorCode::IntegrityFault:
        return QT_TRANSLATE_NOOP("Error", "The mart contradicts itself: %1");
    case ErrorCode::Cancelled: return QT_TRANSLATE_NOOP("Error", "Cancelled; nothing was changed");
    case ErrorCode::Internal: return QT_TRANSLATE_NOOP("Error", "An error inside the program: %1");
    }
    return "%1";
}

/// The remedy; %1 is replaced by Error::hint, and a text that needs it is left out without one.
const char* remedy(ErrorCode code) {
    switch (code) {
    case ErrorCode::Usage: return QT_TRANSLATE_NOOP("Error", "See: %1");
    case ErrorCode::FileNotFound: return QT_TRANSLATE_NOOP("Error", "Check the path.");
    case ErrorCode::FileUnreadable:
        return QT_TRANSLATE_NOOP("Error", "Check that you may read it.");
    case ErrorCode::FileIsEmpty:
        return QT_TRANSLATE_NOOP("Error", "Export it again from the source.");
    case ErrorCode::FileIsBinary: return QT_TRANSLATE_NOOP("Error", "Give a CSV or TSV file.");
    case ErrorCode::FileNotWritable:
        return QT_TRANSLATE_NOOP("Error",
                                 "Choose another folder, or check that you may write there.");
    case ErrorCode::EncodingInvalid:
        return QT_TRANSLATE_NOOP("Error", "Choose the encoding: UTF-8, GB18030 or ISO-8859-1.");
    case ErrorCode::PresetUnknown: return QT_TRANSLATE_NOOP("Error", "Known presets: %1");
    case ErrorCode::MappingInvalid: return QT_TRANSLATE_NOOP("Error", "Correct the mapping: %1");
    case ErrorCode::ColumnMissing: return QT_TRANSLATE_NOOP("Error", "The file has: %1");
    case ErrorCode::RowInvalid:
        return QT_TRANSLATE_NOOP("Error",
                                 "Correct the row, or state the separator and the encoding.");
    case ErrorCode::FilesMissing: return QT_TRANSLATE_NOOP("Error", "Expected: %1");
    case ErrorCode::MartMissing:
        return QT_TRANSLATE_NOOP("Error", "Import data or simulate a marketplace first.");
    case ErrorCode::MartNotAMart:
        return QT_TRANSLATE_NOOP("Error", "Choose another file; this one was not touched.");
    case ErrorCode::MartFromFuture:
        return QT_TRANSLATE_NOOP("Error", "This version knows marts up to number %1. Update the "
                                          "program; the mart was not touched.");
    case ErrorCode::MartLocked:
        return QT_TRANSLATE_NOOP("Error", "Wait until it is done, then try again.");
    case ErrorCode::MartReadOnly:
        return QT_TRANSLATE_NOOP("Error", "Check that you may write to the file and its folder.");
    case ErrorCode::MartCorrupt:
        return QT_TRANSLATE_NOOP("Error", "Go back to a snapshot, or import the files again.");
    case ErrorCode::DiskFull:
        return QT_TRANSLATE_NOOP("Error", "Free some space and try again; the mart is as before.");
    case ErrorCode::Conflict: return QT_TRANSLATE_NOOP("Error", "First: %1");
    case ErrorCode::ReasonRequired: return QT_TRANSLATE_NOOP("Error", "One of: %1");
    case ErrorCode::Forbidden: return QT_TRANSLATE_NOOP("Error", "Who may: %1");
    case ErrorCode::NotEnoughData: return QT_TRANSLATE_NOOP("Error", "Needed: %1");
    case ErrorCode::NotFound: return QT_TRANSLATE_NOOP("Error", "Try: %1");
    case ErrorCode::IntegrityFault: return QT_TRANSLATE_NOOP("Error", "Run: %1");
    case ErrorCode::MemoryLimit: return QT_TRANSLATE_NOOP("Error", "Limit: %1");
    case ErrorCode::TimeLimit:
        return QT_TRANSLATE_NOOP("Error", "Narrow the query, or allow more time.");
    case ErrorCode::SqlRefused:
        return QT_TRANSLATE_NOOP("Error",
                                 "Only one SELECT over the mart's tables and views is allowed.");
    default: return nullptr;
    }
}

} // namespace

QString errorText(const Error& error) {
    const QString pattern = tr(sentence(error.code));
    if (error.detail.empty())
        return QString(pattern)
            .replace(QStringLiteral(": %1"), QString())
            .remove(QStringLiteral("%1"));
    return pattern.contains(QStringLiteral("%1"))
               ? pattern.arg(QString::fromStdString(error.detail))
               : pattern;
}

QString errorHint(const Error& error) {
    // A condition of a rule is no query: it brings its own hint.
    if (error.code == ErrorCode::SqlRefused && !error.hint.empty())
        return tr(remedy(ErrorCode::NotFound)).arg(QString::fromStdString(error.hint));
    const char* text = remedy(error.code);
    if (text == nullptr)
        return QString::fromStdString(error.hint);
    const QString pattern = tr(text);
    if (!pattern.contains(QStringLiteral("%1")))
        return pattern;
    return error.hint.empty() ? QString() : pattern.arg(QString::fromStdString(error.hint));
}

} // namespace mops::text
