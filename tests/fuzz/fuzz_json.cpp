// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "core/JsonWriter.h"
#include "http/JsonSyntax.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QStringDecoder>

using namespace Tickwell;

namespace {

constexpr int MaxDepth = 64;

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError();
}

/// How deep @p json nests, whatever else is wrong with it.
int depth(const QByteArray &json)
{
    int now = 0;
    int deepest = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '[' || c == '{'))
            deepest = std::max(deepest, ++now);
        else if (!inString && (c == ']' || c == '}'))
            --now;
    }
    return deepest;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json = asBytes(data, size).toByteArray();
    const auto fault = findJsonFault(json, MaxDepth);
    // Qt reads arrays and objects alone at the top.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + json + ']', &error);
    if (fault) {
        mustHold(fault->position >= 0 && fault->position <= json.size(), "a fault has a place");
        mustHold(!fault->error.isEmpty(), "a fault has a name");
    } else {
        mustHold(depth(json) <= MaxDepth, "what is accepted is not deep");
        mustHold(!json.isEmpty(), "nothing is no JSON");
        mustHold(!isUtf8(json) || document.array().size() == 1
                     || error.error == QJsonParseError::IllegalNumber, // 1e999
                 "what is accepted can be read");
        mustHold(findJsonFault('[' + json + ']', MaxDepth + 1) == std::nullopt,
                 "a value in an array is a value");
    }
    // Whatever Qt writes is sound.
    if (document.isArray() && depth(json) < MaxDepth)
        mustHold(!findJsonFault(document.toJson(QJsonDocument::Compact), MaxDepth),
                 "what Qt writes is accepted");
    // Whatever we write is sound too, and says the same.
    const QString text = QString::fromUtf8(json);
    QByteArray written;
    appendJsonString(written, text);
    mustHold(!findJsonFault(written, 1), "a written text is JSON");
    const QJsonArray back = QJsonDocument::fromJson('[' + written + ']').array();
    mustHold(back.size() == 1 && isReadBack(back.first().toString(), text),
             "a written text is read back");
    return 0;
}
