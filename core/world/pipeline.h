#pragma once

#include "core/world/story.h"
#include "core/world/world.h"

#include <functional>

namespace mops::world {

/// Tells every merchant's story on `threads` threads and hands the stories to `take` on the calling
/// thread, in the order of the merchants' numbers. `take` answers false to stop. At most a few
/// batches of stories exist at a time, so memory does not grow with the world. What a teller throws
/// is thrown here.
void tellStories(const World& world, int threads,
                 const std::function<bool(const MerchantStory& story)>& take);

} // namespace mops::world
