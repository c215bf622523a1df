create table work (
  id @id,
  title text not null,
  sort_title text not null,
  language text not null default 'en',
  summary_source text not null default '',
  summary_html text not null default '',
  notes_source text not null default '',
  notes_html text not null default '',
  end_notes_source text not null default '',
  end_notes_html text not null default '',
  rating_id bigint references tag (id) on delete set null,
  complete integer not null default 0,
  round_robin integer not null default 0,
  members_only integer not null default 0,
  -- draft: posted_at, held_at null. held_at: waiting for a moderator. hidden_at: taken down. deleted_at: in the bin.
  created_at bigint not null,
  held_at bigint,
  posted_at bigint,
  hidden_at bigint,
  deleted_at bigint,
  -- the last posted chapter, or the posting
  updated_at bigint not null,
  featured_at bigint,
  read_count bigint not null default 0,
  -- derived, kept by works/refresh-work.ts in the transaction of every change
  word_count bigint not null default 0,
  chapter_count integer not null default 0,
  -- who finds it in lists: 0 its creators and moderators, 1 members, 2 everybody
  audience integer not null default 0
);
create index work_by_update on work (updated_at desc, id desc, audience);
create index work_by_title on work (sort_title, id, audience);
create index work_by_rating on work (rating_id);
create index work_held on work (held_at) where held_at is not null;
create index work_featured on work (featured_at) where featured_at is not null;

create table creator (
  work_id bigint not null references work (id) on delete cascade,
  pseud_id bigint not null references pseud (id) on delete cascade,
  position integer not null default 0,
  primary key (work_id, pseud_id)
);
create index creator_by_pseud on creator (pseud_id, work_id);

create table chapter (
  id @id,
  work_id bigint not null references work (id) on delete cascade,
  position integer not null,
  title text not null default '',
  word_count bigint not null default 0,
  read_count bigint not null default 0,
  -- who wrote it, where that is not the work's creators (a round robin)
  pseud_id bigint references pseud (id) on delete set null,
  -- null: a draft, or waiting with its work
  posted_at bigint,
  held_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  unique (work_id, position)
);

-- What pages show, apart from the list of chapters so that lists stay narrow.
create table chapter_text (
  chapter_id @key references chapter (id) on delete cascade,
  notes_source text not null default '',
  notes_html text not null default '',
  html text not null,
  end_notes_source text not null default '',
  end_notes_html text not null default ''
);

-- Every saved text, as it was typed or found. The newest is the source of chapter_text.html.
create table chapter_revision (
  id @id,
  chapter_id bigint not null references chapter (id) on delete cascade,
  format text not null check (format in ('html', 'plain')),
  source text not null,
  account_id bigint references account (id) on delete set null,
  saved_at bigint not null
);
create index chapter_revision_by_chapter on chapter_revision (chapter_id, id);

create table work_tag (
  work_id bigint not null references work (id) on delete cascade,
  tag_id bigint not null references tag (id) on delete cascade,
  position integer not null default 0,
  primary key (work_id, tag_id)
);
create index work_tag_by_tag on work_tag (tag_id);

-- The tags of a work with what they stand for (canonical tags and all their parents), and what lists by tag need,
-- so that a page of a list is one walk along an index. Kept by works/refresh-work.ts.
create table work_tag_expansion (
  tag_id bigint not null references tag (id) on delete cascade,
  work_id bigint not null references work (id) on delete cascade,
  audience integer not null,
  updated_at bigint not null,
  primary key (work_id, tag_id)
);
create index work_tag_expansion_by_tag on work_tag_expansion (tag_id, updated_at desc, work_id desc, audience);

create table series (
  id @id,
  title text not null,
  sort_title text not null,
  summary_source text not null default '',
  summary_html text not null default '',
  pseud_id bigint references pseud (id) on delete set null,
  openness text not null default 'closed' check (openness in ('closed', 'moderated', 'open')),
  created_at bigint not null,
  updated_at bigint not null,
  hidden_at bigint
);
create index series_by_title on series (sort_title, id);
create index series_by_pseud on series (pseud_id);

create table series_entry (
  id @id,
  series_id bigint not null references series (id) on delete cascade,
  work_id bigint references work (id) on delete cascade,
  part_series_id bigint references series (id) on delete cascade,
  position integer not null,
  -- 0: offered, waiting for the series' owner
  confirmed integer not null default 1,
  check ((work_id is null) <> (part_series_id is null))
);
create unique index series_entry_work on series_entry (series_id, work_id);
create unique index series_entry_part on series_entry (series_id, part_series_id);
create index series_entry_by_work on series_entry (work_id);
create index series_entry_by_part on series_entry (part_series_id);

create table series_tag (
  series_id bigint not null references series (id) on delete cascade,
  tag_id bigint not null references tag (id) on delete cascade,
  primary key (series_id, tag_id)
);
create index series_tag_by_tag on series_tag (tag_id);
