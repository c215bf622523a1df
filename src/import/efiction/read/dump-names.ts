/** Among other files; alone a dump may be called anything. */
export function isNamedLikeDump(path: string): boolean {
  return /\.(sql|dump|mysql)(\.\w+)*$/i.test(path)
}

/** What comes with the old program itself: empty tables, and rows as a fresh site has them. */
export function isStock(path: string): boolean {
  return /(^|[\\/])(docs|install)[\\/][^\\/]+\.sql$/i.test(path)
}

/** What systems put beside the files that people packed. */
export function isClutter(path: string): boolean {
  return /(^|[\\/])(__MACOSX[\\/]|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path)
}
