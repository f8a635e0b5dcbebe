// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/PrometheusText.h"

#include <QLocale>

#include <cmath>

namespace Tickwell {

namespace {

void appendLabelValue(QByteArray &out, QByteArrayView value)
{
    for (const char c : value) {
        switch (c) {
        case '\\':
            out += "\\\\";
            break;
        case '"':
            out += "\\\"";
            break;
        case '\n':
            out += "\\n";
            break;
        default:
            out += c;
        }
    }
}

/// Quotes need no escape in a help text.
void appendHelp(QByteArray &out, const char *help)
{
    for (const char *c = help; *c; ++c) {
        if (*c == '\\')
            out += "\\\\";
        else if (*c == '\n')
            out += "\\n";
        else
            out += *c;
    }
}

const char *typeName(PrometheusText::Type type)
{
    switch (type) {
    case PrometheusText::Type::Counter:
        return "counter";
    case PrometheusText::Type::Gauge:
        return "gauge";
    case PrometheusText::Type::Histogram:
        return "histogram";
    }
    Q_UNREACHABLE();
}

} // namespace

void PrometheusText::family(const char *name, Type type, const char *help)
{
    m_name = name;
    m_out.append("# HELP ").append(name).append(' ');
    appendHelp(m_out, help);
    m_out.append("\n# TYPE ").append(name).append(' ').append(typeName(type)).append('\n');
}

void PrometheusText::begin(const char *suffix, Labels labels)
{
    m_out.append(m_name).append(suffix);
    char separator = '{';
    for (const Label &label : labels) {
        m_out.append(separator).append(label.name).append("=\"");
        appendLabelValue(m_out, label.value);
        m_out.append('"');
        separator = ',';
    }
    if (separator == ',')
        m_out.append('}');
    m_out.append(' ');
}

void PrometheusText::number(double value)
{
    if (std::isnan(value))
        m_out += "NaN";
    else if (std::isinf(value))
        m_out += value > 0 ? "+Inf" : "-Inf";
    else
        m_out += QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
    m_out += '\n';
}

} // namespace Tickwell
