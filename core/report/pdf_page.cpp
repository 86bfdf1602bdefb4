#include "core/report/pdf_page.h"

#include <cairo-pdf.h>
#include <numbers>
#include <pango/pangocairo.h>
#include <utility>

namespace mops::report {
namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void setColour(cairo_t* pen, Colour colour) {
    const auto part = [colour](int shift) { return ((colour >> shift) & 0xFFU) / 255.0; };
    cairo_set_source_rgb(pen, part(16), part(8), part(0));
}

/// Type for paper: sizes in points, positions not rounded to a screen's dots.
void setUpType(PangoLayout* layout, const std::string& language) {
    PangoContext* context = pango_layout_get_context(layout);
    pango_cairo_context_set_resolution(context, 72);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context,
                               pango_language_from_string(language == "zh" ? "zh-Hans" : "en"));
}

} // namespace

PdfPaper::PdfPaper(const std::string& language)
    : m_fonts(language == "zh" ? "Noto Sans CJK SC, DejaVu Sans"
                               : "Noto Sans, Noto Sans CJK SC, DejaVu Sans")
    , m_surface(cairo_pdf_surface_create_for_stream(append, &m_bytes, kWidth, kHeight))
    , m_pen(cairo_create(m_surface))
    , m_layout(pango_cairo_create_layout(m_pen)) {
    setUpType(m_layout, language);
}

PdfPaper::~PdfPaper() {
    g_object_unref(m_layout);
    cairo_destroy(m_pen);
    cairo_surface_finish(m_surface);
    cairo_surface_destroy(m_surface);
}

void PdfPaper::setInformation(const std::string& title, const std::string& subject,
                              const std::string& dateTime) {
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_SUBJECT, subject.c_str());
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_CREATOR, "MerchantOps");
    cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_CREATE_DATE, dateTime.c_str());
}

void PdfPaper::prepare(const std::string& text, const TextStyle& style, double width,
                       bool toTheRight) {
    PangoFontDescription* font = pango_font_description_from_string(m_fonts.c_str());
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(m_layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(m_layout, width < 0 ? -1 : pango_units_from_double(width));
    pango_layout_set_wrap(m_layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(m_layout, toTheRight ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_text(m_layout, text.data(), static_cast<int>(text.size()));
}

double PdfPaper::textHeight(const std::string& text, const TextStyle& style, double width) {
    prepare(text, style, width, false);
    int height = 0;
    pango_layout_get_size(m_layout, nullptr, &height);
    return pango_units_to_double(height);
}

double PdfPaper::textWidth(const std::string& text, const TextStyle& style) {
    prepare(text, style, -1, false);
    int width = 0;
    pango_layout_get_size(m_layout, &width, nullptr);
    return pango_units_to_double(width);
}

double PdfPaper::text(const std::string& text, const TextStyle& style, double x, double y,
                      double width, bool toTheRight) {
    prepare(text, style, width, toTheRight);
    setColour(m_pen, style.colour);
    cairo_move_to(m_pen, x, y);
    pango_cairo_show_layout(m_pen, m_layout);
    int height = 0;
    pango_layout_get_size(m_layout, nullptr, &height);
    return pango_units_to_double(height);
}

void PdfPaper::box(double x, double y, double width, double height, Colour colour, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    setColour(m_pen, colour);
    cairo_new_sub_path(m_pen);
    cairo_arc(m_pen, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(m_pen, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(m_pen, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(m_pen, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(m_pen);
    cairo_fill(m_pen);
}

void PdfPaper::rule(double x, double y, double width, Colour colour, double thickness) {
    setColour(m_pen, colour);
    cairo_set_line_width(m_pen, thickness);
    cairo_move_to(m_pen, x, y);
    cairo_line_to(m_pen, x + width, y);
    cairo_stroke(m_pen);
}

void PdfPaper::endPage() {
    cairo_show_page(m_pen);
}

std::string PdfPaper::finish() {
    cairo_surface_finish(m_surface);
    if (cairo_surface_status(m_surface) != CAIRO_STATUS_SUCCESS)
        return {};
    return std::move(m_bytes);
}

} // namespace mops::report
