-- Whose reading status a bookmark tells: set on the shelves later, reading, finished and dropped, so that a work stands
-- on at most one of a member's four.
alter table bookmark add column status_account_id bigint references account (id) on delete cascade;
create unique index bookmark_of_status on bookmark (status_account_id, work_id);

-- 0: the note is its owner's alone, wherever it lies.
alter table bookmark add column note_is_public integer not null default 1;

-- Of a member's own shelves; null: one that everybody has.
alter table shelf add column name_folded text;
create unique index shelf_by_name on shelf (account_id, name_folded);
