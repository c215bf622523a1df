create table news (
  id @id,
  title text not null,
  body_source text not null default '',
  body_html text not null default '',
  pseud_id bigint references pseud (id) on delete set null,
  -- kept for news of a pseud that left or never was
  author_name text not null default '',
  posted_at bigint not null
);
create index news_by_time on news (posted_at desc, id desc);

create table news_comment (
  id @id,
  news_id bigint not null references news (id) on delete cascade,
  pseud_id bigint references pseud (id) on delete set null,
  guest_name text,
  body_source text not null default '',
  body_html text not null default '',
  posted_at bigint,
  created_at bigint not null
);
create index news_comment_by_news on news_comment (news_id, created_at);

create table page (
  id @id,
  slug text not null unique,
  title text not null,
  body_source text not null default '',
  body_html text not null default '',
  updated_at bigint not null
);

-- What a moderator decided about a work that was held, and why.
create table decision (
  id @id,
  work_id bigint not null references work (id) on delete cascade,
  account_id bigint references account (id) on delete set null,
  verdict text not null check (verdict in ('approved', 'returned', 'hidden', 'shown')),
  reason text not null default '',
  decided_at bigint not null
);
create index decision_by_work on decision (work_id, decided_at);
