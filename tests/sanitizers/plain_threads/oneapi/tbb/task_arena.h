// Stands in for oneTBB under ThreadSanitizer: how many threads the loops inside an arena start. Why
// it stands in: see parallel_for.h.
#pragma once

namespace tbb {

/// Of the arena this thread works in; a started thread is in none until it enters its own.
inline thread_local int arena_width = 1;

class task_arena {
  public:
    explicit task_arena(int width) : width_(width) {}

    template <class Work> void execute(const Work& work) const {
        const Stay stay{arena_width};
        arena_width = width_;
        work();
    }

  private:
    struct Stay {
        int former;
        ~Stay() { arena_width = former; }
    };
    int width_;
};

} // namespace tbb
