#include "core/world/names.h"

#include <algorithm>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::array<City, 24> kCities{{
    {{"广东", "Guangdong"}, {"广州", "Guangzhou"}, "510", 23.13, 113.26, 12, 7},
    {{"广东", "Guangdong"}, {"深圳", "Shenzhen"}, "518", 22.54, 114.06, 12, 7},
    {{"广东", "Guangdong"}, {"东莞", "Dongguan"}, "523", 23.02, 113.75, 6, 4},
    {{"浙江", "Zhejiang"}, {"杭州", "Hangzhou"}, "310", 30.27, 120.16, 12, 5},
    {{"浙江", "Zhejiang"}, {"义乌", "Yiwu"}, "322", 29.31, 120.08, 9, 1},
    {{"浙江", "Zhejiang"}, {"宁波", "Ningbo"}, "315", 29.87, 121.55, 4, 3},
    {{"江苏", "Jiangsu"}, {"南京", "Nanjing"}, "210", 32.06, 118.80, 4, 4},
    {{"江苏", "Jiangsu"}, {"苏州", "Suzhou"}, "215", 31.30, 120.58, 5, 5},
    {{"上海", "Shanghai"}, {"上海", "Shanghai"}, "200", 31.23, 121.47, 8, 8},
    {{"北京", "Beijing"}, {"北京", "Beijing"}, "100", 39.90, 116.40, 5, 8},
    {{"福建", "Fujian"}, {"厦门", "Xiamen"}, "361", 24.48, 118.09, 4, 2},
    {{"福建", "Fujian"}, {"泉州", "Quanzhou"}, "362", 24.87, 118.68, 5, 2},
    {{"山东", "Shandong"}, {"青岛", "Qingdao"}, "266", 36.07, 120.38, 3, 4},
    {{"山东", "Shandong"}, {"济南", "Jinan"}, "250", 36.65, 117.12, 2, 3},
    {{"四川", "Sichuan"}, {"成都", "Chengdu"}, "610", 30.57, 104.07, 3, 6},
    {{"湖北", "Hubei"}, {"武汉", "Wuhan"}, "430", 30.59, 114.31, 3, 5},
    {{"河南", "Henan"}, {"郑州", "Zhengzhou"}, "450", 34.75, 113.63, 2, 5},
    {{"河北", "Hebei"}, {"石家庄", "Shijiazhuang"}, "050", 38.04, 114.51, 2, 3},
    {{"湖南", "Hunan"}, {"长沙", "Changsha"}, "410", 28.23, 112.94, 2, 4},
    {{"陕西", "Shaanxi"}, {"西安", "Xi'an"}, "710", 34.34, 108.94, 1.5, 4},
    {{"重庆", "Chongqing"}, {"重庆", "Chongqing"}, "400", 29.56, 106.55, 2, 4},
    {{"辽宁", "Liaoning"}, {"沈阳", "Shenyang"}, "110", 41.80, 123.43, 1.5, 3},
    {{"云南", "Yunnan"}, {"昆明", "Kunming"}, "650", 24.88, 102.83, 1.5, 2},
    {{"新疆", "Xinjiang"}, {"乌鲁木齐", "Urumqi"}, "830", 43.83, 87.62, 0.5, 1},
}};

// Made-up companies: the world says nothing about real ones.
constexpr std::array<Courier, 4> kCouriers{{
    {{"迅翎快递", "Swiftwing"}, 0.2, 0.7, 950, 0.20},
    {{"通达万里", "Farpath"}, 0.35, 1.0, 650, 0.30},
    {{"邻好速运", "Goodneighbour"}, 0.3, 1.1, 600, 0.35},
    {{"远山物流", "Farhill Freight"}, 0.15, 1.4, 450, 0.45},
}};

