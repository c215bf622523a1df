-- What changed about works, in the order of the changes: the index of lists that each node keeps follows it. Only the
-- newest rows are kept; a node that is further behind builds its index anew. No foreign key: a work that is gone is a
-- change as well.
create table work_change (
  id @id,
  work_id bigint not null,
  -- 1: only its kudos, reviews, reads or downloads, nothing that decides where it is found
  numbers_only integer not null default 0
);

-- Works whose words are to be taken into the text index anew. Whoever does that takes the row in the same transaction.
create table text_waiting (
  work_id @key
);
insert into text_waiting (work_id) select id from work;

-- Derived, as word_count is: kept by works/refresh-work.ts and works/refresh-numbers.ts.
alter table work add column kudos_count bigint not null default 0;
alter table work add column review_count bigint not null default 0;
-- 1: its fandoms have nothing above them in common
alter table work add column crossover integer not null default 0;
-- the first of its relationships, as a canonical tag
alter table work add column main_relationship_id bigint references tag (id) on delete set null;
update work set
  kudos_count = (select count(*) from kudos where kudos.work_id = work.id),
  review_count = (select count(*) from review where review.work_id = work.id
    and parent_id is null and deleted_at is null and hidden_at is null);

-- What its authors allow.
alter table work add column downloads_on integer not null default 1;
alter table work add column reviews_on integer not null default 1;
