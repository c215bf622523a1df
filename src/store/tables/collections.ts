import type { Generated } from 'kysely'
import type { ScoreScale } from './reviews.ts'

export interface ChallengeTable {
  id: Generated<number>
  title: string
  sort_title: string
  summary_source: Generated<string>
  summary_html: Generated<string>
  pseud_id: number | null
  guest_name: string | null
  posted_at: number | null
  deleted_at: number | null
  created_at: number
  updated_at: number
}

export interface ChallengeTagTable {
  challenge_id: number
  tag_id: number
  position: Generated<number>
}

export interface ChallengeAnswerTable {
  id: Generated<number>
  challenge_id: number
  work_id: number | null
  series_id: number | null
  created_at: number
}

export interface RecommendationTable {
  id: Generated<number>
  title: string
  sort_title: string
  author_name: Generated<string>
  url: Generated<string>
  summary_source: Generated<string>
  summary_html: Generated<string>
  notes_source: Generated<string>
  notes_html: Generated<string>
  pseud_id: number | null
  guest_name: string | null
  rating_id: number | null
  complete: Generated<number>
  featured_at: number | null
  held_at: number | null
  deleted_at: number | null
  posted_at: number | null
  created_at: number
  updated_at: number
}

export interface RecommendationTagTable {
  recommendation_id: number
  tag_id: number
  position: Generated<number>
}

export interface StrayReviewTable {
  id: Generated<number>
  recommendation_id: number | null
  about: string
  about_number: number
  parent_id: number | null
  pseud_id: number | null
  guest_name: string | null
  body_source: Generated<string>
  body_html: Generated<string>
  score: number | null
  score_scale: ScoreScale | null
  posted_at: number | null
  deleted_at: number | null
  created_at: number
}
