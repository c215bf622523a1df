/**
 * A value in the query of an address, as all that is written of lists has it: slashes, colons and commas mean nothing
 * there, and a plus reads better than %20.
 */
export function queryValue(value: string): string {
  return encodeURIComponent(value).replace(/%20|%2F|%3A|%2C/g, (code) => READABLE[code]!)
}

const READABLE: Readonly<Record<string, string>> = { '%20': '+', '%2F': '/', '%3A': ':', '%2C': ',' }
