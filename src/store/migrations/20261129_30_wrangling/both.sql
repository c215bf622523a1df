-- Tidying tags. A tag in an open vocabulary waits to be sorted until somebody has looked at it.
alter table tag add column looked_at bigint;
-- 1: it stays as it is, below nothing and for no other tag
alter table tag add column left_alone integer not null default 0;
create index tag_unsorted on tag (vocabulary_id, id)
  where looked_at is null and canonical_id is null and left_alone = 0;

-- What a name of several things may mean. Works that have it keep it until somebody moves them.
create table tag_meaning (
  tag_id bigint not null references tag (id) on delete cascade,
  meaning_id bigint not null references tag (id) on delete cascade,
  primary key (tag_id, meaning_id)
);
create index tag_meaning_by_meaning on tag_meaning (meaning_id);

-- Addresses that a tag had before it was renamed.
create table tag_address (
  vocabulary_id bigint not null references vocabulary (id) on delete cascade,
  slug text not null,
  tag_id bigint not null references tag (id) on delete cascade,
  primary key (vocabulary_id, slug)
);
create index tag_address_by_tag on tag_address (tag_id);

-- Two tags that look alike and are not the same, as somebody has decided; tag_id is the lower number.
create table tag_difference (
  tag_id bigint not null references tag (id) on delete cascade,
  other_id bigint not null references tag (id) on delete cascade,
  account_id bigint references account (id) on delete set null,
  decided_at bigint not null,
  primary key (tag_id, other_id)
);
create index tag_difference_by_other on tag_difference (other_id);

-- What was done to tags, so that it can be undone.
create table wrangling_act (
  id @id,
  kind text not null,
  -- JSON: the names at that time
  detail text not null default '{}',
  account_id bigint references account (id) on delete set null,
  happened_at bigint not null,
  undone_at bigint,
  undone_by bigint references account (id) on delete set null
);

create table wrangling_subject (
  act_id bigint not null references wrangling_act (id) on delete cascade,
  tag_id bigint not null references tag (id) on delete cascade,
  primary key (act_id, tag_id)
);
create index wrangling_subject_by_tag on wrangling_subject (tag_id, act_id);

-- Rows as they were and as the act made them, in its order. JSON objects; null: there was no row, or is none.
create table wrangling_change (
  act_id bigint not null references wrangling_act (id) on delete cascade,
  position integer not null,
  place text not null,
  row_key text not null,
  row_before text,
  row_after text,
  primary key (act_id, position)
);

-- Works that an act gave another tag.
create table wrangling_move (
  act_id bigint not null references wrangling_act (id) on delete cascade,
  work_id bigint not null references work (id) on delete cascade,
  from_id bigint not null,
  to_id bigint not null,
  -- of the tag that was taken away
  position integer not null,
  -- 1: the work had the other tag before
  had_both integer not null,
  primary key (act_id, work_id, from_id)
);
create index wrangling_move_by_work on wrangling_move (work_id);
