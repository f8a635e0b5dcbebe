// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"

#include <QEvent>
#include <QGuiApplication>
#include <QJSEngine>
#include <QPalette>
#include <QPointer>
#include <QQmlEngine>

#include <algorithm>

namespace Tickwell {

namespace {

constexpr auto ThemeKey = "appearance/theme";
constexpr auto LanguageKey = "appearance/language";
constexpr auto ColorBlindKey = "appearance/colorBlindSafe";
constexpr auto MotionKey = "appearance/reducedMotion";
constexpr auto UtcKey = "appearance/utc";

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

Preferences::Preferences(QObject *parent)
    : QObject(parent)
    , m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("tickwell"),
                 QStringLiteral("window"))
    , m_language(m_settings.value(key(LanguageKey)).toString())
    , m_theme(static_cast<ThemeMode>(std::clamp(m_settings.value(key(ThemeKey), 0).toInt(), 0, 2)))
    , m_colorBlindSafe(m_settings.value(key(ColorBlindKey), false).toBool())
    , m_reducedMotion(m_settings.value(key(MotionKey), false).toBool())
    , m_utc(m_settings.value(key(UtcKey), false).toBool())
{
    qApp->installEventFilter(this);
    readSystemTheme();
    applyLanguage();
}

Preferences *Preferences::instance()
{
    static QPointer<Preferences> preferences;
    if (!preferences)
        preferences = new Preferences(qApp);
    return preferences;
}

Preferences *Preferences::create(QQmlEngine *engine, QJSEngine *)
{
    Preferences *preferences = instance();
    QJSEngine::setObjectOwnership(preferences, QJSEngine::CppOwnership);
    connect(preferences, &Preferences::languageChanged, engine, &QQmlEngine::retranslate);
    return preferences;
}

void Preferences::setTheme(ThemeMode theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    m_settings.setValue(key(ThemeKey), static_cast<int>(theme));
    emit themeChanged();
}

void Preferences::setLanguage(const QString &language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_settings.setValue(key(LanguageKey), language);
    applyLanguage();
    emit languageChanged();
}

void Preferences::setColorBlindSafe(bool on)
{
    if (on == m_colorBlindSafe)
        return;
    m_colorBlindSafe = on;
    m_settings.setValue(key(ColorBlindKey), on);
    emit colorBlindSafeChanged();
}

void Preferences::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    m_settings.setValue(key(MotionKey), on);
    emit reducedMotionChanged();
}

void Preferences::setUtc(bool on)
{
    if (on == m_utc)
        return;
    m_utc = on;
    m_settings.setValue(key(UtcKey), on);
    emit utcChanged();
}

QTimeZone Preferences::timeZone() const
{
    return m_utc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
}

QByteArray Preferences::layout(const QString &name) const
{
    return m_settings.value(QStringLiteral("layout/") + name).toByteArray();
}

void Preferences::saveLayout(const QString &name, const QByteArray &state)
{
    m_settings.setValue(QStringLiteral("layout/") + name, state);
}

QString Preferences::choice(const QString &name, const QString &fallback) const
{
    return m_settings.value(QStringLiteral("choice/") + name, fallback).toString();
}

void Preferences::saveChoice(const QString &name, const QString &value)
{
    m_settings.setValue(QStringLiteral("choice/") + name, value);
}

bool Preferences::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
        readSystemTheme();
    return QObject::eventFilter(watched, event);
}

void Preferences::readSystemTheme()
{
    const QPalette palette = QGuiApplication::palette();
    const bool dark = palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    emit systemDarkChanged();
}

void Preferences::applyLanguage()
{
    m_locale = m_language.isEmpty() ? QLocale::system() : QLocale(m_language);
    // What has no translation is shown in English, with English numbers beside it.
    if (m_locale.language() != QLocale::Chinese && m_locale.language() != QLocale::English)
        m_locale = QLocale(QLocale::English);
    // Charts and controls write numbers and dates by the default one.
    QLocale::setDefault(m_locale);
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(m_locale, QStringLiteral("tickwell"), QStringLiteral("_"),
                          QStringLiteral(":/tickwell/translations")))
        QCoreApplication::installTranslator(&m_translator);
}

} // namespace Tickwell
