#include "app/cli/session.h"

#include "core/mart/mart.h"

namespace mops::cli {

Result<db::Database> Session::openReader() const {
    return mart::openReader(martPath);
}

Result<db::Database> Session::openWriter() const {
    std::error_code ignored;
    if (martPath.has_parent_path())
        std::filesystem::create_directories(martPath.parent_path(), ignored);
    return mart::openWriter(martPath);
}

Result<db::Database> Session::openExistingWriter() const {
    std::error_code ignored;
    if (!std::filesystem::exists(martPath, ignored))
        return fail(ErrorCode::MartMissing, martPath.string());
    return mart::openWriter(martPath);
}

} // namespace mops::cli
