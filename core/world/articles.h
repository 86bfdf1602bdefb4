#pragma once

#include "core/base/embedded_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace mops::db {
class Database;
}

namespace mops::world {

struct World;
class StoryWriter;

/// The files of core/world/articles: "deposit_refund.zh.md".
std::span<const EmbeddedFile> articleFiles();

struct Article {
    std::string_view id;
    std::string_view language;
    std::string_view topic; ///< one of ticketTopics()
    std::string_view title;
    std::string_view body;
};
/// "# Title", "topic: word", an empty line, the body. Nothing when the file has another form.
std::optional<Article> parseArticle(const EmbeddedFile& file);

/// The knowledge base, in Chinese and English in every world.
std::unique_ptr<StoryWriter> writeArticlesInto(db::Database& mart, const World& world,
                                               std::int64_t batch);

} // namespace mops::world
