create table account (
  id @id,
  email text,
  email_folded text,
  -- null: cannot log in with a password
  password_hash text,
  role text not null default 'member' check (role in ('member', 'moderator', 'admin', 'owner')),
  -- unclaimed: made for somebody who has never logged in here
  state text not null default 'active' check (state in ('active', 'locked', 'unclaimed')),
  -- 1: submissions skip the queue
  trusted integer not null default 0,
  real_name text not null default '',
  -- JSON, read by people/preferences.ts
  preferences text not null default '{}',
  joined_at bigint not null,
  last_seen_at bigint
);
create index account_by_email on account (email_folded);

create table pseud (
  id @id,
  account_id bigint not null references account (id) on delete cascade,
  name text not null,
  -- what is typed at log-in, folded; a clash at import gets a suffix here and nowhere else
  login_name text not null unique,
  slug text not null unique,
  sort_name text not null,
  bio_source text not null default '',
  bio_html text not null default '',
  image_url text,
  is_default integer not null default 0,
  created_at bigint not null
);
create index pseud_by_account on pseud (account_id);
create index pseud_by_name on pseud (sort_name, id);

-- Waiting for the click in the mail. Names here count as taken, whether or not the mail can ever be confirmed.
create table registration (
  token_hash text primary key,
  name text not null,
  login_name text not null,
  email text not null,
  password_hash text not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index registration_by_name on registration (login_name);

create table session (
  token_hash text primary key,
  account_id bigint not null references account (id) on delete cascade,
  user_agent text not null default '',
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index session_by_account on session (account_id);
create index session_by_expiry on session (expires_at);

-- One-time links in mails.
create table account_token (
  token_hash text primary key,
  account_id bigint not null references account (id) on delete cascade,
  purpose text not null check (purpose in ('reset_password', 'change_email', 'claim')),
  email text,
  created_at bigint not null,
  expires_at bigint not null
);
create index account_token_by_account on account_token (account_id);

create table audit_entry (
  id @id,
  account_id bigint references account (id) on delete set null,
  action text not null,
  subject_kind text,
  subject_id bigint,
  detail text not null default '{}',
  happened_at bigint not null
);
create index audit_entry_by_time on audit_entry (happened_at);
