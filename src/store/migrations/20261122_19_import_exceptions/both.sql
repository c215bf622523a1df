-- The lines of an import's report about single rows of the old site: there may be one to every row.
create table import_exception (
  id @id,
  run_id bigint not null references import_run (id) on delete cascade,
  -- a short hash of the line: an import that goes on after a stop tells some of them again
  key text not null,
  table_name text not null,
  old_id text not null,
  outcome text not null,
  message text not null,
  unique (run_id, key)
);
create index import_exception_by_table on import_exception (run_id, table_name, outcome);
create index import_exception_by_outcome on import_exception (run_id, outcome);
