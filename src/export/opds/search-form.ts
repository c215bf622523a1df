// OpenSearch 1.1: how programs ask this catalogue for words.
import { xml } from '../xml.ts'
import { OPDS1_TYPES } from './write-opds1.ts'

export const SEARCH_FORM_TYPE = 'application/opensearchdescription+xml'

export interface SearchForm {
  name: string
  description: string
  /** Absolute, with `{query}` where the words go. */
  template: string
  self: string
  icon: string
}

/** Short names have at most 16 characters there. */
const MOST_CHARACTERS = 16

export function writeSearchForm({ name, description, template, self, icon }: SearchForm): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    xml`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${[...name].slice(0, MOST_CHARACTERS).join('')}</ShortName>
<Description>${description}</Description>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Image type="image/svg+xml">${icon}</Image>
<Url type="${OPDS1_TYPES.acquisition}" template="${template.replace('{query}', '{searchTerms}')}"/>
<Url type="${SEARCH_FORM_TYPE}" rel="self" template="${self}"/>
</OpenSearchDescription>
`.text
  }`
}
