/** `1 text ends`, `1,200 texts end`: for the sentences of the report. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
