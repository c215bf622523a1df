import { GUEST } from '../../people/viewer.ts'
import type { C } from '../respond.ts'
import type { Chrome } from '../ui/layout.ts'

/** What pages show around them when they are kept in a browser: nothing of who kept them. */
export function guestChrome(c: C): Chrome {
  const { here, ...chrome } = c.get('chrome')
  return {
    ...chrome,
    here: here.replace(/\/offline(\/chapters|\/contents)?/, askedPath),
    viewer: GUEST,
    menu: [],
    footerHtml: '',
  }
}

/** The address under which the kept page is shown. */
function askedPath(_: string, part: string | undefined): string {
  return part === '/chapters' ? part : ''
}
