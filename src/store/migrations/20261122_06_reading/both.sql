create table shelf (
  id @id,
  account_id bigint not null references account (id) on delete cascade,
  kind text not null check (kind in ('later', 'reading', 'finished', 'dropped', 'favourites', 'own')),
  name text not null,
  slug text not null,
  is_public integer not null default 0,
  position integer not null default 0,
  created_at bigint not null,
  unique (account_id, slug)
);

-- One thing on one shelf. The title is kept so that a work that vanished leaves its name.
create table bookmark (
  id @id,
  shelf_id bigint not null references shelf (id) on delete cascade,
  work_id bigint references work (id) on delete set null,
  series_id bigint references series (id) on delete set null,
  pseud_id bigint references pseud (id) on delete set null,
  title text not null,
  note_source text not null default '',
  note_html text not null default '',
  created_at bigint not null
);
create unique index bookmark_of_work on bookmark (shelf_id, work_id);
create unique index bookmark_of_series on bookmark (shelf_id, series_id);
create unique index bookmark_of_pseud on bookmark (shelf_id, pseud_id);
create index bookmark_by_work on bookmark (work_id);
create index bookmark_by_series on bookmark (series_id);
create index bookmark_by_pseud on bookmark (pseud_id);

create table subscription (
  id @id,
  account_id bigint not null references account (id) on delete cascade,
  work_id bigint references work (id) on delete cascade,
  series_id bigint references series (id) on delete cascade,
  pseud_id bigint references pseud (id) on delete cascade,
  tag_id bigint references tag (id) on delete cascade,
  created_at bigint not null
);
create unique index subscription_to_work on subscription (account_id, work_id);
create unique index subscription_to_series on subscription (account_id, series_id);
create unique index subscription_to_pseud on subscription (account_id, pseud_id);
create unique index subscription_to_tag on subscription (account_id, tag_id);
create index subscription_by_work on subscription (work_id);
create index subscription_by_series on subscription (series_id);
create index subscription_by_pseud on subscription (pseud_id);
create index subscription_by_tag on subscription (tag_id);
