// Small behaviours; every page works without them.
import { followReading } from './follow-reading.js'
import { leaveKudosHere } from './leave-kudos.js'
import { openNotesHere } from './open-notes.js'
import { turnPagesByKey } from './reading-keys.js'
import { markVerse } from './mark-verse.js'
import { keepLook } from './reading-look.js'

keepLook()
if (document.body.classList.contains('reading')) {
  markVerse()
  followReading()
  openNotesHere()
  turnPagesByKey()
}

const kudos = document.querySelector('form.kudos')
if (kudos) leaveKudosHere(kudos)
