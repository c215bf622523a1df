-- When a member last read in a work.
create table reading_place (
  account_id bigint not null references account (id) on delete cascade,
  work_id bigint not null references work (id) on delete cascade,
  read_at bigint not null,
  primary key (account_id, work_id)
);
create index reading_place_by_work on reading_place (work_id);

-- A prompt that others answer with works and series.
create table challenge (
  id @id,
  title text not null,
  sort_title text not null,
  summary_source text not null default '',
  summary_html text not null default '',
  -- null: a guest, or somebody who left; then guest_name is what the page shows
  pseud_id bigint references pseud (id) on delete set null,
  guest_name text,
  -- null: unknown, as for those that came from sites that dated none
  posted_at bigint,
  deleted_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index challenge_by_title on challenge (sort_title, id) where deleted_at is null;
create index challenge_by_pseud on challenge (pseud_id);

create table challenge_tag (
  challenge_id bigint not null references challenge (id) on delete cascade,
  tag_id bigint not null references tag (id) on delete cascade,
  position integer not null default 0,
  primary key (challenge_id, tag_id)
);
create index challenge_tag_by_tag on challenge_tag (tag_id);

create table challenge_answer (
  id @id,
  challenge_id bigint not null references challenge (id) on delete cascade,
  work_id bigint references work (id) on delete cascade,
  series_id bigint references series (id) on delete cascade,
  created_at bigint not null,
  check (work_id is not null or series_id is not null)
);
create unique index challenge_answered_by_work on challenge_answer (challenge_id, work_id);
create unique index challenge_answered_by_series on challenge_answer (challenge_id, series_id);
create index challenge_answer_by_work on challenge_answer (work_id);
create index challenge_answer_by_series on challenge_answer (series_id);

-- A work that is to be read elsewhere, praised by a reader.
create table recommendation (
  id @id,
  title text not null,
  sort_title text not null,
  author_name text not null default '',
  -- http or https, or empty
  url text not null default '',
  summary_source text not null default '',
  summary_html text not null default '',
  -- what the reader says of it
  notes_source text not null default '',
  notes_html text not null default '',
  pseud_id bigint references pseud (id) on delete set null,
  guest_name text,
  rating_id bigint references tag (id) on delete set null,
  complete integer not null default 0,
  featured_at bigint,
  -- set: waits for a moderator
  held_at bigint,
  deleted_at bigint,
  -- null: unknown
  posted_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index recommendation_by_time on recommendation (created_at desc, id desc) where deleted_at is null;
create index recommendation_by_pseud on recommendation (pseud_id);
create index recommendation_by_rating on recommendation (rating_id);

create table recommendation_tag (
  recommendation_id bigint not null references recommendation (id) on delete cascade,
  tag_id bigint not null references tag (id) on delete cascade,
  position integer not null default 0,
  primary key (recommendation_id, tag_id)
);
create index recommendation_tag_by_tag on recommendation_tag (tag_id);

-- Reviews of what is neither a work nor a series here: of recommendations, and of what was gone before they came.
create table stray_review (
  id @id,
  recommendation_id bigint references recommendation (id) on delete set null,
  -- 'work', 'series', 'recommendation', or the other software's own word
  about text not null,
  -- its number there
  about_number bigint not null,
  -- set: a reply
  parent_id bigint references stray_review (id) on delete cascade,
  pseud_id bigint references pseud (id) on delete set null,
  guest_name text,
  body_source text not null default '',
  body_html text not null default '',
  score integer,
  score_scale text check (score_scale in ('stars', 'likes')),
  posted_at bigint,
  deleted_at bigint,
  created_at bigint not null
);
create index stray_review_by_time on stray_review (created_at desc, id desc) where recommendation_id is null;
create index stray_review_by_recommendation on stray_review (recommendation_id, created_at desc, id desc);
create index stray_review_by_parent on stray_review (parent_id) where parent_id is not null;
create index stray_review_by_pseud on stray_review (pseud_id);

-- Set with featured_at: was featured until then.
alter table work add column featured_until bigint;
alter table work add column banner_url text;
alter table series add column banner_url text;
