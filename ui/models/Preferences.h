// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>
#include <QRect>
#include <QSettings>
#include <QTimeZone>
#include <QTranslator>
#include <QtQml/qqmlregistration.h>

QT_FORWARD_DECLARE_CLASS(QJSEngine)
QT_FORWARD_DECLARE_CLASS(QQmlEngine)

namespace Tickwell {

/// How the person at this window wants it, kept from one start to the next in
/// `$XDG_CONFIG_HOME/tickwell/window.ini`. One for the process; GUI thread only.
class Preferences : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

    Q_PROPERTY(ThemeMode theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// What the desktop prefers, as far as it tells.
    Q_PROPERTY(bool systemDark READ systemDark NOTIFY systemDarkChanged)
    /// `en`, `zh_CN`, or empty for the system's.
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(bool colorBlindSafe READ colorBlindSafe WRITE setColorBlindSafe NOTIFY
                   colorBlindSafeChanged)
    Q_PROPERTY(
        bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
    /// Times are shown in UTC; else in the system's zone.
    Q_PROPERTY(bool utc READ utc WRITE setUtc NOTIFY utcChanged)

public:
    enum class ThemeMode { System, Dark, Light };
    Q_ENUM(ThemeMode)

    /// Made at the first call, with the chosen language switched on; needs the application object
    /// and dies with it.
    static Preferences *instance();
    static Preferences *create(QQmlEngine *engine, QJSEngine *);

    /// Where window state is kept; models keep theirs there too.
    [[nodiscard]] QSettings &settings() { return m_settings; }

    [[nodiscard]] ThemeMode theme() const { return m_theme; }
    void setTheme(ThemeMode theme);
    [[nodiscard]] bool systemDark() const { return m_systemDark; }
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);
    [[nodiscard]] bool colorBlindSafe() const { return m_colorBlindSafe; }
    void setColorBlindSafe(bool on);
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool on);
    [[nodiscard]] bool utc() const { return m_utc; }
    void setUtc(bool on);

    /// Of numbers and dates: that of the language in use.
    [[nodiscard]] QLocale locale() const { return m_locale; }
    [[nodiscard]] QTimeZone timeZone() const;

    /// Where splitters and the like stood: opaque to everyone but who saved it. Empty at first.
    Q_INVOKABLE QByteArray layout(const QString &name) const;
    Q_INVOKABLE void saveLayout(const QString &name, const QByteArray &state);
    /// A choice kept by name, as a chart's interval; @p fallback when there is none.
    Q_INVOKABLE QString choice(const QString &name, const QString &fallback) const;
    Q_INVOKABLE void saveChoice(const QString &name, const QString &value);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void themeChanged();
    void systemDarkChanged();
    void languageChanged();
    void colorBlindSafeChanged();
    void reducedMotionChanged();
    void utcChanged();

private:
    explicit Preferences(QObject *parent);
    void readSystemTheme();
    void applyLanguage();

    QSettings m_settings;
    QTranslator m_translator;
    QLocale m_locale;
    QString m_language;
    ThemeMode m_theme = ThemeMode::System;
    bool m_systemDark = false;
    bool m_colorBlindSafe = false;
    bool m_reducedMotion = false;
    bool m_utc = false;
};

} // namespace Tickwell
