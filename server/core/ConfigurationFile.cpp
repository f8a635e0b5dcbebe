// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ConfigurationFile.h"

#include "core/LimitOptions.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>
#include <array>

#include <toml++/toml.h>

namespace Tickwell {

namespace {

constexpr std::array Sections{
    LimitsPrefix,           OutboundPrefix,           SmtpPrefix,
    QLatin1String("feed."), QLatin1String("replay."), QLatin1String("alpaca.")};

bool isInSection(const QString &key)
{
    return std::any_of(Sections.begin(), Sections.end(),
                       [&](QLatin1String prefix) { return key.startsWith(prefix); });
}

bool isOption(const QString &key)
{
    if (key.startsWith(SmtpPrefix))
        return smtpKeys().contains(key.mid(SmtpPrefix.size()));
    if (key.startsWith(LimitsPrefix))
        return limitKeys().contains(key.mid(LimitsPrefix.size()));
    if (key.startsWith(OutboundPrefix))
        return outboundKeys().contains(key.mid(OutboundPrefix.size()));
    if (key == u"feed.source" || feedKeys().contains(key))
        return true;
    const auto options = configurationOptions();
    return std::any_of(options.cbegin(), options.cend(),
                       [&](const OptionInfo &o) { return key == QLatin1String(o.key); });
}

bool isList(const QString &key)
{
    return key == u"symbols" || key == u"cors-origin" || key == u"trusted-host"
        || key == u"outbound.allow" || key == u"outbound.allow-private";
}

bool isPath(const QString &key)
{
    return key == u"data-dir" || key == u"tls-cert" || key == u"tls-key" || key == u"smtp.ca-file";
}

QString at(const QString &path, qint64 line)
{
    return line > 0 ? QStringLiteral("%1:%2").arg(path).arg(line) : path;
}

tl::unexpected<Error> unknownKey(const QString &path, qint64 line, const QString &key)
{
    return failure(
        QStringLiteral("%1: %2 is no option of this program").arg(at(path, line), quoted(key)));
}

Setting setting(const QString &path, qint64 line, const QString &key, QStringList values)
{
    if (isPath(key)) {
        // Relative to the file, wherever the program was started; ~ is for applySetting.
        for (QString &value : values) {
            if (!value.isEmpty() && !value.startsWith(u'~'))
                value = QFileInfo(path).absoluteDir().absoluteFilePath(value);
        }
    }
    if (key == u"feed" || key == u"feed.source") {
        for (QString &value : values) {
            const QString file = value.mid(ReplayPrefix.size());
            if (value.startsWith(ReplayPrefix) && !file.isEmpty() && !file.startsWith(u'~'))
                value = ReplayPrefix + QFileInfo(path).absoluteDir().absoluteFilePath(file);
        }
    }
    return {key, std::move(values), QStringLiteral("%1: %2").arg(at(path, line), key)};
}

std::optional<QString> scalarText(const toml::node &node)
{
    if (const auto *text = node.as_string())
        return QString::fromStdString(text->get());
    if (const auto *flag = node.as_boolean())
        return flag->get() ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto *number = node.as_integer())
        return QString::number(number->get());
    if (const auto *number = node.as_floating_point())
        return QString::number(number->get(), 'g', 17);
    return std::nullopt;
}

std::optional<QStringList> texts(const toml::node &node)
{
    const auto *array = node.as_array();
    if (!array) {
        const auto text = scalarText(node);
        return text ? std::optional(QStringList(*text)) : std::nullopt;
    }
    QStringList list;
    for (const toml::node &element : *array) {
        const auto text = scalarText(element);
        if (!text)
            return std::nullopt;
        list.append(*text);
    }
    return list;
}

Result<void> readTable(QList<Setting> &settings, const QString &path, const toml::table &table,
                       const QString &prefix)
{
    for (const auto &[name, node] : table) {
        const QString key =
            prefix + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.length()));
        const qint64 line = name.source().begin.line;
        const QString section = key + u'.';
        if (node.is_table()
            && std::find(Sections.begin(), Sections.end(), section) != Sections.end()) {
            if (const auto read = readTable(settings, path, *node.as_table(), section); !read)
                return read;
            continue;
        }
        if (key + u'.' == OutboundPrefix && node.is_table()) {
            if (const auto read = readTable(settings, path, *node.as_table(), OutboundPrefix);
                !read)
                return read;
            continue;
        }
        if (!isOption(key))
            return unknownKey(path, line, key);
        const auto values = node.is_array() && !isList(key) ? std::nullopt : texts(node);
        if (!values) {
            return failure(
                QStringLiteral("%1: %2 has a value of a wrong kind").arg(at(path, line), key));
        }
        settings.append(setting(path, line, key, *values));
    }
    return {};
}

