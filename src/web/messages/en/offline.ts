export const offline = {
  'offline.title': 'Kept on this device',
  'offline.keep': 'Keep offline',
  'offline.keepShelf': 'Keep this shelf offline',
  'offline.keeping': 'Keeping it: {done} of {all} …',
  'offline.kept': 'Kept on this device',
  'offline.keptList': 'All that is kept',
  'offline.forget': 'Let it go',
  'offline.forgetFull': 'Let {title} go from this device',
  'offline.full': 'There is no room left on this device. What was kept before stays.',
  'offline.trouble': 'The network gave out before everything was here. Try again when it is back.',
  'offline.gone': 'This is no longer to be read in this archive, so it was let go.',
  'offline.intro':
    'These works are stored in this browser and can be read without a network. New chapters come when there is one again.',
  'offline.empty': 'Nothing is kept on this device yet. On the page of a work, choose “Keep offline”.',
  'offline.needsScript':
    'Keeping works offline needs scripts. Without them, take a work along as a book: its page offers EPUB and other formats.',
  'offline.unable':
    'This browser keeps nothing here: it needs a secure address (https) and a window that is not private. Take a work along as a book instead.',
  'offline.noNetwork': 'There is no network, or the archive does not answer. What is kept on this device can be read.',
  'offline.room': 'It takes {size} of this device’s room.',
  'offline.chapters': '{count, plural, one {# chapter} other {# chapters}}',
  'offline.updated': 'up to date {date}',
  'offline.backOnline': 'The page as the archive shows it',
} as const
