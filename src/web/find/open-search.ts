// Tells browsers how to search here from their own address bar (OpenSearch 1.1).
import { escapeXml } from '../../text/escape-xml.ts'
import { paths } from '../paths.ts'

const LONGEST_NAME = 16

export function openSearch(archiveName: string, origin: string, description: string): string {
  const short = [...archiveName].slice(0, LONGEST_NAME).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeXml(short)}</ShortName>
  <LongName>${escapeXml(archiveName)}</LongName>
  <Description>${escapeXml(description)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">${escapeXml(origin)}/favicon.svg</Image>
  <Url type="text/html" template="${escapeXml(origin + paths.search({}))}?q={searchTerms}"/>
</OpenSearchDescription>
`
}
