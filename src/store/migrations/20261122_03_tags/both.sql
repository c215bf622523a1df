create table vocabulary (
  id @id,
  slug text not null unique,
  name text not null,
  -- what the archive does with it; any number of vocabularies may be a facet
  role text not null check (role in ('rating', 'warning', 'fandom', 'character', 'relationship', 'freeform', 'facet')),
  -- 1: only owners and moderators add tags
  closed integer not null default 1,
  -- 1: a work may carry several
  many integer not null default 1,
  required integer not null default 0,
  -- 1: hidden until clicked
  spoiler integer not null default 0,
  on_blurb integer not null default 1,
  position integer not null default 0,
  created_at bigint not null
);

create table tag (
  id @id,
  vocabulary_id bigint not null references vocabulary (id) on delete restrict,
  name text not null,
  name_folded text not null,
  sort_name text not null,
  slug text not null,
  -- set: this tag is a synonym of that one
  canonical_id bigint references tag (id) on delete set null,
  description_source text not null default '',
  description_html text not null default '',
  image_url text,
  position integer not null default 0,
  -- 1: no new works under it
  locked integer not null default 0,
  -- gates; only ratings have them
  members_only integer not null default 0,
  age_consent integer not null default 0,
  warn_first integer not null default 0,
  warning_text text not null default '',
  created_at bigint not null,
  unique (vocabulary_id, slug)
);
create index tag_by_name on tag (vocabulary_id, name_folded);
create index tag_by_canonical on tag (canonical_id);

create table tag_parent (
  tag_id bigint not null references tag (id) on delete cascade,
  parent_id bigint not null references tag (id) on delete cascade,
  primary key (tag_id, parent_id)
);
create index tag_parent_by_parent on tag_parent (parent_id);

-- A character or relationship belongs to these fandoms; none means it is known everywhere.
create table tag_scope (
  tag_id bigint not null references tag (id) on delete cascade,
  fandom_id bigint not null references tag (id) on delete cascade,
  primary key (tag_id, fandom_id)
);
create index tag_scope_by_fandom on tag_scope (fandom_id);

create table moderator_scope (
  account_id bigint not null references account (id) on delete cascade,
  tag_id bigint not null references tag (id) on delete cascade,
  primary key (account_id, tag_id)
);