Result<QList<Setting>> readToml(const QString &path, const QByteArray &text)
{
    toml::table table;
    try {
        table = toml::parse(std::string_view(text.constData(), static_cast<size_t>(text.size())));
    } catch (const toml::parse_error &error) {
        return failure(QStringLiteral("%1: %2").arg(
            at(path, error.source().begin.line),
            QString::fromUtf8(error.description().data(),
                              static_cast<qsizetype>(error.description().size()))
                .simplified()));
    }
    QList<Setting> settings;
    if (const auto read = readTable(settings, path, table, {}); !read)
        return tl::unexpected(read.error());
    return settings;
}

/// QSettings does not tell lines.
qint64 lineOf(const QByteArray &text, const QString &key)
{
    const QString name = key.section(u'/', -1);
    const QRegularExpression assignment(
        QStringLiteral("^\\s*%1\\s*=").arg(QRegularExpression::escape(name)));
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (assignment.match(QString::fromUtf8(lines[i])).hasMatch())
            return i + 1;
    }
    return 0;
}

Result<QList<Setting>> readIni(const QString &path, const QByteArray &text)
{
    const QSettings file(path, QSettings::IniFormat);
    QList<Setting> settings;
    for (const QString &name : file.allKeys()) {
        const qint64 line = lineOf(text, name);
        const QString dotted = QString(name).replace(u'/', u'.');
        const QString key = isInSection(dotted) ? dotted : name;
        if (!isOption(key))
            return unknownKey(path, line, key);
        QStringList values = file.value(name).toStringList();
        // A comma makes a list of a value here.
        if (key.startsWith(SmtpPrefix) || feedKeys().contains(key))
            values = {values.join(u',')};
        if (key.startsWith(LimitsPrefix) && values.size() != 1) {
            return failure(
                QStringLiteral("%1: %2 has a value of a wrong kind").arg(at(path, line), key));
        }
        settings.append(setting(path, line, key, values));
    }
    if (file.status() != QSettings::NoError)
        return failure(QStringLiteral("%1 is not a well-formed INI file").arg(path));
    return settings;
}

} // namespace

Result<QList<Setting>> readConfigurationFile(const QString &path)
{
    constexpr qint64 MaxBytes = 1024 * 1024;
    const QString suffix = QFileInfo(path).suffix();
    if (suffix != u"toml" && suffix != u"ini") {
        return failure(QStringLiteral("configuration file %1 ends neither in .toml nor in .ini")
                           .arg(quoted(path)));
    }
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QFile::ReadOnly)) {
        return failure(QStringLiteral("configuration file %1 cannot be read: %2")
                           .arg(quoted(path),
                                QFileInfo(path).isDir() ? QStringLiteral("it is a folder")
                                                        : file.errorString()));
    }
    const QByteArray text = file.read(MaxBytes + 1);
    if (text.size() > MaxBytes) {
        return failure(
            QStringLiteral("configuration file %1 is larger than 1 MiB").arg(quoted(path)));
    }
    return suffix == u"toml" ? readToml(path, text) : readIni(path, text);
}

QString findConfigurationFile(const QProcessEnvironment &environment)
{
    QString folder = environment.value(QStringLiteral("XDG_CONFIG_HOME"));
    if (!QDir::isAbsolutePath(folder))
        folder = environment.value(QStringLiteral("HOME")) + QStringLiteral("/.config");
    for (const char *name : {"tickwell.toml", "tickwell.ini"}) {
        const QString path =
            QDir::cleanPath(folder + QStringLiteral("/tickwell/") + QLatin1String(name));
        if (QDir::isAbsolutePath(path) && QFileInfo::exists(path))
            return path;
    }
    return {};
}

} // namespace Tickwell
