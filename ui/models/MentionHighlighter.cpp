// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MentionHighlighter.h"

#include <QRegularExpression>
#include <QSyntaxHighlighter>

namespace Tickwell {

class MentionHighlighter::Highlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    QColor color;

protected:
    void highlightBlock(const QString &text) override
    {
        // Not inside a word: an e-mail address mentions nobody.
        static const QRegularExpression mention(QStringLiteral("(?<![\\w@])@[\\w.-]*\\w"),
                                                QRegularExpression::UseUnicodePropertiesOption);
        QTextCharFormat format;
        format.setForeground(color);
        for (auto it = mention.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            setFormat(static_cast<int>(match.capturedStart()),
                      static_cast<int>(match.capturedLength()), format);
        }
    }
};

MentionHighlighter::MentionHighlighter(QObject *parent)
    : QObject(parent)
    , m_highlighter(std::make_unique<Highlighter>(static_cast<QTextDocument *>(nullptr)))
{
}

MentionHighlighter::~MentionHighlighter() = default;

void MentionHighlighter::setTextDocument(QQuickTextDocument *document)
{
    if (document == m_textDocument)
        return;
    m_textDocument = document;
    m_highlighter->setDocument(document ? document->textDocument() : nullptr);
    emit textDocumentChanged();
}

QColor MentionHighlighter::color() const
{
    return m_highlighter->color;
}

void MentionHighlighter::setColor(const QColor &color)
{
    if (color == m_highlighter->color)
        return;
    m_highlighter->color = color;
    m_highlighter->rehighlight();
    emit colorChanged();
}

} // namespace Tickwell