constexpr std::array<BothNames, 24> kFirst{{
    {"恒", "Heng"}, {"瑞", "Rui"},  {"鑫", "Xin"},   {"嘉", "Jia"}, {"宏", "Hong"},
    {"佳", "Jay"},  {"华", "Hua"},  {"润", "Run"},   {"锦", "Jin"}, {"盛", "Sheng"},
    {"悦", "Yue"},  {"安", "An"},   {"诚", "Cheng"}, {"泰", "Tai"}, {"丰", "Feng"},
    {"云", "Yun"},  {"星", "Xing"}, {"禾", "He"},    {"木", "Mu"},  {"山", "Shan"},
    {"海", "Hai"},  {"明", "Ming"}, {"和", "Harmo"}, {"凯", "Kai"},
}};
constexpr std::array<BothNames, 16> kSecond{{
    {"源", "yuan"},
    {"达", "da"},
    {"美", "mei"},
    {"成", "cheng"},
    {"兴", "xing"},
    {"隆", "long"},
    {"裕", "yu"},
    {"康", "kang"},
    {"优", "you"},
    {"品", "pin"},
    {"尚", "shang"},
    {"居", "ju"},
    {"宝", "bao"},
    {"利", "li"},
    {"顺", "shun"},
    {"之家", "zhijia"},
}};
constexpr std::array<BothNames, 4> kKinds{{
    {"旗舰店", "flagship store"},
    {"专营店", "speciality store"},
    {"商行", "trading"},
    {"专卖店", "store"},
}};

constexpr std::array<BothNames, 6> kPraise{{
    {"质量很好，和描述一样", "Good quality, as described"},
    {"物流很快，包装完好", "Fast delivery, well packed"},
    {"非常满意，会回购", "Very happy, will buy again"},
    {"客服耐心，推荐", "Patient service, recommended"},
    {"性价比高", "Good value for money"},
    {"第二次买了，一如既往的好", "My second purchase, as good as ever"},
}};
constexpr std::array<BothNames, 4> kLukewarm{{
    {"一般般，对得起价格", "So-so, fair for the price"},
    {"还可以，颜色有点差异", "All right, the colour differs a little"},
    {"包装简陋，东西能用", "Poor packing, but it works"},
    {"尺寸比想象的小", "Smaller than I thought"},
}};
constexpr std::array<BothNames, 5> kBlame{{
    {"与描述不符，失望", "Not as described, disappointed"},
    {"质量太差，用了两天就坏了", "Poor quality, broke after two days"},
    {"客服不理人", "Nobody answers my messages"},
    {"少发了一件，要求补发", "One piece is missing, please send it"},
    {"有异味，不敢用", "It smells, I do not dare to use it"},
}};
constexpr std::array<BothNames, 4> kLate{{
    {"发货太慢，等了好久", "Sent far too late, I waited for ages"},
    {"说好的时间没到，催了也没用", "Not there on the promised day, asking did not help"},
    {"物流慢，耽误事", "Slow delivery, it came too late to be useful"},
    {"比承诺晚了好几天", "Days later than promised"},
}};

template <class List>
const auto& pick(Rng& rng, const List& list) {
    return list[static_cast<std::size_t>(rng.below(list.size()))];
}

} // namespace

std::span<const City> cities() {
    return kCities;
}
std::span<const Courier> couriers() {
    return kCouriers;
}

double kilometresBetween(const City& from, const City& to) {
    // Equirectangular: within 1 % of the great circle at these distances.
    constexpr double kKilometresPerDegree = 111.2;
    const double middle = (from.latitude + to.latitude) / 2 * std::numbers::pi / 180;
    const double north = (to.latitude - from.latitude) * kKilometresPerDegree;
    const double east = (to.longitude - from.longitude) * kKilometresPerDegree * std::cos(middle);
    return std::max(15.0, std::hypot(north, east));
}

std::string merchantName(Rng& rng, const City& city, const Category& category, bool chinese) {
    const bool withPlace = rng.chance(0.3);
    const char* first = pick(rng, kFirst).in(chinese);
    const char* second = pick(rng, kSecond).in(chinese);
    const char* kind = pick(rng, kKinds).in(chinese);
    if (chinese)
        return std::string(withPlace ? city.name.zh : "") + first + second + category.name.zh +
               kind;
    return (withPlace ? std::string(city.name.en) + " " : std::string()) + first + second + " " +
           category.name.en + " " + kind;
}

std::string_view reviewComment(Rng& rng, int score, bool late, bool chinese) {
    if (late && score <= 3)
        return pick(rng, kLate).in(chinese);
    if (score <= 2)
        return pick(rng, kBlame).in(chinese);
    if (score == 3)
        return pick(rng, kLukewarm).in(chinese);
    return pick(rng, kPraise).in(chinese);
}

} // namespace mops::world
