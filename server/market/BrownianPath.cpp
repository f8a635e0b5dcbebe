// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BrownianPath.h"

#include <cmath>

namespace Tickwell {

// The mean of the sum over its standard deviation: a uniform on 0…65535 has variance (65536² −
// 1)/12.
const double BrownianPath::NoiseBound =
    static_cast<double>(NoiseMean) / std::sqrt((65'536.0 * 65'536.0 - 1) / 3);

BrownianPath::BrownianPath(quint64 key, double sd)
    : m_blockSd(sd * std::sqrt(static_cast<double>(BlockSteps) / 2))
{
    for (size_t level = 0; level < m_keys.size(); ++level)
        m_keys[level] = randomAt(key, static_cast<qint64>(level));
    m_sd[0] = 0;
    m_reach[0] = 0;
    for (size_t level = 1; level < m_sd.size(); ++level) {
        // The middle of a bridge over n steps has a quarter of the variance that n steps have.
        m_sd[level] = sd * std::sqrt(std::ldexp(1.0, static_cast<int>(level))) / 2;
        m_reach[level] = m_reach[level - 1] + NoiseBound * m_sd[level];
    }
}

double BrownianPath::blockEnd(qint64 block) const
{
    return block == 0 ? 0 : m_blockSd * noise(BlockLevel + 1, block);
}

double BrownianPath::at(qint64 step) const
{
    const qint64 block = step >> BlockLevel;
    Span span{BlockLevel, block, blockEnd(block), blockEnd(block + 1)};
    while (span.level > 0) {
        const double value = middle(span);
        const int level = span.level - 1;
        if ((step >> level) & 1)
            span = {level, 2 * span.index + 1, value, span.right};
        else
            span = {level, 2 * span.index, span.left, value};
    }
    return span.left;
}

} // namespace Tickwell
