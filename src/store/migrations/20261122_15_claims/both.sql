-- Somebody says that they are the author behind a name that nobody has logged in to.
create table claim (
  id @id,
  pseud_id bigint not null references pseud (id) on delete cascade,
  -- the member who asks; null: a visitor, who is written to at `email`
  account_id bigint references account (id) on delete set null,
  email text,
  reason text not null,
  -- linked: a link to choose a password was sent; joined: the name belongs to the member's account now
  state text not null default 'waiting' check (state in ('waiting', 'linked', 'joined', 'refused')),
  answer text not null default '',
  decided_by bigint references account (id) on delete set null,
  decided_at bigint,
  created_at bigint not null
);
create index claim_by_state on claim (state, created_at, id);
create index claim_by_pseud on claim (pseud_id);
create index claim_by_account on claim (account_id);
create index claim_by_decider on claim (decided_by);
