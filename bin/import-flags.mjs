/**
 * Node's flags for an import, which makes and drops so many texts that a larger nursery would only fill, and be no faster.
 * Left to itself, the old space grows to twice what lives in it before it is swept.
 */
export const IMPORT_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=30']

/** Blocks of rows go from thread to thread; glibc would keep those that are done, in case more come. */
export const IMPORT_ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) }
