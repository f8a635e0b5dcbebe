// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/SmtpClient.h"

#include "core/EmailAddress.h"

#include <QUrl>

#include <cstring>
#include <memory>
#include <mutex>

#include <curl/curl.h>

namespace Tickwell {

namespace {

constexpr std::chrono::milliseconds ConnectTimeout{15'000};

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct Upload
{
    QByteArray bytes;
    qsizetype sent = 0;
};

size_t readUpload(char *out, size_t size, size_t count, void *data)
{
    auto *upload = static_cast<Upload *>(data);
    const auto piece =
        std::min(static_cast<qsizetype>(size * count), upload->bytes.size() - upload->sent);
    std::memcpy(out, upload->bytes.constData() + upload->sent, static_cast<size_t>(piece));
    upload->sent += piece;
    return static_cast<size_t>(piece);
}

int isCancelled(void *data, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<const std::atomic<bool> *>(data)->load() ? 1 : 0;
}

/// Keeps the server's last reply, which says best why it refuses.
size_t readReply(char *line, size_t size, size_t count, void *data)
{
    *static_cast<QByteArray *>(data) =
        QByteArray(line, static_cast<qsizetype>(std::min<size_t>(size * count, 512))).trimmed();
    return size * count;
}

QString printable(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u'?';
    }
    return text;
}

/// Failures that may be gone when it is tried again.
bool mayPass(CURLcode code, long reply)
{
    if (reply >= 400)
        return reply < 500;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_ABORTED_BY_CALLBACK:
        return true;
    default:
        return false;
    }
}

tl::unexpected<Error> failed(CURL *curl, CURLcode code, const char *detail,
                             const QByteArray &lastReply, const SmtpOptions &options)
{
    long reply = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    QString why = QString::fromUtf8(*detail ? detail : curl_easy_strerror(code));
    if (reply >= 400 && !lastReply.isEmpty())
        why = printable(lastReply);
    // Nobody knows what a server repeats.
    if (!options.password.isEmpty())
        why.replace(options.password, QStringLiteral("***"));
    return failure(QStringLiteral("the mail server %1 did not take it: %2")
                       .arg(QUrl(options.url).authority(), why),
                   mayPass(code, reply) ? Error::Kind::Unavailable : Error::Kind::Invalid);
}

template<typename Value>
void set(CURL *curl, CURLoption option, Value value)
{
    curl_easy_setopt(curl, option, value);
}

void setSecurity(CURL *curl, const SmtpOptions &options, const QByteArray &caFile)
{
    if (options.startTls)
        set(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!caFile.isEmpty())
        set(curl, CURLOPT_CAINFO, caFile.constData());
    if (!options.user.isEmpty()) {
        set(curl, CURLOPT_USERNAME, options.user.toUtf8().constData());
        set(curl, CURLOPT_PASSWORD, options.password.toUtf8().constData());
    }
}

} // namespace

Result<void> sendMail(const SmtpOptions &options, const MailMessage &message,
                      const std::atomic<bool> &cancelled)
{
    static std::once_flag initialised;
    std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const Easy easy(curl_easy_init(), &curl_easy_cleanup);
    if (!easy)
        return failure(QStringLiteral("there is not enough memory to send mail"),
                       Error::Kind::Unavailable);
    CURL *curl = easy.get();

    const QByteArray from = '<' + asciiAddress(options.from) + '>';
    const QByteArray to = '<' + asciiAddress(message.to) + '>';
    const List receivers(curl_slist_append(nullptr, to.constData()), &curl_slist_free_all);
    // curl asks for the path as the name to greet with; the machine's own is nobody's business.
    const QByteArray url = options.url.toUtf8() + '/'
        + asciiAddress(options.from).sliced(asciiAddress(options.from).lastIndexOf('@') + 1);
    const QByteArray caFile = options.caFile.toUtf8();
    Upload upload{toMime(message)};
    QByteArray lastReply;
    char detail[CURL_ERROR_SIZE] = "";

    set(curl, CURLOPT_URL, url.constData());
    set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl, CURLOPT_PROXY, ""); // the environment's proxies are for the web
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_ERRORBUFFER, detail);
    set(curl, CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(std::min(ConnectTimeout, options.timeout).count()));
    set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    setSecurity(curl, options, caFile);
    set(curl, CURLOPT_MAIL_FROM, from.constData());
    set(curl, CURLOPT_MAIL_RCPT, receivers.get());
    set(curl, CURLOPT_UPLOAD, 1L);
    set(curl, CURLOPT_READFUNCTION, &readUpload);
    set(curl, CURLOPT_READDATA, static_cast<void *>(&upload));
    set(curl, CURLOPT_HEADERFUNCTION, &readReply);
    set(curl, CURLOPT_HEADERDATA, static_cast<void *>(&lastReply));
    set(curl, CURLOPT_NOPROGRESS, 0L);
    set(curl, CURLOPT_XFERINFOFUNCTION, &isCancelled);
    set(curl, CURLOPT_XFERINFODATA, const_cast<void *>(static_cast<const void *>(&cancelled)));

    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK)
        return failed(curl, code, detail, lastReply, options);
    return {};
}

} // namespace Tickwell
