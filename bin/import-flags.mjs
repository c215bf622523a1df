/**
 * Node's flags for an import, which makes and drops very many texts. With half the nursery V8 takes a third more time to clear
 * up; a larger one, and an old space that grows to twice what lives in it before it is swept, cost more memory than they save
 * time.
 */
export const IMPORT_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=50']

/** Blocks of rows go from thread to thread; glibc would keep those that are done, in case more come. */
export const IMPORT_ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) }
