alter table work add column download_count bigint not null default 0;
-- When title, notes, tags or the order of chapters were changed last, in a work that is out; null: never.
alter table work add column changed_at bigint;
