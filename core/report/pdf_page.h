#pragma once

#include <cstdint>
#include <memory>
#include <string>

using cairo_t = struct _cairo;
using cairo_surface_t = struct _cairo_surface;
using PangoLayout = struct _PangoLayout;

namespace mops::report {

/// A colour as 0xRRGGBB.
using Colour = std::uint32_t;

struct TextStyle {
    double size = 9.5; ///< points
    bool bold = false;
    Colour colour = 0x1D2733;
};

/// Paper, pen and type for the PDF writer: A4, points, y downwards. Draws nothing by itself.
class PdfPaper {
public:
    static constexpr double kWidth = 595.28;
    static constexpr double kHeight = 841.89;

    explicit PdfPaper(const std::string& language);
    ~PdfPaper();
    PdfPaper(const PdfPaper&) = delete;
    PdfPaper& operator=(const PdfPaper&) = delete;

    /// `dateTime` as ISO 8601.
    void setInformation(const std::string& title, const std::string& subject,
                        const std::string& dateTime);
    /// Height of the text when broken into lines of `width`.
    double textHeight(const std::string& text, const TextStyle& style, double width);
    double textWidth(const std::string& text, const TextStyle& style);
    /// Top left at (x, y); answers the height.
    double text(const std::string& text, const TextStyle& style, double x, double y, double width,
                bool toTheRight = false);
    void box(double x, double y, double width, double height, Colour colour, double radius = 0);
    void rule(double x, double y, double width, Colour colour, double thickness);
    void endPage();
    /// The finished file; empty when it could not be made.
    std::string finish();

private:
    void prepare(const std::string& text, const TextStyle& style, double width, bool toTheRight);

    std::string m_bytes;
    std::string m_fonts;
    cairo_surface_t* m_surface = nullptr;
    cairo_t* m_pen = nullptr;
    PangoLayout* m_layout = nullptr;
};

} // namespace mops::report
