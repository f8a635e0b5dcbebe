// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <concepts>
#include <initializer_list>

namespace Tickwell {

/// Appends metrics to a QByteArray in Prometheus' text format 0.0.4:
///
///     PrometheusText text(out);
///     text.family("refusals_total", PrometheusText::Type::Counter, "Requests refused, by
///     reason."); text.sample({{"reason", "full"}}, 3);
///
/// Samples belong to the family before them.
class PrometheusText
{
public:
    static constexpr const char *ContentType = "text/plain; version=0.0.4; charset=utf-8";

    enum class Type { Counter, Gauge, Histogram };

    /// @p value may be any UTF-8: it is escaped. @p name is written as it is.
    struct Label
    {
        const char *name;
        QByteArrayView value;
    };
    using Labels = std::initializer_list<Label>;

    /// Appends to @p out, which outlives the writer.
    explicit PrometheusText(QByteArray &out)
        : m_out(out)
    {
    }

    /// Begins a family. @p name (`[a-z_]+`) outlives the family's samples; @p help is one sentence.
    void family(const char *name, Type type, const char *help);

    template<typename T>
    requires std::integral<T> || std::floating_point<T>
    void sample(Labels labels, T value)
    {
        begin("", labels);
        number(value);
    }
    template<typename T>
    void sample(T value)
    {
        sample({}, value);
    }
    /// A sample of the family's name with @p suffix (`_bucket`, `_sum`, `_count`).
    template<typename T>
    void part(const char *suffix, Labels labels, T value)
    {
        begin(suffix, labels);
        number(value);
    }

private:
    void begin(const char *suffix, Labels labels);
    void number(double value);
    template<std::integral T>
    void number(T value)
    {
        m_out += QByteArray::number(value);
        m_out += '\n';
    }

    QByteArray &m_out;
    const char *m_name = "";
};

} // namespace Tickwell
