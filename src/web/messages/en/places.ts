export const places = {
  'places.continue': 'Continue',
  'places.continueAt': 'Continue: Chapter {number}',
  'places.continueFull': '{words}, {title}',
  'places.unread': '{count, plural, one {# unread chapter} other {# unread chapters}}',
  'places.allRead': 'Read',
} as const
