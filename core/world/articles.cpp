#include "core/world/articles.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/world/chapter.h"

namespace mops::world {
namespace {

constexpr std::string_view kTopic = "topic: ";
constexpr int kDaysBetweenUpdates = 9;

/// Takes the first line off.
std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

class ArticleWriter final : public StoryWriter {
public:
    ArticleWriter(db::Database& mart, const World& world, std::int64_t batch)
        : m_world(world)
        , m_batch(batch)
        , m_article(mart, "INSERT INTO dim_article (article_key, article_id, language, topic, "
                          "title, body, updated_at, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)") {}

    void writeMarket() override {
        std::int64_t& key = counter("dim_article");
        for (const EmbeddedFile& file : articleFiles()) {
            const auto article = parseArticle(file);
            if (!article)
                continue;
            const std::int64_t updatedAt =
                m_world.begin - (key / 2) * kDaysBetweenUpdates * kSecondsPerDay;
            ++key;
            m_article.run(key, article->id, article->language, article->topic, article->title,
                          article->body, updatedAt, m_batch);
        }
    }
    void writeStory(const MerchantStory&, const StoryKeys&) override {}

private:
    const World& m_world;
    std::int64_t m_batch;
    db::Statement m_article;
};

} // namespace

std::optional<Article> parseArticle(const EmbeddedFile& file) {
    const std::size_t dot = file.name.find('.');
    if (dot == std::string_view::npos || !file.name.ends_with(".md"))
        return std::nullopt;
    Article article;
    article.id = file.name.substr(0, dot);
    article.language = file.name.substr(dot + 1, file.name.size() - dot - 4);
    std::string_view text = file.text;
    const std::string_view title = takeLine(text), topic = takeLine(text);
    if (!title.starts_with("# ") || !topic.starts_with(kTopic))
        return std::nullopt;
    article.title = title.substr(2);
    article.topic = topic.substr(kTopic.size());
    article.body = trim(text);
    return article;
}

std::unique_ptr<StoryWriter> writeArticlesInto(db::Database& mart, const World& world,
                                               std::int64_t batch) {
    return std::make_unique<ArticleWriter>(mart, world, batch);
}

} // namespace mops::world
