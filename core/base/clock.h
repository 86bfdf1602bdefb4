#pragma once

#include "core/base/date.h"

namespace mops {

/// The only source of the current time in core. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

/// A clock that stands still until it is set: for tests and reproducible documents.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant instant)
        : m_instant(instant) {}
    Instant now() const override { return m_instant; }
    void set(Instant instant) { m_instant = instant; }

private:
    Instant m_instant;
};

} // namespace mops
