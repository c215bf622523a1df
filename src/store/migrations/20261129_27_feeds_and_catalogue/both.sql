-- Newest first, for feeds and catalogues.
create index work_by_posting on work (posted_at desc, id desc, audience) where posted_at is not null;
create index work_by_length on work (word_count desc, id desc, audience);
-- Counts by rating, language and state read nothing else.
create index work_by_facet on work (audience, rating_id, language, complete);

-- A word that a reading program sends in place of the account's password; it opens books and the catalogue, nothing else.
create table app_password (
  id @id,
  account_id bigint not null references account (id) on delete cascade,
  name text not null,
  token_hash text not null unique,
  -- 1: ratings that warn first are as if read and accepted
  accepts_warnings integer not null default 0,
  created_at bigint not null,
  used_at bigint
);
create index app_password_by_account on app_password (account_id);
