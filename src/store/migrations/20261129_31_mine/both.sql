-- What a member never wants to see in lists: a work, a pen name, or a tag, which is meant with its synonyms and everything
-- below it. One of the three is set.
create table hiding (
  id @id,
  account_id bigint not null references account (id) on delete cascade,
  work_id bigint references work (id) on delete cascade,
  pseud_id bigint references pseud (id) on delete cascade,
  tag_id bigint references tag (id) on delete cascade,
  created_at bigint not null
);
create unique index hiding_of_work on hiding (account_id, work_id);
create unique index hiding_of_pseud on hiding (account_id, pseud_id);
create unique index hiding_of_tag on hiding (account_id, tag_id);
create index hiding_by_work on hiding (work_id) where work_id is not null;
create index hiding_by_pseud on hiding (pseud_id) where pseud_id is not null;
create index hiding_by_tag on hiding (tag_id) where tag_id is not null;

-- What a list of works was narrowed to, under a name that the member gave it.
create table saved_search (
  id @id,
  account_id bigint not null references account (id) on delete cascade,
  name text not null,
  name_folded text not null,
  -- as the address of such a list has it after the question mark; of what is gone since the page says so
  query text not null,
  position bigint not null,
  -- what was posted after this is new to the member
  looked_at bigint not null,
  -- of the word in the address of its feed; null: it has none
  token_hash text unique,
  created_at bigint not null
);
create unique index saved_search_by_name on saved_search (account_id, name_folded);
