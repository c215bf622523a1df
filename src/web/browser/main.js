// Small behaviours; every page works without them.
import { showAsListed } from './as-listed.js'
import { showDevicePlaces } from './device-places.js'
import { followReading } from './follow-reading.js'
import { keepOffline, tellLook } from './keep-offline.js'
import { listKeptHere } from './kept-here.js'
import { settleKeptPlaces } from './kept-places.js'
import { keepPlace } from './keep-place.js'
import { leaveKudosHere } from './leave-kudos.js'
import { openNotesHere } from './open-notes.js'
import { turnPagesByKey } from './reading-keys.js'
import { markVerse } from './mark-verse.js'
import { keepLook } from './reading-look.js'
import { shelveHere } from './shelve.js'
import { showMaking } from './show-making.js'
import { suggestNames } from './suggest.js'
import { showTicked } from './show-ticked.js'

keepLook()
if (document.body.classList.contains('reading')) {
  markVerse()
  followReading()
  openNotesHere()
  turnPagesByKey()
}

const article = document.querySelector('article[data-place]')
if (article) keepPlace(article)
showDevicePlaces()
settleKeptPlaces()

const making = document.querySelector('.making')
if (making) showMaking(making)

const kudos = document.querySelector('form.kudos')
if (kudos) leaveKudosHere(kudos)

const shelve = document.getElementById('shelve')
if (shelve) shelveHere(shelve)

const arrange = document.getElementById('arrange')
if (arrange) showTicked(arrange)

for (const form of document.querySelectorAll('form:is([data-panel], .search)')) showAsListed(form)

for (const field of document.querySelectorAll('input[data-suggest]')) suggestNames(field)

for (const place of document.querySelectorAll('.keep-offline')) keepOffline(place)
const keptHere = document.querySelector('#kept-here')
if (keptHere) listKeptHere(keptHere)
tellLook()
