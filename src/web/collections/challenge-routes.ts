import {
  type Answer,
  answerChallenge,
  listAnsweringSeries,
  listAnsweringWorks,
  listOwnAnswers,
  takeAnswerOut,
} from '../../collections/answer-challenge.ts'
import { findChallenge, listChallenges } from '../../collections/find-challenge.ts'
import {
  type ChallengeInput,
  deleteChallenge,
  editChallenge,
  findChallengeToEdit,
  issueChallenge,
  listChallengeVocabularies,
  listChosen,
} from '../../collections/issue-challenge.ts'
import { canIssueChallenge } from '../../collections/permissions.ts'
import { notAllowed } from '../../errors.ts'
import { type Paging, parsePage } from '../../store/paging.ts'
import type { FormVocabulary } from '../../tags/list-form-vocabularies.ts'
import { findWorkList } from '../browse/work-list.ts'
import { type Form, idParam, parseId, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { parseTagChoices } from '../works/edit/parse.ts'
import { challengeForm } from './challenge-form.ts'
import { challengeListPage } from './challenge-list-page.ts'
import { challengePage } from './challenge-page.ts'
import { chosenTags } from './own-tags.ts'
import { questionPage } from './question-page.ts'

export function challengeRoutes(app: App, parts: Parts): void {
  const { db, now } = parts

  app.get(paths.challenges.pattern, async (c) => {
    const challenges = await listChallenges(db, c.get('viewer'), paging(c))
    const mayIssue = canIssueChallenge(c.get('viewer'), c.get('settings'))
    return page(c, challengeListPage(c.get('chrome'), { challenges, mayIssue }))
  })

  app.get(paths.challenge.pattern, async (c) => {
    const viewer = c.get('viewer')
    const id = idParam(c, 'challenge')
    const [challenge, ids, series, own] = await Promise.all([
      findChallenge(db, viewer, id),
      listAnsweringWorks(db, viewer, id, paging(c)),
      listAnsweringSeries(db, viewer, id),
      viewer.kind === 'member' ? listOwnAnswers(db, viewer, id) : null,
    ])
    const works = await findWorkList(db, viewer, ids)
    return page(c, challengePage(c.get('chrome'), { challenge, works, series, own }))
  })

  app.get(paths.challengeAnswers.pattern, (c) =>
    seeOther(c, `${paths.challenge({ challenge: idParam(c, 'challenge') })}#answers`),
  )

  app.post(paths.challengeAnswers.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const challenge = idParam(c, 'challenge')
    const form = await readForm(c)
    const answer = parseAnswer(form.text('answer'))
    if (answer && form.has('back')) await takeAnswerOut(db, member, challenge, answer)
    else if (answer) await answerChallenge(db, member, challenge, answer, now())
    return seeOther(c, `${paths.challenge({ challenge })}#answers`)
  })

  formRoutes(app, parts)
}

function formRoutes(app: App, { db, now }: Parts): void {
  const show = (c: C, challengeId: number | null, shown: Shown, status: 200 | 409 | 422 = 200) => {
    const t = c.get('t')
    const heading = t(challengeId === null ? 'challenges.issue' : 'challenges.editTitle')
    const action = challengeId === null ? paths.newChallenge({}) : paths.editChallenge({ challenge: challengeId })
    return page(c, challengeForm(c.get('chrome'), { heading, action, errors: {}, ...shown }), status)
  }

  app.get(paths.newChallenge.pattern, async (c) => {
    if (!canIssueChallenge(requireMember(c.get('viewer')), c.get('settings'))) throw closed()
    const vocabularies = await listChallengeVocabularies(db, [])
    return show(c, null, { vocabularies, input: { title: '', summary: '', tags: new Map() } })
  })

  app.post(paths.newChallenge.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const vocabularies = await listChallengeVocabularies(db, [])
    const input = parseChallenge(await readForm(c), vocabularies)
    const tried = await attempt(() => issueChallenge(db, member, { input, settings: c.get('settings'), now: now() }))
    if ('errors' in tried) return show(c, null, { vocabularies, input, errors: tried.errors }, tried.status)
    return seeOther(c, paths.challenge({ challenge: tried.done }))
  })

  app.get(paths.editChallenge.pattern, async (c) => {
    const challenge = await findChallengeToEdit(db, requireMember(c.get('viewer')), idParam(c, 'challenge'))
    const chosen = await listChosen(db, challenge.id)
    const vocabularies = await listChallengeVocabularies(db, chosen)
    const tags = await chosenTags(db, vocabularies, chosen)
    return show(c, challenge.id, {
      vocabularies,
      input: { title: challenge.title, summary: challenge.summarySource, tags },
    })
  })

  app.post(paths.editChallenge.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const challenge = idParam(c, 'challenge')
    const form = await readForm(c)
    await findChallengeToEdit(db, member, challenge)
    const vocabularies = await listChallengeVocabularies(db, await listChosen(db, challenge))
    const input = parseChallenge(form, vocabularies)
    const tried = await attempt(() => editChallenge(db, member, challenge, input, now()))
    if ('errors' in tried) return show(c, challenge, { vocabularies, input, errors: tried.errors }, tried.status)
    return seeOther(c, paths.challenge({ challenge }))
  })

  app.get(paths.deleteChallenge.pattern, async (c) => {
    const { id, title } = await findChallengeToEdit(db, requireMember(c.get('viewer')), idParam(c, 'challenge'))
    const t = c.get('t')
    const question = {
      title: t('challenges.deleteTitle', { title }),
      text: t('challenges.deleteText'),
      action: paths.deleteChallenge({ challenge: id }),
      back: paths.challenge({ challenge: id }),
    }
    return page(c, questionPage(c.get('chrome'), question))
  })

  app.post(paths.deleteChallenge.pattern, async (c) => {
    await deleteChallenge(db, requireMember(c.get('viewer')), idParam(c, 'challenge'), now())
    return seeOther(c, paths.challenges({}))
  })
}

type Shown = Pick<Parameters<typeof challengeForm>[1], 'vocabularies' | 'input'> & { errors?: Record<string, string> }

function closed() {
  return notAllowed('Members do not issue challenges on this archive.')
}

function parseChallenge(form: Form, vocabularies: readonly FormVocabulary[]): ChallengeInput {
  return {
    title: form.text('title'),
    summary: form.text('summary'),
    tags: parseTagChoices(form, vocabularies),
  }
}

/** `work 12` or `series 3`, as the form has it. */
function parseAnswer(text: string): Answer | null {
  const [kind, number] = text.split(' ')
  const id = parseId(number)
  if (id === null) return null
  if (kind === 'work') return { kind, workId: id }
  return kind === 'series' ? { kind, seriesId: id } : null
}

function paging(c: C): Paging {
  return { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
}
