-- Where in the work the member was last, to the paragraph. Null and empty where they only follow it, or where it came
-- with a move: read_at alone says what is news to them.
alter table reading_place add column noted_at bigint;
-- null: the chapter is gone, or the work was marked unread; chapter_position then leads to the one before
alter table reading_place add column chapter_id bigint references chapter (id) on delete set null;
-- as it was when the place was noted, from 1; 0: before the first
alter table reading_place add column chapter_position integer not null default 0;
-- counted as in text/paragraphs.ts, from 0
alter table reading_place add column paragraph integer not null default 0;
-- by which the paragraph is found again after an edit; empty: none
alter table reading_place add column fingerprint text not null default '';
-- 1: the end of the chapter's text was on the screen
alter table reading_place add column at_end integer not null default 0;
create index reading_place_by_time on reading_place (account_id, noted_at desc, work_id) where noted_at is not null;
create index reading_place_by_chapter on reading_place (chapter_id) where chapter_id is not null;

-- Chapters that a member has opened, and which of them count as read.
create table read_mark (
  account_id bigint not null references account (id) on delete cascade,
  chapter_id bigint not null references chapter (id) on delete cascade,
  -- null: opened, not read
  read_at bigint,
  primary key (account_id, chapter_id)
);
create index read_mark_by_chapter on read_mark (chapter_id);
