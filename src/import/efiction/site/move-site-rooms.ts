import type { Move } from '../moving.ts'
import { moveLog } from './move-log.ts'
import { moveMenu } from './move-menu.ts'
import { moveNews } from './move-news.ts'
import { movePolls } from './move-polls.ts'
import { moveShouts } from './move-shouts.ts'

/** News, the menu, polls, the shoutbox and the log. Needs the members. */
export async function moveSiteRooms(move: Move): Promise<void> {
  await moveNews(move)
  await moveMenu(move)
  await movePolls(move)
  await moveShouts(move)
  await moveLog(move)
}
