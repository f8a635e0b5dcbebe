// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include <QDir>
#include <QFile>

#include <cstdio>

/// Runs the fuzz target it is linked with over every file of the folders given, so that what a
/// fuzzer once found stays found without one.
int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; ++i) {
        const QDir folder(QString::fromLocal8Bit(argv[i]));
        const QStringList names = folder.entryList(QDir::Files, QDir::Name);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "Cannot read %s\n", qUtf8Printable(file.fileName()));
                return 1;
            }
            const QByteArray bytes = file.readAll();
            std::printf("%s\n", qUtf8Printable(name));
            std::fflush(stdout); // the last one printed is the one that failed
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                   static_cast<std::size_t>(bytes.size()));
            ++count;
        }
    }
    if (count == 0) {
        std::fprintf(stderr, "There is no corpus\n");
        return 1;
    }
    return 0;
}
