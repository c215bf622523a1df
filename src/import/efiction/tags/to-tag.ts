import { newAddressOf, oldPathOf } from '../images/new-addresses.ts'
import { skinPictureAt } from '../images/skin-pictures.ts'
import type { Row } from '../read/row.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'

export interface TagDraft {
  name: string
  description: Rich
  imageUrl: string | null
  position: number
  locked: boolean
  gates: { membersOnly: boolean; ageConsent: boolean; warnFirst: boolean; warningText: string }
  /** A picture that did not come over; empty: all is well. */
  lostPicture: string
}

const NO_GATES: TagDraft['gates'] = { membersOnly: false, ageConsent: false, warnFirst: false, warningText: '' }
const NO_TEXT: Rich = { source: '', html: '' }

export function toFandom(category: Row): TagDraft {
  return {
    name: plain(category, 'category') || `Category ${category.integer('catid')}`,
    description: rich(category, 'description'),
    ...pictureOf(category),
    position: category.integer('displayorder'),
    locked: category.flag('locked'),
    gates: NO_GATES,
  }
}

export function toCharacter(character: Row): TagDraft {
  return {
    name: plain(character, 'charname') || `Character ${character.integer('charid')}`,
    description: rich(character, 'bio'),
    ...pictureOf(character),
    position: 0,
    locked: false,
    gates: NO_GATES,
  }
}

export function toFacetTag(oldClass: Row): TagDraft {
  const id = oldClass.integer('class_id')
  const name = plain(oldClass, 'class_name') || `Class ${id}`
  return { name, description: NO_TEXT, ...NO_PICTURE, position: id, locked: false, gates: NO_GATES }
}

/** The old number of the warning is a sum: 4 for members only, 2 asks for the reader's age, 1 warns first. */
export function toRating(rating: Row): TagDraft {
  const bits = rating.integer('ratingwarning')
  const id = rating.integer('rid')
  return {
    name: plain(rating, 'rating') || `Rating ${id}`,
    description: NO_TEXT,
    ...NO_PICTURE,
    position: id,
    locked: false,
    gates: {
      membersOnly: (bits & 4) > 0,
      ageConsent: (bits & 2) > 0,
      warnFirst: (bits & 1) > 0,
      warningText: plain(rating, 'warningtext'),
    },
  }
}

/** The one facet that has a meaning of its own here; sites name it in their language. */
export function isWarnings(classtype: Row): boolean {
  const words = `${classtype.text('classtype_name')} ${classtype.text('classtype_title')}`
  return /warn|avert|advert|avis|avvert|upozorn|varning|advars|предупрежд|警告|uyar|ostrzeż/i.test(words)
}

const NO_PICTURE = { imageUrl: null, lostPicture: '' }

/** Pictures with a bare file name lie in a skin of the old site. */
function pictureOf(row: Row): Pick<TagDraft, 'imageUrl' | 'lostPicture'> {
  const image = row.text('image').trim()
  const path = oldPathOf(image, row.reading.pictures)
  if (path !== null) return { imageUrl: newAddressOf(path, row.reading.pictures), lostPicture: '' }
  const ofSkin = skinPictureAt(image, row.reading.pictures)
  if (ofSkin !== undefined) return { imageUrl: ofSkin, lostPicture: '' }
  return /^https?:\/\/\S+$/i.test(image) ? { imageUrl: image, lostPicture: '' } : { imageUrl: null, lostPicture: image }
}

/** With nothing but the name that it is given. */
export const BARE_TAG: TagDraft = {
  name: '',
  description: NO_TEXT,
  ...NO_PICTURE,
  position: 0,
  locked: false,
  gates: NO_GATES,
}
