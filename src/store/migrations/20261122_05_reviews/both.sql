-- Words about a chapter, a work or a series, and the answers to them. A row about a chapter names its work as well.
create table review (
  id @id,
  work_id bigint references work (id) on delete cascade,
  chapter_id bigint references chapter (id) on delete set null,
  series_id bigint references series (id) on delete cascade,
  -- set: a reply
  parent_id bigint references review (id) on delete cascade,
  -- null: a guest, or somebody who left; then guest_name is what the page shows
  pseud_id bigint references pseud (id) on delete set null,
  guest_name text,
  body_source text not null default '',
  body_html text not null default '',
  -- null: none. Half-stars 1 to 10, or 1 and 0 for like and dislike, as score_scale says
  score integer,
  score_scale text check (score_scale in ('stars', 'likes')),
  -- null: unknown, as for answers that came without a date
  posted_at bigint,
  edited_at bigint,
  hidden_at bigint,
  deleted_at bigint,
  created_at bigint not null,
  check (work_id is not null or series_id is not null)
);
create index review_by_work on review (work_id, created_at desc, id desc) where parent_id is null;
create index review_by_chapter on review (chapter_id, created_at desc, id desc) where parent_id is null;
create index review_by_series on review (series_id, created_at desc, id desc) where parent_id is null;
create index review_by_parent on review (parent_id, id);
create index review_by_pseud on review (pseud_id, created_at desc);

create table kudos (
  id @id,
  work_id bigint not null references work (id) on delete cascade,
  account_id bigint references account (id) on delete cascade,
  -- a keyed hash that tells one guest from another for a while; null for members
  guest_key text,
  created_at bigint not null
);
create unique index kudos_by_member on kudos (work_id, account_id);
create unique index kudos_by_guest on kudos (work_id, guest_key);
create index kudos_by_account on kudos (account_id);
