// Who lives in the demo archive. Nothing but facts.
import type { Role } from '../store/tables/people.ts'

export interface DemoMember {
  name: string
  role?: Role
  trusted?: true
  bio?: string
  otherNames?: readonly string[]
}

export const MEMBERS = [
  { name: 'Olga', role: 'owner', bio: '<p>I keep this archive. Write to me when something is broken.</p>' },
  { name: 'Mo', role: 'moderator', bio: '<p>I read the queue on Sundays.</p>' },
  { name: 'Ada', trusted: true, bio: '<p>Old houses, long letters, bad weather.</p>', otherNames: ['Wren'] },
  { name: 'Bea Marlow', bio: '<p>Comedies, mostly. <em>Tea at five.</em></p>' },
  { name: 'Rui', bio: '<p>I read everything and write nothing.</p>' },
  { name: 'Señora Lluvia', trusted: true, bio: '<p>Poems for the rainy season.</p>' },
  { name: '雨宿り', trusted: true, bio: '<p>門の下で書いています。</p>' },
  { name: 'ليلى', trusted: true, bio: '<p>أكتب عن بيروت.</p>' },
  { name: 'Finch', trusted: true, bio: '<p>Field notes and barnacles.</p>' },
  { name: 'Quill & Co', trusted: true },
  { name: 'moth_at_the_lamp' },
  { name: 'Jonas' },
] as const satisfies readonly DemoMember[]

export type DemoName = (typeof MEMBERS)[number]['name']
