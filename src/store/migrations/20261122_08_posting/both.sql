-- Forms that make something, by the word hidden in them: one that is sent twice makes one thing. Swept after a while.
create table sent_form (
  account_id bigint not null references account (id) on delete cascade,
  token text not null,
  -- a hash of what it held
  fingerprint text not null,
  work_id bigint references work (id) on delete cascade,
  chapter_id bigint references chapter (id) on delete cascade,
  sent_at bigint not null,
  primary key (account_id, token)
);
create index sent_form_by_age on sent_form (sent_at);
create index sent_form_by_work on sent_form (work_id);
create index sent_form_by_chapter on sent_form (chapter_id);

create index chapter_held on chapter (held_at) where held_at is not null;
create index chapter_by_pseud on chapter (pseud_id) where pseud_id is not null;
