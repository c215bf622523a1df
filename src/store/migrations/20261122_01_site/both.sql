-- What the owners set while the archive runs. A value is JSON.
create table setting (
  name text primary key,
  value text not null,
  updated_at bigint not null
);

-- What happened, for rooms upstairs to react to. Kinds and payload shapes: store/events.ts.
create table event (
  id @id,
  kind text not null,
  subject_id bigint not null,
  account_id bigint,
  payload text not null default '{}',
  happened_at bigint not null
);
create index event_by_subject on event (kind, subject_id);

create table job (
  id @id,
  kind text not null,
  payload text not null,
  run_at bigint not null,
  leased_until bigint,
  attempts integer not null default 0,
  last_error text,
  created_at bigint not null
);
create index job_due on job (run_at, id);

-- How often a key tried something inside a window; see people/limits.ts.
create table attempt (
  key text primary key,
  window_started_at bigint not null,
  tries integer not null
);
create index attempt_by_age on attempt (window_started_at);

-- Old numbers of the sites that moved in. `fingerprint` is a hash of the source row.
create table legacy_id (
  source text not null,
  kind text not null,
  old_id text not null,
  new_id bigint not null,
  fingerprint text,
  primary key (source, kind, old_id)
);
create index legacy_id_by_address on legacy_id (kind, old_id);
