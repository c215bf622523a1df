/** Where the pictures lay that members had uploaded to the old site, and where they are now. */
export interface OldPictures {
  /** The site's folder for texts and pictures, without slashes at its ends. */
  folder: string
  /** The folder that the old site lived in: `''` or `/archive`. */
  path: string
  /** Names of the old site's host, without `www.`. */
  hosts: readonly string[]
  /** New addresses by old path: `stories/7/images/map.gif`, and the same in lower case. */
  addresses: ReadonlyMap<string, string>
}

export const NO_PICTURES: OldPictures = { folder: 'stories', path: '', hosts: [], addresses: new Map() }
