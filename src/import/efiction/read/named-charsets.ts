// `SET NAMES` in a dump says what its letters are in: the server has converted them, whatever the columns hold.

/** The usual names, by those that MySQL has. */
const LABELS: Readonly<Record<string, string>> = {
  latin2: 'iso-8859-2',
  latin5: 'iso-8859-9',
  latin7: 'iso-8859-13',
  greek: 'iso-8859-7',
  hebrew: 'iso-8859-8',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1256: 'windows-1256',
  cp1257: 'windows-1257',
  cp866: 'ibm866',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  tis620: 'windows-874',
  sjis: 'shift_jis',
  cp932: 'shift_jis',
  ujis: 'euc-jp',
  eucjpms: 'euc-jp',
  euckr: 'euc-kr',
  gb2312: 'gbk',
  gbk: 'gbk',
  gb18030: 'gb18030',
  big5: 'big5',
}

/**
 * Null where the name proves nothing: of Latin-1 columns, which hold anything, Latin-1 is what is in them, and UTF-8 is
 * recognised by itself.
 */
export function labelOf(mysqlName: string): string | null {
  return LABELS[mysqlName.toLowerCase()] ?? null
}

const BIG = bytesFrom([0x81, 0xfe])
const SJIS = bytesFrom([0x81, 0x9f], [0xe0, 0xfc])
const LEADS: Readonly<Record<string, Uint8Array>> = { sjis: SJIS, cp932: SJIS, gbk: BIG, gb18030: BIG, big5: BIG }

/** The bytes that begin a character whose second byte may be one of ASCII; null where there are none. */
export function leadsOf(mysqlName: string): Uint8Array | null {
  return LEADS[mysqlName.toLowerCase()] ?? null
}

function bytesFrom(...ranges: readonly (readonly [number, number])[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (ranges.some(([a, b]) => byte >= a && byte <= b) ? 1 : 0))
}
