// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

/// Loads the fonts that the program carries and makes Tickwell Sans the application's font, with
/// the system's Chinese font behind it. Call once, after the application object was made.
/// GUI thread. False when a font could not be read: the window then uses the system's own.
bool loadFonts();

} // namespace Tickwell
