// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QPointer>
#include <QQuickTextDocument>
#include <QtQml/qqmlregistration.h>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QSyntaxHighlighter)

namespace Tickwell {

/// Colours the `@names` of a plain text. Formats what is drawn and leaves the text as it was said:
/// a message is never read as markup.
class MentionHighlighter : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument *textDocument READ textDocument WRITE setTextDocument NOTIFY
                   textDocumentChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)

public:
    explicit MentionHighlighter(QObject *parent = nullptr);
    ~MentionHighlighter() override;

    [[nodiscard]] QQuickTextDocument *textDocument() const { return m_textDocument; }
    void setTextDocument(QQuickTextDocument *document);
    [[nodiscard]] QColor color() const;
    void setColor(const QColor &color);

signals:
    void textDocumentChanged();
    void colorChanged();

private:
    class Highlighter;

    QPointer<QQuickTextDocument> m_textDocument;
    std::unique_ptr<Highlighter> m_highlighter;
};

} // namespace Tickwell
