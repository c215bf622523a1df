-- Short hashes of what an import wrote, by field, as JSON: a value that no longer fits its hash was edited here.
alter table legacy_id add column written text;

-- Rows that came over, many to a block, with the bytes they had: a better reading can be tried without the old site.
-- A row that came again, changed, stands in a later block.
create table legacy_block (
  id @id,
  source text not null,
  table_name text not null,
  -- packed by import/efiction/read/packed-rows.ts
  packed @blob not null
);
create index legacy_block_by_table on legacy_block (source, table_name, id);

-- Rows and files of those sites that are kept one by one.
create table legacy_row (
  source text not null,
  table_name text not null,
  old_id text not null,
  -- 1: has no counterpart in the archive and is kept aside, as inert text
  aside integer not null default 0,
  -- packed by import/efiction/read/packed-rows.ts
  packed @blob not null,
  primary key (source, table_name, old_id)
);
create index legacy_row_aside on legacy_row (source, table_name) where aside = 1;

-- One import, from the first page of its preview to its report.
create table import_run (
  id @id,
  source text not null default '',
  state text not null check (state in ('waiting', 'running', 'stopped', 'failed', 'finished')),
  -- JSON: what was asked for
  options text not null default '{}',
  -- JSON: how far it is
  progress text not null default '{}',
  -- JSON, as the command line writes it; null until it is finished
  report text,
  message text not null default '',
  account_id bigint references account (id) on delete set null,
  created_at bigint not null,
  finished_at bigint
);
create index import_run_by_time on import_run (created_at);
